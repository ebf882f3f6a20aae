// The rulebook, for programs and for people.
#include <algorithm>

#include "api/cursor.hpp"
#include "api/describe_rulebook.hpp"
#include "api/handlers/handlers.hpp"
#include "api/nearest.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

// The part of `things`, sorted by `name_of`, that the page asks for.
template <class Things>
Reply list_part(Things const& things, Page const& page, auto name_of, auto write) {
  auto const first = std::ranges::upper_bound(things, page.after, {}, name_of);
  auto const count = std::min(page.limit, static_cast<std::size_t>(things.end() - first));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto it = first; it != first + static_cast<std::ptrdiff_t>(count); ++it) write(json, *it);
  json.end_list();
  bool const more = first + static_cast<std::ptrdiff_t>(count) != things.end();
  json.text_or_null("next", more ? encode_cursor(name_of(*(first + static_cast<std::ptrdiff_t>(count) - 1))) : "");
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace

Reply get_vocabulary(Service& service, Call const&) {
  std::string out;
  JsonWriter json(out);
  write_vocabulary(json, *service.rulebook);
  return json_reply(std::move(out));
}

Reply get_rules(Service& service, Call const& call) {
  InputFaults faults;
  auto const page = read_page(call, faults);
  auto const action = read_choice(call, "action", names_of(service.rulebook->actions), faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto const& rulebook = *service.rulebook;
  std::vector<dsl::Rule const*> rules;
  for (auto const& rule : rulebook.rules) {
    auto const bears_on_it = [&](dsl::Index a) { return rulebook.actions[a].name == action; };
    if (action.empty() || rule.actions.empty() || std::ranges::any_of(rule.actions, bears_on_it))
      rules.push_back(&rule);
  }
  std::ranges::sort(rules, {}, &dsl::Rule::name);
  return list_part(
      rules, page, [](dsl::Rule const* rule) { return rule->name; },
      [&](JsonWriter& json, dsl::Rule const* rule) { write_rule_summary(json, rulebook, *rule); });
}

Reply get_rule(Service& service, Call const& call) {
  auto const& rules = service.rulebook->rules;
  auto const rule = std::ranges::find(rules, call.captured.front(), &dsl::Rule::name);
  if (rule == rules.end()) {
    return not_found("There is no rule " + in_quotes(call.captured.front()) +
                     nearest_hint(call.captured.front(), names_of(rules)) + '.');
  }
  std::string out;
  JsonWriter json(out);
  write_rule(json, *service.rulebook, static_cast<dsl::Index>(rule - rules.begin()));
  return json_reply(std::move(out));
}

Reply get_norms(Service& service, Call const& call) {
  InputFaults faults;
  auto const page = read_page(call, faults);
  auto const document = read_choice(call, "document", names_of(service.rulebook->documents), faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  std::vector<dsl::Norm const*> norms;
  for (auto const& norm : service.rulebook->norms) {
    if (document.empty() || norm.document == document) norms.push_back(&norm);
  }
  std::ranges::sort(norms, {}, &dsl::Norm::id);
  return list_part(
      norms, page, [](dsl::Norm const* norm) { return norm->id; },
      [&](JsonWriter& json, dsl::Norm const* norm) { write_norm(json, *service.rulebook, *norm); });
}

Reply get_openapi(Service& service, Call const&) { return json_reply(service.openapi); }

}  // namespace bylaw::api
