// Searches in the words of AuthZEN 1.0, with pages for those who want them.
#include "api/authzen/request_body.hpp"
#include "api/authzen/search.hpp"
#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/write_json.hpp"
#include "dsl/sha256.hpp"

namespace bylaw::api {
namespace {

using authzen::options_of;
using authzen::read_body;
using authzen::refused;
using authzen::Sought;

// Where a search goes on: behind which result, of which request.
struct ResultPage {
  std::size_t limit = 0;  // 0: all
  std::string after;
  std::string of;  // a mark of the request
};

std::string request_mark(JsonValue const& body, Sought sought) {
  std::string text(1, static_cast<char>('0' + static_cast<int>(sought)));
  for (auto const* key : {"subject", "action", "resource", "context", "options"})
    if (auto const* member = body.member(key)) text += json_text(*member) + ';';
  return dsl::sha256_hex(text).substr(0, 16);
}

std::expected<ResultPage, Problem> page_of(JsonValue const& body, std::string request) {
  Place const root, place(root, "page"), token_place(place, "token"), limit_place(place, "limit");
  ResultPage page{0, {}, std::move(request)};
  auto const* json = body.member("page");
  if (!json || json->is_null()) return page;
  if (!json->object()) return std::unexpected(refused(place, "wrong_type", "The page must be an object."));
  if (auto const* limit = json->member("limit"); limit && !limit->is_null()) {
    auto const number = limit->number() ? whole_number(*limit->number()) : std::nullopt;
    if (!number || *number < 1)
      return std::unexpected(refused(limit_place, "out_of_range", "The limit is a whole number from 1."));
    page.limit = static_cast<std::size_t>(*number);
  }
  auto const* token = json->member("token");
  if (!token || token->is_null()) return page;
  if (token->text() && token->text()->empty()) return page;
  auto const key = token->text() ? decode_cursor(*token->text()) : std::nullopt;
  if (!key || !key->starts_with(page.of + ' '))
    return std::unexpected(refused(token_place, "bad_cursor", "The token belongs to another request, or to none."));
  page.after = key->substr(page.of.size() + 1);
  return page;
}

void write_results(JsonWriter& json, std::vector<std::string> const& found, std::string_view type) {
  json.key("results");
  json.begin_list();
  for (auto const& id : found) {
    json.begin_object();
    if (!type.empty()) json.member("type", type);
    json.member(type.empty() ? "name" : "id", id);
    json.end_object();
  }
  json.end_list();
}

std::string result_json(std::vector<std::string> found, std::string_view type, ResultPage const& page) {
  auto const total = found.size();
  std::erase_if(found, [&](std::string const& id) { return !page.after.empty() && id <= page.after; });
  bool const more = page.limit && found.size() > page.limit;
  if (more) found.resize(page.limit);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  if (page.limit || !page.after.empty()) {
    json.key("page");
    json.begin_object();
    json.member("next_token", more ? encode_cursor(page.of + ' ' + found.back()) : std::string());
    json.member("count", found.size());
    json.member("total", total);
    json.end_object();
  }
  write_results(json, found, type);
  json.end_object();
  return out;
}

// Whoever searches for records is told which there are.
Reply run_search(Service& service, Call const& call, Sought sought) {
  if (sought != Sought::action && call.caller.reach(dsl::AccessScope::read_records) != dsl::Reach::all)
    return std::unexpected(forbidden("Searching for records takes the scope read_records as well."));
  auto const body = read_body(call);
  if (!body) return std::unexpected(body.error());
  auto const sent = authzen::read_sent(*body, nullptr, sought);
  if (!sent) return std::unexpected(refused(sent.error()));
  auto const page = page_of(*body, request_mark(*body, sought));
  if (!page) return std::unexpected(page.error());
  auto sight = sight_of(service, call);
  auto found = authzen::search(service, sight, service.store.snapshot(), *sent, sought, options_of(*body));
  if (!found) return std::unexpected(refused(found.error()));
  auto const& type = sought == Sought::subject ? sent->subject.type : sent->resource.type;
  return json_reply(result_json(*std::move(found), sought == Sought::action ? std::string_view() : type, *page));
}

}  // namespace

Reply post_search_subject(Service& service, Call const& call) { return run_search(service, call, Sought::subject); }
Reply post_search_resource(Service& service, Call const& call) { return run_search(service, call, Sought::resource); }
Reply post_search_action(Service& service, Call const& call) { return run_search(service, call, Sought::action); }

}  // namespace bylaw::api
