// Reading one literal or name from the text, character by character, with its own message for each way to get it wrong.
// What may stand where is the grammar's business.
#pragma once
#include <expected>
#include <string>
#include <string_view>

#include "dsl/syntax.hpp"

namespace bylaw::dsl {

// What is wrong with the characters [begin, end).
struct Fault {
  char const* begin = nullptr;
  char const* end = nullptr;
  std::string code;
  std::string message;
};

template <class T>
using Read = std::expected<T, Fault>;

// All of these start at `at`, move it behind what was read, and leave it alone when there is a fault. Spans are the
// caller's. `last` is the end of the text.

// At a digit: a whole number, a decimal, a date or a length of time.
Read<syntax::Expression> read_number(char const*& at, char const* last);
// At an upper-case letter: money, or a currency alone (as a path of one part).
Read<syntax::Expression> read_money(char const*& at, char const* last);
// At a digit: a date and nothing else.
Read<Date> read_date(char const*& at, char const* last);
// At a double quote: the text without its quotes and escapes.
Read<std::string> read_text(char const*& at, char const* last);

}  // namespace bylaw::dsl
