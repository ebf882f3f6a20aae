// Rules and their clauses.
#pragma once
#include "dsl/grammar/declarations.hpp"

namespace bylaw::dsl::grammar {

struct ReferralParts : syntax::Node {
  syntax::Names counterparts;
  std::optional<syntax::Child> condition;
};

PRODUCTION(clause, syntax::Clause,
           "a clause (norm, see, on, when, done, waiting, refer, undetermined, unless, remedy, overrides, reading, "
           "in force, or who must, should or may do what) or 'end'")
PRODUCTION(any_clause, syntax::Clause, "a clause")
PRODUCTION(norm_clause, syntax::NormClause, "a norm")
PRODUCTION(see_clause, syntax::SeeClause, "a norm to see")
PRODUCTION(on_clause, syntax::OnClause, "the actions of the rule")
PRODUCTION(when_clause, syntax::WhenClause, "a condition")
PRODUCTION(done_clause, syntax::DoneClause, "when it is done")
PRODUCTION(waiting_clause, syntax::WaitingClause, "when it is waiting")
PRODUCTION(referral_parts, ReferralParts, "a referral")
PRODUCTION(undetermined_clause, syntax::UndeterminedClause, "when it is undetermined")
PRODUCTION(unless_clause, syntax::UnlessClause, "an exception")
PRODUCTION(remedy_clause, syntax::RemedyClause, "a remedy")
PRODUCTION(overrides_clause, syntax::OverridesClause, "what it overrides")
PRODUCTION(reading_clause, syntax::ReadingClause, "a reading")
PRODUCTION(force_in_clause, syntax::ForceInClause, "when it is in force")
PRODUCTION(duty, syntax::Duty, "a duty")
PRODUCTION(rule_item, syntax::Rule, "a rule")

using namespace syntax;

template <auto Member>
constexpr auto parties() {
  return set<Member>(free_name("a party")) > *(quiet("or") > set<Member>(free_name("a party")));
}

inline auto const norm_clause_def = node(quiet("norm") > list_of<&NormClause::ids>(norm_id()));
inline auto const see_clause_def = node(quiet("see") > list_of<&SeeClause::ids>(norm_id()));
inline auto const on_clause_def = node(quiet("on") > ((set<&OnClause::every_action>(kw("every")) > kw("action")) |
                                                      list_of<&OnClause::actions>(word("an action"))));
inline auto const when_clause_def = node(quiet("when") > set<&WhenClause::condition>(condition));
inline auto const done_clause_def = node(quiet("done") > kw("when") > set<&DoneClause::condition>(condition));
inline auto const waiting_clause_def = node(quiet("waiting") > kw("when") > set<&WaitingClause::condition>(condition));
// `refer to X when C` is a clause of a duty; without `when` it is the whole duty.
inline auto const referral_parts_def = node(quiet("refer") > kw("to") > parties<&ReferralParts::counterparts>() >
                                            -(kw("when") > set<&ReferralParts::condition>(condition)));
struct MakeReferral {
  static bool run(auto const& step, Clause& node) {
    ReferralParts parts;
    if (!step(parts)) return false;
    if (parts.condition)
      node = ReferClause{{parts.span}, std::move(parts.counterparts), *std::move(parts.condition)};
    else
      node = Referral{{parts.span}, std::move(parts.counterparts)};
    return true;
  }
};
inline auto const undetermined_clause_def =
    node(quiet("undetermined") > kw("when") > set<&UndeterminedClause::condition>(condition) > kw("because") >
         set<&UndeterminedClause::because>(text("a reason in double quotes")));
inline auto const unless_clause_def = node(quiet("unless") > set<&UnlessClause::condition>(condition));
inline auto const remedy_clause_def = node(quiet("remedy") > set<&RemedyClause::norm>(norm_id()) >
                                           set<&RemedyClause::act>(text("what to do, in double quotes")));
inline auto const overrides_clause_def =
    node(quiet("overrides") > list_of<&OverridesClause::rules>(dotted("the name of a rule")));
inline auto const reading_clause_def = node(reading_parts);
inline auto const force_in_clause_def =
    node(quiet("in") > kw("force") > set<&ForceInClause::from>(date()) > kw("to") > set<&ForceInClause::until>(date()));

inline bool goes_on_as_duty(std::string_view second) { return second == "or" || has_use(second, word_use::force); }

// Does a declaration begin here? A party may be called like one, then `or` or the force follows.
inline bool begins_declaration(State& state, Iterator at) {
  auto const& word = token(state, at);
  return has_use(word.id, word_use::item) && !has_use(word.id, word_use::clause) && begins_item(state.text, at) &&
         !goes_on_as_duty(word_behind(state, word.end));
}
// `NAME {or NAME}` and then the force: another duty.
inline bool begins_other_duty(State const& state, Iterator at) {
  auto const last = state.text.data() + state.text.size();
  for (;;) {
    auto const second = word_behind(state, word_end(at, last));
    if (second != "or") return has_use(second, word_use::force);
    at = skip_blanks(second.data() + second.size(), last);
  }
}
// A word that may name whom a duty is owed to: none that begins something else.
inline constexpr auto names_party = Ahead("a party", [](State& state, Iterator at, Iterator last) {
  if (at == last || !is_lower(*at)) return false;
  auto const word = token(state, at);
  if (has_use(word.id, word_use::clause | word_use::force)) return false;
  if (word.id == find_word("end") || word.id == find_word("before")) return false;
  if (begins_other_duty(state, at)) return false;
  return word_behind(state, word.end) == "before" || !begins_line(state.text, at) || !begins_declaration(state, at);
});
// What to do may be called like a clause (`may see ...`), but not at the start of a line.
inline constexpr auto stays_on_line = Ahead("what to do", [](State& state, Iterator at, Iterator) {
  return !has_use(token(state, at).id, word_use::reserved) || !begins_line(state.text, at);
});
inline auto const duty_def =
    node(parties<&Duty::bearers>() > phrased("'must', 'should' or 'may'", duty_force<&Duty::force>()) >
         (stays_on_line >> set<&Duty::act>(word("what to do"))) > -(names_party >> parties<&Duty::counterparts>()) >
         -(set<&Duty::before_action>(kw("before")) > kw("action")));

// A duty begins with a name. A name that is nearly a clause word is a slip of the pen: then the message lists the
// clauses.
inline constexpr auto begins_with_party = Ahead("", [](State& state, Iterator at, Iterator last) {
  if (at == last || !is_lower(*at)) return false;
  auto const word = token(state, at);
  if (has_use(word.id, word_use::reserved)) return false;
  auto const second = word_behind(state, word.end);
  if (goes_on_as_duty(second)) return true;
  if (second.empty() || !is_lower(second[0])) return false;
  return suggestion({word.begin, word.end}, words_listed(clause.name)).empty() &&
         !suggestion(second, {"must", "should", "may", "or"}).empty();
});
inline constexpr auto clause_ahead = Ahead("", [](State& state, Iterator at, Iterator last) {
  return at != last && token(state, at).id != find_word("end") && !begins_declaration(state, at);
});

template <class T>
constexpr auto branch(Keyword guard, auto const& production) {
  return &guard >> as<T>(production);
}
inline auto const clause_def =
    branch<NormClause>(quiet("norm"), norm_clause) | branch<OnClause>(quiet("on"), on_clause) |
    branch<WhenClause>(quiet("when"), when_clause) | (begins_with_party >> as<Duty>(duty)) |
    branch<DoneClause>(quiet("done"), done_clause) | branch<WaitingClause>(quiet("waiting"), waiting_clause) |
    (&quiet("refer") >> directive<MakeReferral>(referral_parts)) |
    branch<UnlessClause>(quiet("unless"), unless_clause) |
    branch<UndeterminedClause>(quiet("undetermined"), undetermined_clause) |
    branch<ReadingClause>(quiet("reading"), reading_clause) | branch<SeeClause>(quiet("see"), see_clause) |
    branch<RemedyClause>(quiet("remedy"), remedy_clause) |
    branch<OverridesClause>(quiet("overrides"), overrides_clause) | branch<ForceInClause>(quiet("in"), force_in_clause);
inline auto const any_clause_def = x3::eps > into(clause);
// A broken head leaves a clause that could not be read, so that nobody misses what may have stood there.
struct RecoverHead {
  static bool run(auto const& step, auto& block) {
    auto const errors = step.state().diagnostics.size();
    if (!Recover<resume_at<next_clause>>::run(step, block)) return false;
    if (step.state().diagnostics.size() != errors) block.clauses.emplace_back(BadClause{});
    return true;
  }
};
inline auto const rule_item_def =
    node(directive<RecoverHead>(kw("rule") > declare<&Rule::name>(dotted("a name such as gifts.large")) >
                                set<&Rule::title>(text("a title in double quotes"))) >
         *(clause_ahead >> set<&Rule::clauses>(recover<resume_behind<next_clause>>(any_clause))) > kw("end"));

BOOST_SPIRIT_DEFINE(norm_clause, see_clause, on_clause, when_clause, done_clause, waiting_clause, referral_parts)
BOOST_SPIRIT_DEFINE(undetermined_clause, unless_clause, remedy_clause, overrides_clause, reading_clause,
                    force_in_clause)
BOOST_SPIRIT_DEFINE(duty, clause, any_clause, rule_item)

}  // namespace bylaw::dsl::grammar
