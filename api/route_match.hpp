// Paths against patterns such as "/v1/records/{record}/{id}": segment by segment, no regular expressions.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::api {

// The values of the {names}, in order; nothing when the path does not fit.
std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view path);

// Whether an Accept header takes this media type ("application/json"). No header takes everything.
bool accepts(std::optional<std::string_view> header, std::string_view media_type);
// The first of the types that an Accept header takes, in the order in which the header names them; in any case one.
std::string_view first_accepted(std::optional<std::string_view> header, std::span<std::string_view const> types);
// Whether a Content-Type is JSON in UTF-8.
bool is_json(std::string_view content_type);

}  // namespace bylaw::api
