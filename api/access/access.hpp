// What a route asks of its callers. There is no default: a route that does not say it does not compile.
#pragma once
#include <optional>

#include "dsl/access_scope.hpp"

namespace bylaw::api {

struct Access {
  // Only with a scope, or by one of the names below.
  constexpr Access(dsl::AccessScope needed) : scope(needed) {}
  static constexpr Access everybody() { return Access(true); }    // without a token, too
  static constexpr Access any_caller() { return Access(false); }  // whoever has a token, whatever it may

  std::optional<dsl::AccessScope> scope;
  bool open = false;

 private:
  constexpr explicit Access(bool is_open) : open(is_open) {}
};

}  // namespace bylaw::api
