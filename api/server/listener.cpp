#include "api/server/listener.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace bylaw::api {
namespace {

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

// The kernel cuts it to net.core.somaxconn.
constexpr int backlog = 4096;

void switch_on(int socket, int level, int option) {
  const int on = 1;
  ::setsockopt(socket, level, option, &on, sizeof on);
}

std::expected<AddressList, std::string> look_up(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (error != 0) return std::unexpected("cannot listen on " + host + ": " + ::gai_strerror(error));
  return AddressList(found, &::freeaddrinfo);
}

// SO_REUSEADDR only gets past connections in TIME_WAIT; SO_REUSEPORT would share the port.
FileDescriptor listening_socket(const addrinfo& address) {
  FileDescriptor socket(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  if (!socket.open()) return socket;
  switch_on(socket.number(), SOL_SOCKET, SO_REUSEADDR);
  if (address.ai_family == AF_INET6) switch_on(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY);
  if (::bind(socket.number(), address.ai_addr, address.ai_addrlen) != 0 || ::listen(socket.number(), backlog) != 0)
    return FileDescriptor();
  return socket;
}

int port_of(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
  return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

std::string text_of(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  if (address.ss_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  ::inet_ntop(address.ss_family, bytes, text.data(), text.size());
  return text.data();
}

}  // namespace

std::expected<Listener, std::string> Listener::bind(const std::string& host, int port) {
  if (port < 0 || port > 65535) return std::unexpected("cannot listen on port " + std::to_string(port));
  const auto addresses = look_up(host, port);
  if (!addresses) return std::unexpected(addresses.error());
  auto socket = listening_socket(**addresses);
  if (!socket.open())
    return std::unexpected("cannot listen on " + host + " port " + std::to_string(port) + ": " + std::strerror(errno));
  sockaddr_storage bound{};
  socklen_t length = sizeof bound;
  ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&bound), &length);
  return Listener(std::move(socket), port_of(bound));
}

Peer Listener::accept() {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  const int socket =
      ::accept4(socket_.number(), reinterpret_cast<sockaddr*>(&address), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket < 0) return {FileDescriptor(), {}};
  switch_on(socket, IPPROTO_TCP, TCP_NODELAY);
  return {FileDescriptor(socket), text_of(address)};
}

}  // namespace bylaw::api
