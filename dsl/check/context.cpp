// Small things about names that several steps need.
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

std::string with_blanks(std::string_view name) {
  std::string text(name);
  for (auto& letter : text)
    if (letter == '_') letter = ' ';
  return text;
}

std::vector<std::string> words(syntax::Names const& names) {
  std::vector<std::string> texts;
  for (auto const& name : names) texts.push_back(name.text);
  return texts;
}

}  // namespace bylaw::dsl::checking
