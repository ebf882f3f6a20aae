// As whom to look: a choice that callers on this machine have, because each of them is an administrator.
#include "api/pages/forms.hpp"
#include "api/pages/record_search.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_found = 25;
constexpr int a_working_day = 12 * 3600;

std::string duties_text(PageCall const& call, engine::Row person) {
  Words const words(*call.snapshot, call.language);
  std::string text;
  for (auto const& duty : duties_of(*call.snapshot, person, call.today))
    text += (text.empty() ? "" : "; ") + words.title(duty.record, duty.row);
  return text;
}

// Those who serve the whole network first, for they are few.
std::vector<engine::Row> suggested(PageCall const& call) {
  std::vector<engine::Row> rows;
  for (auto const row : call.snapshot->table(people_of(call.rulebook())).rows) {
    if (rows.size() == most_found) break;
    auto const duties = duties_of(*call.snapshot, row, call.today);
    if (!duties.empty()) rows.push_back(row);
  }
  return rows;
}

}  // namespace

HttpResponse looking_as_page(PageCall const& call) {
  auto const people = people_of(call.rulebook());
  if (people == dsl::none || !call.caller.unrestricted) return not_found_page(call);
  auto const wanted = call.given("find");
  auto const rows = wanted.empty() ? suggested(call) : search_records(*call.snapshot, people, wanted, most_found);
  Words const words(*call.snapshot, call.language);
  List persons;
  for (auto const row : rows)
    persons.push_back(model({{"key", std::string(call.snapshot->key(people, row))},
                             {"name", words.title(people, row)},
                             {"duties", duties_text(call, row)}}));
  return page(call, "looking_as", {call.texts().get("looking_as.title")},
              model({{"find", wanted}, {"people", persons}, {"none", persons.empty()}}));
}

HttpResponse look_as(PageCall const& call) {
  if (!call.caller.unrestricted) return not_found_page(call);
  auto const key = call.given("chosen");
  auto const people = people_of(call.rulebook());
  bool const known =
      !key.empty() && path_segment(key) == key && people != dsl::none && call.snapshot->find(people, key);
  auto reply = redirect(known ? "/todo" : "/");
  reply.headers.push_back(set_cookie(call.service.door, viewer_cookie, known ? key : "", known ? a_working_day : 0));
  return reply;
}

}  // namespace bylaw::api::pages
