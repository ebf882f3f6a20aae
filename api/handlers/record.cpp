// One record: read, written, deleted, and how it came to be what it is. Versions are ETags; a change that was made on
// an older version is refused.
#include "api/access/seen_change.hpp"
#include "api/access/write_rights.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/precondition.hpp"
#include "api/query.hpp"
#include "api/read_state.hpp"
#include "api/write_state.hpp"

namespace bylaw::api {
namespace {

std::unexpected<Problem> no_such_record(Call const& call) {
  return not_found("There is no " + call.captured[0] + ' ' + in_quotes(call.captured[1]) + '.');
}

std::unexpected<Problem> changed_meanwhile() {
  return std::unexpected(Problem{ProblemType::precondition_failed,
                                 "The record is not, or no longer, in the version that the request names.",
                                 {},
                                 {}});
}

HttpResponse with_version(HttpResponse response, std::uint64_t version) {
  response.headers = {{"Cache-Control", "private, no-cache"},
                      {"ETag", etag(version)}};  // may be kept, and has to be asked about
  return response;
}

std::string json_of(Service const& service, dsl::Index record, engine::StateRecord const& row) {
  std::string out;
  JsonWriter json(out);
  write_record(json, *service.rulebook, record, row);
  return out;
}

// The path says which record it is: a key field of its own may be left out of the body, and must agree when it is
// there.
std::expected<engine::StateRecord, InputFaults> read_body(Service const& service, dsl::Index record, JsonValue body,
                                                          std::string const& key) {
  auto const& declared = service.rulebook->records[record];
  InputFaults faults;
  auto const& key_field = declared.fields[declared.key.front()];
  auto* members = std::get_if<JsonObject>(&body.value);
  if (members && declared.key.size() == 1 && !body.member(key_field.name)) members->push_back({key_field.name, {key}});
  auto row = read_row(*service.rulebook, record, body, {}, faults);
  if (faults.empty() && engine::key_of(*service.rulebook, record, row) != key) {
    faults.add({pointer_to("", key_field.name), "other_key",
                "This is not the record that the path names, " + in_quotes(key) + '.'});
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return row;
}

void write_change(JsonWriter& json, engine::ChangeEntry const& entry) {
  auto const row = [&](std::string_view name, std::string const& written) {
    json.key(name);
    if (written.empty())
      json.null();
    else
      json.raw(written);
  };
  json.begin_object();
  json.member("revision", entry.revision);
  json.member("at", entry.at);
  json.member("who", entry.who);
  row("before", entry.before);
  row("after", entry.after);
  if (entry.erased) json.member("erased", true);
  json.end_object();
}

}  // namespace

Reply get_record(Service& service, Call const& call) {
  auto const record = find_record_kind(service, call.captured[0]);
  if (!record) return std::unexpected(record.error());
  auto sight = sight_of(service, call);
  if (!sight.row(*record, call.captured[1])) return no_such_record(call);
  auto const stored = service.store.get(*record, call.captured[1]);
  if (!stored) return no_such_record(call);
  if (is_known_version(call.request, stored->version)) return with_version({304, "", "", {}}, stored->version);
  return with_version(json_reply(json_of(service, *record, sight.shown(*record, stored->record))), stored->version);
}

Reply put_record(Service& service, Call const& call) {
  auto const record = find_record_kind(service, call.captured[0]);
  if (!record) return std::unexpected(record.error());
  auto body = parse_json(call.request.body);
  if (!body) return std::unexpected(malformed(body.error()));
  auto sight = sight_of(service, call);
  if (auto problem = check_write(sight, *record, call.captured[1])) return std::unexpected(*std::move(problem));
  auto row = read_body(service, *record, *std::move(body), call.captured[1]);
  if (!row) return std::unexpected(invalid(row.error()));
  if (auto problem = check_new(service.store, sight, *record, call.captured[1], *row)) return std::unexpected(*std::move(problem));
  auto const expected = expected_version(call.request, service.store.get(*record, call.captured[1]));
  if (!expected) return changed_meanwhile();
  auto const written = service.store.put(*record, *row, *expected, author_of(service, call));
  if (!written) {
    InputFaults faults;
    add_row_faults(*service.rulebook, written.error(), faults);
    return std::unexpected(invalid(faults));
  }
  if (!*written) return changed_meanwhile();
  auto response =
      with_version(json_reply(json_of(service, *record, sight.shown(*record, *row)), (*written)->created ? 201 : 200), (*written)->version);
  if ((*written)->created) response.headers.emplace_back("Location", call.request.target);
  return response;
}

Reply delete_record(Service& service, Call const& call) {
  auto const record = find_record_kind(service, call.captured[0]);
  if (!record) return std::unexpected(record.error());
  auto sight = sight_of(service, call);
  if (auto problem = check_write(sight, *record, call.captured[1])) return std::unexpected(*std::move(problem));
  if (sight.hides(*record, call.captured[1])) return no_such_record(call);
  auto const expected = expected_version(call.request, service.store.get(*record, call.captured[1]));
  if (!expected) return changed_meanwhile();
  auto const erased = service.store.erase(*record, call.captured[1], *expected, author_of(service, call));
  if (!erased) {
    Problem problem{ProblemType::conflict, "Other records still refer to it.", {}, {}};
    for (auto const& fault : erased.error())
      problem.errors.push_back(
          {"", fault.code, sight.is_limited(fault.record) ? "There are such records that are confidential." : fault.message});
    return std::unexpected(std::move(problem));
  }
  if (!*erased) return changed_meanwhile();
  if (!**erased) return no_such_record(call);
  return HttpResponse{204, "", "", {}};
}

Reply get_record_history(Service& service, Call const& call) {
  auto const record = find_record_kind(service, call.captured[0]);
  if (!record) return std::unexpected(record.error());
  InputFaults faults;
  auto const page = read_page(call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto sight = sight_of(service, call);
  if (!sight.row(*record, call.captured[1])) return no_such_record(call);
  auto const changes = service.store.history(*record, call.captured[1], page.limit);
  if (changes.empty()) return no_such_record(call);
  bool const whole = sight.is_whole();
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& change : changes)
    write_change(json, whole ? change : seen_change(sight, *record, change));
  json.end_list();
  json.key("next");
  json.null();
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
