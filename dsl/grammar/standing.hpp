// Standing rules, the columns of their rows, and records that are part of the rulebook.
#pragma once
#include "dsl/grammar/scenarios.hpp"

namespace bylaw::dsl::grammar {

PRODUCTION(standing_clause, syntax::StandingClause,
           "a clause (norm, see, of, for, each, concerning, bearer, when, met, unmet, due, overdue, unknown, refer, "
           "not_applicable, by, else, late, detail, unlisted, reading, in force) or 'end'")
PRODUCTION(any_standing_clause, syntax::StandingClause, "a clause")
PRODUCTION(for_clause, syntax::ForClause, "what there is a row for")
PRODUCTION(of_clause, syntax::OfClause, "what it is asked of")
PRODUCTION(unlisted_clause, syntax::UnlistedClause, "what is not listed")
PRODUCTION(each_clause, syntax::EachClause, "the numbers there is a row for")
PRODUCTION(concern, syntax::Concern, "a column and its value")
PRODUCTION(concern_clause, syntax::ConcernClause, "whom the row concerns")
PRODUCTION(bearer_clause, syntax::BearerClause, "the bearer")
PRODUCTION(status_clause, syntax::StatusClause, "a status")
PRODUCTION(deadline_clause, syntax::DeadlineClause, "a deadline")
PRODUCTION(else_clause, syntax::ElseClause, "what holds otherwise")
PRODUCTION(late_clause, syntax::LateClause, "when it was late")
PRODUCTION(shown, syntax::Shown, "a value")
PRODUCTION(detail_clause, syntax::DetailClause, "a detail")
PRODUCTION(standing_item, syntax::Standing, "a standing rule")
PRODUCTION(finding_item, syntax::Columns, "the columns of a finding")
PRODUCTION(entry_item, syntax::Entry, "an entry")

using syntax::StandingStatus;
struct StatusParser : Terminal<StatusParser, StandingStatus> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, StandingStatus& status) const {
    if (first == last || !is_lower(*first)) return false;
    auto const& word = token(state, first);
    auto const found = standing_status(std::string_view(word.begin, word.end));
    if (!found) return false;
    status = *found;
    first = word.end;
    return true;
  }
};
inline constexpr char const* any_status = "a status (met, unmet, due, overdue, unknown, refer or not_applicable)";
inline constexpr auto status_ahead = Ahead("", [](State& state, Iterator at, Iterator last) {
  if (at == last || !is_lower(*at)) return false;
  auto const& word = token(state, at);
  return standing_status(std::string_view(word.begin, word.end)).has_value();
});

template <auto Member>
constexpr auto since() {
  return -(kw("since") > set<Member>(sum));
}

inline auto const for_clause_def = node(quiet("for") > set<&ForClause::binder>(record_binder) >
                                        -(kw("with") > set<&ForClause::with>(deeper(condition))));
inline auto const of_clause_def = node(quiet("of") > set<&OfClause::binder>(record_binder));
inline auto const unlisted_clause_def = node(quiet("unlisted") > kw("when") > kw("met"));
inline auto const each_clause_def =
    node(quiet("each") > set<&EachClause::variable>(variable) > kw("from") > set<&EachClause::from>(sum) > kw("to") >
         set<&EachClause::to>(sum) > -(kw("with") > set<&EachClause::with>(deeper(condition))));
inline auto const concern_def = node(set<&Concern::column>(word("a column")) > set<&Concern::value>(sum));
inline auto const concern_clause_def = node(quiet("concerning") > list_of<&ConcernClause::concerns>(concern));
inline auto const bearer_clause_def = node(quiet("bearer") > parties<&BearerClause::bearers>());
inline auto const status_clause_def =
    node(set<&StatusClause::status>(StatusParser(any_status)) > kw("when") >
         set<&StatusClause::condition>(condition) > since<&StatusClause::since>());
inline auto const deadline_clause_def = node(quiet("by") > set<&DeadlineClause::deadline>(sum));
inline auto const else_clause_def =
    node(quiet("else") > set<&ElseClause::status>(StatusParser(any_status)) > since<&ElseClause::since>());
inline auto const late_clause_def = node(quiet("late") > kw("when") > set<&LateClause::condition>(condition));

using syntax::Shown;
inline auto const shown_rest = set<&Shown::value>(sum) > kw("for") > set<&Shown::binder>(record_binder) >
                               -(kw("with") > set<&Shown::with>(deeper(condition)));
inline auto const shown_def = node((put<&Shown::kind, Shown::Kind::each>(quiet("each")) > shown_rest) |
                                   (put<&Shown::kind, Shown::Kind::tally>(quiet("tally")) > shown_rest) |
                                   set<&Shown::value>(sum));
inline auto const detail_clause_def =
    node(quiet("detail") > set<&DetailClause::text>(text()) > *(sign(",") > set<&DetailClause::values>(shown)) >
         -(kw("when") > set<&DetailClause::condition>(condition)));

inline auto const standing_clause_def =
    branch<NormClause>(quiet("norm"), norm_clause) | branch<ForClause>(quiet("for"), for_clause) |
    branch<WhenClause>(quiet("when"), when_clause) | (status_ahead >> as<StatusClause>(status_clause)) |
    branch<DeadlineClause>(quiet("by"), deadline_clause) | branch<ElseClause>(quiet("else"), else_clause) |
    branch<ConcernClause>(quiet("concerning"), concern_clause) | branch<BearerClause>(quiet("bearer"), bearer_clause) |
    branch<EachClause>(quiet("each"), each_clause) | branch<LateClause>(quiet("late"), late_clause) |
    branch<DetailClause>(quiet("detail"), detail_clause) | branch<ReadingClause>(quiet("reading"), reading_clause) |
    branch<SeeClause>(quiet("see"), see_clause) | branch<ForceInClause>(quiet("in"), force_in_clause) |
    branch<OfClause>(quiet("of"), of_clause) | branch<UnlistedClause>(quiet("unlisted"), unlisted_clause);
inline auto const any_standing_clause_def = x3::eps > into(standing_clause);
inline auto const standing_item_def =
    node(directive<RecoverHead>(kw("standing") >
                                declare<&Standing::name>(dotted("a name such as plots.tidy")) >
                                set<&Standing::title>(text("a title in double quotes"))) >
         *(clause_ahead >> set<&Standing::clauses>(recover<resume_behind<next_clause>>(any_standing_clause))) >
         kw("end"));

inline auto const finding_item_def = node(kw("finding") > fields<&Columns::fields>());
inline auto const entry_item_def = node(kw("entry") > set<&Entry::record>(given_record));

BOOST_SPIRIT_DEFINE(of_clause, unlisted_clause)
BOOST_SPIRIT_DEFINE(for_clause, each_clause, concern, concern_clause, bearer_clause, status_clause, deadline_clause)
BOOST_SPIRIT_DEFINE(else_clause, late_clause, shown, detail_clause, standing_clause, any_standing_clause)
BOOST_SPIRIT_DEFINE(standing_item, finding_item, entry_item)

}  // namespace bylaw::dsl::grammar
