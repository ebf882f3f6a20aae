// The handlers that the route table names, by file. Each translates: HTTP to values, values to HTTP.
#pragma once
#include "api/access/sight.hpp"
#include "api/routes.hpp"

namespace bylaw::api {

// decisions.cpp
Reply post_decision(Service& service, Call const& call);
Reply post_decision_batch(Service& service, Call const& call);
// decision_log.cpp
Reply get_decision(Service& service, Call const& call);
Reply get_decisions(Service& service, Call const& call);
// transfer.cpp
Reply post_import(Service& service, Call const& call);
Reply get_export(Service& service, Call const& call);
// record_list.cpp
Reply get_records(Service& service, Call const& call);
// record.cpp
Reply get_record(Service& service, Call const& call);
Reply put_record(Service& service, Call const& call);
Reply delete_record(Service& service, Call const& call);
Reply get_record_history(Service& service, Call const& call);
// cases.cpp
Reply get_case(Service& service, Call const& call);
// case_list.cpp
Reply get_cases(Service& service, Call const& call);
// case_history.cpp
Reply get_case_history(Service& service, Call const& call);
// case_recording.cpp
Reply post_case(Service& service, Call const& call);
Reply post_case_step(Service& service, Call const& call);
Reply post_case_decision(Service& service, Call const& call);
// compliance.cpp
Reply get_compliance_findings(Service& service, Call const& call);
// compliance_figures.cpp, compliance_matrix.cpp, compliance_changes.cpp
Reply get_compliance_summary(Service& service, Call const& call);
Reply get_compliance_history(Service& service, Call const& call);
Reply get_compliance_matrix(Service& service, Call const& call);
Reply get_compliance_changes(Service& service, Call const& call);
// authzen.cpp
Reply post_evaluation(Service& service, Call const& call);
Reply post_evaluations(Service& service, Call const& call);
Reply get_authzen_configuration(Service& service, Call const& call);
// access_requests.cpp
Reply post_access_request(Service& service, Call const& call);
Reply get_access_requests(Service& service, Call const& call);
Reply get_access_request(Service& service, Call const& call);
Reply post_access_answer(Service& service, Call const& call);
// authzen_search.cpp
Reply post_search_subject(Service& service, Call const& call);
Reply post_search_resource(Service& service, Call const& call);
Reply post_search_action(Service& service, Call const& call);
// compliance_calendar.cpp
Reply get_compliance_calendar(Service& service, Call const& call);
// checklists.cpp
Reply get_checklists(Service& service, Call const& call);
Reply get_checklist(Service& service, Call const& call);
// rulebook.cpp
Reply get_vocabulary(Service& service, Call const& call);
Reply get_rules(Service& service, Call const& call);
Reply get_rule(Service& service, Call const& call);
Reply get_norms(Service& service, Call const& call);
Reply get_openapi(Service& service, Call const& call);
// audit_log.cpp
Reply get_log_checkpoint(Service& service, Call const& call);
Reply get_log_key(Service& service, Call const& call);
Reply get_log_entries(Service& service, Call const& call);
Reply get_log_inclusion(Service& service, Call const& call);
Reply get_log_consistency(Service& service, Call const& call);
// upkeep.cpp
Reply post_backup(Service& service, Call const& call);
Reply delete_record_history(Service& service, Call const& call);
// tokens.cpp
Reply post_token(Service& service, Call const& call);
Reply get_tokens(Service& service, Call const& call);
Reply delete_token(Service& service, Call const& call);
Reply post_token_rotation(Service& service, Call const& call);
// sessions.cpp
Reply post_session(Service& service, Call const& call);
Reply get_current_session(Service& service, Call const& call);
Reply delete_current_session(Service& service, Call const& call);
// operations.cpp
Reply get_healthz(Service& service, Call const& call);
Reply get_readyz(Service& service, Call const& call);
Reply get_metrics(Service& service, Call const& call);
// webhooks.cpp
Reply post_webhook(Service& service, Call const& call);
Reply get_webhooks(Service& service, Call const& call);
Reply delete_webhook(Service& service, Call const& call);
Reply get_deliveries(Service& service, Call const& call);

// What several of them need.
HttpResponse json_reply(std::string body, int status = 200);
std::unexpected<Problem> not_found(std::string detail);
// The record kind of this name, or a 404 with the nearest.
std::expected<dsl::Index, Problem> find_record_kind(Service const& service, std::string_view name);
// What the caller sees of the records, as they are now.
Sight sight_of(Service const& service, Call const& call);
// Who makes a change, and when.
engine::Author author_of(Service const& service, Call const& call);

}  // namespace bylaw::api
