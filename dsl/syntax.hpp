// The syntax tree: what a rule file says, as written, each node with the bytes it covers.
// Names are not resolved and nothing is typed here; the checker makes a Rulebook of it. The formatter prints it back.
#pragma once
#include "dsl/values.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bylaw::dsl {

// Byte range [begin, end) in one source file.
struct Span {
  std::uint32_t begin = 0, end = 0;
  bool operator==(Span const&) const { return true; }  // where a thing stands is no part of what it says
};

namespace syntax {

// Owns a T like a value does (copies copy), so that a node can hold a node of its own kind.
template <class T>
class Box {
 public:
  Box() : value_(std::make_unique<T>()) {}
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Box(Box const& other) : value_(std::make_unique<T>(*other.value_)) {}
  Box(Box&&) noexcept = default;
  ~Box() = default;
  Box& operator=(Box const& other) {
    value_ = std::make_unique<T>(*other.value_);
    return *this;
  }
  Box& operator=(Box&&) noexcept = default;
  T const& operator*() const { return *value_; }
  T& operator*() { return *value_; }
  T const* operator->() const { return value_.get(); }
  T* operator->() { return value_.get(); }
  bool operator==(Box const& other) const { return *value_ == *other.value_; }

 private:
  std::unique_ptr<T> value_;
};

struct Node {
  Span span;
  bool operator==(Node const&) const = default;
};

// A single word, a dotted name (`fundraising.large_approach`), or a norm id (`leaders/4.2/clear-large-approach`).
struct Name : Node {
  std::string text;
  bool operator==(Name const&) const = default;
};
struct Text : Node {
  std::string value;
  bool operator==(Text const&) const = default;
};
using Names = std::vector<Name>;

// ---- expressions ----
struct BooleanLiteral : Node { bool value = false; bool operator==(BooleanLiteral const&) const = default; };
struct IntegerLiteral : Node { std::int64_t value = 0; bool operator==(IntegerLiteral const&) const = default; };
struct DecimalLiteral : Node { Decimal value; bool operator==(DecimalLiteral const&) const = default; };
struct MoneyLiteral : Node { Money value; bool operator==(MoneyLiteral const&) const = default; };
struct DateLiteral : Node { Date value; bool operator==(DateLiteral const&) const = default; };
struct DurationLiteral : Node { Duration value; bool operator==(DurationLiteral const&) const = default; };

struct Expression;
using Child = Box<Expression>;

// `a`, `a.b.c`: a fact, a variable, a parameter, an enumeration value, with fields read off it.
struct Path : Node {
  Names parts;
  bool operator==(Path const&) const = default;
};
// `("africa", "oceania")`: only as a value in a scenario
struct ListLiteral : Node { std::vector<Child> items; bool operator==(ListLiteral const&) const = default; };
// `setting fundraising.regional_and_large`
struct SettingRead : Node { Name name; bool operator==(SettingRead const&) const = default; };
// `leads(actor, group)`, and the built-in `year(date)`
struct Call : Node { Name callee; std::vector<Child> arguments; bool operator==(Call const&) const = default; };
struct Not : Node { Child operand; bool operator==(Not const&) const = default; };
// `a and b and c`, `a or b`
enum class Connective { all, any };
struct Junction : Node { Connective connective{}; std::vector<Child> terms; bool operator==(Junction const&) const = default; };
enum class CompareOperator { is, is_not, less, at_most, more, at_least };
struct Comparison : Node { CompareOperator op{}; Child left, right; bool operator==(Comparison const&) const = default; };
// `x in (a, b)` / `x not in some.list`: exactly one of `items` (parenthesised) and `list` is used
struct Membership : Node {
  bool negated = false;
  Child value;
  std::vector<Child> items;
  std::optional<Child> list;
  bool operator==(Membership const&) const = default;
};
// `k.outcome is recorded`, `amount is not known`
enum class Presence { recorded, known };
struct PresenceTest : Node { Presence presence{}; bool negated = false; Child subject; bool operator==(PresenceTest const&) const = default; };
enum class ArithmeticOperator { plus, minus };
struct Arithmetic : Node { ArithmeticOperator op{}; Child left, right; bool operator==(Arithmetic const&) const = default; };
// `a otherwise b`: a where it is recorded, else b
struct Otherwise : Node { Child value, fallback; bool operator==(Otherwise const&) const = default; };
// What a quantifier or aggregate runs over: `contact k` (records of a kind) or `r in donor_region` (values of a list)
struct Binder : Node {
  Name variable;
  std::optional<Name> record;
  std::optional<Child> list;
  bool operator==(Binder const&) const = default;
};
// `some contact k with C`, `no contact k with C`, `every contact k with C has D`, `every r in L has D`
enum class Quantifier { some, no, every };
struct Quantified : Node {
  Quantifier quantifier{};
  Binder binder;
  std::optional<Child> with, has;
  bool operator==(Quantified const&) const = default;
};
// `count(term t with C)`, `sum(a.amount for approach a with C)`, `latest(contact k by k.on with C)`, `earliest(...)`
enum class Aggregate { count, sum, latest, earliest };
struct Aggregated : Node {
  Aggregate aggregate{};
  std::optional<Child> value;  // what is summed, or ordered by
  Binder binder;
  std::optional<Child> with;
  bool operator==(Aggregated const&) const = default;
};

struct Expression {
  std::variant<BooleanLiteral, IntegerLiteral, DecimalLiteral, MoneyLiteral, DateLiteral, DurationLiteral, Text, Path,
               ListLiteral, SettingRead, Call, Not, Junction, Comparison, Membership, PresenceTest, Arithmetic, Otherwise, Quantified, Aggregated>
      value;
  bool operator==(Expression const&) const = default;
};
Span span_of(Expression const& expression);

// ---- declarations ----
// `text`, `money`, `donor_scope`, `ref group`, `one of a, b`, `list of T`
struct TypeName : Node {
  enum class Kind { named, ref, one_of, list_of } kind = Kind::named;
  Name name;                           // named, ref
  Names values;                        // one_of
  std::optional<Box<TypeName>> element;  // list_of
  bool operator==(TypeName const&) const = default;
};
enum class FieldMark { optional, event, open, opening, confidential };
struct Field : Node {
  Name name;
  TypeName type;
  std::vector<FieldMark> marks;
  std::optional<Text> label;
  bool operator==(Field const&) const = default;
};
struct Header : Node { Name name; Text title; bool operator==(Header const&) const = default; };
// `headline clear "..."`: what is said when an outcome has no finding that speaks for it
struct Headline : Node { Name outcome; Text text; bool operator==(Headline const&) const = default; };
// `question ... end`: what every question may carry besides its facts, by name: `actor: ref person "Who acts?"`
struct Parameters : Node { std::vector<Field> fields; bool operator==(Parameters const&) const = default; };
struct EnumerationValue : Node { Name name; std::optional<Text> label; bool operator==(EnumerationValue const&) const = default; };
struct Enumeration : Node { Name name; std::optional<Text> label; std::vector<EnumerationValue> values; bool operator==(Enumeration const&) const = default; };
// `rates usd in USD by currency, date`: the record tells what one unit of a currency is worth on a day
struct Rates : Node { Name value, base, currency, date; bool operator==(Rates const&) const = default; };
struct Record : Node {
  Name name;
  std::optional<Text> label;
  bool confidential = false;
  Names key;  // empty: `id`
  std::optional<Rates> rates;
  std::vector<Field> fields;
  bool operator==(Record const&) const = default;
};
// `assume true when group is known because "..."`
struct Assumption : Node { Child value; std::optional<Child> when; Text because; bool operator==(Assumption const&) const = default; };
struct Fact : Node {
  Name name;
  TypeName type;
  Text label, ask;  // "the amount asked for", "How much will you ask for?"
  std::optional<Text> help;
  std::vector<Assumption> assumptions;
  bool operator==(Fact const&) const = default;
};
struct Action : Node { Name name; Text title; std::optional<Text> asked_by; Names facts; bool operator==(Action const&) const = default; };
struct Document : Node {
  Name name;
  Text title;
  std::optional<DateLiteral> adopted_on;
  std::optional<Name> adopted_by;
  std::optional<DateLiteral> from, until;
  std::vector<std::pair<Name, Text>> readings;
  bool operator==(Document const&) const = default;
};
enum class Force { must, must_not, should, should_not, may, power, definition, information };
// Why a norm has no rule: `uncoded information "..."`
enum class Uncoded { information, judgement, reference, later };
struct Norm : Node {
  Name id;
  Force force{};
  Text word;   // the operative word: "requested"
  Text says;   // our paraphrase
  Names bearers, counterparts, restates;
  std::optional<Name> tier;
  std::optional<Uncoded> uncoded;
  std::optional<Text> uncoded_why;
  std::optional<Text> note;
  bool operator==(Norm const&) const = default;
};
struct Setting : Node {
  Name name;
  TypeName type;
  std::optional<Child> fallback;  // `default EXPR`; none written as `default none` or left away
  Text label;
  std::optional<Text> source;
  bool operator==(Setting const&) const = default;
};
struct Parameter : Node { Name name; TypeName type; bool operator==(Parameter const&) const = default; };
struct Definition : Node {
  Name name;
  std::vector<Parameter> parameters;
  std::optional<Text> phrase;  // "{person} leads {group}"
  Child body;
  bool operator==(Definition const&) const = default;
};

// ---- rules ----
// `group should contact chairs_office or secretariat before action`
struct Duty : Node {
  Names bearers;
  Force force{};  // must, must_not, should, should_not, may
  Name act;
  Names counterparts;
  bool before_action = false;
  bool operator==(Duty const&) const = default;
};
// `refer to chairs_office`
struct Referral : Node { Names counterparts; bool operator==(Referral const&) const = default; };
struct NormClause : Node { Names ids; bool operator==(NormClause const&) const = default; };
struct SeeClause : Node { Names ids; bool operator==(SeeClause const&) const = default; };
struct OnClause : Node { bool every_action = false; Names actions; bool operator==(OnClause const&) const = default; };
struct WhenClause : Node { Child condition; bool operator==(WhenClause const&) const = default; };
struct DoneClause : Node { Child condition; bool operator==(DoneClause const&) const = default; };
struct WaitingClause : Node { Child condition; bool operator==(WaitingClause const&) const = default; };
struct ReferClause : Node { Names counterparts; Child condition; bool operator==(ReferClause const&) const = default; };  // `refer to X when C`
struct UndeterminedClause : Node { Child condition; Text because; bool operator==(UndeterminedClause const&) const = default; };
struct UnlessClause : Node { Child condition; bool operator==(UnlessClause const&) const = default; };
struct RemedyClause : Node { Name norm; Text act; bool operator==(RemedyClause const&) const = default; };
struct OverridesClause : Node { Names rules; bool operator==(OverridesClause const&) const = default; };
struct ReadingClause : Node { Name name; Text text; bool operator==(ReadingClause const&) const = default; };
struct ForceInClause : Node { DateLiteral from, until; bool operator==(ForceInClause const&) const = default; };  // `in force D to D`
struct BadClause : Node { bool operator==(BadClause const&) const = default; };  // what recovery leaves behind
using Clause = std::variant<BadClause, NormClause, SeeClause, OnClause, WhenClause, Duty, Referral, DoneClause, WaitingClause, ReferClause,
                            UndeterminedClause, UnlessClause, RemedyClause, OverridesClause, ReadingClause, ForceInClause>;
struct Rule : Node { Name name; Text title; std::vector<Clause> clauses; bool operator==(Rule const&) const = default; };

// ---- standing rules ----
// `finding ... end`: what a row of a standing rule can be about, by name: `group: ref group "the group"`
struct Columns : Node { std::vector<Field> fields; bool operator==(Columns const&) const = default; };
enum class StandingStatus { met, unmet, due, overdue, unknown, refer, not_applicable };
std::optional<StandingStatus> standing_status(std::string_view word);
std::string_view to_string(StandingStatus status);
// `for fund f with C`: a row for each
struct ForClause : Node { Binder binder; std::optional<Child> with; bool operator==(ForClause const&) const = default; };
// `of person p`: asked for one of them
struct OfClause : Node { Binder binder; bool operator==(OfClause const&) const = default; };
// `unlisted when met`: too many to be listed unless asked for
struct UnlistedClause : Node { bool operator==(UnlistedClause const&) const = default; };
// `each y from A to B with C`: a row for each whole number
struct EachClause : Node { Name variable; Child from, to; std::optional<Child> with; bool operator==(EachClause const&) const = default; };
struct Concern : Node { Name column; Child value; bool operator==(Concern const&) const = default; };
// `concerning group t.group, person t.person`
struct ConcernClause : Node { std::vector<Concern> concerns; bool operator==(ConcernClause const&) const = default; };
struct BearerClause : Node { Names bearers; bool operator==(BearerClause const&) const = default; };
// `overdue when C since D`
struct StatusClause : Node { StandingStatus status{}; Child condition; std::optional<Child> since; bool operator==(StatusClause const&) const = default; };
struct DeadlineClause : Node { Child deadline; bool operator==(DeadlineClause const&) const = default; };  // `by D`
// `else unmet since D`
struct ElseClause : Node { StandingStatus status{}; std::optional<Child> since; bool operator==(ElseClause const&) const = default; };
struct LateClause : Node { Child condition; bool operator==(LateClause const&) const = default; };
// A value in a detail: as it is, or of `each`/`tally` record: all of them, or how many of each
struct Shown : Node {
  enum class Kind { value, each, tally } kind = Kind::value;
  Child value;
  std::optional<Binder> binder;
  std::optional<Child> with;
  bool operator==(Shown const&) const = default;
};
// `detail "Nobody has led since {}." vacant_since(g) when C`
struct DetailClause : Node { Text text; std::vector<Shown> values; std::optional<Child> condition; bool operator==(DetailClause const&) const = default; };
using StandingClause = std::variant<BadClause, NormClause, SeeClause, ForClause, EachClause, ConcernClause, BearerClause, WhenClause, StatusClause,
                                    DeadlineClause, ElseClause, LateClause, DetailClause, ReadingClause, ForceInClause, OfClause, UnlistedClause>;
struct Standing : Node { Name name; Text title; std::vector<StandingClause> clauses; bool operator==(Standing const&) const = default; };

// ---- who may do what ----
// `for person holder`: whom the role can be given to, and what its conditions call that record
struct HolderClause : Node { Binder binder; bool operator==(HolderClause const&) const = default; };
// `may read_compliance, read_cases of own`
struct MayClause : Node { Names scopes; bool own = false; bool operator==(MayClause const&) const = default; };
// `own contact, approach x when C`: which records are the holder's
struct OwnClause : Node { Names records; Name variable; Child condition; bool operator==(OwnClause const&) const = default; };
// `every record`, `own contact, approach`
struct RecordsReached : Node { bool every = false, own = false; Names records; bool operator==(RecordsReached const&) const = default; };
struct SeesClause : Node { RecordsReached reached; bool operator==(SeesClause const&) const = default; };
struct WritesClause : Node { RecordsReached reached; bool operator==(WritesClause const&) const = default; };
using RoleClause = std::variant<BadClause, HolderClause, MayClause, OwnClause, SeesClause, WritesClause>;
struct Role : Node { Name name; Text title; std::vector<RoleClause> clauses; bool operator==(Role const&) const = default; };

// ---- scenarios ----
struct FieldValue : Node { Name name; Child value; bool operator==(FieldValue const&) const = default; };  // `(a, b)` is a ListLiteral
struct GivenRecord : Node { Name record; Text id; std::vector<FieldValue> fields; bool operator==(GivenRecord const&) const = default; };
// `entry checklist_document "1" has title "..."`: a record that is part of the rulebook
struct Entry : Node { GivenRecord record; bool operator==(Entry const&) const = default; };
struct Background : Node { Name name; std::vector<GivenRecord> records; bool operator==(Background const&) const = default; };
struct Expectation : Node {
  enum class Kind { outcome, status, absent, missing, not_missing } kind{};
  Name subject;                // outcome name, norm id or fact path
  std::optional<Name> status;  // for Kind::status
  bool operator==(Expectation const&) const = default;
};
struct Scenario : Node {
  Text title;
  Names backgrounds;
  std::vector<GivenRecord> records;
  Name action;
  DateLiteral on;
  bool already_done = false;
  std::vector<FieldValue> facts;  // question parameters and facts alike
  std::vector<Expectation> expectations;
  bool operator==(Scenario const&) const = default;
};

// ---- procedures ----
// `candidate n.person`, `made_on date`, `outcome given`: a field or fact and where its value comes from
struct Assignment : Node { Name name; Child value; bool operator==(Assignment const&) const = default; };
using Assignments = std::vector<Assignment>;
// `routes by option chosen in way_chosen`
struct RoutesClause : Node { Name field, step; bool operator==(RoutesClause const&) const = default; };
// `for internal, independent`: the routes that a step belongs to
struct ForRoutesClause : Node { Names routes; bool operator==(ForRoutesClause const&) const = default; };
enum class Need { required, preferred, customary };
// `required of panel to recommend ssc_chair`
struct StepDuty : Node { Need need{}; Names bearers; Name act; Names counterparts; bool operator==(StepDuty const&) const = default; };
// `after a, b`, `usually after a`
struct AfterClause : Node { bool usually = false; Names steps; bool operator==(AfterClause const&) const = default; };
// `done when C on E`
struct StepDoneClause : Node { Child condition; std::optional<Child> day; bool operator==(StepDoneClause const&) const = default; };
struct PendingClause : Node { Child condition; bool operator==(PendingClause const&) const = default; };
struct BlockedClause : Node { Child condition; Text because; bool operator==(BlockedClause const&) const = default; };
// `refused when C then a, b`: the steps that are taken again
struct RefusedClause : Node { Child condition; Names then; bool operator==(RefusedClause const&) const = default; };
struct RecusedClause : Node { Child condition; Text because; bool operator==(RecusedClause const&) const = default; };
struct OptionalClause : Node { bool operator==(OptionalClause const&) const = default; };
struct IrrevocableClause : Node { bool operator==(IrrevocableClause const&) const = default; };
// `open when C because "..."`, `closed because "..."`
struct AvailabilityClause : Node { bool open = false; std::optional<Child> condition; Text because; bool operator==(AvailabilityClause const&) const = default; };
// `records each seat with ...`, `changes E with ...`: exactly one of record and target is there
struct WriteClause : Node { bool each = false; std::optional<Name> record; std::optional<Child> target; Assignments values; bool operator==(WriteClause const&) const = default; };
// `checked by lend with tool loan.tool`
struct CheckedClause : Node { Name action; Assignments values; bool operator==(CheckedClause const&) const = default; };
struct DecidedClause : Node { Name party; bool operator==(DecidedClause const&) const = default; };
// One set of clauses for procedures, their routes and their steps; which of them may stand where is checked later.
using StepClause = std::variant<BadClause, NormClause, SeeClause, WhenClause, UnlessClause, UndeterminedClause, ReadingClause, Referral, ReferClause, RoutesClause,
                                ForRoutesClause, OptionalClause,
                                StepDuty, AfterClause, StepDoneClause, PendingClause, BlockedClause, RefusedClause, RecusedClause,
                                IrrevocableClause, AvailabilityClause, WriteClause, CheckedClause, DecidedClause>;
using StepClauses = std::vector<StepClause>;
// `procedure succession of case "..."`: the fact refers to the record that a case is
struct Procedure : Node { Name name, fact; Text title; StepClauses clauses; bool operator==(Procedure const&) const = default; };
struct Route : Node { Name name; Text title; StepClauses clauses; bool operator==(Route const&) const = default; };  // `procedure.route`
struct Step : Node { Name name; Text title; StepClauses clauses; bool operator==(Step const&) const = default; };    // `procedure.step`

struct BadItem : Node { bool operator==(BadItem const&) const = default; };
using Item = std::variant<BadItem, Header, Headline, Parameters, Enumeration, Record, Fact, Action, Document, Norm, Setting, Definition, Rule,
                          Background, Scenario, Columns, Standing, Entry, Procedure, Route, Step, Role>;

// A comment with the bytes it covers, `--` included. Kept so that the formatter loses nothing.
struct Comment : Node { std::string text; bool operator==(Comment const&) const = default; };

struct File {
  std::vector<Item> items;
  std::vector<Comment> comments;
};

}  // namespace syntax
}  // namespace bylaw::dsl
