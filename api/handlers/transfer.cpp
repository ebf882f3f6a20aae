// The whole state in and out.
#include "api/access/answer_rights.hpp"
#include "api/handlers/handlers.hpp"
#include "api/import_state.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"
#include "api/write_state.hpp"

namespace bylaw::api {
namespace {

void keep_seen(dsl::Rulebook const& rulebook, Sight& sight, engine::State& state) {
  for (auto& [record, rows] : state) {
    std::erase_if(rows, [&](auto const& row) { return !sight.row(record, engine::key_of(rulebook, record, row)); });
    for (auto& row : rows) row = sight.shown(record, std::move(row));
  }
}

}  // namespace

Reply post_import(Service& service, Call const& call) {
  InputFaults query_faults;
  auto const mode = read_choice(call, "mode", {"merge", "replace"}, query_faults);
  bool const trial = read_choice(call, "dry_run", {"true", "false"}, query_faults) == "true";
  if (!query_faults.empty()) return std::unexpected(invalid(query_faults));
  auto const how = mode == "replace" ? engine::ImportMode::replace : engine::ImportMode::merge;
  auto const imported =
      trial ? try_import(service.store, *service.rulebook, call.request.body, how)
            : import_state(service.store, *service.rulebook, call.request.body, how, author_of(service, call),
                           [&](engine::State const& state) { return check_imported(service.store, call.caller, state); });
  if (!imported) return std::unexpected(imported.error());
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("mode", how == engine::ImportMode::replace ? "replace" : "merge");
  json.member("dry_run", trial);
  json.member("state_revision", imported->revision);
  json.key("records");
  json.begin_object();
  for (auto const& [record, count] : imported->counts) json.member(service.rulebook->records[record].name, count);
  json.end_object();
  json.end_object();
  return json_reply(std::move(out));
}

Reply get_export(Service& service, Call const& call) {
  std::string out;
  JsonWriter json(out);
  auto state = service.store.everything();
  if (auto sight = sight_of(service, call); !sight.is_whole()) keep_seen(*service.rulebook, sight, state);
  write_state(json, *service.rulebook, state);
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
