// A database put back from a copy of it, or into another shape. Nobody may have it open.
#pragma once
#include "engine/store.hpp"

namespace bylaw::engine {

// Copies a database that nobody writes, as it stands; there must be no such file.
void copy_database(std::string const& from, std::string const& to);

struct Restored {
  std::string kept_aside;           // where the database that was there before is now; empty: there was none
  audit::ErasedParts erased_since;  // what that one had erased after the copy was made
  std::vector<AccessToken> tokens;  // as that one had them
  std::string unread;               // why these could not all be read; empty: they could
};
// Puts the copy, which must have been checked, in the place of the database, in one step.
Restored put_back(std::string const& copy, std::string const& path);

}  // namespace bylaw::engine
