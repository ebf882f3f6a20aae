// The comments of a file and the lines it is formatted into: each comment goes with the line it belongs to.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "dsl/format/layout.hpp"
#include "dsl/syntax.hpp"

namespace bylaw::dsl {

// Collects formatted lines. Comments that stand before a line in the source are written before it: behind the line
// before where they stood behind other text, on lines of their own where they did not.
class Lines : public layout::Sink {
 public:
  // `text` is the source; without it all comments count as standing on their own.
  Lines(std::vector<syntax::Comment> const& comments, std::string_view text) : comments_(comments), text_(text) {}

  // A line of its own (more where it does not fit) that begins at `at` in the source.
  void add(int indent, std::uint32_t at, layout::Doc const& doc);
  // The comments before `at`, with indentation `indent`.
  void add_comments_before(int indent, std::uint32_t at);
  // As add_comments_before, between items: at most one blank line before each comment where the source has some, and
  // one in any case before the first thing that follows when `blank_first`. True when that blank line is still due.
  bool add_comments_between(std::uint32_t at, bool blank_first);
  void add_blank();
  bool empty() const { return out_.empty(); }

  // Is there a blank line in the source right before `at`?
  bool blank_before(std::uint32_t at) const;
  std::string take() &&;

  void write(std::string const& text) override { out_ += text; }
  void break_line(int indent, std::uint32_t at) override;
  bool comment_before(std::uint32_t at) const override {
    return next_ < comments_.size() && comments_[next_].span.begin < at;
  }

 private:
  bool is_trailing(syntax::Comment const& comment) const;
  bool add_trailing(syntax::Comment const& comment);
  void begin_line(int indent);

  std::vector<syntax::Comment> const& comments_;
  std::string_view text_;
  std::size_t next_ = 0;    // the first comment not yet written
  bool line_open_ = false;  // there is a line that a comment can be put behind
  std::string out_;
};

}  // namespace bylaw::dsl
