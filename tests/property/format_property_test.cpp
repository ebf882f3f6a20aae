// Formatting any tree gives text that parses to the same tree and is laid out the same when formatted again.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dsl/format.hpp"
#include "dsl/parse.hpp"
#include "tests/property/pick.hpp"
#include "tests/property/syntax_generator.hpp"

namespace bylaw::dsl {
namespace {

// Parses formatted text; a text with errors fails the property and is shown.
syntax::File parsed_again(std::string const& text) {
  Source const source{"text", text};
  auto parsed = parse(source);
  if (!parsed.diagnostics.empty()) RC_FAIL(text + render({source}, parsed.diagnostics.front()));
  return std::move(parsed.file);
}

RC_GTEST_PROP(Format, AnExpressionIsReadBackAsItWas, ()) {
  auto const expression = arbitrary::expression(4);
  auto const text = format(expression);
  auto const file = parsed_again("define f() = " + text);
  RC_LOG() << text << std::endl;
  RC_ASSERT(file.items.size() == 1u);
  auto const& body = *std::get<syntax::Definition>(file.items[0]).body;
  RC_ASSERT(body == expression);
  RC_ASSERT(format(body) == text);
}

RC_GTEST_PROP(Format, ItemsAreReadBackAsTheyWere, ()) {
  syntax::File const file{arbitrary::several(1, 3, arbitrary::item), {}};
  auto const text = format(file);
  auto const again = parsed_again(text);
  RC_LOG() << text << std::endl;
  RC_ASSERT(again.items == file.items);
  RC_ASSERT(format(again) == text);
  RC_ASSERT(format(again, text) == text);
}

// Comments anywhere between two tokens: none is lost, and the layout is settled at once.
RC_GTEST_PROP(Format, KeepsCommentsWhereverTheyStand, ()) {
  syntax::File const file{arbitrary::several(1, 2, arbitrary::item), {}};
  auto const plain = format(file);
  std::string text;
  int comments = 0;
  for (auto const c : plain) {
    auto const between =
        c == '\n' || (c == ' ' && std::count(text.begin() + static_cast<std::ptrdiff_t>(text.rfind('\n') + 1),
                                             text.end(), '"') == 0);
    if (between && arbitrary::number(0, 9) == 0)
      text += " -- c" + std::to_string(++comments) + (arbitrary::coin() ? "\n" : "\n\n -- more\n");
    text += c;
  }
  auto const commented = parsed_again(text);
  RC_LOG() << text << std::endl;
  RC_ASSERT(commented.items == file.items);
  auto const once = format(commented, text);
  RC_LOG() << "formatted:\n" << once << std::endl;
  auto const again = parsed_again(once);
  RC_ASSERT(again.items == file.items);
  RC_ASSERT(again.comments.size() == commented.comments.size());
  if (auto const twice = format(again, once); twice != once) RC_FAIL("formatted again:\n" + twice);
}

}  // namespace
}  // namespace bylaw::dsl
