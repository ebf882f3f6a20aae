#include "api/server/connection_table.hpp"

#include <utility>

namespace bylaw::api {
namespace {

constexpr std::size_t spare_connections = 64;

}  // namespace

bool ConnectionTable::make_room(const std::string& address) {
  const auto same_peer = per_peer_.find(address);
  if (same_peer != per_peer_.end() && same_peer->second >= limits_.connections_per_peer) return false;
  if (open_.size() < limits_.connections) return true;
  auto* longest = longest_idle();
  if (longest == nullptr || open_.size() > limits_.connections) return false;
  close(*longest);
  return true;
}

Connection* ConnectionTable::longest_idle() const {
  Connection* longest = nullptr;
  for (const auto& [connection, owned] : open_) {
    if (!connection->is_mine() || !connection->is_idle()) continue;
    if (longest == nullptr || connection->deadline < longest->deadline) longest = connection;
  }
  return longest;
}

Connection* ConnectionTable::add(Peer peer) {
  if (open_.size() >= limits_.connections + spare_connections) return nullptr;
  auto owned = std::make_unique<Connection>(std::move(peer.socket), std::move(peer.address), limits_, body_limit_);
  auto* connection = owned.get();
  auto& same_peer = per_peer_[connection->address];
  open_.emplace(connection, std::move(owned));
  ++same_peer;  // last, so that lack of memory before it leaves no count too many
  return connection;
}

void ConnectionTable::close(Connection& connection) {
  const auto found = open_.find(&connection);
  connection.socket.reset();
  if (auto peer = per_peer_.find(connection.address); --peer->second == 0) per_peer_.erase(peer);
  closed_.push_back(std::move(found->second));
  open_.erase(found);
}

std::vector<Connection*> ConnectionTable::due(Connection::Clock::time_point now, bool idle_too) const {
  std::vector<Connection*> due;
  for (const auto& [connection, owned] : open_)
    if (connection->is_mine() && (now >= connection->deadline || (idle_too && connection->is_idle())))
      due.push_back(connection);
  return due;
}

}  // namespace bylaw::api
