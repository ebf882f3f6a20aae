// What is new for a webhook: findings and cases that are otherwise than when it was told last.
#pragma once
#include <optional>
#include <string>

#include "api/service.hpp"

namespace bylaw::api {

struct News {
  std::string seen;                 // up to where it was looked at
  std::optional<std::string> body;  // nothing new: none
};
// An empty `seen` is now: nothing is new. One that is of no use any more is told as such, and counts as now.
News news_since(Service& service, std::string const& seen);

}  // namespace bylaw::api
