// The checked rulebook: every name resolved to an index, every expression typed. What the engine compiles and evaluates,
// what plain-language rendering, coverage, schemas and validation are derived from. Immutable once made.
#pragma once
#include "dsl/access_scope.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/syntax.hpp"
#include "dsl/values.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace bylaw::dsl {

using Index = std::uint32_t;
inline constexpr Index none = 0xFFFF'FFFF;

enum class TypeKind : std::uint8_t {
  boolean, integer, decimal, text, id, date, month_day, duration, money, currency,
  enumeration,  // of: index into Rulebook::enumerations
  reference,    // of: index into Rulebook::records
};

// `list` is a list of the described element type.
struct Type {
  TypeKind kind = TypeKind::boolean;
  Index of = none;
  bool list = false;
  bool operator==(Type const&) const = default;
};

using syntax::Force;
using syntax::Uncoded;

struct EnumerationValue {
  std::string name;
  std::string label;  // for people; the name with blanks where none is written
};
struct Enumeration {
  std::string name;  // for `one of` types: the record.field or fact it belongs to
  std::string label;
  std::vector<EnumerationValue> values;
};

struct Field {
  std::string name;
  Type type;
  bool optional = false;      // may be left out; what that means follows from the next two:
  bool event = false;         // a date; left out or after the day asked about = has not happened
  bool open = false;          // a date; left out = never ends
  bool opening = false;       // a date; the record is looked at from this day on
  bool confidential = false;
  std::string label;
};
struct Record {
  std::string name, label;
  std::vector<Field> fields;
  std::vector<Index> key;      // fields whose texts, joined by '@', identify a record; usually the field `id`
  Index opening = none;        // field index of the opening date, if any
  Location where;
  bool confidential = false;   // as a whole: even that it is there
  bool in_rulebook = false;    // its records are entries of the rulebook: nobody stores or changes them
};
// Where exchange rates are: one unit of currency on date is worth `value` of `base`.
struct Rates {
  Index record = none, value = none, currency = none, date = none;
  Currency base;
};

struct Assumption {
  Index value = none;  // expression (a literal)
  Index when = none;   // expression over `is known`, or none = always
  std::string because;
};
struct Fact {
  std::string name;
  Type type;
  std::string label, ask, help;
  std::vector<Assumption> assumptions;
  Location where;
};
// What every question may carry besides its facts (the asker, the group...), by name.
struct Parameter {
  std::string name;
  Type type;
  std::string ask;
};
struct Action {
  std::string name, title, asked_by;
  std::vector<Index> facts;  // in the order in which to ask
  std::vector<Index> rules;  // every rule that bears on it, in rule-name order
  Location where;
};
struct Document {
  std::string name, title, adopted_by;
  std::optional<Date> adopted_on, from, until;  // in force, both days included
  std::vector<std::pair<std::string, std::string>> readings;
};
struct Norm {
  std::string id, document, section;
  Force force{};
  std::string word, says, note, tier;
  std::vector<std::string> bearers, counterparts;
  std::vector<Index> restates;
  std::optional<Uncoded> uncoded;
  std::string uncoded_why;
  std::vector<Index> rules;  // rules that name it first, or also
  std::vector<std::pair<Index, Index>> steps;  // procedure and step that name it first, or also
  std::vector<Index> standing;  // the same for standing rules
  Location where;
};
struct Setting {
  std::string name, label, source;
  Type type;
  Index fallback = none;  // expression (a literal) or none: not set
};

enum class ExpressionKind : std::uint8_t {
  literal,     // constant
  fact,        // index = fact
  parameter,   // index = question parameter
  date,        // the day asked about
  done,        // whether the act is already done
  variable,    // index = slot of a binder or definition parameter
  field,       // operands[0] = record value, index = field of the record in operands[0].type.of
  setting,     // index = setting
  call,        // index = definition, operands = arguments
  year,        // operands[0] = date -> integer
  days, months,  // operands[0] = integer -> duration; unknown where it does not fit
  year_start, year_end,  // operands[0] = integer -> date
  on_day,        // operands[0] = month_day, operands[1] = integer -> date
  greater_of, lesser_of,  // operands[0], operands[1]: dates or integers
  negation,    // operands[0]
  all, any,    // operands...
  is, is_not, less, at_most, more, at_least,  // operands[0], operands[1]
  in,          // operands[0] in operands[1...]
  in_list,     // operands[0] in operands[1] (a list)
  recorded,    // operands[0] = field, setting or record reference: two-valued
  known,       // operands[0] = fact or parameter: two-valued
  plus, minus, // operands[0], operands[1]
  otherwise,   // operands[0] where recorded, else operands[1]
  some, no, every,  // binder; operands[0] = with, operands[1] = has (every); absent ones are `none`
  count,       // binder; operands[0] = with
  sum,         // binder; operands[0] = with, operands[1] = value
  latest, earliest,  // binder; operands[0] = with, operands[1] = ordering date/integer
  listing,           // binder; operands[0] = with, operands[1] = value: only in details
};

// References and ids are strings; so are currencies ("EUR") and days of the year ("03-31").
using Constant = std::variant<std::monostate, bool, std::int64_t, Decimal, std::string, Date, Duration, Money, Index /*enumeration value*/>;

struct Expression {
  ExpressionKind kind{};
  Type type;
  Index index = none;            // see ExpressionKind
  std::vector<Index> operands;   // expressions
  Constant constant;             // literal
  // binders: `slot` receives each record of `record`, or each value of the list expression `list`
  Index slot = none, record = none, list = none;
  Location where;
};

struct Definition {
  std::string name, phrase;
  std::vector<std::string> parameter_names;
  std::vector<Type> parameters;  // slots 0..n-1 of its own frame
  Index body = none;
  Index slots = 0;               // size of the frame: parameters and binders
  Type type;
  Location where;
};

enum class RuleKind : std::uint8_t { step, advice, prohibition, discouragement, permission, referral };

struct Remedy { Index norm = none; std::string act; };

struct Rule {
  std::string name, title;
  RuleKind kind{};
  Force force{};
  Index norm = none;            // the first named
  std::vector<Index> also, see;  // further norms it encodes; norms it only points to
  std::vector<Index> actions;    // empty: every action
  std::vector<std::string> bearers, counterparts;
  std::string act;
  // expressions, none where not written
  Index when = none, done = none, waiting = none, refer = none, undetermined = none;
  std::vector<Index> unless;
  std::vector<std::string> refer_to;
  std::string undetermined_because;
  std::vector<Remedy> remedies;
  std::vector<Index> overrides;      // rules this one switches off where it applies
  std::vector<Index> overridden_by;  // the other direction
  std::vector<std::pair<std::string, std::string>> readings;
  std::optional<Date> from, until;   // in force; absent: as its document
  Index slots = 0;                   // frame size for its binders
  Location where;
  Span source;                       // the whole rule
};

using syntax::StandingStatus;
// What a row of a standing rule can be about, by name. Each row has a place for every one, so there are few.
inline constexpr std::size_t most_columns = 4;
struct Column {
  std::string name, label;
  Type type;  // a reference
};
struct StatusCase {
  StandingStatus status{};
  Index when = none;   // none: in any case
  Index since = none;  // a date
};
// A value in a detail; where it lists, `value` is a listing.
struct ShownValue {
  syntax::Shown::Kind kind{};
  Index value = none;
};
struct Detail {
  std::string text;  // a {} for each value
  std::vector<ShownValue> values;
  Index when = none;
};
// A rule over records on a day, without a question: a row for each record it is for.
struct Standing {
  std::string name, title;
  Force force{};  // the norm's
  Index norm = none;
  std::vector<Index> also, see;
  std::vector<std::string> bearers;
  Index of_record = none, of_slot = none;         // asked for one of these only: a checklist, no part of a sweep
  Index record = none, slot = none, with = none;  // what it is for; none: one row
  bool unlisted_when_met = false;                 // too many to be listed unless asked for
  // One row for each number from `from` to `to`; none: no numbers.
  Index number_slot = none, from_number = none, to_number = none, number_with = none;
  std::vector<std::pair<Index, Index>> concerns;  // column, expression (a reference)
  Index when = none;
  std::vector<StatusCase> cases;  // as written: the first that holds decides
  Index deadline = none;          // a date
  std::optional<StatusCase> otherwise;
  Index late = none;
  std::vector<Detail> details;
  std::vector<std::pair<std::string, std::string>> readings;
  std::optional<Date> from, until;
  Index slots = 0;
  Location where;
  Span source;
};

// How much of something a role reaches.
enum class Reach : std::uint8_t { nothing, own, all };
// Which records of a kind are somebody's own: `when` holds of them, with the record in `slot`.
struct Ownership {
  Index slot = none, when = none;
};
struct Role {
  std::string name, title;
  Index holder = none, holder_slot = none;  // the record it is given to; none: to anybody
  std::array<Reach, access_scopes> may{};   // by AccessScope
  std::vector<Ownership> own;               // by record
  std::vector<Reach> sees, writes;          // by record: what is confidential of them; what can be changed
  Location where;
  Span source;
};

// The fields of the key are among `fields`, taken from `id` where they are not written.
struct ScenarioRecord { Index record = none; std::string id; std::vector<std::pair<Index, std::vector<Constant>>> fields; };
struct Scenario {
  std::string title;
  std::vector<ScenarioRecord> records;  // background first
  Index action = none;
  Date on;
  bool already_done = false;
  std::vector<std::pair<Index, std::vector<Constant>>> parameters, facts;  // one constant, or the items of a list
  std::vector<syntax::Expectation> expectations;
  Location where;
};

// ---- procedures ----
using syntax::Need;

// Where a value that is written, or handed to a check, comes from: an expression, the request (`given`), or a field of
// a record that the step writes.
struct Assignment {
  Index target = none;            // a field; for a check a fact or parameter
  bool parameter = false;         // of a check: target is a question parameter
  bool given = false;
  Index value = none;             // expression
  Index write = none, field = none;  // of a check: which of the step's writes, and which field of its record
};
struct Write {
  Index record = none;
  bool each = false;    // one record for each item given
  Index changed = none;  // expression: the record to change; none: a new one is made
  std::vector<Assignment> values;
};
struct ActionCheck { Index action = none; std::vector<Assignment> values; };

struct Availability { bool open = false; Index when = none; std::string because; };  // when: none = always
struct Route {
  std::string name, title;
  Index value = none;            // of the field that routes are chosen by
  Index when = none;             // expression: taken without being chosen
  std::vector<Availability> availability;  // the first that holds decides; none: open
  std::vector<std::string> refer_to;       // the whole route: who decides
  Index norm = none;
  std::vector<std::pair<std::string, std::string>> readings;
  Location where;
};
struct Recusal { Index when = none; std::string because; };
struct Step {
  std::string name, title;
  Index norm = none;
  std::vector<Index> also, see;
  Need need{};
  std::vector<std::string> bearers, counterparts;
  std::string act;
  std::vector<Index> routes;         // of its procedure; empty: all
  std::vector<Index> after, usually_after, then;  // steps of its procedure
  Index unless = none, done = none, day = none, pending = none, blocked = none, refused = none, undetermined = none;  // expressions
  std::string blocked_because, undetermined_because;
  std::vector<Recusal> recusals;
  bool optional = false, irrevocable = false;
  std::vector<Write> writes;
  ActionCheck check;
  std::string decided_by;
  std::vector<std::pair<std::string, std::string>> readings;
  Location where;
  Span source;
};
struct Procedure {
  std::string name, title;
  Index fact = none, record = none;  // the fact that refers to a case, and the record that cases are
  Index when = none, refer = none;   // expressions: which cases it is for; which are for others to decide
  std::vector<std::string> refer_to;
  Index route_field = none, choosing = none;  // field of the record; the step in which a route is chosen
  std::vector<Route> routes;         // in the order of the field's values, then by name
  std::vector<Step> steps;           // each behind those it comes after
  std::vector<Write> writes;         // how a case is opened
  ActionCheck check;
  std::vector<std::pair<std::string, std::string>> readings;
  Location where;
};

struct Rulebook {
  std::string name, title;
  std::string revision;  // "sha256:..." over all sources, in name order
  std::vector<Source> sources;
  std::vector<Enumeration> enumerations;
  std::vector<Record> records;
  std::vector<Parameter> parameters;
  std::vector<Fact> facts;
  std::vector<Action> actions;
  std::vector<Document> documents;
  std::vector<Norm> norms;
  std::vector<Setting> settings;
  std::vector<Definition> definitions;
  std::vector<Rule> rules;        // sorted by name
  std::vector<Column> columns;    // of the rows of standing rules
  std::vector<Standing> standing;  // sorted by name
  std::vector<ScenarioRecord> entries;  // records that are part of the rulebook
  std::vector<Scenario> scenarios;
  std::vector<Role> roles;        // as written
  std::vector<Procedure> procedures;  // by name
  std::vector<Expression> expressions;
  std::optional<Rates> rates;
  std::vector<std::pair<std::string, std::string>> headlines;  // outcome name -> text

  Expression const& expression(Index index) const { return expressions[index]; }
};

// Lookups by name; `none` when there is no such thing.
Index find_record(Rulebook const&, std::string_view name);
Index find_field(Record const&, std::string_view name);
Index find_fact(Rulebook const&, std::string_view name);
Index find_parameter(Rulebook const&, std::string_view name);
Index find_action(Rulebook const&, std::string_view name);
Index find_norm(Rulebook const&, std::string_view id);
Index find_setting(Rulebook const&, std::string_view name);
Index find_column(Rulebook const&, std::string_view name);
Index find_role(Rulebook const&, std::string_view name);
Index find_value(Enumeration const&, std::string_view name);

// "must_not", "should"...
std::string_view to_string(Force force);
// As a person would write it: "one of global, regional, national", "money", "list of text", "ref group".
std::string type_text(Rulebook const&, Type type);

}  // namespace bylaw::dsl
