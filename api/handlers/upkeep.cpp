// What administrators do to the database while it is in use: copy it, erase what it holds of somebody's past.
#include <algorithm>

#include "api/backup_name.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/past.hpp"

namespace bylaw::api {

Reply post_backup(Service& service, Call const& call) {
  auto const body = parse_json(call.request.body);
  if (!body) return std::unexpected(malformed(body.error()));
  InputFaults faults;
  auto const name = read_backup_name(*body, service.clock(), faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  if (service.backups.empty())
    return std::unexpected(Problem{ProblemType::conflict, "The service was started without --backups DIR.", {}, {}});
  auto const file = service.backups + '/' + name;
  service.store.back_up(file);
  log_line("Backed up to " + file);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("file", name);
  json.member("checkpoint", engine::Archive::open(file)->head().note);
  json.end_object();
  return json_reply(std::move(out), 201);
}

Reply delete_record_history(Service& service, Call const& call) {
  auto const record = find_record_kind(service, call.captured[0]);
  if (!record) return std::unexpected(record.error());
  auto const erased = service.store.erase_past(*record, call.captured[1], author_of(service, call));
  if (!erased) {
    return std::unexpected(Problem{
        ProblemType::conflict, "The record is still there: delete it first, then its past can be erased.", {}, {}});
  }
  service.past->forget();
  auto const is_holder = [&](dsl::Role const& role) { return role.holder == *record; };
  if (std::ranges::any_of(service.rulebook->roles, is_holder)) service.door.tokens.forget_person(call.captured[1]);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("erased_parts", *erased);
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
