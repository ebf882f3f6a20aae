// What pages say in their own words, by key, in each language. English is complete; what another language lacks is said
// in English. The words of the rulebook are not here: they come from its declarations.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bylaw::api::pages {

enum class Language { english, french, spanish };
inline constexpr std::array all_languages = {Language::english, Language::french, Language::spanish};
std::string_view code_of(Language language);  // "en"

class Texts {
 public:
  static Texts const& in(Language language);

  // The key itself where no language has it, so that a page shows what is missing.
  std::string const& get(std::string_view key) const;
  bool has(std::string_view key) const { return own_.contains(std::string(key)); }
  // The text with each {name} replaced.
  std::string with(std::string_view key, std::vector<std::pair<std::string_view, std::string>> const& values) const;
  // With its digits in groups of three.
  std::string number(std::size_t value) const;
  // The key followed by ".one" for 1, else by ".many"; {count} is the number.
  std::string counted(std::string_view key, std::size_t count) const;

 private:
  Texts(Language language, Texts const* fallback);
  std::unordered_map<std::string, std::string> own_;
  Texts const* fallback_;
};

}  // namespace bylaw::api::pages
