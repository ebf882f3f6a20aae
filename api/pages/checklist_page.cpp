// A checklist asked of one record, such as what a person should read: item by item, with what is done.
#include <algorithm>

#include "api/pages/record_model.hpp"
#include "api/pages/site.hpp"
#include "api/pages/standing_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {

HttpResponse checklist_page(PageCall const& call) {
  auto const& rulebook = call.rulebook();
  auto const rule = std::ranges::find(rulebook.standing, call.captured[0], &dsl::Standing::name);
  if (rule == rulebook.standing.end() || rule->of_record == dsl::none) return not_found_page(call);
  auto const of = call.snapshot->find(rule->of_record, call.captured[1]);
  if (!of || !read(call, "/v1/checklists/" + rule->name + '/' + call.captured[1])) return not_found_page(call);
  Words const words(*call.snapshot, call.language);
  auto const index = static_cast<dsl::Index>(rule - rulebook.standing.begin());
  List items;
  for (auto const& row : engine::checklist(*call.service.program, *call.everything, call.day(), index, *of)) {
    if (row.status == dsl::StandingStatus::not_applicable) continue;
    List details;
    for (auto const& text : call.details(row, call.day(), *of)) details.push_back(model({{"text", text}}));
    items.push_back(model({{"title", words.title(rule->record, row.subject)},
                           {"status", call.texts().get("finding." + status_name(row.status))},
                           {"tone", status_name(row.status)},
                           {"details", details}}));
  }
  auto const name = words.title(rule->of_record, *of);
  return page(call, "checklist", {rule->title, {{name, record_path(call, rule->of_record, call.captured[1])}}},
              model({{"name", name},
                     {"items", items},
                     {"none", items.empty()},
                     {"rule", "/rulebook/" + path_segment(rule->name)}}));
}

}  // namespace bylaw::api::pages
