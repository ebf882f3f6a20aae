// What a request and its answer look like to the rest of the program.
// A handler only ever sees requests that the server has vetted; which paths and methods exist is not decided here.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bylaw::api {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;
  std::string path;     // percent-decoded UTF-8; starts with '/'; no empty or dot segments, no control characters
  std::string target;   // path and query as sent
  NamedValues query;    // decoded, in order, repetitions kept
  NamedValues headers;  // visible ASCII; repeated list fields are joined by ", "
  std::string body;     // complete
  std::string remote_address;  // of the connection, never from a header
  std::string request_id;      // the caller's X-Request-Id when it is harmless, else a new one

  // The value of a header, whatever the case of its name; nothing when it was not sent.
  std::optional<std::string_view> header(std::string_view name) const;
  // The first query parameter of that name.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string content_type;
  std::string body;
  NamedValues headers;  // left out: names and values with a line break, Content-Length, Transfer-Encoding, Connection
  // Where it is set, the answer waits until what it was given has been called: with true it leaves, with false a 503
  // leaves in its place. From any thread, also at once; whoever calls must not wait for anything else.
  std::function<void(std::function<void(bool)>)> hold = {};
};

// Called on several threads at once.
using Handler = std::function<HttpResponse(const HttpRequest&)>;

// The most bytes that the body of such a request may have. Called on the polling thread: it must be quick and not
// throw.
using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view path)>;

// ASCII only, independent of the locale.
bool same_ignoring_case(std::string_view left, std::string_view right);

}  // namespace bylaw::api
