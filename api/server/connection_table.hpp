// Who is connected, and whether there is room for one more. Used by the poller only.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/server/connection.hpp"
#include "api/server/listener.hpp"

namespace bylaw::api {

class ConnectionTable {
 public:
  ConnectionTable(const HttpLimits& limits, const BodyLimit& body_limit) : limits_(limits), body_limit_(body_limit) {}

  bool empty() const { return open_.empty(); }

  // False when this peer or the server has as many connections as it may have. A full server lets its longest idle
  // connection go first.
  bool make_room(const std::string& address);
  // A few more than the limit are taken, to be told that it is reached; then nullptr.
  Connection* add(Peer peer);
  // The object stays until forget_closed(), because events at hand may point to it.
  void close(Connection& connection);
  void forget_closed() { closed_.clear(); }

  // The connections in the poller's turn that are past their deadline; with `idle_too` also those that are idle.
  std::vector<Connection*> due(Connection::Clock::time_point now, bool idle_too) const;

 private:
  Connection* longest_idle() const;

  const HttpLimits& limits_;
  const BodyLimit& body_limit_;
  std::unordered_map<Connection*, std::unique_ptr<Connection>> open_;
  std::unordered_map<std::string, std::size_t> per_peer_;
  std::vector<std::unique_ptr<Connection>> closed_;
};

}  // namespace bylaw::api
