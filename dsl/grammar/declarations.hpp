// All declarations but rules and scenarios. After the word that commits, everything is `>`: what is missing is then
// named in the message.
#pragma once
#include "dsl/expectation.hpp"
#include "dsl/grammar/expressions.hpp"

namespace bylaw::dsl::grammar {

PRODUCTION(type, syntax::TypeName, "a type such as text, money, date, ref person, one of a, b, or list of text")
PRODUCTION(field_body, syntax::Field,
           "a field such as name: text, a mark (optional, event, open, opening, confidential) or 'end'")
PRODUCTION(header, syntax::Header, "a header")
PRODUCTION(headline, syntax::Headline, "a headline")
PRODUCTION(question, syntax::Parameters, "a question")
PRODUCTION(enumeration_value, syntax::EnumerationValue, "a value or 'end'")
PRODUCTION(enumeration, syntax::Enumeration, "an enumeration")
PRODUCTION(rates, syntax::Rates, "rates")
PRODUCTION(record, syntax::Record, "a record")
PRODUCTION(assumption, syntax::Assumption, "an assumption")
PRODUCTION(fact, syntax::Fact, "a fact")
PRODUCTION(action, syntax::Action, "an action")
PRODUCTION(document, syntax::Document, "a document")
PRODUCTION(norm, syntax::Norm, "a norm")
PRODUCTION(setting, syntax::Setting, "a setting")
PRODUCTION(fallback, Expression, "a condition")
PRODUCTION(parameter, syntax::Parameter, "a parameter such as p: ref person")
PRODUCTION(definition, syntax::Definition, "a definition")

// A list that has committed to a comma must be able to say "expected a name": not `p % ','`.
template <auto Member, class P>
constexpr auto list_of(P const& p) {
  return set<Member>(p) > *(sign(",") > set<Member>(p));
}

// A word that is not itself a field's name (`key: text`).
inline constexpr auto no_colon =
    Ahead("", [](State& state, Iterator at, Iterator) { return character_behind(state, token(state, at).end) != ':'; });
// A value, or the name of a type, but not the next field.
inline constexpr auto no_field = Ahead("a value", no_colon.test);
// Another field: a declaration here means that the `end` of the block is missing.
inline constexpr auto field_ahead = Ahead("", [](State& state, Iterator at, Iterator last) {
  if (at == last) return false;
  if (!no_colon.test(state, at, last)) return true;
  return token(state, at).id != find_word("end") && !begins_item(state.text, at);
});
// At the end of a block: `end`, but not a field of that name.
inline constexpr auto at_end = Ahead("", [](State& state, Iterator at, Iterator last) {
  return at == last || (token(state, at).id == find_word("end") && no_colon.test(state, at, last));
});

using syntax::TypeName;
template <TypeName::Kind Kind>
constexpr auto kind(Keyword name) {
  return put<&TypeName::kind, Kind>(name);
}
// In `one of a, b, c: text` the second comma parts two parameters of a definition.
inline constexpr auto comma_and_value = Ahead("','", [](State& state, Iterator at, Iterator last) {
  if (at == last || *at != ',') return false;
  auto const next = skip_blanks(at + 1, last);
  return next == last || !is_lower(*next) || no_colon.test(state, next, last);
});
inline auto const one_of_value = no_field >> set<&TypeName::values>(word("a value"));
inline auto const one_of_values = one_of_value > *(comma_and_value >> sign(",") > one_of_value);
inline auto const type_def =
    node((kind<TypeName::Kind::ref>(quiet("ref")) > set<&TypeName::name>(word("the name of a record"))) |
         (kind<TypeName::Kind::one_of>(quiet("one")) > kw("of") > one_of_values) |
         (kind<TypeName::Kind::list_of>(quiet("list")) > kw("of") > deeper(set<&TypeName::element>(type))) |
         (no_field >> set<&TypeName::name>(free_name("a type"))));

using syntax::Field;
using syntax::FieldMark;
struct MarkParser : Terminal<MarkParser, FieldMark> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, FieldMark& mark) const {
    auto const& word = token(state, first);
    if (!has_use(word.id, word_use::mark) || !no_colon.test(state, first, last)) return false;
    auto const text = words[word.id].text;
    mark = text == "optional"  ? FieldMark::optional
           : text == "event"   ? FieldMark::event
           : text == "open"    ? FieldMark::open
           : text == "opening" ? FieldMark::opening
                               : FieldMark::confidential;
    first = word.end;
    return true;
  }
};
// A name before a colon. Without the colon it may be a misspelt mark of the field before; then that is what to say.
struct FieldName : Terminal<FieldName, syntax::Name> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, syntax::Name& name) const {
    if (first == last || !is_word_letter(*first)) return false;
    if (no_colon.test(state, first, last)) {
      std::string_view const text(first, state.token.end);
      if (!suggestion(text, {"optional", "event", "open", "opening", "confidential", "end"}).empty()) return false;
    }
    return NameParser<false>("").read(state, first, last, name);
  }
};
inline auto const field_body_def =
    node(set<&Field::name>(
             FieldName("a field such as name: text, a mark (optional, event, open, opening, confidential) or 'end'")) >
         sign(":") > set<&Field::type>(type) > *set<&Field::marks>(MarkParser("a mark")) > -set<&Field::label>(text()));
template <auto Member>
constexpr auto fields() {
  return *(field_ahead >> recover<resume_behind<next_field>>(x3::eps > set<Member>(field_body))) > kw("end");
}

inline auto const header_def = node(kw("rulebook") > declare<&syntax::Header::name>(word("a name for the rulebook")) >
                                    set<&syntax::Header::title>(text("a title in double quotes")));
inline auto const headline_def = node(kw("headline") > declare<&syntax::Headline::outcome>(word("an outcome")) >
                                      set<&syntax::Headline::text>(text()));
inline auto const question_def = node(kw("question") > fields<&syntax::Parameters::fields>());

using syntax::Enumeration;
using syntax::EnumerationValue;
inline auto const enumeration_value_def =
    node(set<&EnumerationValue::name>(word("a value or 'end'")) > -set<&EnumerationValue::label>(text()));
inline auto const enumeration_def =
    node(kw("enumeration") > set<&Enumeration::name>(word("a name for the enumeration")) >
         -set<&Enumeration::label>(text()) > *((!at_end) > set<&Enumeration::values>(enumeration_value)) > kw("end"));

using syntax::Rates;
inline auto const rates_def =
    node(kw("rates") > set<&Rates::value>(word("the field that holds the rate")) > kw("in") >
         set<&Rates::base>(currency()) > kw("by") > set<&Rates::currency>(word("the field that holds the currency")) >
         sign(",") > set<&Rates::date>(word("the field that holds the date")));
using syntax::Record;
inline constexpr auto record_name_ahead = Ahead("a name for the record", no_colon.test);
inline auto const record_def =
    node(recover<resume_at<next_field>>(
             kw("record") > (record_name_ahead >> set<&Record::name>(word("a name for the record"))) >
             -set<&Record::label>(text()) >
             -(&kw("confidential") >> no_colon >> set<&Record::confidential>(kw("confidential"))) >
             -(&kw("key") >> no_colon >> kw("key") > list_of<&Record::key>(word("the name of a field"))) >
             -(&kw("rates") >> no_colon >> set<&Record::rates>(rates))) > fields<&Record::fields>());

using syntax::Assumption;
using syntax::Fact;
inline auto const assumption_def =
    node(kw("assume") > set<&Assumption::value>(condition) > -(kw("when") > set<&Assumption::when>(condition)) >
         kw("because") > set<&Assumption::because>(text("a reason in double quotes")));
inline auto const fact_def =
    node(kw("fact") > declare<&Fact::name>(word("a name for the fact")) > sign(":") > set<&Fact::type>(type) >
         set<&Fact::label>(text("how the fact is called, in double quotes")) > kw("ask") >
         set<&Fact::ask>(text("a question in double quotes")) > -(kw("help") > set<&Fact::help>(text())) >
         *(&kw("assume") >> set<&Fact::assumptions>(assumption)));

using syntax::Action;
inline auto const action_def =
    node(kw("action") > declare<&Action::name>(word("a name for the action")) >
         set<&Action::title>(text("a title in double quotes")) > -(kw("by") > set<&Action::asked_by>(text())) >
         -(kw("facts") > list_of<&Action::facts>(word("the name of a fact"))) > kw("end"));

using syntax::Document;
struct AddReading {
  static bool run(auto const& step, Document& filled) {
    syntax::ReadingClause reading;
    if (!step(reading)) return false;
    filled.readings.emplace_back(std::move(reading.name), std::move(reading.text));
    return true;
  }
};
inline auto const reading_parts =
    kw("reading") >
    set<&syntax::ReadingClause::name>(word("a name for the reading")) > set<&syntax::ReadingClause::text>(text());
inline auto const document_def =
    node(kw("document") > declare<&Document::name>(document_name()) >
         set<&Document::title>(text("a title in double quotes")) >
         -(kw("adopted") > set<&Document::adopted_on>(date()) >
           -(kw("by") > set<&Document::adopted_by>(word("who adopted it")))) >
         -(kw("in") > kw("force") > set<&Document::from>(date()) > kw("to") > set<&Document::until>(date())) >
         *directive<AddReading>(&kw("reading") >> reading_parts) > kw("end"));

using syntax::Force;
using syntax::Norm;
using syntax::Uncoded;
template <auto Member>
constexpr auto duty_force() {
  return (quiet("must") > (put<Member, Force::must_not>(quiet("not")) | put<Member, Force::must>(x3::eps))) |
         (quiet("should") > (put<Member, Force::should_not>(quiet("not")) | put<Member, Force::should>(x3::eps))) |
         put<Member, Force::may>(quiet("may"));
}
inline auto const norm_force =
    phrased("the force of the norm (must, must not, should, should not, may, power, definition or information)",
            duty_force<&Norm::force>() | put<&Norm::force, Force::power>(quiet("power")) |
                put<&Norm::force, Force::definition>(quiet("definition")) |
                put<&Norm::force, Force::information>(quiet("information")));
inline auto const norm_uncoded = phrased("'information', 'judgement', 'reference' or 'later'",
                                         put<&Norm::uncoded, Uncoded::information>(quiet("information")) |
                                             put<&Norm::uncoded, Uncoded::judgement>(quiet("judgement")) |
                                             put<&Norm::uncoded, Uncoded::reference>(quiet("reference")) |
                                             put<&Norm::uncoded, Uncoded::later>(quiet("later")));
inline auto const norm_def =
    node(kw("norm") > set<&Norm::id>(norm_id()) > norm_force >
         set<&Norm::word>(text("the operative word in double quotes")) > kw("says") >
         set<&Norm::says>(text("what it says, in double quotes")) >
         -(kw("bearer") > list_of<&Norm::bearers>(word("a party"))) >
         -(kw("counterpart") > list_of<&Norm::counterparts>(word("a party"))) >
         -(kw("restates") > list_of<&Norm::restates>(norm_id())) > -(kw("tier") > set<&Norm::tier>(word("a tier"))) >
         -(kw("uncoded") > norm_uncoded > set<&Norm::uncoded_why>(text("a reason in double quotes"))) >
         -(kw("note") > set<&Norm::note>(text())) > kw("end"));

using syntax::Setting;
inline auto const fallback_def = into(ReservedValue<false>("a value")) | into(condition);
inline auto const setting_def =
    node(kw("setting") > set<&Setting::name>(dotted("a name such as gifts.threshold")) > sign(":") >
         set<&Setting::type>(type) > -(kw("default") > (quiet("none") | set<&Setting::fallback>(fallback))) >
         set<&Setting::label>(text("how the setting is called, in double quotes")) >
         -(kw("source") > set<&Setting::source>(text())));

using syntax::Definition;
using syntax::Parameter;
inline auto const parameter_def = node(set<&Parameter::name>(free_name("a parameter such as p: ref person")) >
                                       sign(":") > set<&Parameter::type>(type));
inline auto const definition_def =
    node(kw("define") > declare<&Definition::name>(free_name("a name for the definition")) > sign("(") >
         -((!sign(")")) > list_of<&Definition::parameters>(parameter)) > sign(")") > -set<&Definition::phrase>(text()) >
         sign("=") > set<&Definition::body>(condition));

BOOST_SPIRIT_DEFINE(type, field_body, header, headline, question, enumeration_value, enumeration, rates, record)
BOOST_SPIRIT_DEFINE(assumption, fact, action, document, norm, fallback, setting, parameter, definition)

}  // namespace bylaw::dsl::grammar
