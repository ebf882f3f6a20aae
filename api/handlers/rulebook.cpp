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

std::vector<std::string_view> shape_names() {
  std::vector<std::string_view> names;
  for (auto const shape : all_shapes) names.push_back(to_string(shape));
  return names;
}

// Standing rules bear on no action.
bool bears_on(dsl::Rulebook const& rulebook, NamedRule const& rule, std::string const& action) {
  if (action.empty()) return true;
  if (rule.shape != RuleShape::decision) return false;
  auto const& actions = rulebook.rules[rule.index].actions;
  return actions.empty() ||
         std::ranges::any_of(actions, [&](dsl::Index index) { return rulebook.actions[index].name == action; });
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
  auto const kind = read_choice(call, "kind", shape_names(), faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto const& rulebook = *service.rulebook;
  auto rules = named_rules(rulebook);
  std::erase_if(rules, [&](NamedRule const& rule) {
    return (!kind.empty() && to_string(rule.shape) != kind) || !bears_on(rulebook, rule, action);
  });
  return list_part(
      rules, page, [](NamedRule const& rule) { return rule.name; },
      [&](JsonWriter& json, NamedRule const& rule) { write_rule_summary(json, rulebook, rule); });
}

Reply get_rule(Service& service, Call const& call) {
  auto const& rulebook = *service.rulebook;
  auto const& name = call.captured.front();
  auto const rule = find_named_rule(rulebook, name);
  if (!rule) return not_found("There is no rule " + in_quotes(name) + nearest_hint(name, rule_names(rulebook)) + '.');
  std::string out;
  JsonWriter json(out);
  write_rule(json, rulebook, *rule);
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
