// Procedures, their routes and their steps. The three kinds of block share their clauses; the checker says which make
// sense in which. Clauses of rules that mean the same are read by the same productions.
#pragma once
#include "dsl/grammar/rules.hpp"

namespace bylaw::dsl::grammar {

PRODUCTION(assignment, syntax::Assignment, "a name and its value")
PRODUCTION(step_clause, syntax::StepClause,
           "a clause (norm, see, when, for, required, preferred, customary, after, usually after, done, pending, "
           "blocked, refused, undetermined, unless, recused, optional, irrevocable, "
           "open, closed, refer, routes, records, changes, checked, "
           "decided, reading) or 'end'")
PRODUCTION(any_step_clause, syntax::StepClause, "a clause")
PRODUCTION(routes_clause, syntax::RoutesClause, "how a route is chosen")
PRODUCTION(for_routes_clause, syntax::ForRoutesClause, "the routes of the step")
PRODUCTION(step_duty, syntax::StepDuty, "who has to do what")
PRODUCTION(after_clause, syntax::AfterClause, "the steps before")
PRODUCTION(step_done_clause, syntax::StepDoneClause, "when it is done")
PRODUCTION(pending_clause, syntax::PendingClause, "when it is pending")
PRODUCTION(blocked_clause, syntax::BlockedClause, "when it is blocked")
PRODUCTION(refused_clause, syntax::RefusedClause, "when it is refused")
PRODUCTION(recused_clause, syntax::RecusedClause, "who stands aside")
PRODUCTION(optional_clause, syntax::OptionalClause, "'optional'")
PRODUCTION(irrevocable_clause, syntax::IrrevocableClause, "'irrevocable'")
PRODUCTION(availability_clause, syntax::AvailabilityClause, "when the route is open")
PRODUCTION(write_clause, syntax::WriteClause, "what is recorded")
PRODUCTION(checked_clause, syntax::CheckedClause, "what it is checked by")
PRODUCTION(decided_clause, syntax::DecidedClause, "who decides")
PRODUCTION(procedure_item, syntax::Procedure, "a procedure")
PRODUCTION(route_item, syntax::Route, "a route")
PRODUCTION(step_item, syntax::Step, "a step")

inline constexpr auto because_text = text("a reason in double quotes");

inline auto const assignment_def =
    node(set<&Assignment::name>(word("the name of a field, fact or parameter")) > set<&Assignment::value>(condition));
template <auto Member>
constexpr auto assignments() {
  return -(kw("with") > list_of<Member>(assignment));
}

inline auto const routes_clause_def =
    node(quiet("routes") > kw("by") > set<&RoutesClause::field>(word("the field that holds the route")) > kw("chosen") >
         kw("in") > set<&RoutesClause::step>(word("the step in which it is chosen")));
// Steps and routes may be called like clauses, but at the start of a line it is the clause that is meant.
template <auto Member>
constexpr auto named(char const* phrase) {
  auto const no_clause = Ahead(phrase, [](State& state, Iterator at, Iterator) {
    return !has_use(token(state, at).id, word_use::step_clause) || !begins_line(state.text, at);
  });
  return no_clause >> set<Member>(word(phrase));
}
template <auto Member>
constexpr auto names_listed(char const* phrase) {
  return named<Member>(phrase) > *(sign(",") > named<Member>(phrase));
}
inline auto const for_routes_clause_def = node(quiet("for") > names_listed<&ForRoutesClause::routes>("a route"));
inline auto const step_need = (put<&StepDuty::need, Need::required>(quiet("required")) |
                               put<&StepDuty::need, Need::preferred>(quiet("preferred")) |
                               put<&StepDuty::need, Need::customary>(quiet("customary")));
// Whom the act is done to: at the start of a line no word that begins another clause.
inline constexpr auto names_counterpart = Ahead("a party", [](State& state, Iterator at, Iterator last) {
  if (at == last || !is_lower(*at) || has_use(token(state, at).id, word_use::reserved)) return false;
  if (!begins_line(state.text, at)) return true;
  return !has_use(token(state, at).id, word_use::step_clause) && !begins_declaration(state, at);
});
inline auto const step_duty_def =
    node(step_need > kw("of") > parties<&StepDuty::bearers>() > kw("to") > set<&StepDuty::act>(word("what to do")) >
         -(names_counterpart >> parties<&StepDuty::counterparts>()));
inline auto const after_clause_def = node(((set<&AfterClause::usually>(quiet("usually")) > kw("after")) |
                                           quiet("after")) > names_listed<&AfterClause::steps>("a step"));
inline auto const step_done_clause_def = node(quiet("done") > kw("when") > set<&StepDoneClause::condition>(condition) >
                                              -(kw("on") > set<&StepDoneClause::day>(condition)));
inline auto const pending_clause_def = node(quiet("pending") > kw("when") > set<&PendingClause::condition>(condition));
inline auto const blocked_clause_def = node(quiet("blocked") > kw("when") > set<&BlockedClause::condition>(condition) >
                                            kw("because") > set<&BlockedClause::because>(because_text));
inline auto const refused_clause_def = node(quiet("refused") > kw("when") > set<&RefusedClause::condition>(condition) >
                                            -(kw("then") > names_listed<&RefusedClause::then>("a step to take again")));
inline auto const recused_clause_def = node(quiet("recused") > kw("when") > set<&RecusedClause::condition>(condition) >
                                            kw("because") > set<&RecusedClause::because>(because_text));
inline auto const optional_clause_def = node(x3::eps >> quiet("optional"));
inline auto const irrevocable_clause_def = node(x3::eps >> quiet("irrevocable"));
inline auto const availability_clause_def = node(
    (put<&AvailabilityClause::open, true>(quiet("open")) | put<&AvailabilityClause::open, false>(quiet("closed"))) >
    -(kw("when") > set<&AvailabilityClause::condition>(condition)) > kw("because") >
    set<&AvailabilityClause::because>(because_text));
// A record: the one that a path or a definition leads to, or the latest or earliest of some.
inline auto const changed_record =
    phrased("a record", (next_is(word_use::aggregate) >> as<Aggregated>(aggregated)) |
                            (into(PathParser("a record")) >> -(&sign("(") >> directive<MakeCall>(arguments))));
inline auto const write_clause_def =
    node(((quiet("records") > -set<&WriteClause::each>(quiet("each")) >
           set<&WriteClause::record>(word("the name of a record"))) |
          (quiet("changes") > set<&WriteClause::target>(changed_record))) > assignments<&WriteClause::values>());
inline auto const checked_clause_def =
    node(quiet("checked") > kw("by") > set<&CheckedClause::action>(word("an action")) >
         assignments<&CheckedClause::values>());
inline auto const decided_clause_def =
    node(quiet("decided") > kw("by") > set<&DecidedClause::party>(free_name("a party")));

struct MakeStepReferral {
  static bool run(auto const& parse, StepClause& node) {
    ReferralParts parts;
    if (!parse(parts)) return false;
    if (parts.condition)
      node = ReferClause{{parts.span}, std::move(parts.counterparts), *std::move(parts.condition)};
    else
      node = Referral{{parts.span}, std::move(parts.counterparts)};
    return true;
  }
};

inline auto const step_clause_def =
    branch<NormClause>(quiet("norm"), norm_clause) | branch<ForRoutesClause>(quiet("for"), for_routes_clause) |
    branch<StepDuty>(quiet("required"), step_duty) | branch<StepDuty>(quiet("preferred"), step_duty) |
    branch<StepDuty>(quiet("customary"), step_duty) | branch<AfterClause>(quiet("after"), after_clause) |
    branch<AfterClause>(quiet("usually"), after_clause) | branch<StepDoneClause>(quiet("done"), step_done_clause) |
    branch<PendingClause>(quiet("pending"), pending_clause) | branch<BlockedClause>(quiet("blocked"), blocked_clause) |
    branch<RefusedClause>(quiet("refused"), refused_clause) | branch<UnlessClause>(quiet("unless"), unless_clause) |
    branch<RecusedClause>(quiet("recused"), recused_clause) |
    branch<UndeterminedClause>(quiet("undetermined"), undetermined_clause) |
    branch<OptionalClause>(quiet("optional"), optional_clause) |
    branch<IrrevocableClause>(quiet("irrevocable"), irrevocable_clause) |
    branch<WriteClause>(quiet("records"), write_clause) | branch<WriteClause>(quiet("changes"), write_clause) |
    branch<CheckedClause>(quiet("checked"), checked_clause) | branch<DecidedClause>(quiet("decided"), decided_clause) |
    branch<ReadingClause>(quiet("reading"), reading_clause) | branch<SeeClause>(quiet("see"), see_clause) |
    branch<WhenClause>(quiet("when"), when_clause) | branch<AvailabilityClause>(quiet("open"), availability_clause) |
    branch<AvailabilityClause>(quiet("closed"), availability_clause) |
    (&quiet("refer") >> directive<MakeStepReferral>(referral_parts)) |
    branch<RoutesClause>(quiet("routes"), routes_clause);
inline auto const any_step_clause_def = x3::eps > into(step_clause);

// As for a rule: a broken head leaves a clause that could not be read.
struct RecoverStepHead {
  static bool run(auto const& parse, auto& block) {
    auto const errors = parse.state().diagnostics.size();
    if (!Recover<resume_at<next_step_clause>>::run(parse, block)) return false;
    if (parse.state().diagnostics.size() != errors) block.clauses.emplace_back(BadClause{});
    return true;
  }
};
inline constexpr auto step_clause_ahead = Ahead("", [](State& state, Iterator at, Iterator last) {
  if (at == last || token(state, at).id == find_word("end")) return false;
  return has_use(state.token.id, word_use::step_clause) || !begins_item(state.text, at);
});
template <auto Member>
constexpr auto step_clauses() {
  return *(step_clause_ahead >> set<Member>(recover<resume_behind<next_step_clause>>(any_step_clause))) > kw("end");
}

inline constexpr auto block_title = text("a title in double quotes");
inline auto const procedure_item_def =
    node(directive<RecoverStepHead>(kw("procedure") > set<&Procedure::name>(word("a name for the procedure")) >
                                    kw("of") > set<&Procedure::fact>(word("the fact that refers to a case")) >
                                    set<&Procedure::title>(block_title)) > step_clauses<&Procedure::clauses>());
inline auto const route_item_def =
    node(directive<RecoverStepHead>(kw("route") > declare<&Route::name>(dotted("a name such as procedure.route")) >
                                    set<&Route::title>(block_title)) > step_clauses<&Route::clauses>());
inline auto const step_item_def =
    node(directive<RecoverStepHead>(kw("step") > declare<&syntax::Step::name>(dotted("a name such as procedure.step")) >
                                    set<&syntax::Step::title>(block_title)) > step_clauses<&syntax::Step::clauses>());

BOOST_SPIRIT_DEFINE(assignment, step_clause, any_step_clause, routes_clause, for_routes_clause, step_duty, after_clause)
BOOST_SPIRIT_DEFINE(step_done_clause, pending_clause, blocked_clause, refused_clause, recused_clause, optional_clause,
                    irrevocable_clause)
BOOST_SPIRIT_DEFINE(availability_clause, write_clause, checked_clause, decided_clause, procedure_item, route_item,
                    step_item)

}  // namespace bylaw::dsl::grammar
