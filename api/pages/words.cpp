#include "api/pages/words.hpp"

#include <algorithm>

#include "dsl/plain/english.hpp"
#include "engine/constant_text.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::api::pages {

using dsl::TypeKind;
using engine::Row;
using engine::Value;

std::string in_words(std::string_view name) { return dsl::plain::with_blanks(name); }
std::string capitalised(std::string text) { return dsl::plain::capitalised(std::move(text)); }

std::vector<Row> rows_referring(engine::Snapshot const& snapshot, dsl::Index record, dsl::Index field, Row target) {
  std::vector<Row> found;
  auto const& table = snapshot.table(record);
  auto const of = snapshot.rulebook->records[record].fields[field].type.of;
  if (auto const& index = table.indexes[field]) {
    auto const rows = index->rows(target);
    return {rows.begin(), rows.end()};
  }
  for (auto const row : table.rows) {
    auto const value = table.value(row, field);
    bool const lists_it = value.kind == engine::Kind::list &&
                          std::any_of(value.items, value.items + value.aux,
                                      [&](Value const& item) { return item.aux == of && item.number == target; });
    if (lists_it) found.push_back(row);
  }
  return found;
}

bool runs_on(engine::Snapshot const& snapshot, dsl::Index record, Row row, dsl::Date date) {
  auto const& fields = snapshot.rulebook->records[record].fields;
  auto const& table = snapshot.table(record);
  for (dsl::Index field = 0; field < fields.size(); ++field) {
    if (!fields[field].opening && !fields[field].open) continue;
    auto const value = table.value(row, field);
    if (value.is_unknown()) continue;
    if (fields[field].opening ? value.number > date.days : value.number < date.days) return false;
  }
  return true;
}

std::string written(engine::Snapshot const& snapshot, dsl::Type type, Value value) {
  if (value.is_unknown() || value.is_never()) return {};
  if (value.kind == engine::Kind::reference) return std::string(snapshot.key(type.of, static_cast<Row>(value.number)));
  return engine::text_of(*snapshot.rulebook, type, engine::scalar_constant(snapshot, value));
}

std::string Words::title(dsl::Index record, Row row) const {
  auto const& declared = rulebook_.records[record];
  auto const& table = snapshot_.table(record);
  for (std::string_view const name : {"name", "title", "label"}) {
    auto const field = dsl::find_field(declared, name);
    if (field == dsl::none || declared.fields[field].type.kind != TypeKind::text) continue;
    if (auto text = written(snapshot_, declared.fields[field].type, table.value(row, field)); !text.empty())
      return text;
  }
  // What it links together before what it is.
  std::string text;
  for (auto const kind : {TypeKind::reference, TypeKind::enumeration})
    for (dsl::Index field = 0; field < declared.fields.size(); ++field) {
      auto const& type = declared.fields[field].type;
      auto const value = table.value(row, field);
      bool const tells =
          type.kind == kind && !type.list && !declared.fields[field].optional && !declared.fields[field].confidential;
      if (tells && !value.is_unknown() && std::ranges::count(text, ',') < 2)
        text += (text.empty() ? "" : ", ") + scalar(type, value);
    }
  return text.empty() ? singular(record) + ' ' + std::string(snapshot_.key(record, row)) : capitalised(std::move(text));
}

std::string Words::title_of_key(dsl::Index record, std::string_view key) const {
  auto const row = snapshot_.find(record, key);
  return row ? title(record, *row) : std::string(key);
}

std::string Words::singular(dsl::Index record) const { return capitalised(rulebook_.records[record].label); }
std::string Words::plural(dsl::Index record) const {
  return capitalised(dsl::plain::plural(rulebook_.records[record].label));
}
std::string Words::field(dsl::Field const& field) const {
  return capitalised(field.label.empty() ? in_words(field.name) : field.label);
}

std::string Words::money(std::string_view text) const {
  auto const currency = dsl::parse_currency(text.substr(0, 3));
  auto const amount = currency && text.size() > 4 ? dsl::parse_money(text.substr(4), *currency) : std::nullopt;
  if (!amount) return std::string(text);
  auto shown = dsl::to_string(*amount), result = std::string();
  for (char c : shown) result += c == ',' ? texts_.get("number.group") : std::string(1, c);
  return result;
}

std::string Words::date(dsl::Date date) const {
  auto const [year, month, day] = dsl::split(date);
  return texts_.with("date", {{"day", std::to_string(day)},
                              {"month", texts_.get("month." + std::to_string(month))},
                              {"year", std::to_string(year)}});
}

std::string Words::shown(dsl::Type type, std::string_view text) const {
  switch (type.kind) {
    case TypeKind::boolean:
      return texts_.get(text == "true" ? "yes" : "no");
    case TypeKind::enumeration: {
      auto const& values = rulebook_.enumerations[type.of].values;
      auto const found = std::ranges::find(values, text, &dsl::EnumerationValue::name);
      return found == values.end() ? std::string(text) : found->label;
    }
    case TypeKind::reference:
      return title_of_key(type.of, text);
    case TypeKind::date: {
      auto const day = dsl::parse_date(text);
      return day ? date(*day) : std::string(text);
    }
    case TypeKind::money:
      return money(text);
    default:
      return std::string(text);
  }
}

std::string Words::scalar(dsl::Type type, Value value) const { return shown(type, written(snapshot_, type, value)); }

std::string Words::value(dsl::Field const& field, Value value) const {
  if (value.is_unknown()) return texts_.get("value.not_recorded");
  if (value.is_never()) return texts_.get(field.open ? "value.no_end" : "value.not_so_far");
  if (value.kind != engine::Kind::list) return scalar(field.type, value);
  std::string text;
  auto type = field.type;
  type.list = false;
  for (std::uint32_t i = 0; i < value.aux; ++i) text += (i ? ", " : "") + scalar(type, value.items[i]);
  return text.empty() ? texts_.get("value.none") : text;
}

std::string Words::party(std::string_view name) const {
  for (auto const& enumeration : rulebook_.enumerations) {
    auto const value = enumeration.name == "party" ? dsl::find_value(enumeration, name) : dsl::none;
    if (value != dsl::none) return enumeration.values[value].label;
  }
  return texts_.has("party." + std::string(name)) ? texts_.get("party." + std::string(name)) : in_words(name);
}

std::string Words::place(dsl::Norm const& norm) const {
  auto const document = std::ranges::find(rulebook_.documents, norm.document, &dsl::Document::name);
  return texts_.with("place", {{"document", document == rulebook_.documents.end() ? norm.document : document->title},
                               {"section", norm.section}});
}

}  // namespace bylaw::api::pages
