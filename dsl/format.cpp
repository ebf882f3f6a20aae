#include "dsl/format.hpp"

#include <limits>

#include "dsl/format/expression.hpp"
#include "dsl/format/items.hpp"

namespace bylaw::dsl {
namespace {

// Items without an `end` may stand close together.
bool is_loose(syntax::Item const& item) {
  return std::holds_alternative<syntax::Header>(item) || std::holds_alternative<syntax::Headline>(item) ||
         std::holds_alternative<syntax::Setting>(item) || std::holds_alternative<syntax::Fact>(item) ||
         std::holds_alternative<syntax::Definition>(item) || std::holds_alternative<syntax::Entry>(item);
}
bool is_short(syntax::Item const& item) {
  return std::holds_alternative<syntax::Headline>(item) || std::holds_alternative<syntax::Setting>(item) ||
         std::holds_alternative<syntax::Entry>(item);
}

std::uint32_t begin_of(syntax::Item const& item) {
  return std::visit([](syntax::Node const& node) { return node.span.begin; }, item);
}

// Must a blank line stand between the two, whatever the source has?
bool must_part(syntax::Item const& before, syntax::Item const& next, bool has_source) {
  if (!is_loose(before) || !is_loose(next)) return true;
  return !has_source && (!is_short(before) || before.index() != next.index());
}

}  // namespace

std::string format(syntax::File const& file, std::string_view text) {
  Lines lines(file.comments, text);
  syntax::Item const* before = nullptr;
  for (auto const& item : file.items) {
    if (std::holds_alternative<syntax::BadItem>(item)) continue;
    auto const at = begin_of(item);
    auto const blank = before && must_part(*before, item, !text.empty());
    auto const blank_due = lines.add_comments_between(at, blank);
    if (!lines.empty() && (blank_due || lines.blank_before(at))) lines.add_blank();
    add_item(lines, item);
    before = &item;
  }
  lines.add_comments_between(std::numeric_limits<std::uint32_t>::max(), before && !is_loose(*before));
  return std::move(lines).take();
}

std::string format(syntax::Expression const& expression) {
  std::vector<syntax::Comment> const no_comments;
  Lines lines(no_comments, {});
  lines.add(0, 0, expression_doc(expression));
  auto text = std::move(lines).take();
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace bylaw::dsl
