#include "api/commands/arguments.hpp"

#include <algorithm>

#include "api/input_fault.hpp"
#include "api/nearest.hpp"

namespace bylaw::api {

std::string Arguments::value(std::string_view option) const {
  auto const found = given_.find(option);
  return found == given_.end() ? std::string() : found->second;
}

std::expected<Arguments, std::string> Arguments::parse(std::span<Option const> options,
                                                       std::span<std::string const> words) {
  Arguments result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      result.operands_.insert(result.operands_.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      break;
    }
    if (!words[i].starts_with('-') || words[i] == "-") {
      result.operands_.push_back(words[i]);
      continue;
    }
    auto const equals = words[i].find('=');
    auto const name = words[i].substr(0, equals);
    auto const option = std::ranges::find(options, name, &Option::name);
    if (option == options.end())
      return std::unexpected("There is no option " + in_quotes(name) + nearest_hint(name, names_of(options)) + '.');
    if (result.has(name)) return std::unexpected("The option " + name + " is given twice.");
    bool const attached = equals != std::string::npos;
    if (option->value.empty() && attached) return std::unexpected("The option " + name + " takes no value.");
    if (!option->value.empty() && !attached && i + 1 == words.size()) {
      return std::unexpected("The option " + name + " needs a value: " + name + ' ' + std::string(option->value) + '.');
    }
    auto& value = result.given_[name];
    if (attached)
      value = words[i].substr(equals + 1);
    else if (!option->value.empty())
      value = words[++i];
  }
  for (auto const& option : options) {
    if (option.required && !result.has(option.name)) {
      return std::unexpected("The option " + std::string(option.name) + ' ' + std::string(option.value) +
                             " is missing.");
    }
  }
  return result;
}

}  // namespace bylaw::api
