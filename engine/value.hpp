// What an expression can come to at run time, in 16 bytes, unknown included. Texts are symbols of a snapshot (or of a
// question, beyond the snapshot's), references are rows of a table. Never owns memory.
#pragma once
#include "dsl/rulebook.hpp"
#include "dsl/values.hpp"

#include <cstdint>
#include <limits>

namespace bylaw::engine {

using dsl::Index;
using Row = std::uint32_t;
using Symbol = std::uint32_t;

// The three truth values of every condition.
enum class Truth : std::uint8_t { no, unknown, yes };

enum class Kind : std::uint8_t { unknown, boolean, integer, decimal, text, date, duration, money, enumeration, reference, list };

// What is not known: a fact, a question parameter, a field of a row, a setting, or the exchange rate of a currency.
// Packed into one number so that it can be compared, hashed and carried in a Value.
struct Unknown {
  enum class Source : std::uint8_t { none, fact, parameter, field, setting, rate };
  Source source = Source::none;
  Index index = 0;    // fact, parameter, setting; for a field its record
  Index field = 0;    // for a field
  Row row = 0;        // for a field; for a rate the packed currency

  constexpr std::uint64_t packed() const {
    return static_cast<std::uint64_t>(source) << 56 | static_cast<std::uint64_t>(index & 0xFFF) << 44 |
           static_cast<std::uint64_t>(field & 0xFFF) << 32 | row;
  }
  static Unknown unpack(std::uint64_t bits) {
    return {static_cast<Source>(bits >> 56), static_cast<Index>(bits >> 44 & 0xFFF), static_cast<Index>(bits >> 32 & 0xFFF),
            static_cast<Row>(bits)};
  }
  bool operator==(Unknown const&) const = default;
};

// A date that never comes: an event that has not happened, an end that is not set. Later than every date.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

struct Value {
  Kind kind = Kind::unknown;
  std::uint32_t aux = 0;  // money: packed currency; duration: days; list: length; reference: record index
  union {
    std::int64_t number = 0;  // boolean 0/1, integer, decimal (scaled), text (symbol), date (days or never),
                              // duration (months), money (minor units), enumeration (value index), reference (row);
                              // unknown: Unknown::packed()
    Value const* items;       // list
  };

  static constexpr Value unknown(Unknown what = {}) { Value v; v.number = static_cast<std::int64_t>(what.packed()); return v; }
  static Value boolean(bool b) { return make(Kind::boolean, b ? 1 : 0); }
  static Value integer(std::int64_t n) { return make(Kind::integer, n); }
  static Value decimal(dsl::Decimal d) { return make(Kind::decimal, d.scaled); }
  static Value text(Symbol symbol) { return make(Kind::text, symbol); }
  static Value date(dsl::Date d) { return make(Kind::date, d.days); }
  static constexpr Value never_date() { return make(Kind::date, never); }
  static Value duration(dsl::Duration d) { return make(Kind::duration, d.months, static_cast<std::uint32_t>(d.days)); }
  static Value money(dsl::Money m) { return make(Kind::money, m.minor, m.currency.packed); }
  static Value enumeration(Index value) { return make(Kind::enumeration, value); }
  static Value reference(Index record, Row row) { return make(Kind::reference, row, record); }
  static Value list(Value const* first, std::uint32_t length) {
    Value v;
    v.kind = Kind::list;
    v.aux = length;
    v.items = first;
    return v;
  }

  bool is_unknown() const { return kind == Kind::unknown; }
  bool is_never() const { return kind == Kind::date && number == never; }

 private:
  static constexpr Value make(Kind k, std::int64_t n, std::uint32_t a = 0) {
    Value v;
    v.kind = k;
    v.aux = a;
    v.number = n;
    return v;
  }
};
static_assert(sizeof(Value) == 16);

}  // namespace bylaw::engine
