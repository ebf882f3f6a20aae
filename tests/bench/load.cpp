#include "tests/bench/load.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "api/server/file_descriptor.hpp"

namespace bylaw::bench {
namespace {

using api::FileDescriptor;
using Clock = std::chrono::steady_clock;

FileDescriptor connected(const LoadPlan& plan) {
  sockaddr_in6 six{};
  sockaddr_in four{};
  six.sin6_family = AF_INET6;
  four.sin_family = AF_INET;
  six.sin6_port = four.sin_port = htons(static_cast<std::uint16_t>(plan.port));
  const bool is_six = ::inet_pton(AF_INET6, plan.host.c_str(), &six.sin6_addr) == 1;
  if (!is_six) ::inet_pton(AF_INET, plan.host.c_str(), &four.sin_addr);
  FileDescriptor socket(::socket(is_six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* address = is_six ? reinterpret_cast<const sockaddr*>(&six) : reinterpret_cast<const sockaddr*>(&four);
  if (::connect(socket.number(), address, is_six ? sizeof six : sizeof four) != 0)
    throw std::system_error(errno, std::generic_category(), "connect");
  const int on = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

struct Client {
  FileDescriptor socket;
  std::string input;
  std::size_t wanted = 0;  // size of the answer, once its head is here
  std::size_t next_request = 0, answers = 0;
  Clock::time_point sent_at;
};

class Load {
 public:
  explicit Load(const LoadPlan& plan)
      : plan_(plan), epoll_(::epoll_create1(EPOLL_CLOEXEC)), clients_(plan.connections) {
    for (std::size_t i = 0; i < clients_.size(); ++i) {
      clients_[i].socket = connected(plan);
      clients_[i].next_request = i % plan.requests.size();
      epoll_event event{EPOLLIN, {.ptr = &clients_[i]}};
      ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, clients_[i].socket.number(), &event);
    }
    latencies_.reserve(1 << 20);
  }

  LoadResult run() {
    const auto begun = Clock::now();
    for (auto& client : clients_) send_next(client);
    while (Clock::now() - begun < plan_.duration) wait();
    result_.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    for (const auto& client : clients_) result_.starved += client.answers == 0;
    summarise();
    return result_;
  }

 private:
  void wait() {
    std::array<epoll_event, 256> events{};
    const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), 50);
    for (int i = 0; i < count; ++i) receive(*static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr));
  }

  void send_next(Client& client) {
    const auto& request = plan_.requests[client.next_request];
    client.next_request = (client.next_request + 1) % plan_.requests.size();
    client.sent_at = Clock::now();
    const auto sent = ::send(client.socket.number(), request.data(), request.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request.size())) fail(client);
  }

  void receive(Client& client) {
    std::array<char, 65536> chunk;
    const auto count = ::recv(client.socket.number(), chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) return fail(client);
    client.input.append(chunk.data(), static_cast<std::size_t>(count));
    if (client.wanted == 0) measure(client);
    if (client.wanted > 0 && client.input.size() >= client.wanted) complete(client);
  }

  static void measure(Client& client) {
    const auto end = client.input.find("\r\n\r\n");
    if (end == std::string::npos) return;
    constexpr std::string_view name = "Content-Length: ";
    const auto at = client.input.find(name);
    std::size_t length = 0;
    if (at < end) std::from_chars(client.input.data() + at + name.size(), client.input.data() + end, length);
    client.wanted = end + 4 + length;
  }

  void complete(Client& client) {
    latencies_.push_back(Clock::now() - client.sent_at);
    ++result_.answers;
    ++client.answers;
    if (!client.input.starts_with("HTTP/1.1 2")) ++result_.failures;
    client.input.clear();
    client.wanted = 0;
    send_next(client);
  }

  void fail(Client& client) {
    ++result_.failures;
    client.socket.reset();
  }

  std::chrono::nanoseconds quantile(double share) {
    if (latencies_.empty()) return {};
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(latencies_.size() - 1));
    std::nth_element(latencies_.begin(), latencies_.begin() + rank, latencies_.end());
    return latencies_[static_cast<std::size_t>(rank)];
  }
  void summarise() {
    result_.p50 = quantile(0.5);
    result_.p99 = quantile(0.99);
    result_.worst = quantile(1.0);
  }

  const LoadPlan& plan_;
  FileDescriptor epoll_;
  std::vector<Client> clients_;
  std::vector<std::chrono::nanoseconds> latencies_;
  LoadResult result_;
};

}  // namespace

LoadResult run_load(const LoadPlan& plan) { return Load(plan).run(); }

}  // namespace bylaw::bench
