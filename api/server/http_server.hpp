// An HTTP/1.1 server that hands every vetted, complete request to one handler.
// What cannot be trusted is refused here with a problem document and the connection closed; routing, 404 and 405,
// content negotiation, who may do what and TLS are left to others. Ranges are ignored (the whole answer is sent), HEAD
// is answered with the head that the handler's answer would have.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "api/server/http_limits.hpp"
#include "api/server/http_types.hpp"

namespace bylaw::api {

class HttpServer {
 public:
  HttpServer(HttpLimits limits, Handler handler, BodyLimit body_limit);
  ~HttpServer();

  // Port 0 takes any free one. The error says what failed, for people; a port that another process listens on is one.
  std::expected<void, std::string> bind(const std::string& host, int port);
  int port() const;  // after bind()

  // Serves on the calling thread (and its workers) until stop(); then no handler is running any more. Once per server,
  // after bind().
  void listen();

  // Takes no new connections, answers what is in flight, ends listen(). From any thread or signal handler.
  void stop();
  bool stopping() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace bylaw::api
