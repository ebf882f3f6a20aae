// Command lines as data: which options a command takes, and what was given. Unknown options are refused with the
// nearest.
#pragma once
#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::api {

struct Option {
  std::string_view name;   // "--rules"
  std::string_view value;  // what follows, for the help: "DIR"; empty: nothing follows
  std::string_view help;
  bool required = false;
};

class Arguments {
 public:
  // The error is a sentence for the person who typed it. "--" ends the options; "-" alone is an operand.
  static std::expected<Arguments, std::string> parse(std::span<Option const> options,
                                                     std::span<std::string const> words);

  bool has(std::string_view option) const { return given_.contains(option); }
  // Empty when it was not given.
  std::string value(std::string_view option) const;
  std::vector<std::string> const& operands() const { return operands_; }

 private:
  std::map<std::string, std::string, std::less<>> given_;
  std::vector<std::string> operands_;
};

}  // namespace bylaw::api
