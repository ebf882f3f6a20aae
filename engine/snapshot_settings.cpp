#include "engine/snapshot_settings.hpp"

#include "dsl/diagnostic.hpp"
#include "engine/constant_text.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::engine {
namespace {

using dsl::TypeKind;

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

class Reader {
 public:
  Reader(SettingContext const& context, dsl::Setting const& setting) : context_(context), setting_(setting) {}

  std::optional<Value> scalar(std::string_view text) const {
    if (setting_.type.kind == TypeKind::reference) return reference(text);
    auto constant = constant_of(context_.rulebook, setting_.type, text);
    if (!constant) constant = amount_alone(text);
    return constant ? std::optional(scalar_value(*constant, context_.symbols)) : std::nullopt;
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
  std::optional<Value> reference(std::string_view key) const {
    auto const row = context_.find_row(setting_.type.of, key);
    return row ? std::optional(Value::reference(setting_.type.of, *row)) : std::nullopt;
  }

  // An amount without a currency is in that of the default.
  std::optional<Constant> amount_alone(std::string_view text) const {
    if (setting_.fallback == dsl::none) return std::nullopt;
    auto const* fallback = std::get_if<dsl::Money>(&context_.rulebook.expression(setting_.fallback).constant);
    return fallback ? constant_of(context_.rulebook, setting_.type,
                                  dsl::to_string(fallback->currency) + ' ' + std::string(text))
                    : std::nullopt;
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

std::expected<GivenSetting, Fault> read_setting_record(SettingContext const& context, std::string_view name,
                                                       std::string_view text) {
  auto const found = find_setting_record(context.rulebook);
  Fault wrong;
  wrong.record = found.record;
  auto const setting = dsl::find_setting(context.rulebook, name);
  if (setting == dsl::none) {
    std::vector<std::string_view> names;
    for (auto const& declared : context.rulebook.settings) names.push_back(declared.name);
    auto const meant = dsl::nearest(name, names);
    wrong.field = found.name;
    wrong.code = "unknown_setting";
    wrong.message =
        "There is no setting \"" + std::string(name) + "\"" + (meant.empty() ? "." : "; is \"" + meant + "\" meant?");
    return std::unexpected(std::move(wrong));
  }
  auto value = read_setting(context, setting, text);
  if (value) return GivenSetting{setting, *value};
  wrong.field = found.value;
  wrong.code = "invalid_setting";
  wrong.message = std::move(value.error());
  return std::unexpected(std::move(wrong));
}

Value default_setting(dsl::Rulebook const& rulebook, Index setting, Symbols& symbols) {
  auto const fallback = rulebook.settings[setting].fallback;
  if (fallback != dsl::none && rulebook.expression(fallback).kind == dsl::ExpressionKind::literal) {
    return scalar_value(rulebook.expression(fallback).constant, symbols);
  }
  return Value::unknown({.source = Unknown::Source::setting, .index = setting});
}

}  // namespace bylaw::engine
