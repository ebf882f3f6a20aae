// Requests as those who made them, and those who answer them, see them.
#pragma once
#include "api/access/sight.hpp"
#include "api/authzen/access_request.hpp"
#include "api/json_text.hpp"
#include "api/server/http_types.hpp"
#include "api/service.hpp"

namespace bylaw::api::authzen {

std::string task_path(std::string_view key);
// {"task": {...}}: its status, where to ask for it, what is recorded, which answers there are, whose turn it is.
// Of what is recorded, as much as `sight` leaves.
std::string task_json(Service const& service, Sight& sight, Task const& task);

// A problem document whose type is one of the profile's.
HttpResponse request_problem(int status, std::string_view name, std::string_view detail);

// Whether somebody whose own records only these are is not who asks by this record.
bool asks_for_another(dsl::Rulebook const& rulebook, dsl::AccessRequest const& request,
                      engine::StateRecord const& record, Caller const& caller);
// Whether the caller answers such requests at all: whoever writes such records only where they are their own does not.
bool answers_for_others(dsl::Rulebook const& rulebook, Caller const& caller, dsl::AccessRequest const& request);

// Whether the `subject` of the answer is who asked; has_asked() says it of the caller.
bool answers_own(dsl::Rulebook const& rulebook, Task const& task, JsonValue const& answer);

}  // namespace bylaw::api::authzen
