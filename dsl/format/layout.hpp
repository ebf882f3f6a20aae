// Text with places where a line may be broken, and the decision where it is. Knows nothing of rules.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bylaw::dsl::layout {

inline constexpr int line_width = 120;

// A piece of layout. Made by the functions below; `width` and `forced` follow from the parts.
struct Doc {
  enum class Kind { text, line, concat, group, fill, nest };
  Kind kind = Kind::text;
  std::string text;           // text; of a line, what stands there when it is not broken
  std::vector<Doc> parts;     // all but text and line
  int indent = 0;             // nest: how much deeper
  std::uint32_t at = 0;       // line: where in the source what follows begins, for comments
  std::uint32_t last_at = 0;  // the greatest `at` of all lines within
  int width = 0;              // columns when no line is broken
};

Doc text(std::string text);
// A blank where the line may be broken.
Doc line(std::uint32_t at);
Doc concat(std::vector<Doc> parts);
// All lines of a group are broken, or none. It is broken if it does not fit, or if a comment must be written within.
Doc group(std::vector<Doc> parts);
// Parts and lines in turn (part, line, part, ...): a line is broken only where the next part does not fit, or
// where a comment must be written.
Doc fill(std::vector<Doc> parts);
Doc nest(int indent, std::vector<Doc> parts);

template <class... Parts>
std::vector<Doc> docs(Parts&&... parts) {
  std::vector<Doc> list;
  list.reserve(sizeof...(parts));
  (list.push_back(std::forward<Parts>(parts)), ...);
  return list;
}

// Where lines end up. What is written begins on a fresh line, already indented.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string const& text) = 0;
  // Is there a comment before `at` in the source that has not been written?
  virtual bool comment_before(std::uint32_t at) const = 0;
  // Ends the line and begins another, whose first word begins at `at` in the source.
  virtual void break_line(int indent, std::uint32_t at) = 0;
};

// Writes `doc`; `indent` is that of its first line.
void print(Doc const& doc, int indent, Sink& sink);

}  // namespace bylaw::dsl::layout
