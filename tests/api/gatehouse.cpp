#include "tests/api/gatehouse.hpp"

#include <gtest/gtest.h>

#include "api/access/token_wish.hpp"
#include "dsl/check.hpp"

namespace bylaw::api::gatehouse {

std::string const state = R"({
"person": [{"id": "p-1", "name": "Leader of one"}, {"id": "p-2", "name": "Leader of two"},
           {"id": "p-3", "name": "A member"}, {"id": "p-4", "name": "Another"}],
"quadrennium": [{"id": "q-1", "label": "2021-2025", "start": "2021-01-01", "end": "2025-12-31"}],
"group": [{"id": "g-1", "name": "One", "type": "specialist_group", "status": "active"},
          {"id": "g-2", "name": "Two", "type": "specialist_group", "status": "active"}],
"term": [{"id": "t-1", "person": "p-1", "group": "g-1", "role": "chair", "start": "2021-01-01"},
         {"id": "t-2", "person": "p-2", "group": "g-2", "role": "chair", "start": "2021-01-01"}],
"membership": [{"id": "m-3", "person": "p-3", "group": "g-1", "quadrennium": "q-1", "status": "active"}],
"interest": [{"id": "i-hush-1", "person": "p-1", "subject": "hush farm", "financial": true},
             {"id": "i-hush-3", "person": "p-3", "subject": "hush mine", "financial": true}],
"coi": [{"id": "c-hush-1", "person": "p-1", "filed_on": "2024-01-02", "nil": false, "interests": ["i-hush-1"]},
        {"id": "c-hush-3", "person": "p-3", "filed_on": "2024-01-03", "nil": false, "interests": ["i-hush-3"]}],
"approach": [{"id": "a-hush-1", "group": "g-1", "donor": "hush fund", "amount": {"amount": "250000.00", "currency": "USD"},
              "donor_scope": "global", "approached_on": "2024-02-01"},
             {"id": "a-hush-2", "group": "g-2", "donor": "hush trust", "amount": {"amount": "250000.00", "currency": "USD"},
              "donor_scope": "global", "approached_on": "2024-02-01"}],
"contact": [{"id": "k-1", "group": "g-1", "subject": "hush one", "purpose": "clearance", "party": "chairs_office", "on": "2024-01-05",
             "outcome": "cleared", "outcome_on": "2024-01-06"},
            {"id": "k-2", "group": "g-2", "subject": "hush two", "purpose": "clearance", "party": "chairs_office", "on": "2024-01-05",
             "outcome": "cleared", "outcome_on": "2024-01-06"}],
"grant": [{"id": "r-1", "group": "g-1", "donor": "hush bank", "report_due_on": "2024-03-01"}],
"case": [{"id": "s-1", "group": "g-1", "role": "chair", "reason": "succession", "status": "open", "opened_on": "2024-03-01",
          "option": "internal_process"},
         {"id": "s-2", "group": "g-2", "role": "chair", "reason": "succession", "status": "open", "opened_on": "2024-03-01",
          "option": "internal_process"}],
"criteria": [{"id": "e-1", "case": "s-1", "items": ["fair"], "agreed_on": "2024-03-02"}],
"nomination": [{"id": "n-hush-1", "case": "s-1", "candidate": "p-4", "by": "p-3", "made_on": "2024-03-05"},
               {"id": "n-hush-2", "case": "s-2", "candidate": "p-4", "by": "p-2", "made_on": "2024-03-05"}],
"recommendation": [{"id": "f-hush-1", "case": "s-1", "by": "panel", "candidate": "p-4", "made_on": "2024-04-05"}],
"approval": [{"id": "v-hush-1", "case": "s-1", "body": "ssc_chair", "candidate": "p-4", "decision": "refused",
              "decided_on": "2024-04-10"}],
"consultation": [{"id": "w-1", "group": "g-1", "kind": "renewal", "conducted_by": "chairs_office", "opened_on": "2024-01-10",
                  "closed_on": "2024-02-10", "invited": 41234, "responses": 41234, "support": 41234, "oppose": 41234,
                  "result": "positive"}],
"target": [{"id": "o-1", "owner": "One", "group": "g-1", "quadrennium": "q-1"},
           {"id": "o-2", "owner": "Two", "group": "g-2", "quadrennium": "q-1"}],
"progress": [{"id": "j-1", "target": "o-1", "year": 2023}, {"id": "j-2", "target": "o-2", "year": 2023}]
})";

std::shared_ptr<dsl::Rulebook const> rulebook() {
  static auto const read = [] {
    auto checked = dsl::check(dsl::read_sources(BYLAW_SOURCE_DIR "/rules"));
    for (auto const& diagnostic : checked.diagnostics) ADD_FAILURE() << dsl::render(checked.rulebook.sources, diagnostic);
    return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
  }();
  return read;
}

Gatehouse::Gatehouse()
    : now(std::chrono::sys_days(std::chrono::year(2024) / 5 / 6) + std::chrono::hours(7)),
      store(engine::Store::open(":memory:", rulebook())),
      service(rulebook(), *store, [this] { return now; }) {
  fill();
}

void Gatehouse::fill() {
  service.door.dev = true;
  auto const response = ask({}, "POST", "/v1/import?mode=replace", state);
  service.door.dev = false;
  ASSERT_EQ(response.status, 200) << response.body;
}

std::string Gatehouse::token(std::string const& role, std::string const& person, std::vector<std::string> scopes,
                             std::int64_t days) {
  auto const wish = token_wish(*store->snapshot(), {role, "test", person, std::move(scopes), days}, "test", now);
  if (wish) return service.door.tokens.make(*wish, now).text;
  for (auto const& fault : wish.error().all()) ADD_FAILURE() << fault.message;
  return {};
}

HttpResponse Gatehouse::ask(std::string const& token, std::string const& method, std::string const& target,
                            std::string const& body, NamedValues headers) {
  if (!token.empty()) headers.emplace_back("Authorization", "Bearer " + token);
  if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
  return dispatch(service, workshop::request_of(method, target, body, std::move(headers)));
}

}  // namespace bylaw::api::gatehouse
