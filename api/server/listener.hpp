// The listening socket. It never shares its port: a second instance must fail at once, not take half of the
// connections.
#pragma once

#include <expected>
#include <string>

#include "api/server/file_descriptor.hpp"

namespace bylaw::api {

struct Peer {
  FileDescriptor socket;  // non-blocking, no Nagle delay
  std::string address;    // "127.0.0.1", "::1"
};

class Listener {
 public:
  // `host` is an address or a name; IPv4 and IPv6. Port 0 takes any free one. The error says what failed, for people.
  static std::expected<Listener, std::string> bind(const std::string& host, int port);

  int descriptor() const { return socket_.number(); }
  int port() const { return port_; }

  // Sets errno and leaves the socket closed when there is nobody to accept or no room for a descriptor.
  Peer accept();

 private:
  Listener(FileDescriptor socket, int port) : socket_(std::move(socket)), port_(port) {}

  FileDescriptor socket_;
  int port_;
};

}  // namespace bylaw::api
