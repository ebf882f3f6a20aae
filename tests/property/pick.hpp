// Small draws that the generators are made of. To be called within a property.
#pragma once
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "dsl/syntax.hpp"

namespace bylaw::dsl::arbitrary {

// From the whole range in every run: by itself, RapidCheck begins with the smallest.
inline int number(int low, int high) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high + 1)); }
inline bool coin() { return number(0, 1) == 1; }

template <class T>
T one_of(std::initializer_list<T> values) {
  return *(values.begin() + number(0, static_cast<int>(values.size()) - 1));
}

template <class Make>
auto several(int low, int high, Make make) {
  std::vector<decltype(make())> all;
  for (int count = number(low, high); count > 0; --count) all.push_back(make());
  return all;
}
template <class Make>
auto maybe(Make make) {
  return coin() ? std::optional(make()) : std::nullopt;
}

// Words that mean something else nowhere, though some begin declarations or are marks of fields.
inline syntax::Name name() {
  return {{},
          one_of<char const*>({"a", "b2", "long_name_of_something", "group", "record", "rule", "fact", "date",
                               "count_of", "action", "optional", "key", "document", "given", "force", "to",
                               "before_all", "default", "one_x"})};
}
// Words of the language too, for places where any word may stand.
inline syntax::Name any_word() {
  return coin() ? name()
                : syntax::Name{
                      {},
                      one_of<char const*>({"end", "and", "not", "when", "norm", "in", "must", "may", "has", "with",
                                           "is", "setting", "true", "see", "by", "for", "because", "overrides"})};
}
inline syntax::Names names(int low = 1, int high = 3) { return several(low, high, name); }
inline syntax::Name dotted() { return {{}, name().text + "." + any_word().text}; }
inline syntax::Name norm_id() {
  return {{},
          one_of<char const*>({"a/1/b", "annex-two/4.2.1/ask-first", "a_b/annex2/x",
                               "long-document-name/12.34/a-very-long-short-name"})};
}
inline syntax::Text text() {
  std::string value;
  for (int count = number(0, 6); count > 0; --count)
    value += one_of<char const*>({"a", " ", "word ", "\"", "\\", "--", "\\\"", "é", "漢", "\t", "end", "(", ",", "{x}",
                                  "a much longer piece of text "});
  return {{}, value};
}

inline Date day() { return Date{number(-719'162, 2'932'896)}; }
inline syntax::DateLiteral date() { return {{}, day()}; }

}  // namespace bylaw::dsl::arbitrary
