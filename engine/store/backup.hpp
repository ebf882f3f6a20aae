// Copies of a database that is in use, through the connection that writes it: a second one that checkpointed could
// damage the write-ahead log of this version of SQLite.
#pragma once
#include "engine/store/connection.hpp"
#include "engine/store/turns.hpp"

namespace bylaw::engine {

// Whole and durable under its name once it returns, or not there at all. Lets others have their turn in between; what
// they write is in the copy too. There must be no such file.
void back_up(Connection& connection, Turns& turns, std::string const& to);

}  // namespace bylaw::engine
