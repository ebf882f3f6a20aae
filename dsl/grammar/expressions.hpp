// Conditions and values. Every level is `a >> *(op >> a)`, never `(a >> op >> b) | a`: that would be exponential in the
// nesting. Levels are built up in place: an operator wraps what stands before it.
#pragma once
#include "dsl/grammar/expression_nodes.hpp"
#include "dsl/grammar/expression_words.hpp"

#define PRODUCTION(NAME, MAKES, PHRASE) \
  struct NAME##_tag {};                 \
  inline constexpr x3::rule<NAME##_tag, MAKES> NAME{PHRASE};

namespace bylaw::dsl::grammar {

PRODUCTION(condition, syntax::Expression, "a condition")
PRODUCTION(conjunction, syntax::Expression, "a condition")
PRODUCTION(negation, syntax::Expression, "a condition")
PRODUCTION(comparison, syntax::Expression, "a condition")
PRODUCTION(compared, syntax::Expression, "a value")
PRODUCTION(listed, syntax::Expression, "a value")
PRODUCTION(sum, syntax::Expression, "a value")
PRODUCTION(operand, syntax::Expression, "a value")
PRODUCTION(setting_read, syntax::SettingRead, "a setting")
PRODUCTION(negated, syntax::Not, "a condition")
PRODUCTION(record_binder, syntax::Binder, "a record and a name for it, such as gift g")
PRODUCTION(binder, syntax::Binder,
           "a record and a name for it, such as gift g, or a name in a list, such as r in regions")
PRODUCTION(quantified, syntax::Quantified, "a quantifier")
PRODUCTION(aggregated, syntax::Aggregated, "an aggregate")

// `in`, but not the clause `in force 2021-01-01 to ...`.
inline constexpr auto in_list = Ahead("'in'", [](State& state, Iterator at, Iterator) {
  if (token(state, at).id != find_word("in")) return false;
  auto const next = word_behind(state, state.token.end);
  return next != "force" || !is_digit(character_behind(state, next.data() + next.size()));
});

inline auto const condition_def = directive<ExpressionEnd>(
    into(conjunction) >> -(quiet("or") > directive<Join<syntax::Connective::any>>(conjunction) >
                           *(quiet("or") > directive<JoinMore>(conjunction))));
inline auto const conjunction_def = into(negation) >>
                                    -(quiet("and") > directive<Join<syntax::Connective::all>>(negation) >
                                      *(quiet("and") > directive<JoinMore>(negation)));
inline auto const negated_def = node(quiet("not") > deeper(set<&syntax::Not::operand>(negation)));
inline auto const negation_def = (&quiet("not") >> as<syntax::Not>(negated)) | into(comparison);

template <bool Negated>
constexpr auto is_tail() {
  constexpr auto op = Negated ? syntax::CompareOperator::is_not : syntax::CompareOperator::is;
  return phrased("a value, 'recorded' or 'known'",
                 directive<Test<syntax::Presence::recorded, Negated>>(quiet("recorded")) |
                     directive<Test<syntax::Presence::known, Negated>>(quiet("known")) |
                     directive<Compare<op>>(compared));
}
template <bool Negated>
constexpr auto in_tail() {
  constexpr auto items = set<&syntax::Membership::items>(listed);
  return directive<Member<Negated>>(
      quiet("in") > phrased("a list, or values in parentheses", (sign("(") > items > *(sign(",") > items) > sign(")")) |
                                                                    set<&syntax::Membership::list>(sum)));
}
template <auto Operator>
constexpr auto compare(char const* text) {
  return sign(text) > directive<Compare<Operator>>(sum);
}

using enum syntax::CompareOperator;
inline auto const compared_def = into(ReservedValue<false>("a value")) | into(sum);
inline auto const listed_def = into(ReservedValue<true>("a value")) | into(sum);
inline auto const comparison_def = into(sum) >>
                                   -((quiet("is") > phrased("a value, 'not', 'recorded' or 'known'",
                                                            (quiet("not") > is_tail<true>()) | is_tail<false>())) |
                                     compare<at_most>("<=") | compare<less>("<") | compare<at_least>(">=") |
                                     compare<more>(">") | (in_list >> in_tail<false>()) |
                                     (quiet("not") > in_tail<true>()));
using enum syntax::ArithmeticOperator;
inline auto const sum_def =
    directive<Apart>(into(operand) >> *((sign("+") > directive<Chain<MakeArithmetic<plus>>>(operand)) |
                                        (sign("-") > directive<Chain<MakeArithmetic<minus>>>(operand)) |
                                        (quiet("otherwise") > directive<Chain<MakeOtherwise>>(operand))));

inline constexpr auto list_follows =
    Ahead("", [](State& state, Iterator at, Iterator) { return word_behind(state, token(state, at).end) == "in"; });
inline constexpr auto variable = free_name("a name for it, such as k");
inline auto const record_binder_def =
    node(set<&syntax::Binder::record>(free_name("a record")) > set<&syntax::Binder::variable>(variable));
inline auto const binder_def = node(
    (list_follows >> set<&syntax::Binder::variable>(variable) > quiet("in") > set<&syntax::Binder::list>(deeper(sum))) |
    (set<&syntax::Binder::record>(free_name("a record")) > set<&syntax::Binder::variable>(variable)));

using enum syntax::Quantifier;
inline auto const quantified_with = -(kw("with") > set<&syntax::Quantified::with>(deeper(condition)));
inline auto const quantified_def =
    node(((put<&syntax::Quantified::quantifier, some>(quiet("some")) |
           put<&syntax::Quantified::quantifier, no>(quiet("no"))) > set<&syntax::Quantified::binder>(binder) >
          quantified_with) |
         (put<&syntax::Quantified::quantifier, every>(quiet("every")) > set<&syntax::Quantified::binder>(binder) >
          quantified_with > kw("has") > set<&syntax::Quantified::has>(deeper(condition))));

using syntax::Aggregate;
template <Aggregate Kind>
constexpr auto aggregate(Keyword name) {
  return put<&syntax::Aggregated::aggregate, Kind>(name) > sign("(");
}
inline auto const aggregated_value = set<&syntax::Aggregated::value>(deeper(sum));
inline auto const aggregated_binder = set<&syntax::Aggregated::binder>(record_binder);
inline auto const aggregated_with = -(kw("with") > set<&syntax::Aggregated::with>(deeper(condition))) > sign(")");
inline auto const aggregated_def = node(
    (aggregate<Aggregate::count>(quiet("count")) > aggregated_binder > aggregated_with) |
    (aggregate<Aggregate::sum>(quiet("sum")) > aggregated_value > kw("for") > aggregated_binder > aggregated_with) |
    ((aggregate<Aggregate::latest>(quiet("latest")) | aggregate<Aggregate::earliest>(quiet("earliest"))) >
     aggregated_binder > kw("by") > aggregated_value > aggregated_with));

inline auto const setting_read_def =
    node(quiet("setting") > set<&syntax::SettingRead::name>(dotted("the name of a setting")));
inline auto const argument = deeper(set<&syntax::Call::arguments>(condition));
inline auto const arguments = sign("(") > -(argument > *(sign(",") > argument)) > sign(")");
inline auto const operand_def = (into(PathParser("a value")) >> -(&sign("(") >> directive<MakeCall>(arguments))) |
                                into(literal()) | (sign("(") > deeper(into(condition)) > sign(")")) |
                                into(Boolean("a value")) |
                                (next_is(word_use::quantifier) >> as<syntax::Quantified>(quantified)) |
                                (next_is(word_use::aggregate) >> as<syntax::Aggregated>(aggregated)) |
                                (&quiet("setting") >> as<syntax::SettingRead>(setting_read));

BOOST_SPIRIT_DEFINE(condition, conjunction, negated, negation, compared, listed, comparison, sum, operand)
BOOST_SPIRIT_DEFINE(record_binder, binder, quantified, aggregated, setting_read)

}  // namespace bylaw::dsl::grammar
