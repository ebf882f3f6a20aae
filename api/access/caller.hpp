// Who asks, and what that is allowed to. Made once for a request.
#pragma once
#include <array>
#include <string>

#include "dsl/rulebook.hpp"

namespace bylaw::api {

struct Caller {
  // May do and see everything, as under --dev; else what `role` may, as far as the token goes.
  bool unrestricted = false;
  dsl::Index role = dsl::none;  // among Rulebook::roles
  std::string name;             // the person, else the label: what changes are signed with
  std::string holder;           // the key of the record that the role was given to; empty where it is for anybody
  std::string person;           // who signed in, or whom the token was made for
  bool session = false;         // signed in, so can sign out
  std::string token;            // its id; empty: none
  std::string expires_at;
  std::array<dsl::Reach, dsl::access_scopes> may{};

  dsl::Reach reach(dsl::AccessScope scope) const {
    return unrestricted ? dsl::Reach::all : may[static_cast<std::size_t>(scope)];
  }
};

}  // namespace bylaw::api
