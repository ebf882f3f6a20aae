// New secrets for people, by somebody who manages who comes in or by themselves. Whoever was signed in with the old one
// is signed out.
#pragma once
#include <string>
#include <string_view>

#include "api/access/doorkeeper.hpp"

namespace bylaw::api {

// Made at random; told once, and kept only as what it hashes to.
std::string give_secret(Doorkeeper& door, std::string const& person, std::string const& role, std::string const& by,
                        Time now);
// Chosen by the person, whose session of that id goes on.
void choose_secret(Doorkeeper& door, std::string const& person, std::string const& role, std::string_view secret,
                   std::string const& session, Time now);

}  // namespace bylaw::api
