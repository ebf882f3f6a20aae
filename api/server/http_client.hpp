// Sends one request to somebody else's server. Follows no redirections, waits for no more than a few seconds.
#pragma once
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "api/server/http_types.hpp"

namespace bylaw::api {

struct Url {
  std::string origin;  // "https://example.org:8443"
  std::string host, path;
};
// http or https, a host and, if any, a port and a path; nothing else.
std::optional<Url> parse_url(std::string_view text);

// The status, or why there is none.
std::expected<int, std::string> post_json(Url const& url, NamedValues const& headers, std::string const& body);

}  // namespace bylaw::api
