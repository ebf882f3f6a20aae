// HOST:PORT as given on a command line.
#pragma once
#include <expected>
#include <string>

namespace bylaw::api {

struct ListenAddress {
  std::string host;  // without the brackets of an IPv6 address
  int port = 0;
  // An address that only programs on this machine can reach.
  bool is_loopback() const;
  std::string url() const;
};

// The error is a sentence.
std::expected<ListenAddress, std::string> parse_listen_address(std::string const& text);

}  // namespace bylaw::api
