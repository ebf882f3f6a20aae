// A record's fields from what is written, and its key from its name.
#include "dsl/check/given.hpp"

#include <algorithm>
#include <charconv>

#include "dsl/check/constants.hpp"

namespace bylaw::dsl::checking {
namespace {

std::vector<std::string_view> field_names(Record const& record) {
  std::vector<std::string_view> names;
  for (auto const& field : record.fields) names.push_back(field.name);
  return names;
}

bool is_given(ScenarioRecord const& given, Index field) {
  return std::ranges::any_of(given.fields, [&](auto const& pair) { return pair.first == field; });
}

void check_field(Context& context, std::uint32_t source, syntax::FieldValue const& value, ScenarioRecord& given) {
  auto const& record = context.book.records[given.record];
  auto const& name = value.name.text;
  auto const field = find_field(record, name);
  if (field == none) {
    context.faults.unknown("unknown_field", {source, value.name.span},
                           "the record " + quoted(record.name) + " has no field " + quoted(name), name,
                           field_names(record));
    return;
  }
  if (is_given(given, field)) {
    context.faults.error("duplicate_value", {source, value.name.span}, quoted(name) + " is given twice");
    return;
  }
  if (auto constants = constants_of(context, source, *value.value, record.fields[field].type))
    given.fields.emplace_back(field, std::move(*constants));
}

std::vector<std::string> split_at_sign(std::string const& text) {
  std::vector<std::string> parts(1);
  for (auto const letter : text) {
    if (letter == '@')
      parts.emplace_back();
    else
      parts.back() += letter;
  }
  return parts;
}

std::optional<Constant> parse_integer(std::string const& text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return Constant(value);
}

// A part of a key as a value of its field.
std::optional<Constant> key_part(Rulebook const& book, std::string const& text, Type type) {
  if (type.kind == TypeKind::integer) return parse_integer(text);
  if (type.kind == TypeKind::date) {
    auto const date = parse_date(text);
    return date ? std::optional<Constant>(*date) : std::nullopt;
  }
  if (type.kind == TypeKind::enumeration) {
    auto const value = find_value(book.enumerations[type.of], text);
    return value != none ? std::optional<Constant>(value) : std::nullopt;
  }
  return text_fits(text, type.kind) ? std::optional<Constant>(text) : std::nullopt;
}

std::string key_shape(Record const& record) {
  std::string shape;
  for (auto const field : record.key) shape += (shape.empty() ? "" : "@") + record.fields[field].name;
  return shape;
}

// Whether the field of the key has, or now gets, what the part of the text says.
bool take_key_part(Context& context, std::string const& part, Index index, ScenarioRecord& given) {
  auto const& field = context.book.records[given.record].fields[index];
  if (is_faulty(field.type)) return true;
  auto value = key_part(context.book, part, field.type);
  if (!value || part.empty()) return false;
  for (auto const& [written, constants] : given.fields)
    if (written == index) return constants.size() == 1 && constants.front() == *value;
  given.fields.emplace_back(index, std::vector{std::move(*value)});
  return true;
}

void fill_key(Context& context, Location where, ScenarioRecord& given) {
  auto const& record = context.book.records[given.record];
  if (record.key.empty()) return;
  auto const parts = record.key.size() == 1 ? std::vector{given.id} : split_at_sign(given.id);
  bool fine = parts.size() == record.key.size();
  for (std::size_t i = 0; fine && i < parts.size(); ++i) fine = take_key_part(context, parts[i], record.key[i], given);
  if (fine) return;
  context.faults.error("bad_key", where,
                       "a " + quoted(record.name) + " is identified by its " + key_shape(record) + ", and \"" +
                           given.id + "\" is not that",
                       record.where, "the record is declared here");
}

}  // namespace

std::optional<ScenarioRecord> check_given(Context& context, std::uint32_t source, syntax::GivenRecord const& node) {
  ScenarioRecord given;
  given.record = context.records.require(context.faults, node.record.text, {source, node.record.span});
  if (given.record == none) return {};
  given.id = node.id.value;
  for (auto const& value : node.fields) check_field(context, source, value, given);
  fill_key(context, {source, node.id.span}, given);
  return given;
}

}  // namespace bylaw::dsl::checking
