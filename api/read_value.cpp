#include "api/read_value.hpp"

#include <algorithm>
#include <charconv>

#include "api/nearest.hpp"

namespace bylaw::api {
namespace {

using dsl::Constant;
using dsl::TypeKind;

constexpr std::size_t longest_identifier = 128;

// One value being read: where it stands, and where its faults go.
struct Reader {
  dsl::Rulebook const& rulebook;
  Place const& place;
  InputFaults& faults;

  std::nullopt_t fault(std::string_view code, std::string message) {
    faults.add(place, code, std::move(message));
    return std::nullopt;
  }
  std::nullopt_t wrong_type(JsonValue const& json, std::string_view wanted) {
    return fault("wrong_type", "This must be " + std::string(wanted) + ", not " + std::string(json.kind()) + '.');
  }

  std::optional<Constant> boolean(JsonValue const& json);
  std::optional<Constant> integer(JsonValue const& json);
  std::optional<Constant> money(JsonValue const& json);
  std::optional<Constant> amount(JsonValue const& json, dsl::Currency currency);
  std::optional<dsl::Currency> currency(JsonValue const& json);
  std::optional<Constant> enumeration(JsonValue const& json, dsl::Enumeration const& values);
  std::optional<Constant> identifier(JsonValue const& json);
  std::optional<Constant> plain_text(JsonValue const& json);
  // What is written as text: `parse` gives nothing for text that is not `wanted`.
  template <class Parse>
  std::optional<Constant> from_text(JsonValue const& json, std::string_view code, std::string_view wanted, Parse parse);
  std::optional<Constant> scalar(dsl::Type type, JsonValue const& json);
};

std::optional<dsl::Duration> parse_duration(std::string_view text) {
  std::int32_t count = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0) return std::nullopt;
  auto const unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (unit == " months" || unit == " month") return dsl::Duration{count, 0};
  if (unit == " days" || unit == " day") return dsl::Duration{0, count};
  return std::nullopt;
}

// "MM-DD", any day that some year has.
std::optional<std::string> parse_month_day(std::string_view text) {
  if (text.size() != 5 || !dsl::parse_date("2000-" + std::string(text))) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> parse_currency_code(std::string_view text) {
  return dsl::parse_currency(text) ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<Constant> Reader::boolean(JsonValue const& json) {
  if (auto const* flag = json.boolean()) return *flag;
  return wrong_type(json, "true or false");
}

std::optional<Constant> Reader::integer(JsonValue const& json) {
  auto const* number = json.number();
  if (!number) return wrong_type(json, "a whole number");
  if (auto const whole = whole_number(*number)) return *whole;
  bool const has_digits_only = number->text.find_first_of(".eE") == std::string::npos;
  if (has_digits_only) return fault("out_of_range", "The number " + in_quotes(number->text) + " is too large.");
  return fault("wrong_type", "This must be a whole number, written without a point or an exponent.");
}

std::optional<dsl::Currency> Reader::currency(JsonValue const& json) {
  auto const* code = json.text();
  if (!code) return wrong_type(json, "an ISO 4217 code such as \"USD\"");
  if (auto const parsed = dsl::parse_currency(*code)) return parsed;
  return fault("bad_currency", in_quotes(*code) + " is not an ISO 4217 code such as \"USD\".");
}

std::optional<Constant> Reader::amount(JsonValue const& json, dsl::Currency unit) {
  auto const* text = json.text();
  if (!text)
    return fault("wrong_type", "The amount must be text such as \"250000.00\", not " + std::string(json.kind()) + '.');
  if (text->starts_with('-')) return fault("negative_amount", "The amount " + in_quotes(*text) + " is negative.");
  if (auto const parsed = dsl::parse_money(*text, unit)) return *parsed;
  return fault("bad_amount",
               in_quotes(*text) + " is not an amount such as \"250000.00\": digits, a point and at most " +
                   std::to_string(dsl::minor_digits(unit)) + " decimals for " + dsl::to_string(unit) + '.');
}

std::optional<Constant> Reader::money(JsonValue const& json) {
  auto const* members = json.object();
  if (!members)
    return wrong_type(json, R"(money such as {"amount": "250000.00", "currency": "USD"}, its amount as text)");
  for (auto const& [key, value] : *members) {
    if (key == "amount" || key == "currency") continue;
    faults.add(Place(place, key), "unknown_field",
               "Money has no " + in_quotes(key) + nearest_hint(key, {"amount", "currency"}) + '.');
  }
  auto const* currency_json = json.member("currency");
  auto const* amount_json = json.member("amount");
  if (!currency_json) faults.add(Place(place, "currency"), "missing_field", "The currency is missing.");
  if (!amount_json) faults.add(Place(place, "amount"), "missing_field", "The amount is missing.");
  Place const currency_place(place, "currency"), amount_place(place, "amount");
  auto const unit = currency_json ? Reader{rulebook, currency_place, faults}.currency(*currency_json) : std::nullopt;
  // Without a currency the amount is read as one with two decimals, so that its other faults show in the same answer.
  auto const sum = amount_json ? Reader{rulebook, amount_place, faults}.amount(
                                     *amount_json, unit.value_or(*dsl::parse_currency("XXX")))
                               : std::nullopt;
  return unit && sum && members->size() == 2 ? sum : std::nullopt;
}

std::string list_of(dsl::Enumeration const& values) {
  std::string text;
  for (auto const& value : values.values) (text += text.empty() ? "" : ", ") += value.name;
  return text;
}

std::optional<Constant> Reader::enumeration(JsonValue const& json, dsl::Enumeration const& values) {
  auto const* name = json.text();
  if (!name) return wrong_type(json, "one of " + list_of(values));
  if (auto const index = dsl::find_value(values, *name); index != dsl::none) return index;
  return fault("unknown_value", in_quotes(*name) + " is not one of " + list_of(values) +
                                    nearest_hint(*name, names_of(values.values)) + '.');
}

std::optional<Constant> Reader::identifier(JsonValue const& json) {
  auto const* text = json.text();
  if (!text) return wrong_type(json, "an identifier, which is text");
  bool const has_control = std::ranges::any_of(*text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  if (text->empty()) return fault("bad_identifier", "An identifier must not be empty.");
  if (text->size() > longest_identifier) return fault("bad_identifier", "An identifier has at most 128 bytes.");
  if (has_control) return fault("bad_identifier", "An identifier must not have control characters.");
  return *text;
}

std::optional<Constant> Reader::plain_text(JsonValue const& json) {
  auto const* text = json.text();
  if (!text) return wrong_type(json, "text");
  if (text->contains('\0')) return fault("bad_text", "Text must not have the character U+0000.");
  return *text;
}

template <class Parse>
std::optional<Constant> Reader::from_text(JsonValue const& json, std::string_view code, std::string_view wanted,
                                          Parse parse) {
  auto const* text = json.text();
  if (!text) return wrong_type(json, wanted);
  if (auto parsed = parse(*text)) return Constant(*std::move(parsed));
  return fault(code, in_quotes(*text) + " is not " + std::string(wanted) + '.');
}

std::optional<Constant> Reader::scalar(dsl::Type type, JsonValue const& json) {
  switch (type.kind) {
    case TypeKind::boolean:
      return boolean(json);
    case TypeKind::integer:
      return integer(json);
    case TypeKind::decimal:
      return from_text(json, "bad_decimal", "a decimal as text, such as \"1.09\"", dsl::parse_decimal);
    case TypeKind::text:
      return plain_text(json);
    case TypeKind::id:
    case TypeKind::reference:
      return identifier(json);
    case TypeKind::date:
      return from_text(json, "bad_date", "a day of the calendar, written YYYY-MM-DD", dsl::parse_date);
    case TypeKind::month_day:
      return from_text(json, "bad_date", "a day of the year, written MM-DD", parse_month_day);
    case TypeKind::duration:
      return from_text(json, "bad_duration", "a length of time such as \"24 months\" or \"30 days\"", parse_duration);
    case TypeKind::money:
      return money(json);
    case TypeKind::currency:
      return from_text(json, "bad_currency", "an ISO 4217 code such as \"USD\"", parse_currency_code);
    case TypeKind::enumeration:
      return enumeration(json, rulebook.enumerations[type.of]);
  }
  return fault("wrong_type", "This cannot be read.");
}

std::optional<engine::Datum> read_list(dsl::Rulebook const& rulebook, dsl::Type type, JsonValue const& json,
                                       Place const& place, InputFaults& faults) {
  auto const* items = json.list();
  if (!items) {
    Reader{rulebook, place, faults}.wrong_type(json, "a list");
    return std::nullopt;
  }
  engine::Datum datum;
  bool good = true;
  for (std::size_t i = 0; i < items->size(); ++i) {
    Place const item_place(place, i);
    auto item = Reader{rulebook, item_place, faults}.scalar(type, (*items)[i]);
    good = good && item;
    if (item) datum.items.push_back(*std::move(item));
  }
  return good ? std::optional(std::move(datum)) : std::nullopt;
}

}  // namespace

std::optional<engine::Datum> read_datum(dsl::Rulebook const& rulebook, dsl::Type type, JsonValue const& json,
                                        Place const& place, InputFaults& faults) {
  if (type.list) return read_list(rulebook, type, json, place, faults);
  auto scalar = Reader{rulebook, place, faults}.scalar(type, json);
  if (!scalar) return std::nullopt;
  return engine::Datum{*std::move(scalar), {}};
}

std::optional<dsl::Constant> read_constant_text(dsl::Rulebook const& rulebook, dsl::Type type, std::string_view text,
                                                Place const& place, InputFaults& faults) {
  Reader reader{rulebook, place, faults};
  if (type.list || type.kind == TypeKind::money)
    return reader.fault("wrong_type", "Lists and money cannot be given here.");
  JsonValue json{std::string(text)};
  bool const is_number = !text.empty() && text.find_first_not_of("-0123456789") == std::string_view::npos;
  if (type.kind == TypeKind::integer && is_number) json = {JsonNumber{std::string(text)}};
  if (type.kind == TypeKind::boolean && (text == "true" || text == "false")) json = {text == "true"};
  return reader.scalar(type, json);
}

}  // namespace bylaw::api
