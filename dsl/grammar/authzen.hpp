// What subjects, actions and resources of AuthZEN are in the rulebook's own terms. Their names are other people's, so
// they stand in quotes.
#pragma once
#include "dsl/grammar/procedures.hpp"

namespace bylaw::dsl::grammar {

PRODUCTION(sent_property, syntax::SentProperty, "a property and what it is")
PRODUCTION(sent_clause, syntax::SentClause,
           "a clause (subject, resource, action, every action, context, request) or 'end'")
PRODUCTION(request_answer, syntax::RequestAnswer, "an answer and what it records")
PRODUCTION(access_request, syntax::AccessRequest, "what can be requested")
PRODUCTION(authzen_item, syntax::Authzen, "what questions of AuthZEN mean")

using syntax::Authzen;
using syntax::SentClause;
using syntax::SentProperty;

inline constexpr auto sent_target = dotted("a parameter, a fact, or a field of one such as reader.role");

inline auto const sent_property_def =
    node(quiet("property") > set<&SentProperty::name>(text("the name of a property in double quotes")) > kw("is") >
         set<&SentProperty::target>(sent_target));

template <SentClause::Kind Kind>
constexpr auto sent(Keyword word, char const* phrase) {
  return put<&SentClause::kind, Kind>(word) > set<&SentClause::name>(text(phrase));
}
inline auto const sent_is = kw("is") > set<&SentClause::target>(sent_target);
inline auto const sent_properties = *set<&SentClause::properties>(sent_property);

inline auto const sent_clause_def =
    node((sent<SentClause::Kind::subject>(quiet("subject"), "the type of subject in double quotes") > -sent_is >
          sent_properties) |
         (sent<SentClause::Kind::resource>(quiet("resource"), "the type of resource in double quotes") > -sent_is >
          sent_properties) |
         (sent<SentClause::Kind::action>(quiet("action"), "the name of the action in double quotes") > sent_is >
          sent_properties) |
         (put<&SentClause::kind, SentClause::Kind::every_action>(quiet("every")) > kw("action")) |
         (sent<SentClause::Kind::context>(quiet("context"), "the name of a value in double quotes") > sent_is));

using syntax::AccessRequest;
using syntax::RequestAnswer;
inline auto const request_answer_def =
    node(quiet("answer") > set<&RequestAnswer::name>(word("a name for the answer")) > kw("is") >
         phrased("'approved', 'denied' or 'pending'",
                 put<&RequestAnswer::status, RequestAnswer::Status::approved>(quiet("approved")) |
                     put<&RequestAnswer::status, RequestAnswer::Status::denied>(quiet("denied")) |
                     put<&RequestAnswer::status, RequestAnswer::Status::pending>(quiet("pending"))) >
         assignments<&RequestAnswer::values>());
inline auto const access_request_def =
    node(quiet("request") > set<&AccessRequest::rule>(dotted("the name of a rule")) > kw("records") >
         set<&AccessRequest::record>(word("the name of a record")) > assignments<&AccessRequest::values>() >
         kw("queue") > list_of<&AccessRequest::queue>(word("a party")) > *set<&AccessRequest::answers>(request_answer));
inline auto const authzen_item_def =
    node(kw("authzen") >
         *((!at_end) > (set<&Authzen::requests>(access_request) | set<&Authzen::clauses>(sent_clause))) > kw("end"));

BOOST_SPIRIT_DEFINE(sent_property, sent_clause, request_answer, access_request, authzen_item)

}  // namespace bylaw::dsl::grammar
