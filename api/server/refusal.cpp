#include "api/server/refusal.hpp"

namespace bylaw::api {

std::string_view status_title(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 408:
      return "Request Timeout";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

std::string problem_document(int status, std::string_view detail) {
  std::string text = R"({"type":"about:blank","title":")";
  text.append(status_title(status)).append(R"(","status":)").append(std::to_string(status));
  return text.append(R"(,"detail":")").append(detail).append("\"}\n");
}

std::string refusal_message(const Refusal& refusal) {
  const auto document = problem_document(refusal.status, refusal.detail);
  std::string text = "HTTP/1.1 " + std::to_string(refusal.status) + ' ';
  text.append(status_title(refusal.status)).append("\r\n");
  text.append("Content-Type: application/problem+json\r\nCache-Control: no-store\r\nConnection: close\r\n");
  if (refusal.retry_after_seconds > 0)
    text.append("Retry-After: ").append(std::to_string(refusal.retry_after_seconds)).append("\r\n");
  return text.append("Content-Length: ").append(std::to_string(document.size())).append("\r\n\r\n").append(document);
}

}  // namespace bylaw::api
