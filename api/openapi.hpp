// The interface as OpenAPI 3.1: paths from the route table, schemas from the rulebook's declarations.
#pragma once
#include <span>
#include <string>

#include "api/routes.hpp"
#include "dsl/rulebook.hpp"

namespace bylaw::api {

std::string openapi_document(dsl::Rulebook const& rulebook, std::span<Route const> routes);

}  // namespace bylaw::api
