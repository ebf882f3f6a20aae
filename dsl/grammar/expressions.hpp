// Conditions and values. Every level is `a >> *(op >> a)`, never `(a >> op >> b) | a`: that would be exponential in the
// nesting. Levels are built up in place: an operator wraps what stands before it.
#pragma once
#include "dsl/grammar/tokens.hpp"

#define PRODUCTION(NAME, MAKES, PHRASE) \
  struct NAME##_tag {};                  \
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
PRODUCTION(binder, syntax::Binder, "a record and a name for it, such as gift g, or a name in a list, such as r in regions")
PRODUCTION(quantified, syntax::Quantified, "a quantifier")
PRODUCTION(aggregated, syntax::Aggregated, "an aggregate")

using syntax::Expression;

inline Span whole(Expression const& left, Expression const& right) {
  return {syntax::span_of(left).begin, syntax::span_of(right).end};
}

// `left or right`: the first operator makes the junction, the others add to it.
template <syntax::Connective Kind>
struct Join {
  static bool run(auto const& step, Expression& node) {
    Expression right;
    if (!step(right)) return false;
    syntax::Junction junction{{whole(node, right)}, Kind, {}};
    junction.terms.reserve(2);
    junction.terms.emplace_back(std::move(node));
    junction.terms.emplace_back(std::move(right));
    node.value = std::move(junction);
    return true;
  }
};
struct JoinMore {
  static bool run(auto const& step, Expression& node) {
    auto& junction = std::get<syntax::Junction>(node.value);
    if (!Set<&syntax::Junction::terms>::run(step, junction)) return false;
    junction.span.end = syntax::span_of(*junction.terms.back()).end;
    return true;
  }
};
template <syntax::CompareOperator Operator>
struct Compare {
  static bool run(auto const& step, Expression& node) {
    Expression right;
    if (!step(right)) return false;
    auto const place = whole(node, right);
    node.value = syntax::Comparison{{place}, Operator, std::move(node), std::move(right)};
    return true;
  }
};
template <syntax::Presence Kind, bool Negated>
struct Test {
  static bool run(auto const& step, Expression& node) {
    x3::unused_type unused;
    if (!step(unused)) return false;
    Span const place{syntax::span_of(node).begin, span(step.state(), step.first, step.first).end};
    node.value = syntax::PresenceTest{{place}, Kind, Negated, std::move(node)};
    return true;
  }
};
template <bool Negated>
struct Member {
  static bool run(auto const& step, Expression& node) {
    syntax::Membership membership;
    membership.negated = Negated;
    if (!step(membership)) return false;
    membership.span = {syntax::span_of(node).begin, span(step.state(), step.first, step.end()).end};
    membership.value = std::move(node);
    node.value = std::move(membership);
    return true;
  }
};
// An operator between operands. The tree grows to the left, so a long chain is a deep tree: it counts as nesting.
template <class Make>
struct Chain {
  static bool run(auto const& step, Expression& node) {
    Expression right;
    if (!step(right)) return false;
    if (++step.state().height > max_depth) fail_too_deep(step.state(), step.first);
    auto const place = whole(node, right);
    node.value = Make::make(place, std::move(node), std::move(right));
    return true;
  }
};
template <syntax::ArithmeticOperator Operator>
struct MakeArithmetic {
  static syntax::Arithmetic make(Span place, Expression left, Expression right) {
    return {{place}, Operator, std::move(left), std::move(right)};
  }
};
struct MakeOtherwise {
  static syntax::Otherwise make(Span place, Expression left, Expression right) {
    return {{place}, std::move(left), std::move(right)};
  }
};
// Measures the subject's height apart from what stands beside it.
struct Apart {
  static bool run(auto const& step, auto& node) {
    auto& height = step.state().height;
    auto const beside = std::exchange(height, 0);
    auto const matched = step(node);
    height = std::max(beside, height);
    return matched;
  }
};
// `name (`: the path read so far was the name of a definition.
struct MakeCall {
  static bool run(auto const& step, Expression& node) {
    auto& path = std::get<syntax::Path>(node.value);
    if (path.parts.size() != 1) return false;
    syntax::Call call{{path.span}, std::move(path.parts.front()), {}};
    if (!step(call)) return false;
    call.span.end = span(step.state(), step.first, step.first).end;
    node.value = std::move(call);
    return true;
  }
};
struct ExpressionEnd {
  static bool run(auto const& step, auto& node) {
    if (!step(node)) return false;
    step.state().expression_end = step.end();
    return true;
  }
};

// Does what follows show that the expression ended before `at`, so that the word before it was its last value?
inline bool ends_expression(State const& state, Iterator at) {
  auto const last = state.text.data() + state.text.size();
  at = skip_blanks(at, last);
  if (at == last || *at == ')' || *at == ',') return true;
  auto const next = std::string_view(at, word_end(at, last));
  return next == "and" || next == "or" || next == "end" || has_use(next, word_use::clause) || begins_duty(state.text, at);
}

// A reserved word as the value of an enumeration: `purpose is norm and ...`, `in (see, on)`.
template <bool InList>
struct ReservedValue : Terminal<ReservedValue<InList>, Expression> {
  using Terminal<ReservedValue<InList>, Expression>::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, Expression& node) const {
    if (first == last || !is_lower(*first)) return false;
    auto const& word = token(state, first);
    if (!has_use(word.id, word_use::reserved) || !fits(state, word)) return false;
    auto const place = span(state, word.begin, word.end);
    syntax::Path path{{place}, {}};
    path.parts.push_back({{place}, std::string(word.begin, word.end)});
    node.value = std::move(path);
    first = word.end;
    return true;
  }

 private:
  static bool fits(State const& state, Token const& word) {
    auto const text = words[word.id].text;
    if (text == "true" || text == "false") return false;
    auto const last = state.text.data() + state.text.size();
    auto const next = skip_blanks(word.end, last);
    if (InList) return next != last && (*next == ',' || *next == ')');
    if (text == "end" || !ends_expression(state, next)) return false;
    // `done when`, `waiting when`, `undetermined when` begin a clause: then the value is what is missing.
    auto const two_words = text == "done" || text == "waiting" || text == "undetermined";
    return !two_words || std::string_view(next, word_end(next, last)) != "when";
  }
};

struct Boolean : Terminal<Boolean, Expression> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const&, Expression& node) const {
    auto const& word = token(state, first);
    constexpr auto yes = find_word("true"), no = find_word("false");
    if (word.id != yes && word.id != no) return false;
    node.value = syntax::BooleanLiteral{{span(state, word.begin, word.end)}, word.id == yes};
    first = word.end;
    return true;
  }
};

// `a.b.c`, without blanks around the dots.
struct PathParser : Terminal<PathParser, Expression> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, Expression& node) const {
    if (first == last || !is_lower(*first)) return false;
    auto const begin = first;
    auto end = token(state, first).end;
    if (has_use(state.token.id, word_use::reserved) || begins_next_line(state, begin)) return false;
    if (has_use(state.token.id, word_use::aggregate) && opens(skip_blanks(end, last), last)) return false;
    auto& path = node.value.emplace<syntax::Path>();
    path.parts.push_back({{span(state, begin, end)}, std::string(begin, end)});
    refuse_lower_case_currency(state, begin, end, last);
    while (end != last && *end == '.') {
      auto const part = end + 1;
      end = word_end(part, last);
      if (part == end || !is_lower(*part))
        fail(state, {part, std::min(part + 1, last), "unexpected", "expected the name of a field directly behind the dot"});
      if (path.parts.size() > max_depth) fail_too_deep(state, part);
      path.parts.push_back({{span(state, part, end)}, std::string(part, end)});
    }
    path.span = span(state, begin, end);
    first = end;
    return true;
  }

 private:
  static bool opens(Iterator at, Iterator last) { return at != last && *at == '('; }
  static void refuse_lower_case_currency(State& state, Iterator begin, Iterator end, Iterator last) {
    if (end - begin != 3 || last - end < 2 || *end != ' ' || !is_digit(end[1])) return;
    auto const amount = word_end(end + 1, last);
    fail(state, {begin, amount, "bad_money", "a currency is written in capitals, as in USD 100,000"});
  }
  // On a new line, `group should ...` and `record person ...` begin something else: the value before is missing.
  static bool begins_next_line(State const& state, Iterator at) {
    if (state.gap.end != at || std::find(state.gap.begin, state.gap.end, '\n') == state.gap.end) return false;
    if (begins_duty(state.text, at)) return true;
    if (!begins_item(state.text, at)) return false;
    auto const last = state.text.data() + state.text.size();
    auto const second = skip_blanks(word_end(at, last), last);
    return !has_use(std::string_view(second, word_end(second, last)), word_use::reserved);
  }
};

// `in`, but not the clause `in force 2021-01-01 to ...`.
inline constexpr auto in_list = Ahead("'in'", [](State& state, Iterator at, Iterator last) {
  if (token(state, at).id != find_word("in")) return false;
  auto const next = skip_blanks(state.token.end, last);
  auto const next_end = word_end(next, last);
  auto const behind = skip_blanks(next_end, last);
  return std::string_view(next, next_end) != "force" || behind == last || !is_digit(*behind);
});

inline auto const condition_def =
    directive<ExpressionEnd>(into(conjunction) >> -(quiet("or") > directive<Join<syntax::Connective::any>>(conjunction) >
                                                    *(quiet("or") > directive<JoinMore>(conjunction))));
inline auto const conjunction_def =
    into(negation) >> -(quiet("and") > directive<Join<syntax::Connective::all>>(negation) >
                        *(quiet("and") > directive<JoinMore>(negation)));
inline auto const negated_def = node(quiet("not") > deeper(set<&syntax::Not::operand>(negation)));
inline auto const negation_def = (&quiet("not") >> as<syntax::Not>(negated)) | into(comparison);

template <bool Negated>
constexpr auto is_tail() {
  constexpr auto op = Negated ? syntax::CompareOperator::is_not : syntax::CompareOperator::is;
  return phrased("a value, 'recorded' or 'known'",
                 directive<Test<syntax::Presence::recorded, Negated>>(quiet("recorded")) |
                     directive<Test<syntax::Presence::known, Negated>>(quiet("known")) | directive<Compare<op>>(compared));
}
template <bool Negated>
constexpr auto in_tail() {
  constexpr auto items = set<&syntax::Membership::items>(listed);
  return directive<Member<Negated>>(
      quiet("in") > phrased("a list, or values in parentheses",
                            (sign("(") > items > *(sign(",") > items) > sign(")")) | set<&syntax::Membership::list>(sum)));
}
template <auto Operator>
constexpr auto compare(char const* text) {
  return sign(text) > directive<Compare<Operator>>(sum);
}

using enum syntax::CompareOperator;
inline auto const compared_def = into(ReservedValue<false>("a value")) | into(sum);
inline auto const listed_def = into(ReservedValue<true>("a value")) | into(sum);
inline auto const comparison_def =
    into(sum) >> -((quiet("is") > phrased("a value, 'not', 'recorded' or 'known'", (quiet("not") > is_tail<true>()) | is_tail<false>())) | compare<at_most>("<=") |
                   compare<less>("<") | compare<at_least>(">=") | compare<more>(">") | (in_list >> in_tail<false>()) |
                   (quiet("not") > in_tail<true>()));
using enum syntax::ArithmeticOperator;
inline auto const sum_def =
    directive<Apart>(into(operand) >> *((sign("+") > directive<Chain<MakeArithmetic<plus>>>(operand)) |
                                        (sign("-") > directive<Chain<MakeArithmetic<minus>>>(operand)) |
                                        (quiet("otherwise") > directive<Chain<MakeOtherwise>>(operand))));

inline auto const list_follows = Ahead("", [](State& state, Iterator at, Iterator last) {
  auto const next = skip_blanks(token(state, at).end, last);
  return std::string_view(next, word_end(next, last)) == "in";
});
inline constexpr auto variable = free_name("a name for it, such as k");
inline auto const record_binder_def = node(set<&syntax::Binder::record>(free_name("a record")) > set<&syntax::Binder::variable>(variable));
inline auto const binder_def = node(
    (list_follows >> set<&syntax::Binder::variable>(variable) > quiet("in") > set<&syntax::Binder::list>(deeper(sum))) |
    (set<&syntax::Binder::record>(free_name("a record")) > set<&syntax::Binder::variable>(variable)));

using enum syntax::Quantifier;
inline auto const quantified_with = -(kw("with") > set<&syntax::Quantified::with>(deeper(condition)));
inline auto const quantified_def = node(
    ((put<&syntax::Quantified::quantifier, some>(quiet("some")) | put<&syntax::Quantified::quantifier, no>(quiet("no"))) >
     set<&syntax::Quantified::binder>(binder) > quantified_with) |
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
inline auto const aggregated_def =
    node((aggregate<Aggregate::count>(quiet("count")) > aggregated_binder > aggregated_with) |
         (aggregate<Aggregate::sum>(quiet("sum")) > aggregated_value > kw("for") > aggregated_binder > aggregated_with) |
         ((aggregate<Aggregate::latest>(quiet("latest")) | aggregate<Aggregate::earliest>(quiet("earliest"))) >
          aggregated_binder > kw("by") > aggregated_value > aggregated_with));

inline auto const setting_read_def = node(quiet("setting") > set<&syntax::SettingRead::name>(dotted("the name of a setting")));
inline auto const argument = deeper(set<&syntax::Call::arguments>(condition));
inline auto const arguments = sign("(") > -(argument > *(sign(",") > argument)) > sign(")");
inline auto const operand_def =
    (into(PathParser("a value")) >> -(&sign("(") >> directive<MakeCall>(arguments))) | into(literal()) |
    (sign("(") > deeper(into(condition)) > sign(")")) | into(Boolean("a value")) |
    (next_is(word_use::quantifier) >> as<syntax::Quantified>(quantified)) |
    (next_is(word_use::aggregate) >> as<syntax::Aggregated>(aggregated)) |
    (&quiet("setting") >> as<syntax::SettingRead>(setting_read));

BOOST_SPIRIT_DEFINE(condition, conjunction, negated, negation, compared, listed, comparison, sum, operand)
BOOST_SPIRIT_DEFINE(record_binder, binder, quantified, aggregated, setting_read)

}  // namespace bylaw::dsl::grammar
