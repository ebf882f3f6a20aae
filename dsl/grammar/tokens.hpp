// Names, texts and literals: thin parsers around dsl/literal.hpp.
#pragma once
#include "dsl/grammar/recovery.hpp"

namespace bylaw::dsl::grammar {

inline void refuse_upper_case(State& state, Iterator first) {
  auto const end = token(state, first).end;
  fail(state, {first, end, "bad_name",
               "'" + std::string(first, end) + "' is no name: names are written in lower case, with underscores"});
}

// One word; `free` ones only, where a word of the language would mean something else.
template <bool Free>
struct NameParser : Terminal<NameParser<Free>, syntax::Name> {
  using Terminal<NameParser<Free>, syntax::Name>::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, syntax::Name& name) const {
    if (first == last || (!is_lower(*first) && !is_upper(*first))) return false;
    auto const& word = token(state, first);
    if (is_upper(*first)) refuse_upper_case(state, first);
    if (Free && has_use(word.id, word_use::reserved)) return false;
    name.text.assign(first, word.end);
    name.span = span(state, first, word.end);
    first = word.end;
    return true;
  }
  bool read(State& state, Iterator& first, Iterator const& last, x3::unused_type) const {
    syntax::Name ignored;
    return read(state, first, last, ignored);
  }
};
constexpr auto word(char const* phrase = "a name") { return NameParser<false>(phrase); }
constexpr auto free_name(char const* phrase = "a name") { return NameParser<true>(phrase); }

// Fills the name of a declaration, where no declaration can stand: if one begins on a new line, the name is missing.
template <auto Member>
struct Declare {
  static bool run(auto const& step, auto& node) {
    step.skip();
    auto const& state = step.state();
    auto const on_new_line =
        state.gap.end == step.first && std::find(state.gap.begin, state.gap.end, '\n') != state.gap.end;
    if (on_new_line && begins_item(state.text, step.first)) return false;
    return Set<Member>::run(step, node);
  }
};
template <auto Member>
constexpr auto declare(auto const& p) {
  return directive<Declare<Member>>(p);
}

// `gifts.large`: words with dots and no blanks between them.
struct DottedParser : Terminal<DottedParser, syntax::Name> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, syntax::Name& name) const {
    if (first == last || !is_lower(*first)) return false;
    auto end = token(state, first).end;
    if ((end == last || *end != '.') && has_use(state.token.id, word_use::reserved)) return false;
    while (last - end > 1 && *end == '.' && is_lower(end[1])) end = word_end(end + 1, last);
    if (last - end > 1 && *end == '.' && is_word_letter(end[1])) refuse_upper_case(state, end + 1);
    if (last - end > 1 && *end == '-' && is_word_letter(end[1]))
      fail(state, {end, end + 1, "bad_name", "names are written with underscores, not with '-'"});
    name.text.assign(first, end);
    name.span = span(state, first, end);
    first = end;
    return true;
  }
};
constexpr auto dotted(char const* phrase) { return DottedParser(phrase); }

// `policy/4.2/ask-first`: document, section and short name.
struct NormParser : Terminal<NormParser, syntax::Name> {
  using Terminal::Terminal;
  static constexpr bool is_letter(char c) { return is_word_letter(c) || c == '-' || c == '.'; }
  bool read(State& state, Iterator& first, Iterator const& last, syntax::Name& name) const {
    if (first == last || !is_lower(*first)) return false;
    auto end = first;
    int slashes = 0;
    while (end != last && (is_letter(*end) || (*end == '/' && last - end > 1 && is_letter(end[1])))) {
      if (last - end > 1 && end[0] == '-' && end[1] == '-') break;  // a comment
      slashes += *end++ == '/';
    }
    if (slashes == 0) return false;
    if (slashes != 2)
      fail(state, {first, end, "bad_norm", "a norm is written document/section/name, as in policy/4.2/ask-first"});
    name.text.assign(first, end);
    name.span = span(state, first, end);
    first = end;
    return true;
  }
};
constexpr auto norm_id(char const* phrase = "a norm such as policy/4.2/ask-first") { return NormParser(phrase); }

// What stands before the first '/' of a norm: `policy`, `annex-two`.
struct DocumentNameParser : Terminal<DocumentNameParser, syntax::Name> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, syntax::Name& name) const {
    if (first == last || !is_lower(*first)) return false;
    auto end = first;
    while (end != last && (is_word_letter(*end) || (*end == '-' && last - end > 1 && is_word_letter(end[1])))) ++end;
    name.text.assign(first, end);
    name.span = span(state, first, end);
    first = end;
    return true;
  }
};
constexpr auto document_name(char const* phrase = "a name for the document") { return DocumentNameParser(phrase); }

struct TextParser : Terminal<TextParser, syntax::Text> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, syntax::Text& text) const {
    if (first == last || *first != '"') return false;
    auto const begin = first;
    auto value = read_text(first, last);
    if (!value) fail(state, std::move(value.error()));
    text.value = *std::move(value);
    text.span = span(state, begin, first);
    return true;
  }
};
constexpr auto text(char const* phrase = "a text in double quotes") { return TextParser(phrase); }

struct DateParser : Terminal<DateParser, syntax::DateLiteral> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, syntax::DateLiteral& date) const {
    if (first == last || !is_digit(*first)) return false;
    auto const begin = first;
    auto value = read_date(first, last);
    if (!value) fail(state, std::move(value.error()));
    date.value = *value;
    date.span = span(state, begin, first);
    return true;
  }
};
constexpr auto date() { return DateParser("a date such as 2025-12-31"); }

struct CurrencyParser : Terminal<CurrencyParser, syntax::Name> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const&, syntax::Name& name) const {
    auto const end = token(state, first).end;
    if (!parse_currency({first, static_cast<std::size_t>(end - first)})) return false;
    name.text.assign(first, end);
    name.span = span(state, first, end);
    first = end;
    return true;
  }
};
constexpr auto currency() { return CurrencyParser("a currency such as USD"); }

// A number, date, length of time, amount of money or text: whatever begins with a character no name begins with.
struct LiteralParser : Terminal<LiteralParser, syntax::Expression> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, syntax::Expression& expression) const {
    if (first == last) return false;
    auto const begin = first;
    if (*first == '"') return TextParser("").read(state, first, last, expression.value.emplace<syntax::Text>());
    if (!is_digit(*first) && !is_upper(*first)) return false;
    auto value = is_digit(*first) ? read_number(first, last) : read_money(first, last);
    if (!value) fail(state, std::move(value.error()));
    expression = *std::move(value);
    auto const place = span(state, begin, first);
    std::visit([&](syntax::Node& literal) { literal.span = place; }, expression.value);
    if (auto* path = std::get_if<syntax::Path>(&expression.value)) path->parts.front().span = place;
    return true;
  }
};
constexpr auto literal() { return LiteralParser("a value"); }

}  // namespace bylaw::dsl::grammar
