// `Idempotency-Key`: a request with the same key is carried out once, and answered again as it was answered then.
#pragma once
#include "api/routes.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

// The key of a request that changes something, which is the caller's own; nothing where it has none.
std::optional<engine::RequestKey> request_key(Call const& call);

// Runs the route's handler, or repeats its answer. What was refused may be sent again with the same key.
Reply run_once(Service& service, Route const& route, Call const& call);

}  // namespace bylaw::api
