#include "api/problem.hpp"

#include "api/json_writer.hpp"

namespace bylaw::api {
namespace {

struct Description {
  int status;
  std::string_view name, title;
};

Description describe(ProblemType type) {
  switch (type) {
    case ProblemType::malformed:
      return {400, "malformed", "The request cannot be read"};
    case ProblemType::unauthenticated:
      return {401, "unauthenticated", "The caller is not known"};
    case ProblemType::forbidden:
      return {403, "forbidden", "The caller may not do this"};
    case ProblemType::unknown_path:
      return {404, "unknown-path", "There is nothing at this path"};
    case ProblemType::unknown_record:
      return {404, "not-found", "There is no such thing"};
    case ProblemType::method_not_allowed:
      return {405, "method-not-allowed", "This path does not take this method"};
    case ProblemType::not_acceptable:
      return {406, "not-acceptable", "There is no answer in a form that is accepted"};
    case ProblemType::conflict:
      return {409, "conflict", "The change conflicts with what is recorded"};
    case ProblemType::precondition_failed:
      return {412, "precondition-failed", "It has been changed in the meantime"};
    case ProblemType::unsupported_media:
      return {415, "unsupported-media-type", "The body is not of a type that is read here"};
    case ProblemType::invalid:
      return {422, "invalid", "The content does not hold"};
    case ProblemType::too_many:
      return {429, "too-many-requests", "This was tried too often"};
    case ProblemType::unavailable:
      return {503, "unavailable", "The service cannot answer at the moment"};
    case ProblemType::internal:
      break;
  }
  return {500, "internal", "The service failed"};
}

}  // namespace

int status_of(ProblemType type) { return describe(type).status; }

std::string problem_json(Problem const& problem) {
  auto const [status, name, title] = describe(problem.type);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("type", "urn:bylaw:problem:" + std::string(name));
  json.member("title", title);
  json.member("status", status);
  json.member("detail", problem.detail);
  if (!problem.errors.empty()) {
    json.key("errors");
    json.begin_list();
    for (auto const& [pointer, code, message] : problem.errors) {
      json.begin_object();
      json.member("pointer", pointer);
      json.member("code", code);
      json.member("message", message);
      json.end_object();
    }
    json.end_list();
  }
  if (!problem.members.empty()) out += ',' + problem.members;
  json.end_object();
  return out;
}

HttpResponse problem_response(Problem const& problem) {
  auto headers = problem.headers;
  headers.emplace_back("Cache-Control", "no-store");
  if (problem.type == ProblemType::unavailable) headers.emplace_back("Retry-After", "5");
  return {status_of(problem.type), "application/problem+json", problem_json(problem), std::move(headers)};
}

Problem malformed(InputFault const& fault) { return {ProblemType::malformed, fault.message, {fault}, {}}; }

Problem invalid(InputFaults const& faults) {
  auto const count = faults.size();
  auto detail =
      count == 1 ? faults.all().front().message : std::to_string(count) + " things do not hold; `errors` lists them.";
  if (count == InputFaults::most) detail = "At least " + detail;
  return {ProblemType::invalid, std::move(detail), faults.all(), {}};
}

}  // namespace bylaw::api
