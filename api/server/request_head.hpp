// The one parser of request heads. Pure functions over bytes: what they accept has one meaning only, so that no proxy
// in front and no code behind can see other requests than this server does.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "api/server/http_limits.hpp"
#include "api/server/http_types.hpp"
#include "api/server/refusal.hpp"

namespace bylaw::api {

struct RequestHead {
  std::string method;  // GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS
  std::string target;  // as sent
  std::string path;
  NamedValues query;
  NamedValues fields;
  std::size_t content_length = 0;  // not 0 only for POST, PUT and PATCH
  bool keep_alive = true;          // the peer lets the connection stand after the answer
  bool old_version = false;        // HTTP/1.0
  bool expects_continue = false;
};

enum class HeadScan { incomplete, complete, malformed };

// Looks for the empty line that ends a head, from `position` on, and moves `position` behind what it has seen; so bytes
// that arrive one at a time are looked at once. Malformed as soon as a control character or a line break other than CR
// LF is seen.
HeadScan scan_head(std::string_view input, std::size_t& position);

// `head` includes the empty line. Statuses of a refusal: 400, 411, 414, 415, 417, 431, 501, 505.
std::expected<RequestHead, Refusal> parse_head(std::string_view head, const HeadLimits& limits);

}  // namespace bylaw::api
