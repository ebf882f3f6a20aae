// Problem documents (RFC 9457): every refusal's body. The closed list of their types is here.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/input_fault.hpp"
#include "api/server/http_types.hpp"

namespace bylaw::api {

enum class ProblemType {
  malformed,            // 400: cannot be read at all
  unauthenticated,      // 401: nobody is known by what was sent
  forbidden,            // 403: the caller is known, and may not
  unknown_path,         // 404
  unknown_record,       // 404: no such record, decision, rule...
  method_not_allowed,   // 405
  not_acceptable,       // 406
  conflict,             // 409: something else depends on it
  precondition_failed,  // 412
  unsupported_media,    // 415
  invalid,              // 422: can be read, and does not hold
  too_many,             // 429
  unavailable,          // 503
  internal,             // 500
};

struct Problem {
  ProblemType type = ProblemType::internal;
  std::string detail;
  std::vector<InputFault> errors = {};
  NamedValues headers = {};
  std::string members = {};  // further members of the document, as JSON without the braces
};

int status_of(ProblemType type);
std::string problem_json(Problem const& problem);
HttpResponse problem_response(Problem const& problem);

// What the readers refuse: broken text, and content that does not hold.
Problem malformed(InputFault const& fault);
Problem invalid(InputFaults const& faults);

}  // namespace bylaw::api
