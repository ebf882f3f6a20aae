#include "api/log_export.hpp"

#include <string>

namespace bylaw::api {
namespace {

constexpr std::size_t at_once = 500;
constexpr std::string_view beginning = "{\"bylaw_log\":1,";

void write_value(JsonWriter& json, audit::Value const& value) {
  if (auto const* number = std::get_if<std::int64_t>(&value)) {
    json.number(*number);
  } else if (auto const* text = std::get_if<std::string>(&value)) {
    json.text(*text);
  } else {
    json.null();
  }
}

void write_part(JsonWriter& json, audit::Part const& part, Parts parts) {
  json.begin_object();
  json.member("name", part.name);
  if (part.text && parts == Parts::whole) {
    json.member("salt", audit::base64(audit::bytes_of(part.salt)));
    json.member("bytes", audit::base64(*part.text));
  } else {
    auto const committed = part.committed();
    json.member("commitment", audit::base64(audit::bytes_of(committed)));
    json.member("erased", !part.text);
  }
  json.end_object();
}

std::string text_of(JsonValue const& json, std::string_view key) {
  auto const* member = json.member(key);
  auto const* text = member ? member->text() : nullptr;
  return text ? *text : std::string();
}

std::optional<std::int64_t> number_of(JsonValue const* json) {
  auto const* number = json ? json->number() : nullptr;
  return number ? whole_number(*number) : std::nullopt;
}

audit::Value read_value(JsonValue const& json) {
  if (auto const number = number_of(&json)) return *number;
  return json.text() ? audit::Value(*json.text()) : audit::Value();
}

audit::Part read_part(JsonValue const& json) {
  audit::Part part{text_of(json, "name"), {}, {}, {}};
  if (json.member("commitment")) {
    part.erased = audit::hash_of_base64(text_of(json, "commitment")).value_or(audit::Hash{});
    return part;
  }
  auto const salt = audit::bytes_of_base64(text_of(json, "salt"));
  if (salt && salt->size() == part.salt.size()) std::ranges::copy(*salt, part.salt.begin());
  part.text = audit::bytes_of_base64(text_of(json, "bytes")).value_or("");
  return part;
}

std::optional<audit::Entry> read_entry(JsonValue const& json) {
  auto const number = number_of(json.member("entry"));
  auto const *values = json.member("values"), *parts = json.member("parts");
  if (!number || *number < 0 || !values || !values->list() || !parts || !parts->list()) return std::nullopt;
  audit::Entry entry{static_cast<std::uint64_t>(*number), text_of(json, "kind"), {}, {}};
  for (auto const& value : *values->list()) entry.values.push_back(read_value(value));
  for (auto const& part : *parts->list()) entry.parts.push_back(read_part(part));
  return entry;
}

// Parts whose text was only left out of the export are not erased.
bool is_erased(JsonValue const& part) {
  auto const* erased = part.member("erased");
  return erased && erased->boolean() && *erased->boolean();
}

void note_left_out(JsonValue const& json, audit::Entry const& entry, audit::LogCheck& check) {
  auto const& parts = *json.member("parts")->list();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!entry.parts[i].text && !is_erased(parts[i])) check.left_out(entry.number, entry.parts[i].name);
  }
}

}  // namespace

void write_log_entry(JsonWriter& json, audit::Entry const& entry, Parts parts) {
  json.begin_object();
  json.member("entry", entry.number);
  json.member("kind", entry.kind);
  json.key("values");
  json.begin_list();
  for (auto const& value : entry.values) write_value(json, value);
  json.end_list();
  json.key("parts");
  json.begin_list();
  for (auto const& part : entry.parts) write_part(json, part, parts);
  json.end_list();
  auto const leaf = audit::leaf_hash(audit::leaf_of(entry));
  json.member("leaf_hash", audit::base64(audit::bytes_of(leaf)));
  json.end_object();
}

void write_log(engine::Archive const& archive, Parts parts, std::ostream& out) {
  auto const head = archive.head();
  std::string line(beginning);
  line += "\"checkpoint\":";
  append_json_string(line, head.note);
  line += ",\"public_key\":";
  append_json_string(line, head.public_key);
  out << line << "}\n";
  std::uint64_t next = 0;
  while (next < head.checkpoint.size) {
    for (auto const& entry : archive.entries(next, std::min<std::uint64_t>(at_once, head.checkpoint.size - next))) {
      line.clear();
      JsonWriter json(line);
      write_log_entry(json, entry, parts);
      out << line << '\n';
      next = entry.number + 1;
    }
  }
}

bool is_log_export(std::string_view first_bytes) { return first_bytes.starts_with(beginning); }

audit::LogVerdict verify_log_export(std::istream& in, audit::Expected const& expected) {
  audit::LogCheck check(expected);
  std::string line, head;
  std::getline(in, line);
  if (auto const json = parse_json(line)) head = text_of(*json, "checkpoint");
  for (std::size_t number = 2; std::getline(in, line); ++number) {
    auto const json = parse_json(line, {.bytes = line.size()});
    auto const entry = json ? read_entry(*json) : std::nullopt;
    if (!entry) {
      check.fault("Line " + std::to_string(number) + " of the export is no entry.");
      continue;
    }
    note_left_out(*json, *entry, check);
    check.add(*entry, std::nullopt);
  }
  return check.finish(head);
}

}  // namespace bylaw::api
