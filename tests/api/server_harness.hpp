// What the tests of the HTTP server share: a server on a free port of loopback, and a client that sends any bytes.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "api/server/file_descriptor.hpp"
#include "api/server/http_server.hpp"

namespace bylaw::api::testing {

// Answers with method, path and body size; a few paths do something special (see the source).
HttpResponse echo(const HttpRequest& request);

// 64 KiB, and 8 MiB for /import.
std::size_t body_limit(std::string_view method, std::string_view path);

class RunningServer {
 public:
  explicit RunningServer(HttpLimits limits = {}, Handler handler = echo, const std::string& host = "127.0.0.1");
  ~RunningServer();

  int port() const { return server_.port(); }
  HttpServer& server() { return server_; }
  void stop_and_join();

 private:
  HttpServer server_;
  std::thread thread_;
};

class RawClient {
 public:
  explicit RawClient(int port, const std::string& host = "127.0.0.1");

  // False when the peer has closed.
  bool send(std::string_view bytes);
  void end_sending();
  // One complete answer by its Content-Length (`without_body`: to a HEAD request); what came when time runs out.
  std::string answer(bool without_body = false, std::chrono::milliseconds patience = std::chrono::seconds(4));
  // Everything until the peer closes or time runs out.
  std::string everything(std::chrono::milliseconds patience = std::chrono::seconds(4));
  bool closed() const { return closed_; }

 private:
  bool receive(std::chrono::steady_clock::time_point until);

  FileDescriptor socket_;
  std::string input_;
  bool closed_ = false;
};

// Sends, reads until the server closes.
std::string ask(int port, std::string_view bytes);

int status_of(std::string_view answer);  // 0 when it is no answer
std::size_t answers_in(std::string_view text);
std::string body_of(std::string_view answer);
std::string header_of(std::string_view answer, std::string_view name);

std::string get(std::string_view target, std::string_view more_fields = "");
std::string post(std::string_view target, std::string_view body, std::string_view more_fields = "");

// Of this process. A sanitizer keeps freed memory for a while, so that growth means nothing then.
std::size_t resident_kib();
#if defined(BYLAW_SANITIZED) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool resident_means_used = false;
#else
constexpr bool resident_means_used = true;
#endif

}  // namespace bylaw::api::testing
