// Roles: who may do what, and what of the confidential they see.
#pragma once
#include "dsl/grammar/standing.hpp"

namespace bylaw::dsl::grammar {

using syntax::HolderClause;
using syntax::MayClause;
using syntax::OwnClause;
using syntax::RecordsReached;
using syntax::Role;
using syntax::SeesClause;
using syntax::WritesClause;

PRODUCTION(role_clause, syntax::RoleClause, "a clause (for, may, own, sees, writes) or 'end'")
PRODUCTION(any_role_clause, syntax::RoleClause, "a clause")
PRODUCTION(holder_clause, HolderClause, "whom the role is for")
PRODUCTION(may_clause, MayClause, "what it may")
PRODUCTION(own_clause, OwnClause, "which records are the holder's own")
PRODUCTION(records_reached, RecordsReached, "records")
PRODUCTION(sees_clause, SeesClause, "what it sees of the confidential")
PRODUCTION(writes_clause, WritesClause, "what it writes")
PRODUCTION(role_item, Role, "a role")

inline auto const holder_clause_def = node(quiet("for") > set<&HolderClause::binder>(record_binder));
inline auto const may_clause_def = node(quiet("may") > list_of<&MayClause::scopes>(word("a scope such as decide")) >
                                        -(kw("of") > set<&MayClause::own>(kw("own"))));
inline auto const own_clause_def =
    node(quiet("own") > list_of<&OwnClause::records>(free_name("a record")) > set<&OwnClause::variable>(variable) >
         kw("when") > set<&OwnClause::condition>(condition));
inline auto const records_reached_def =
    node((put<&RecordsReached::every, true>(quiet("every")) > kw("record")) |
         (-set<&RecordsReached::own>(kw("own")) >>
          list_of<&RecordsReached::records>(free_name("a record, 'own' or 'every record'"))));
inline auto const sees_clause_def = node(quiet("sees") > set<&SeesClause::reached>(records_reached));
inline auto const writes_clause_def = node(quiet("writes") > set<&WritesClause::reached>(records_reached));

inline auto const role_clause_def =
    branch<MayClause>(quiet("may"), may_clause) | branch<OwnClause>(quiet("own"), own_clause) |
    branch<SeesClause>(quiet("sees"), sees_clause) | branch<WritesClause>(quiet("writes"), writes_clause) |
    branch<HolderClause>(quiet("for"), holder_clause);
inline auto const any_role_clause_def = x3::eps > into(role_clause);
inline auto const role_item_def =
    node(directive<RecoverHead>(kw("role") > declare<&Role::name>(word("a name for the role")) >
                                set<&Role::title>(text("how the role is called, in double quotes"))) >
         *(clause_ahead >> set<&Role::clauses>(recover<resume_behind<next_clause>>(any_role_clause))) > kw("end"));

BOOST_SPIRIT_DEFINE(holder_clause, may_clause, own_clause, records_reached, sees_clause, writes_clause)
BOOST_SPIRIT_DEFINE(role_clause, any_role_clause, role_item)

}  // namespace bylaw::dsl::grammar
