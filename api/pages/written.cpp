#include "api/pages/written.hpp"

#include <algorithm>

#include "engine/constant_text.hpp"

namespace bylaw::api::pages {
namespace {

using dsl::TypeKind;

constexpr std::size_t longest_text = 500;

// People group digits with commas, blanks or points: "250,000", "250 000", "250.000,50" are told apart by what follows
// the last sign.
std::string plain_number(std::string_view text) {
  std::string digits;
  auto const last = text.find_last_of(".,");
  bool const decimals = last != std::string_view::npos && text.size() - last - 1 <= 2;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9')
      digits += text[i];
    else if (decimals && i == last)
      digits += '.';
    else if (text[i] != ',' && text[i] != '.' && text[i] != ' ' && text[i] != '\'')
      return {};
  }
  return digits;
}

std::optional<std::string> canonical_money(std::string_view text) {
  auto const currency = dsl::parse_currency(text.substr(0, 3));
  if (!currency || text.size() < 5) return std::nullopt;
  std::string number(text.substr(4));
  for (std::string_view const blank : {"\u00a0", "\u202f"})
    for (auto at = number.find(blank); at != std::string::npos; at = number.find(blank)) number.erase(at, blank.size());
  auto const amount = dsl::parse_money(plain_number(number), *currency);
  if (!amount) return std::nullopt;
  return dsl::to_string(*currency) + ' ' + dsl::amount_text(*amount);
}

std::string scalar_text(dsl::Type type, JsonValue const& json) {
  if (auto const* flag = json.boolean()) return *flag ? "true" : "false";
  if (auto const* number = json.number()) return number->text;
  if (auto const* text = json.text()) return *text;
  auto const* amount = json.member("amount");
  auto const* currency = json.member("currency");
  if (type.kind == TypeKind::money && amount && currency && amount->text() && currency->text())
    return *currency->text() + ' ' + *amount->text();
  return {};
}

}  // namespace

std::string trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::vector<std::string> parts(std::string_view list) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at <= list.size();) {
    auto const comma = std::min(list.find_first_of(",\n", at), list.size());
    if (auto part = trimmed(list.substr(at, comma - at)); !part.empty()) found.push_back(std::move(part));
    at = comma + 1;
  }
  return found;
}

std::optional<std::string> canonical(engine::Snapshot const& snapshot, dsl::Type type, std::string_view text) {
  if (text.size() > longest_text) return std::nullopt;
  if (type.kind == TypeKind::money) return canonical_money(text);
  if (type.kind == TypeKind::reference)
    return snapshot.find(type.of, text) ? std::optional(std::string(text)) : std::nullopt;
  type.list = false;
  auto const constant = engine::constant_of(*snapshot.rulebook, type, text);
  return constant ? std::optional(engine::text_of(*snapshot.rulebook, type, *constant)) : std::nullopt;
}

std::string fault_of(dsl::Type type) {
  switch (type.kind) {
    case TypeKind::money:
      return "fault.money";
    case TypeKind::date:
      return "fault.date";
    case TypeKind::integer:
    case TypeKind::decimal:
      return "fault.number";
    case TypeKind::reference:
      return "fault.record";
    default:
      return "fault.value";
  }
}

std::string empty_fault(dsl::Type type) {
  switch (type.kind) {
    case TypeKind::boolean:
    case TypeKind::enumeration:
    case TypeKind::reference:
      return "fault.choose";
    default:
      return "fault.empty";
  }
}

std::vector<std::string> written_values(dsl::Rulebook const&, dsl::Type type, JsonValue const& json) {
  std::vector<std::string> values;
  if (auto const* items = json.list()) {
    for (auto const& item : *items) values.push_back(scalar_text(type, item));
  } else if (!json.is_null()) {
    values.push_back(scalar_text(type, json));
  }
  return values;
}

}  // namespace bylaw::api::pages
