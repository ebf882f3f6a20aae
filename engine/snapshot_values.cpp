#include "engine/snapshot_values.hpp"

#include <stdexcept>

namespace bylaw::engine {
namespace {

struct ToValue {
  Symbols& symbols;

  Value operator()(std::monostate) const { return Value::unknown(); }
  Value operator()(bool value) const { return Value::boolean(value); }
  Value operator()(std::int64_t value) const { return Value::integer(value); }
  Value operator()(dsl::Decimal value) const { return Value::decimal(value); }
  Value operator()(std::string const& value) const { return Value::text(symbols.intern(value)); }
  Value operator()(dsl::Date value) const { return Value::date(value); }
  Value operator()(dsl::Duration value) const { return Value::duration(value); }
  Value operator()(dsl::Money const& value) const { return Value::money(value); }
  Value operator()(Index value) const { return Value::enumeration(value); }
};

}  // namespace

Value scalar_value(Constant const& constant, Symbols& symbols) { return std::visit(ToValue{symbols}, constant); }

Constant scalar_constant(Snapshot const& snapshot, Value value) {
  switch (value.kind) {
    case Kind::boolean:
      return value.number != 0;
    case Kind::integer:
      return value.number;
    case Kind::decimal:
      return dsl::Decimal{value.number};
    case Kind::text:
      return std::string(snapshot.symbols->text(static_cast<Symbol>(value.number)));
    case Kind::date:
      return dsl::Date{static_cast<std::int32_t>(value.number)};
    case Kind::duration:
      return dsl::Duration{static_cast<std::int32_t>(value.number), static_cast<std::int32_t>(value.aux)};
    case Kind::money:
      return dsl::Money{value.number, {value.aux}};
    case Kind::enumeration:
      return static_cast<Index>(value.number);
    case Kind::reference:
      return std::string(snapshot.key(value.aux, static_cast<Row>(value.number)));
    case Kind::unknown:
    case Kind::list:
      break;
  }
  throw std::logic_error("only a single, known value has a constant");
}

}  // namespace bylaw::engine
