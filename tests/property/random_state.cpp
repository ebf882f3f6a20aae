#include "tests/property/random_state.hpp"

#include <algorithm>
#include <set>

#include "engine/constant_text.hpp"
#include "engine/snapshot_settings.hpp"

namespace bylaw::engine::generated {
namespace {

using dsl::TypeKind;

template <class T>
T const& one_of(RandomState& random, std::vector<T> const& values) {
  return values[static_cast<std::size_t>(random.number(0, static_cast<int>(values.size()) - 1))];
}

}  // namespace

RandomState::RandomState(dsl::Rulebook const& rulebook, dsl::Date day, unsigned seed)
    : rulebook_(rulebook), day_(day), random_(seed) {
  for (auto const& expression : rulebook.expressions)
    if (auto const* text = std::get_if<std::string>(&expression.constant)) texts_.push_back(*text);
  texts_.emplace_back("something else");
}

int RandomState::number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

bool RandomState::is_stored(Index kind) const {
  return !rulebook_.records[kind].in_rulebook && kind != find_setting_record(rulebook_).record;
}

Index RandomState::any_kind() {
  for (;;) {
    auto const kind = static_cast<Index>(number(0, static_cast<int>(rulebook_.records.size()) - 1));
    if (is_stored(kind)) return kind;
  }
}

// Depends on nothing but the number, so that records can refer to others before they are made.
Datum RandomState::key_part(dsl::Record const& record, Index field, int which) const {
  switch (record.fields[field].type.kind) {
    case TypeKind::currency:
      return {std::string(which % 2 == 0 ? "USD" : "EUR"), {}};
    case TypeKind::date:
      return {dsl::Date{day_.days - 100 * which}, {}};
    case TypeKind::integer:
      return {static_cast<std::int64_t>(which), {}};
    default:
      return {record.name + std::to_string(which), {}};
  }
}

std::string RandomState::key_of(Index kind, int which) const {
  auto const& record = rulebook_.records[kind];
  if (record.in_rulebook) return rulebook_.entries.front().id;
  StateRecord row;
  row.fields.resize(record.fields.size());
  for (auto const field : record.key) row.fields[field] = key_part(record, field, which);
  return engine::key_of(rulebook_, kind, row);
}

// A literal, or the key of something that records refer to.
std::string RandomState::text(int most) {
  auto const& type = one_of(*this, rulebook_.records[any_kind()].fields).type;
  bool const named = type.kind == TypeKind::reference && number(0, 1) == 0;
  return named ? key_of(type.of, number(1, most)) : one_of(*this, texts_);
}

Constant RandomState::constant(dsl::Type type, int most) {
  switch (type.kind) {
    case TypeKind::boolean:
      return number(0, 1) == 1;
    case TypeKind::integer:
      return static_cast<std::int64_t>(number(0, 2) == 0 ? dsl::split(day_).year - number(-1, 4) : number(0, 14));
    case TypeKind::decimal:
      return dsl::Decimal{number(1, 9) * dsl::decimal_scale / 4};
    case TypeKind::text:
    case TypeKind::id:
      return text(most);
    case TypeKind::date:
      return dsl::Date{day_.days + (number(0, 3) == 0 ? number(-1, 1) : number(-1'500, 700))};
    case TypeKind::month_day:
      return one_of<std::string>(*this, {"01-01", "02-29", "06-30", "12-31"});
    case TypeKind::duration:
      return dsl::Duration{number(1, 24), 0};
    case TypeKind::money:
      return dsl::Money{number(0, 1'000'000),
                        one_of<dsl::Currency>(*this, {*dsl::parse_currency("USD"), *dsl::parse_currency("EUR")})};
    case TypeKind::currency:
      return one_of<std::string>(*this, {"USD", "EUR"});
    case TypeKind::enumeration:
      return static_cast<Index>(number(0, static_cast<int>(rulebook_.enumerations[type.of].values.size()) - 1));
    case TypeKind::reference:
      return key_of(type.of, number(1, most));
  }
  return {};
}

Datum RandomState::datum(dsl::Type type, int most) {
  if (!type.list) return {constant(type, most), {}};
  Datum list;
  type.list = false;
  for (int count = number(0, 3); count > 0; --count) list.items.push_back(constant(type, most));
  return list;
}

StateRecord RandomState::record(Index kind, int which, int most) {
  auto const& record = rulebook_.records[kind];
  StateRecord row;
  for (auto const& field : record.fields) {
    auto const optional = field.optional || field.event || field.open;
    auto& made = row.fields.emplace_back();
    if (!optional || number(0, 3) > 0) made = datum(field.type, most);
  }
  for (auto const field : record.key) row.fields[field] = key_part(record, field, which);
  return row;
}

StateRecord RandomState::chosen_setting(Index setting) {
  auto const [kind, name, value] = find_setting_record(rulebook_);
  auto const& declared = rulebook_.settings[setting];
  StateRecord row;
  row.fields.resize(rulebook_.records[kind].fields.size());
  row.fields[name] = Datum{declared.name, {}};
  auto const chosen = datum(declared.type, 1);
  std::string text;
  for (auto const& item : chosen.items) text += (text.empty() ? "" : ", ") + text_of(rulebook_, declared.type, item);
  row.fields[value] = Datum{declared.type.list ? text : text_of(rulebook_, declared.type, chosen.scalar), {}};
  return row;
}

State RandomState::state(int of_each, int referred) {
  State state;
  for (Index kind = 0; kind < rulebook_.records.size(); ++kind) {
    if (!is_stored(kind)) continue;
    auto& table = state.emplace_back(StateTable{kind, {}});
    std::set<std::string> keys;
    for (int which = 1; which <= of_each; ++which) {
      auto row = record(kind, which, referred);
      if (keys.insert(engine::key_of(rulebook_, kind, row)).second) table.rows.push_back(std::move(row));
    }
  }
  return state;
}

}  // namespace bylaw::engine::generated
