#include "api/webhooks/changes.hpp"

#include <charconv>
#include <map>

#include "api/compliance/earlier_state.hpp"
#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_text.hpp"
#include "api/write_json.hpp"
#include "engine/cases.hpp"

namespace bylaw::api {
namespace {

using Outcomes = std::map<std::string, engine::Outcome>;

Outcomes case_outcomes(Service const& service, engine::Snapshot const& snapshot, dsl::Date date) {
  Outcomes outcomes;
  auto const record = engine::case_record(*snapshot.rulebook);
  if (record == dsl::none) return outcomes;
  for (auto const row : snapshot.table(record).rows)
    outcomes.emplace(snapshot.key(record, row), engine::report_case(*service.program, snapshot, row, date).outcome);
  return outcomes;
}

void write_case(JsonWriter& json, std::string const& key, std::optional<engine::Outcome> before,
                std::optional<engine::Outcome> after) {
  json.begin_object();
  json.member("case", key);
  json.text_or_null("before", before ? engine::to_string(*before) : "");
  json.text_or_null("after", after ? engine::to_string(*after) : "");
  json.end_object();
}

// How many were written.
std::size_t write_cases(JsonWriter& json, Outcomes const& before, Outcomes const& after) {
  std::size_t count = 0;
  auto const outcome_in = [](Outcomes const& outcomes, std::string const& key) {
    auto const found = outcomes.find(key);
    return found == outcomes.end() ? std::nullopt : std::optional(found->second);
  };
  for (auto const& [key, outcome] : after) {
    auto const was = outcome_in(before, key);
    if (was == outcome) continue;
    write_case(json, key, was, outcome);
    ++count;
  }
  for (auto const& [key, outcome] : before) {
    if (after.contains(key)) continue;
    write_case(json, key, outcome, std::nullopt);
    ++count;
  }
  return count;
}

struct Looked {
  std::uint64_t revision = 0;
  dsl::Date date;
};

std::optional<Looked> looked_in(std::string const& cursor) {
  auto const text = decode_cursor(cursor).value_or("");
  Looked looked;
  auto const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, looked.revision);
  if (error != std::errc{} || stopped == end) return std::nullopt;
  auto const date = dsl::parse_date({stopped + 1, end});
  if (!date) return std::nullopt;
  looked.date = *date;
  return looked;
}

// The findings as whoever asks for changes gets them.
std::optional<JsonValue> finding_changes(Service& service, std::string const& seen) {
  HttpRequest request;
  request.method = "GET";
  request.path = "/v1/compliance/changes";
  if (!seen.empty()) request.query.emplace_back("since", seen);
  Caller everybody;  // webhooks are made by those only who may see everything
  everybody.unrestricted = true;
  auto const reply = get_compliance_changes(service, {request, {}, everybody});
  if (!reply) return std::nullopt;
  auto json = parse_json(reply->body, {.bytes = reply->body.size(), .values = 10'000'000});
  return json ? std::optional(*std::move(json)) : std::nullopt;
}

}  // namespace

News news_since(Service& service, std::string const& seen) {
  auto findings = finding_changes(service, seen);
  bool const lost = !findings;
  if (lost) findings = finding_changes(service, "");
  auto const now = *findings->member("cursor")->text();
  if (seen.empty() || now == seen) return {now, std::nullopt};
  auto const then = looked_in(seen);
  auto const snapshot = service.store.snapshot();
  auto const before = then && !lost ? earlier_state(service, snapshot, then->revision) : nullptr;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("type", "changes");
  json.member("timestamp", rfc3339(service.clock()));
  json.member("complete", before != nullptr);
  json.key("findings");
  write_json(json, *findings->member("data"));
  json.key("cases");
  json.begin_list();
  auto const today = day_of(service.clock());
  auto const cases =
      before ? write_cases(json, case_outcomes(service, *before, then->date), case_outcomes(service, *snapshot, today))
             : 0;
  json.end_list();
  json.end_object();
  bool const any = !before || cases > 0 || !findings->member("data")->list()->empty();
  return {now, any ? std::optional(std::move(out)) : std::nullopt};
}

}  // namespace bylaw::api
