// The request target: path and query, decoded once and vetted, so that nothing behind can read it in two ways.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "api/server/http_types.hpp"
#include "api/server/refusal.hpp"

namespace bylaw::api {

struct RequestTarget {
  std::string path;
  NamedValues query;
};

// Takes the origin form only ("/path?query"). Refused with 400: a broken escape, an encoded slash or backslash, a
// control character (encoded or not), an empty or dot segment, a decoded path or query that is not UTF-8, more than 128
// parameters. A '+' in the query is a space, as forms send it.
std::expected<RequestTarget, Refusal> parse_target(std::string_view target);

// Whether the bytes are UTF-8 without surrogates and overlong forms.
bool is_utf8(std::string_view text);

}  // namespace bylaw::api
