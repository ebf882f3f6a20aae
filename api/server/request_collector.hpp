// Turns the bytes of one connection into complete, vetted requests, one after the other. Knows no sockets and no clock.
// What comes out does not depend on how the bytes were cut into pieces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "api/server/http_limits.hpp"
#include "api/server/http_types.hpp"
#include "api/server/refusal.hpp"

namespace bylaw::api {

class RequestCollector {
 public:
  enum class Stage { idle, head, body };          // idle: no byte of the next request is here yet
  enum class Step { need_more, ready, refused };  // after `refused` the connection has to be closed

  RequestCollector(const HeadLimits& limits, const BodyLimit& body_limit) : limits_(limits), body_limit_(body_limit) {}

  void feed(std::string_view bytes);
  // Takes what was fed as far as one request goes.
  Step advance();
  // After `ready`. The bytes of the following requests stay.
  HttpRequest take_request();

  Stage stage() const;
  bool keep_alive() const { return keep_alive_; }    // of the request last made ready
  bool old_version() const { return old_version_; }  // HTTP/1.0
  const Refusal& refusal() const { return refusal_; }
  std::size_t body_length() const { return body_length_; }  // as announced; in stage body
  std::size_t body_received() const { return request_.body.size(); }
  // True once for each request that waits for "100 Continue" before it sends its body.
  bool take_wish_to_continue();

 private:
  Step advance_head();
  Step advance_body();
  Step accept_head();
  Step refuse(Refusal refusal);

  const HeadLimits& limits_;
  const BodyLimit& body_limit_;
  std::string input_;        // not yet taken, at most one piece beyond a head
  std::size_t scanned_ = 0;  // of input_, by scan_head
  bool in_body_ = false;
  bool wishes_to_continue_ = false;
  bool keep_alive_ = true;
  bool old_version_ = false;
  std::size_t body_length_ = 0;
  HttpRequest request_;
  Refusal refusal_;
};

}  // namespace bylaw::api
