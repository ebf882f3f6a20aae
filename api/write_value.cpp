#include "api/write_value.hpp"

namespace bylaw::api {
namespace {

void write_money(JsonWriter& json, dsl::Money money) {
  json.begin_object();
  json.member("amount", dsl::amount_text(money));
  json.member("currency", dsl::to_string(money.currency));
  json.end_object();
}

struct ConstantWriter {
  JsonWriter& json;
  dsl::Rulebook const& rulebook;
  dsl::Type type;

  void operator()(std::monostate) const { json.null(); }
  void operator()(bool flag) const { json.boolean(flag); }
  void operator()(std::int64_t number) const { json.number(number); }
  void operator()(dsl::Decimal decimal) const { json.text(dsl::to_string(decimal)); }
  void operator()(std::string const& text) const { json.text(text); }
  void operator()(dsl::Date date) const { json.text(dsl::to_string(date)); }
  void operator()(dsl::Duration duration) const { json.text(dsl::to_string(duration)); }
  void operator()(dsl::Money money) const { write_money(json, money); }
  void operator()(dsl::Index value) const { json.text(rulebook.enumerations[type.of].values[value].name); }
};

}  // namespace

void write_datum(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Type type, engine::Datum const& datum) {
  ConstantWriter const writer{json, rulebook, type};
  if (!type.list) return std::visit(writer, datum.scalar);
  json.begin_list();
  for (auto const& item : datum.items) std::visit(writer, item);
  json.end_list();
}

void write_value(JsonWriter& json, engine::Snapshot const& snapshot, engine::Symbols const& symbols, dsl::Type type,
                 engine::Value value) {
  using engine::Kind;
  switch (value.kind) {
    case Kind::unknown:
      return json.null();
    case Kind::boolean:
      return json.boolean(value.number != 0);
    case Kind::integer:
      return json.number(value.number);
    case Kind::decimal:
      return json.text(dsl::to_string(dsl::Decimal{value.number}));
    case Kind::text:
      return json.text(symbols.text(static_cast<engine::Symbol>(value.number)));
    case Kind::date:
      return value.is_never() ? json.null()
                              : json.text(dsl::to_string(dsl::Date{static_cast<std::int32_t>(value.number)}));
    case Kind::duration:
      return json.text(
          dsl::to_string(dsl::Duration{static_cast<std::int32_t>(value.number), static_cast<std::int32_t>(value.aux)}));
    case Kind::money:
      return write_money(json, {value.number, dsl::Currency{value.aux}});
    case Kind::enumeration:
      return json.text(snapshot.rulebook->enumerations[type.of].values[static_cast<std::size_t>(value.number)].name);
    case Kind::reference:
      return json.text(snapshot.key(value.aux, static_cast<engine::Row>(value.number)));
    case Kind::list:
      break;
  }
  json.begin_list();
  for (std::uint32_t i = 0; i < value.aux; ++i) write_value(json, snapshot, symbols, type, value.items[i]);
  json.end_list();
}

}  // namespace bylaw::api
