// Decisions made before, as they were given.
#include <algorithm>

#include "api/access/redact_decision.hpp"
#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/nearest.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

std::vector<std::string_view> outcome_names() {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(engine::Outcome::clear); ++i)
    names.push_back(engine::to_string(static_cast<engine::Outcome>(i)));
  return names;
}

engine::LogFilter read_filter(Service const& service, Call const& call, InputFaults& faults) {
  auto page = read_page(call, faults);
  auto const from = read_day(call, "from", faults), to = read_day(call, "to", faults);
  engine::LogFilter filter;
  filter.action = read_choice(call, "action", names_of(service.rulebook->actions), faults);
  filter.outcome = read_choice(call, "outcome", outcome_names(), faults);
  if (from) filter.from = dsl::to_string(*from);
  if (to) filter.to = dsl::to_string(*to);
  for (auto const& parameter : service.rulebook->parameters) {
    if (auto const value = call.request.parameter(parameter.name))
      filter.parameters.emplace_back(parameter.name, *value);
  }
  filter.after = std::move(page.after);
  filter.limit = page.limit + 1;  // one more, to see whether there is more
  return filter;
}

// Whether the caller may read it: where a role has only its own, one of the records that the question names is that.
bool is_for(dsl::Rulebook const& rulebook, Sight& sight, engine::LoggedDecision const& entry) {
  if (sight.caller().reach(dsl::AccessScope::read_decisions) == dsl::Reach::all) return true;
  return std::ranges::any_of(entry.parameters, [&](auto const& given) {
    auto const parameter = dsl::find_parameter(rulebook, given.first);
    if (parameter == dsl::none) return false;
    auto const type = rulebook.parameters[parameter].type;
    return type.kind == dsl::TypeKind::reference && sight.owns(type.of, given.second);
  });
}

// As many as the filter's limit, if there are: others' are passed over, page by page.
std::vector<engine::LoggedDecision> entries_for(Service const& service, Sight& sight, engine::LogFilter filter) {
  std::vector<engine::LoggedDecision> kept;
  for (;;) {
    auto entries = service.store.decisions(filter);
    bool const last = entries.size() < filter.limit;
    if (!last) filter.after = entries.back().id;
    for (auto& entry : entries)
      if (kept.size() < filter.limit && is_for(*service.rulebook, sight, entry)) kept.push_back(std::move(entry));
    if (last || kept.size() == filter.limit) return kept;
  }
}

void write_entry(JsonWriter& json, engine::LoggedDecision const& entry) {
  json.begin_object();
  json.member("id", entry.id);
  json.member("action", entry.action);
  for (auto const& [name, value] : entry.parameters) json.member(name, value);
  json.member("date", entry.date);
  json.member("outcome", entry.outcome);
  json.member("decided_at", entry.decided_at);
  json.end_object();
}

}  // namespace

Reply get_decision(Service& service, Call const& call) {
  service.store.flush();  // what was answered can be asked for
  auto const entry = service.store.find_decision(call.captured.front());
  auto sight = sight_of(service, call);
  if (!entry || !is_for(*service.rulebook, sight, *entry))
    return not_found("No decision " + in_quotes(call.captured.front()) + " is recorded.");
  if (entry->erased)
    return not_found("What was decided as " + in_quotes(call.captured.front()) + " has been erased.");
  return json_reply(redact_decision(sight, entry->answer, false));
}

Reply get_decisions(Service& service, Call const& call) {
  InputFaults faults;
  auto filter = read_filter(service, call, faults);
  auto const limit = filter.limit - 1;
  if (!faults.empty()) return std::unexpected(invalid(faults));
  service.store.flush();
  auto sight = sight_of(service, call);
  auto entries = entries_for(service, sight, std::move(filter));
  bool const more = entries.size() > limit;
  entries.resize(std::min(entries.size(), limit));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& entry : entries) write_entry(json, entry);
  json.end_list();
  json.text_or_null("next", more ? encode_cursor(entries.back().id) : "");
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
