#include "api/pages/texts.hpp"

#include <stdexcept>

#include "api/json_text.hpp"
#include "api/pages/embedded.hpp"

namespace bylaw::api::pages {

std::string_view code_of(Language language) {
  constexpr std::array<std::string_view, 3> codes = {"en", "fr", "es"};
  return codes[static_cast<std::size_t>(language)];
}

Texts const& Texts::in(Language language) {
  static Texts const english(Language::english, nullptr), french(Language::french, &english),
      spanish(Language::spanish, &english);
  return language == Language::french ? french : language == Language::spanish ? spanish : english;
}

Texts::Texts(Language language, Texts const* fallback) : fallback_(fallback) {
  auto const name = "texts/" + std::string(code_of(language)) + ".json";
  auto const catalogue = parse_json(embedded_file(name));
  if (!catalogue || !catalogue->object()) throw std::logic_error(name + " is no catalogue of texts");
  for (auto const& [key, value] : *catalogue->object())
    if (auto const* text = value.text()) own_.emplace(key, *text);
}

std::string const& Texts::get(std::string_view key) const {
  auto const found = own_.find(std::string(key));
  if (found != own_.end()) return found->second;
  if (fallback_) return fallback_->get(key);
  thread_local std::string missing;
  return missing = key;
}

std::string Texts::with(std::string_view key,
                        std::vector<std::pair<std::string_view, std::string>> const& values) const {
  std::string text = get(key), result;
  for (std::size_t at = 0; at < text.size();) {
    auto const open = std::min(text.find('{', at), text.size());
    result.append(text, at, open - at);
    if (open == text.size()) break;
    auto const close = std::min(text.find('}', open), text.size());
    auto const name = std::string_view(text).substr(open + 1, close - open - 1);
    for (auto const& [known, value] : values)
      if (known == name) result += value;
    at = close + 1;
  }
  return result;
}

std::string Texts::number(std::size_t value) const {
  auto const digits = std::to_string(value);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += get("number.group");
    text += digits[i];
  }
  return text;
}

std::string Texts::counted(std::string_view key, std::size_t count) const {
  return with(std::string(key) + (count == 1 ? ".one" : ".many"), {{"count", number(count)}});
}

}  // namespace bylaw::api::pages
