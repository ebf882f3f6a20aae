// The pages by address, and the one place that takes a request to its page. The interface for programs is not here.
#pragma once
#include <optional>
#include <string_view>

#include "api/pages/page.hpp"

namespace bylaw::api::pages {

struct PageRoute {
  std::string_view method, pattern;
  Access access;  // as of routes; what a page shows and does beyond that is answered by the interface for programs
  HttpResponse (*made)(PageCall const&);
  std::size_t body_limit = 64 * 1024;
};

// Nothing when no page is there and the caller did not ask for one. Never throws.
// Who is not signed in is led to the sign-in page, whatever page they asked for.
std::optional<HttpResponse> answer_page(Service& service, HttpRequest const& request,
                                        std::expected<Caller, Problem> const& who);
// The most bytes a form for this path may have; 0 when it takes none.
std::size_t form_limit(std::string_view method, std::string_view path);

// sign_in_page.cpp
HttpResponse sign_in_page(PageCall const& call);
HttpResponse sign_in(PageCall const& call);
HttpResponse sign_out(PageCall const& call);
// The sign-in page that comes back to what was asked for; `ended`: there was a session, and it is over.
std::string sign_in_path(HttpRequest const& request, bool ended);
// front.cpp, looking_as.cpp
HttpResponse front_page(PageCall const& call);
HttpResponse looking_as_page(PageCall const& call);
HttpResponse look_as(PageCall const& call);
HttpResponse accessibility_page(PageCall const& call);
HttpResponse about_page(PageCall const& call);
// check_choice.cpp, check.cpp
HttpResponse check_choice_page(PageCall const& call);
HttpResponse check_page(PageCall const& call);
HttpResponse ask_check(PageCall const& call);
// decision.cpp
HttpResponse decision_page(PageCall const& call);
HttpResponse request_page(PageCall const& call);
// request_pages.cpp
HttpResponse access_request_page(PageCall const& call);
HttpResponse answer_access_request(PageCall const& call);
// case_pages.cpp, case_forms.cpp
HttpResponse case_list_page(PageCall const& call);
HttpResponse case_page(PageCall const& call);
HttpResponse case_step_page(PageCall const& call);
HttpResponse new_case_page(PageCall const& call);
// todo.cpp
HttpResponse todo_page(PageCall const& call);
// dashboard.cpp, trend.cpp
HttpResponse dashboard_page(PageCall const& call);
HttpResponse finding_list_page(PageCall const& call);
HttpResponse trend_page(PageCall const& call);
// record_page.cpp, record_list_page.cpp, record_form.cpp, checklist_page.cpp
HttpResponse record_page(PageCall const& call);
HttpResponse groups_page(PageCall const& call);
HttpResponse own_groups_page(PageCall const& call);
HttpResponse record_list_page(PageCall const& call);
HttpResponse record_form_page(PageCall const& call);
HttpResponse checklist_page(PageCall const& call);
// record_events.cpp
HttpResponse record_happened(PageCall const& call);
HttpResponse letter_page(PageCall const& call);
// outlook.cpp
HttpResponse outlook_page(PageCall const& call);
// rulebook_page.cpp, rulebook_table.cpp
HttpResponse table_page(PageCall const& call);
HttpResponse rulebook_page(PageCall const& call);
HttpResponse rule_page(PageCall const& call);
// token_pages.cpp, import_page.cpp, log_page.cpp
HttpResponse tokens_page(PageCall const& call);
HttpResponse make_token(PageCall const& call);
HttpResponse change_token(PageCall const& call);
HttpResponse import_page(PageCall const& call);
HttpResponse take_records_in(PageCall const& call);
HttpResponse log_page(PageCall const& call);
// sign_ins_page.cpp, account_page.cpp
HttpResponse sign_ins_page(PageCall const& call);
HttpResponse give_sign_in(PageCall const& call);
HttpResponse account_page(PageCall const& call);
HttpResponse change_own_secret(PageCall const& call);
// administration.cpp
HttpResponse administration_page(PageCall const& call);
HttpResponse settings_page(PageCall const& call);

}  // namespace bylaw::api::pages
