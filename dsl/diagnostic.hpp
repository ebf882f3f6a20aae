// What is wrong with rule text, as a value: where, what was expected, and where the other half of a conflict stands.
// Rendering for people and for editors is here; deciding what is wrong is not.
#pragma once
#include "dsl/syntax.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::dsl {

// One file of rule text. `name` is what diagnostics call it (a path as given).
struct Source {
  std::string name;
  std::string text;
};

// A place in one of the sources given to check().
struct Location {
  std::uint32_t source = 0;
  Span span;
};

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // stable, for editors: "unknown_name", "type_mismatch", ...
  Location where;
  std::string message;
  std::optional<Location> other;  // second span, with what it is:
  std::string other_message;
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(Diagnostics const& diagnostics);

// "file:line:col: error: message", the line with a caret under the span, then the second place as a note.
std::string render(std::vector<Source> const& sources, Diagnostic const& diagnostic);
// One JSON array of all of them (for `check --json`); lines and columns count from 1, columns in bytes.
std::string to_json(std::vector<Source> const& sources, Diagnostics const& diagnostics);

// The closest of `candidates` when it is a slip of one or two letters away; empty otherwise.
std::string nearest(std::string_view word, std::vector<std::string_view> const& candidates);

}  // namespace bylaw::dsl
