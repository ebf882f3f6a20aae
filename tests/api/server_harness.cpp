#include "tests/api/server_harness.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <stdexcept>

namespace bylaw::api::testing {
namespace {

using Clock = std::chrono::steady_clock;

HttpResponse text(std::string body) { return {200, "text/plain", std::move(body), {}}; }

std::size_t length_in(std::string_view head) {
  std::size_t length = 0;
  const auto value = header_of(head, "Content-Length");
  std::from_chars(value.data(), value.data() + value.size(), length);
  return length;
}

}  // namespace

HttpResponse echo(const HttpRequest& request) {
  if (request.path == "/throw") throw std::runtime_error("SELECT secret FROM ballots: disk I/O error");
  if (request.path == "/throw-int") throw 7;
  if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(300));
  if (request.path == "/big") return text(std::string(8u << 20, 'b'));
  if (request.path == "/none") return {204, "", "", {}};
  if (request.path == "/injected")
    return {200, "text/plain", "x", {{"X-Bad", "a\r\nSet-Cookie: b"}, {"Content-Length", "999"}, {"X-Good", "kept"}}};
  if (request.path == "/header")
    return text(std::string(request.header(*request.parameter("name")).value_or("(none)")));
  if (request.path == "/peer") return text(request.remote_address);
  return text(request.method + " " + request.path + " " + std::to_string(request.body.size()));
}

std::size_t body_limit(std::string_view method, std::string_view path) {
  return method == "POST" && path == "/import" ? 8u << 20 : 64u << 10;
}

RunningServer::RunningServer(HttpLimits limits, Handler handler, const std::string& host)
    : server_(limits, std::move(handler), body_limit) {
  if (const auto bound = server_.bind(host, 0); !bound) throw std::runtime_error(bound.error());
  thread_ = std::thread([this] { server_.listen(); });
}

RunningServer::~RunningServer() { stop_and_join(); }

void RunningServer::stop_and_join() {
  server_.stop();
  if (thread_.joinable()) thread_.join();
}

RawClient::RawClient(int port, const std::string& host) {
  sockaddr_in6 six{};
  sockaddr_in four{};
  six.sin6_family = AF_INET6;
  four.sin_family = AF_INET;
  six.sin6_port = four.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool is_six = ::inet_pton(AF_INET6, host.c_str(), &six.sin6_addr) == 1;
  ::inet_pton(AF_INET, host.c_str(), &four.sin_addr);
  socket_ = FileDescriptor(::socket(is_six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* address = is_six ? reinterpret_cast<const sockaddr*>(&six) : reinterpret_cast<const sockaddr*>(&four);
  if (::connect(socket_.number(), address, is_six ? sizeof six : sizeof four) != 0)
    throw std::runtime_error("cannot connect");
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void RawClient::end_sending() { ::shutdown(socket_.number(), SHUT_WR); }

bool RawClient::receive(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  pollfd wanted{socket_.number(), POLLIN, 0};
  if (closed_ || left <= 0 || ::poll(&wanted, 1, static_cast<int>(left)) <= 0) return false;
  std::array<char, 65536> chunk;
  const auto count = ::recv(socket_.number(), chunk.data(), chunk.size(), 0);
  if (count <= 0)
    closed_ = true;
  else
    input_.append(chunk.data(), static_cast<std::size_t>(count));
  return !closed_;
}

std::string RawClient::answer(bool without_body, std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  std::size_t end = 0;
  while ((end = input_.find("\r\n\r\n")) == std::string::npos)
    if (!receive(until)) return std::exchange(input_, {});
  const auto size = end + 4 + (without_body ? 0 : length_in(input_));
  while (input_.size() < size)
    if (!receive(until)) return std::exchange(input_, {});
  auto taken = input_.substr(0, size);
  input_.erase(0, size);
  return taken;
}

std::string RawClient::everything(std::chrono::milliseconds patience) {
  const auto until = Clock::now() + patience;
  while (receive(until)) {
  }
  return std::exchange(input_, {});
}

std::string ask(int port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  return client.everything();
}

int status_of(std::string_view answer) {
  int status = 0;
  if (answer.starts_with("HTTP/1.1 ") && answer.size() > 12)
    std::from_chars(answer.data() + 9, answer.data() + 12, status);
  return status;
}

std::size_t answers_in(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("HTTP/1.1 "); at != std::string_view::npos; at = text.find("HTTP/1.1 ", at + 1)) ++count;
  return count;
}

std::string body_of(std::string_view answer) {
  const auto end = answer.find("\r\n\r\n");
  return end == std::string_view::npos ? "" : std::string(answer.substr(end + 4));
}

std::string header_of(std::string_view answer, std::string_view name) {
  const auto key = "\r\n" + std::string(name) + ": ";
  const auto at = answer.substr(0, answer.find("\r\n\r\n") + 2).find(key);
  if (at == std::string_view::npos) return "";
  const auto value = answer.substr(at + key.size());
  return std::string(value.substr(0, value.find("\r\n")));
}

std::string get(std::string_view target, std::string_view more_fields) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more_fields) + "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view more_fields) {
  return "POST " + std::string(target) + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + std::string(more_fields) + "\r\n" + std::string(body);
}

std::size_t resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      std::size_t kib = 0;
      status >> kib;
      return kib;
    }
  return 0;
}

}  // namespace bylaw::api::testing
