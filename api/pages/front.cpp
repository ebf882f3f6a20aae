// The front page, and what pages say about themselves.
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {

HttpResponse front_page(PageCall const& call) {
  // Who cannot ask comes to look.
  if (!call.may(dsl::AccessScope::decide) && call.may(dsl::AccessScope::read_compliance)) return redirect("/dashboard");
  return page(
      call, "front", {call.texts().get("front.title")},
      model({{"rule_count", std::to_string(call.rulebook().rules.size() + call.rulebook().standing.size())},
             {"group_count", groups_of(call.rulebook()) == dsl::none
                                 ? std::string("0")
                                 : std::to_string(call.snapshot->table(groups_of(call.rulebook())).rows.size())}}));
}

HttpResponse accessibility_page(PageCall const& call) {
  return page(call, "accessibility", {call.texts().get("accessibility.title")}, Model());
}

// What somebody can read who has no way in yet.
HttpResponse about_page(PageCall const& call) { return page(call, "about", {call.texts().get("about.title")}, Model()); }

}  // namespace bylaw::api::pages
