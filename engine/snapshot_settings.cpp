#include "engine/snapshot_settings.hpp"

#include <charconv>

#include "dsl/diagnostic.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::engine {
namespace {

using dsl::TypeKind;

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// A day that some year has: any leap year will do.
bool is_month_day(std::string_view text) { return dsl::parse_date("2000-" + std::string(text)).has_value(); }

// `24 months`, `1 day`
std::optional<dsl::Duration> parse_duration(std::string_view text) {
  auto const blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  auto const count = parse_number<std::int32_t>(text.substr(0, blank));
  auto const unit = trimmed(text.substr(blank));
  if (!count || *count < 0) return std::nullopt;
  if (unit == "month" || unit == "months") return dsl::Duration{*count, 0};
  if (unit == "day" || unit == "days") return dsl::Duration{0, *count};
  return std::nullopt;
}

// `USD 150000.00`, or the amount alone where the default says which currency.
std::optional<dsl::Money> parse_amount(std::string_view text, std::optional<dsl::Currency> currency) {
  if (auto const written = dsl::parse_currency(text.substr(0, 3))) {
    currency = written;
    text = trimmed(text.substr(3));
  }
  return currency ? dsl::parse_money(text, *currency) : std::nullopt;
}

template <class T, class Make>
std::optional<Value> made(std::optional<T> const& parsed, Make make) {
  return parsed ? std::optional(make(*parsed)) : std::nullopt;
}

class Reader {
 public:
  Reader(SettingContext const& context, dsl::Setting const& setting) : context_(context), setting_(setting) {}

  std::optional<Value> scalar(std::string_view text) const {
    switch (setting_.type.kind) {
      case TypeKind::boolean:
        return boolean(text);
      case TypeKind::integer:
        return made(parse_number<std::int64_t>(text), Value::integer);
      case TypeKind::decimal:
        return made(dsl::parse_decimal(text), Value::decimal);
      case TypeKind::text:
      case TypeKind::id:
        return symbol(text);
      case TypeKind::date:
        return made(dsl::parse_date(text), Value::date);
      case TypeKind::month_day:
        return is_month_day(text) ? symbol(text) : std::nullopt;
      case TypeKind::duration:
        return made(parse_duration(text), Value::duration);
      case TypeKind::money:
        return made(parse_amount(text, default_currency()), Value::money);
      case TypeKind::currency:
        return dsl::parse_currency(text) ? symbol(text) : std::nullopt;
      case TypeKind::enumeration:
        return enumeration(text);
      case TypeKind::reference:
        return reference(text);
    }
    return std::nullopt;
  }

  // What should have been written, for people.
  std::string wanted(std::string_view text) const {
    switch (setting_.type.kind) {
      case TypeKind::boolean:
        return "true or false";
      case TypeKind::integer:
        return "a whole number such as 3";
      case TypeKind::decimal:
        return "a number such as 1.5";
      case TypeKind::text:
      case TypeKind::id:
        return "a text";
      case TypeKind::date:
        return "a date such as 2025-12-31";
      case TypeKind::month_day:
        return "a day of the year such as 12-31";
      case TypeKind::duration:
        return "a length of time such as 24 months or 30 days";
      case TypeKind::money:
        return "an amount such as USD 150000";
      case TypeKind::currency:
        return "a currency such as USD";
      case TypeKind::enumeration:
        return one_of(text);
      case TypeKind::reference:
        return "the key of a " + context_.rulebook.records[setting_.type.of].name + " that exists";
    }
    return {};
  }

 private:
  std::optional<Value> symbol(std::string_view text) const { return Value::text(context_.symbols.intern(text)); }

  static std::optional<Value> boolean(std::string_view text) {
    if (text != "true" && text != "false") return std::nullopt;
    return Value::boolean(text == "true");
  }

  std::optional<Value> enumeration(std::string_view text) const {
    auto const value = dsl::find_value(context_.rulebook.enumerations[setting_.type.of], text);
    return value == dsl::none ? std::nullopt : std::optional(Value::enumeration(value));
  }

  std::optional<Value> reference(std::string_view text) const {
    auto const record = setting_.type.of;
    return made(context_.find_row(record, text), [record](Row row) { return Value::reference(record, row); });
  }

  std::optional<dsl::Currency> default_currency() const {
    if (setting_.fallback == dsl::none) return std::nullopt;
    auto const* amount = std::get_if<dsl::Money>(&context_.rulebook.expression(setting_.fallback).constant);
    return amount ? std::optional(amount->currency) : std::nullopt;
  }

  std::string one_of(std::string_view text) const {
    std::vector<std::string_view> names;
    std::string sentence = "one of";
    for (auto const& value : context_.rulebook.enumerations[setting_.type.of].values) {
      sentence += (names.empty() ? " " : ", ") + value.name;
      names.push_back(value.name);
    }
    auto const meant = dsl::nearest(text, names);
    return meant.empty() ? sentence : sentence + "; is \"" + meant + "\" meant?";
  }

  SettingContext const& context_;
  dsl::Setting const& setting_;
};

// The parts between commas; none at all for an empty text.
std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!trimmed(text).empty()) {
    auto const comma = text.find(',');
    parts.push_back(trimmed(text.substr(0, comma)));
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
  }
  return parts;
}

}  // namespace

SettingRecord find_setting_record(dsl::Rulebook const& rulebook) {
  SettingRecord found{dsl::find_record(rulebook, "setting")};
  if (found.record == dsl::none) return {};
  found.name = dsl::find_field(rulebook.records[found.record], "name");
  found.value = dsl::find_field(rulebook.records[found.record], "value");
  return found.name == dsl::none || found.value == dsl::none ? SettingRecord{} : found;
}

std::expected<Value, std::string> read_setting(SettingContext const& context, Index setting, std::string_view text) {
  auto const& declared = context.rulebook.settings[setting];
  Reader const reader(context, declared);
  auto const refused = [&](std::string_view part) {
    return std::unexpected("The value \"" + std::string(part) + "\" of setting \"" + declared.name + "\" should be " +
                           reader.wanted(part) + ".");
  };
  if (!declared.type.list) {
    auto const part = declared.type.kind == TypeKind::text ? text : trimmed(text);
    auto const value = reader.scalar(part);
    if (!value) return refused(part);
    return *value;
  }
  std::vector<Value> items;
  for (auto const part : split_list(text)) {
    auto const value = reader.scalar(part);
    if (!value) return refused(part);
    items.push_back(*value);
  }
  auto const& kept = context.lists.emplace_back(std::move(items));
  return Value::list(kept.data(), static_cast<std::uint32_t>(kept.size()));
}

Value default_setting(dsl::Rulebook const& rulebook, Index setting, Symbols& symbols) {
  auto const fallback = rulebook.settings[setting].fallback;
  if (fallback != dsl::none && rulebook.expression(fallback).kind == dsl::ExpressionKind::literal) {
    return scalar_value(rulebook.expression(fallback).constant, symbols);
  }
  return Value::unknown({.source = Unknown::Source::setting, .index = setting});
}

}  // namespace bylaw::engine
