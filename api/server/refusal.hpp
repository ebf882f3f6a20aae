// A request that the server refuses before any handler sees it, and the problem document (RFC 9457) it answers.
#pragma once

#include <string>
#include <string_view>

namespace bylaw::api {

struct Refusal {
  int status = 400;
  std::string_view detail;      // a literal: nothing that a peer sent is ever repeated
  int retry_after_seconds = 0;  // 0: no Retry-After
};

// The document alone: type, title, status, detail.
std::string problem_document(int status, std::string_view detail);

// The complete answer: status line, fields with Connection: close, document.
std::string refusal_message(const Refusal& refusal);

// The reason phrase of a status the server itself uses; "Error" for any other.
std::string_view status_title(int status);

}  // namespace bylaw::api
