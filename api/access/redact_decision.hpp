// A decision as its reader may see it. It is worked out over everything that is recorded, and kept like that; what names
// a record that the reader must not know of, or tells what is in it, is left out when it is sent.
#pragma once
#include <string>

#include "api/access/sight.hpp"

namespace bylaw::api {

// `just_asked`: the reader asked the question, so records that are not stored came with it, and are no secret.
std::string redact_decision(Sight& sight, std::string const& json, bool just_asked);
// The same of where a case stands.
std::string redact_case(Sight& sight, std::string const& json);

}  // namespace bylaw::api
