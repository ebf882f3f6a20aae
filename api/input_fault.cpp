#include "api/input_fault.hpp"

namespace bylaw::api {

std::string pointer_to(std::string parent, std::string_view key) {
  parent += '/';
  for (char c : key) {
    if (c == '~')
      parent += "~0";
    else if (c == '/')
      parent += "~1";
    else
      parent += c;
  }
  return parent;
}

std::string Place::pointer() const {
  if (!parent_) return {};
  return in_list_ ? parent_->pointer() + '/' + std::to_string(position_) : pointer_to(parent_->pointer(), key_);
}

void InputFaults::add(Place const& place, std::string_view code, std::string message) {
  if (faults_.size() < most) add({place.pointer(), std::string(code), std::move(message)});
}

void InputFaults::add(InputFault fault) {
  if (faults_.size() < most) faults_.push_back(std::move(fault));
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.size() <= longest) return '"' + std::string(text) + '"';
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return '"' + std::string(text.substr(0, end)) + "...\"";
}

}  // namespace bylaw::api
