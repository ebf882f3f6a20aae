#include "api/commands/listen_address.hpp"

#include <arpa/inet.h>

#include <charconv>

#include "api/input_fault.hpp"

namespace bylaw::api {

bool ListenAddress::is_loopback() const {
  in_addr four{};
  in6_addr six{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24) == 127;
  if (inet_pton(AF_INET6, host.c_str(), &six) == 1) return IN6_IS_ADDR_LOOPBACK(&six);
  return host == "localhost";
}

std::string ListenAddress::url() const {
  bool const six = host.find(':') != std::string::npos;
  return "http://" + (six ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

std::expected<ListenAddress, std::string> parse_listen_address(std::string const& text) {
  auto const fault = [&] {
    return std::unexpected("Where to listen is HOST:PORT, such as 127.0.0.1:8080, not " + in_quotes(text) + '.');
  };
  auto const colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return fault();
  ListenAddress address{text.substr(0, colon), 0};
  auto const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc{} || stopped != end || address.port < 0 || address.port > 65535) return fault();
  if (address.host.starts_with('[') && address.host.ends_with(']'))
    address.host = address.host.substr(1, address.host.size() - 2);
  return address;
}

}  // namespace bylaw::api
