// One line of JSON on standard error for each request: for those who look for what happened by its request id.
#pragma once
#include "api/server/http_types.hpp"

namespace bylaw::api {

// `handler` with a line for each request it has answered. Bodies, queries and credentials are in none.
Handler with_log(Handler handler);

}  // namespace bylaw::api
