// Asks the handler and has cpp-httplib write the head of the answer. The only file that sees the library.
#pragma once

#include <memory>
#include <string>

#include "api/server/http_types.hpp"

namespace bylaw::api {

// What goes out on the wire.
struct Answer {
  std::string head;
  std::string body;                                          // empty for HEAD, 204 and 304
  std::function<void(std::function<void(bool)>)> hold = {};  // the handler's: not to be sent before
};

// How the connection goes on after the answer.
struct Persistence {
  bool keep_alive = true;
  bool old_version = false;  // HTTP/1.0 has to be told that the connection stands
};

// Not thread-safe: each worker has its own.
class Responder {
 public:
  explicit Responder(const Handler& handler);
  ~Responder();

  // Whatever the handler throws becomes a 500 problem document that says nothing of the cause.
  Answer answer(const HttpRequest& request, Persistence persistence);

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace bylaw::api
