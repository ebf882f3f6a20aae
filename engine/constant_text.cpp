#include "engine/constant_text.hpp"

#include <charconv>

namespace bylaw::engine {
namespace {

using dsl::TypeKind;

struct ToText {
  dsl::Rulebook const& rulebook;
  dsl::Type const& type;

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(std::string const& value) const { return value; }
  std::string operator()(Index value) const { return rulebook.enumerations[type.of].values[value].name; }
  std::string operator()(dsl::Money const& value) const {
    return dsl::to_string(value.currency) + ' ' + dsl::amount_text(value);
  }
  std::string operator()(auto const& value) const { return dsl::to_string(value); }
};

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> parse_boolean(std::string_view text) {
  if (text != "true" && text != "false") return std::nullopt;
  return text == "true";
}

// A day that some year has: any leap year will do.
bool is_month_day(std::string_view text) { return dsl::parse_date("2000-" + std::string(text)).has_value(); }

std::optional<dsl::Duration> parse_duration(std::string_view text) {
  auto const blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  auto const count = parse_number<std::int32_t>(text.substr(0, blank));
  auto const unit = text.substr(blank + 1);
  if (count && (unit == "month" || unit == "months")) return dsl::Duration{*count, 0};
  if (count && (unit == "day" || unit == "days")) return dsl::Duration{0, *count};
  return std::nullopt;
}

std::optional<dsl::Money> parse_money(std::string_view text) {
  if (text.size() < 5 || text[3] != ' ') return std::nullopt;
  auto const currency = dsl::parse_currency(text.substr(0, 3));
  auto const amount = text.substr(4);
  if (!currency || !amount.starts_with('-')) return currency ? dsl::parse_money(amount, *currency) : std::nullopt;
  auto money = dsl::parse_money(amount.substr(1), *currency);
  if (money) money->minor = -money->minor;
  return money;
}

std::optional<Index> parse_enumeration(dsl::Enumeration const& enumeration, std::string_view text) {
  auto const value = dsl::find_value(enumeration, text);
  return value == dsl::none ? std::nullopt : std::optional(value);
}

template <class T>
std::optional<Constant> wrapped(std::optional<T> const& value) {
  return value ? std::optional<Constant>(*value) : std::nullopt;
}

}  // namespace

std::string text_of(dsl::Rulebook const& rulebook, dsl::Type const& type, Constant const& constant) {
  return std::visit(ToText{rulebook, type}, constant);
}

std::optional<Constant> constant_of(dsl::Rulebook const& rulebook, dsl::Type const& type, std::string_view text) {
  auto const text_if = [text](bool good) { return good ? std::optional<Constant>(std::string(text)) : std::nullopt; };
  switch (type.kind) {
    case TypeKind::boolean:
      return wrapped(parse_boolean(text));
    case TypeKind::integer:
      return wrapped(parse_number<std::int64_t>(text));
    case TypeKind::decimal:
      return wrapped(dsl::parse_decimal(text));
    case TypeKind::text:
    case TypeKind::id:
    case TypeKind::reference:
      return text_if(true);
    case TypeKind::date:
      return wrapped(dsl::parse_date(text));
    case TypeKind::month_day:
      return text_if(is_month_day(text));
    case TypeKind::duration:
      return wrapped(parse_duration(text));
    case TypeKind::money:
      return wrapped(parse_money(text));
    case TypeKind::currency:
      return text_if(dsl::parse_currency(text).has_value());
    case TypeKind::enumeration:
      return wrapped(parse_enumeration(rulebook.enumerations[type.of], text));
  }
  return std::nullopt;
}

}  // namespace bylaw::engine
