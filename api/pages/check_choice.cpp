// The start of a check: what do you want to do?
#include <algorithm>
#include <map>

#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

// What is known about the one who asks goes with the link, so that it need not be asked.
NamedValues known_answers(PageCall const& call) {
  NamedValues query;
  auto const& rulebook = call.rulebook();
  auto const person = parameter_for(rulebook, people_of(rulebook)),
             group = parameter_for(rulebook, groups_of(rulebook));
  if (call.viewer.known() && person != dsl::none) query.emplace_back(rulebook.parameters[person].name, call.viewer.key);
  auto const groups = call.viewer.groups();
  if (groups.size() == 1 && group != dsl::none)
    query.emplace_back(rulebook.parameters[group].name, call.snapshot->key(groups_of(rulebook), groups.front()));
  return query;
}

}  // namespace

HttpResponse check_choice_page(PageCall const& call) {
  auto const wanted = lower(call.given("q"));
  auto const query = known_answers(call);
  List actions;
  for (auto const& action : call.rulebook().actions) {
    if (!wanted.empty() && !lower(action.title).contains(wanted)) continue;
    actions.push_back(
        model({{"title", action.title}, {"path", address("/check/" + action.name, query)}, {"by", action.asked_by}}));
  }
  auto const count = call.texts().counted("check.found", actions.size());
  return page(call, "check_choice", {call.texts().get("check.choose")},
              model({{"q", call.given("q")}, {"none", actions.empty()}, {"count", count}, {"actions", actions}}));
}

}  // namespace bylaw::api::pages
