#include "api/route_match.hpp"

#include <algorithm>

#include "api/server/http_types.hpp"

namespace bylaw::api {
namespace {

// Cuts off and returns what stands before the separator.
std::string_view take_until(std::string_view& text, char separator) {
  auto const part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "q=0", "q=0.0"...: not at all.
bool refuses(std::string_view parameter) {
  auto const name = trimmed(take_until(parameter, '='));
  parameter = trimmed(parameter);
  return same_ignoring_case(name, "q") && parameter.starts_with('0') &&
         parameter.find_first_not_of("0.") == std::string_view::npos;
}

bool range_takes(std::string_view range, std::string_view media_type) {
  if (range == "*/*" || same_ignoring_case(range, media_type)) return true;
  return range.ends_with("/*") &&
         same_ignoring_case(range.substr(0, range.size() - 1), media_type.substr(0, media_type.find('/') + 1));
}

}  // namespace

std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view path) {
  if (path.size() > 1 && path.ends_with('/')) return std::nullopt;  // one name for one thing
  std::vector<std::string> captured;
  while (!pattern.empty() && !path.empty()) {
    auto const wanted = take_until(pattern, '/');
    auto const given = take_until(path, '/');
    if (wanted.starts_with('{') && !given.empty())
      captured.emplace_back(given);
    else if (wanted != given)
      return std::nullopt;
  }
  return pattern.empty() && path.empty() ? std::optional(std::move(captured)) : std::nullopt;
}

bool accepts(std::optional<std::string_view> header, std::string_view media_type) {
  if (!header || trimmed(*header).empty()) return true;
  auto rest = *header;
  while (!rest.empty()) {
    auto entry = take_until(rest, ',');
    auto const range = trimmed(take_until(entry, ';'));
    bool refused = false;
    while (!entry.empty()) refused = refuses(take_until(entry, ';')) || refused;
    if (!refused && range_takes(range, media_type)) return true;
  }
  return false;
}

std::string_view first_accepted(std::optional<std::string_view> header, std::span<std::string_view const> types) {
  for (auto rest = header.value_or(""); !rest.empty();) {
    auto const range = take_until(rest, ',');
    for (auto const type : types)
      if (!trimmed(range).empty() && accepts(range, type)) return type;
  }
  return types.front();
}

bool is_json(std::string_view content_type) {
  if (!same_ignoring_case(trimmed(take_until(content_type, ';')), "application/json")) return false;
  while (!content_type.empty()) {
    auto parameter = take_until(content_type, ';');
    if (!same_ignoring_case(trimmed(take_until(parameter, '=')), "charset")) continue;
    auto const charset = trimmed(parameter);
    if (!same_ignoring_case(charset, "utf-8") && !same_ignoring_case(charset, "\"utf-8\"")) return false;
  }
  return true;
}

}  // namespace bylaw::api
