// What the makers of pages work with: one request for a page, who looks at it and in which language, and the ways to
// answer it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/access/doorkeeper.hpp"
#include "api/access/finding_sight.hpp"
#include "api/json_text.hpp"
#include "api/pages/render.hpp"
#include "api/pages/viewer.hpp"
#include "api/problem.hpp"
#include "api/server/http_types.hpp"
#include "api/service.hpp"

namespace bylaw::api::pages {

struct PageCall {
  Service& service;
  HttpRequest const& request;
  Caller const& caller;                                // nobody before they signed in: a caller who may do nothing
  std::vector<std::string> captured;                   // the values of the {names} of the route, in order
  std::shared_ptr<engine::Snapshot const> everything;  // to work answers out, never to show
  dsl::Date today;
  std::shared_ptr<FindingSight> sight;               // what the caller may see of findings and records
  std::shared_ptr<engine::Snapshot const> snapshot;  // the records as the caller sees them
  Language language = Language::english;
  Viewer viewer = {};
  bool signed_in = true;
  std::string form_key = {};  // what forms have to send back
  NamedValues form = {};      // what a form sent

  Texts const& texts() const { return Texts::in(language); }
  dsl::Rulebook const& rulebook() const { return *service.rulebook; }
  // The first query parameter (of a form: field) of that name; empty when it was not sent.
  std::string given(std::string_view name) const;
  bool was_given(std::string_view name) const;
  NamedValues const& values() const { return request.method == "POST" ? form : request.query; }
  // The day that a page is about: the parameter `on`, else today.
  dsl::Date day() const;

  bool may(Access access) const { return !check_access(access, caller); }
  // Whether the caller can make such a record, or change the one of that key.
  bool may_write(dsl::Index record, std::string_view key = "") const;
  // The findings of a day as the caller sees them, and what they have to tell beyond their columns.
  StandingRows findings(dsl::Date day) const;
  std::vector<std::string> details(engine::StandingRow const& row, dsl::Date day, engine::Row of = dsl::none) const;
};

struct Crumb {
  std::string title, path;
};
struct PageHead {
  std::string title;
  std::vector<Crumb> trail = {};  // the pages above this one
  int status = 200;
  bool faulty = false;  // the title says so
};

HttpResponse page(PageCall const& call, std::string_view name, PageHead const& head, Model values);
HttpResponse redirect(std::string const& path);
// Says what cannot be done, and what can.
HttpResponse refusal_page(PageCall const& call, int status, std::string const& said);
HttpResponse not_found_page(PageCall const& call);

// What the interface for programs answers the caller of the page; pages show nothing else, and write in no other way.
std::expected<HttpResponse, Problem> ask(PageCall const& call, std::string const& method, std::string const& path,
                                         NamedValues query = {}, std::string body = {}, NamedValues headers = {});
// The JSON that it reads there; nothing where the caller gets none.
std::optional<JsonValue> read(PageCall const& call, std::string const& path, NamedValues query = {});

// "/check/x?date=2025-01-01": names and values encoded.
std::string address(std::string_view path, NamedValues const& query);
std::string path_segment(std::string_view text);

}  // namespace bylaw::api::pages
