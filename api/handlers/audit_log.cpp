// The log for those who check it: its signed head, its entries, and proofs. Nothing here says what can be erased.
#include <charconv>

#include "api/handlers/handlers.hpp"
#include "api/log_export.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

HttpResponse text_reply(std::string text) {
  return {200, "text/plain; charset=utf-8", std::move(text), {{"Cache-Control", "no-store"}}};
}

// A whole number from `least` to `most`; `otherwise` where it is not given.
std::uint64_t read_count(Call const& call, std::string_view name, std::uint64_t least, std::uint64_t most,
                         std::uint64_t otherwise, InputFaults& faults) {
  auto const text = call.request.parameter(name);
  if (!text) return otherwise;
  std::uint64_t value = 0;
  auto const end = text->data() + text->size();
  auto const [stopped, error] = std::from_chars(text->data(), end, value);
  if (error == std::errc{} && stopped == end && least <= value && value <= most) return value;
  add_query_fault(faults, name, "out_of_range",
                  "This must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + '.');
  return otherwise;
}

void write_proof(JsonWriter& json, audit::Proof const& proof) {
  std::vector<std::string> hashes;
  for (auto const& hash : proof) hashes.push_back(audit::base64(audit::bytes_of(hash)));
  json.texts("proof", hashes);
}

std::string root_text(engine::Archive const& archive, std::uint64_t size) {
  auto const root = archive.root(size);
  return audit::base64(audit::bytes_of(root));
}

// An entry by its place, or a decision by its id.
std::optional<std::uint64_t> read_entry(engine::Archive const& archive, Call const& call, std::uint64_t size,
                                        InputFaults& faults) {
  auto const text = call.request.parameter("entry");
  if (!text) {
    add_query_fault(faults, "entry", "missing", "Which entry? Its place in the log, or the id of a decision.");
    return std::nullopt;
  }
  if (text->find_first_not_of("0123456789") != std::string_view::npos) return archive.number_of_decision(*text);
  return read_count(call, "entry", 0, size - 1, 0, faults);
}

}  // namespace

Reply get_log_checkpoint(Service& service, Call const&) {
  service.store.flush();
  return text_reply(service.store.archive().head().note);
}

Reply get_log_key(Service& service, Call const&) {
  return text_reply(service.store.archive().head().public_key + '\n');
}

Reply get_log_entries(Service& service, Call const& call) {
  service.store.flush();
  InputFaults faults;
  auto const page = read_page(call, faults);
  auto const& archive = service.store.archive();
  auto const size = archive.head().checkpoint.size;
  auto const from = read_count(call, "from", 0, size, 0, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  auto const entries = archive.entries(from, page.limit);
  for (auto const& entry : entries) write_log_entry(json, entry, Parts::committed);
  json.end_list();
  json.member("from", from);
  json.member("size", size);
  json.end_object();
  return json_reply(std::move(out));
}

Reply get_log_inclusion(Service& service, Call const& call) {
  service.store.flush();
  InputFaults faults;
  auto const& archive = service.store.archive();
  auto const head = archive.head();
  auto const size = read_count(call, "size", 1, head.checkpoint.size, head.checkpoint.size, faults);
  auto const entry = read_entry(archive, call, head.checkpoint.size, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  if (!entry || *entry >= size) return not_found("There is no such entry in the log, or not yet at that size.");
  auto const found = archive.entries(*entry, 1);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("entry", *entry);
  json.member("size", size);
  json.member("root", root_text(archive, size));
  write_proof(json, archive.inclusion(*entry, size));
  json.key("leaf");
  write_log_entry(json, found.front(), Parts::committed);
  json.member("checkpoint", head.note);
  json.end_object();
  return json_reply(std::move(out));
}

Reply get_log_consistency(Service& service, Call const& call) {
  service.store.flush();
  InputFaults faults;
  auto const& archive = service.store.archive();
  auto const head = archive.head();
  auto const to = read_count(call, "to", 1, head.checkpoint.size, head.checkpoint.size, faults);
  if (!call.request.parameter("from")) add_query_fault(faults, "from", "missing", "From which size of the log on?");
  auto const from = read_count(call, "from", 1, to, 1, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("from", from);
  json.member("to", to);
  json.member("from_root", root_text(archive, from));
  json.member("to_root", root_text(archive, to));
  write_proof(json, archive.consistency(from, to));
  json.member("checkpoint", head.note);
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
