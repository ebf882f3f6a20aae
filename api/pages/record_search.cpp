#include "api/pages/record_search.hpp"

#include <algorithm>

#include "api/pages/words.hpp"

namespace bylaw::api::pages {
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char c : folded(text) + ' ') {
    if (c != ' ')
      word += c;
    else if (!word.empty())
      words.push_back(std::exchange(word, {}));
  }
  return words;
}

// Of two-byte UTF-8 only Latin letters with accents matter here; others stay as they are.
std::string folded(std::string_view text) {
  constexpr std::string_view plain = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";  // U+00C0...
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c + 32);
    } else if (c == '\xC3' && i + 1 < text.size()) {
      result += plain[static_cast<unsigned char>(text[++i]) - 0x80];
    } else {
      result += c;
    }
  }
  return result;
}

std::vector<engine::Row> search_records(engine::Snapshot const& snapshot, dsl::Index record, std::string_view wanted,
                                        std::size_t most) {
  Words const words(snapshot, Language::english);
  auto const parts = words_of(wanted);
  std::vector<std::pair<std::string, engine::Row>> found;
  for (auto const row : snapshot.table(record).rows) {
    auto const text = folded(words.title(record, row)) + ' ' + std::string(snapshot.key(record, row));
    if (std::ranges::all_of(parts, [&](auto const& part) { return text.contains(part); }))
      found.emplace_back(text, row);
  }
  std::ranges::sort(found);
  std::vector<engine::Row> rows;
  for (auto const& [text, row] : found)
    if (rows.size() < most) rows.push_back(row);
  return rows;
}

std::vector<engine::Row> candidate_rows(PageCall const& call, std::vector<Item> const& items, Answers const& answers,
                                        Item const& item) {
  auto const& fields = call.rulebook().records[item.type.of].fields;
  for (auto const& other : items) {
    auto const given = answers.given.find(other.name);
    if (!other.parameter || given == answers.given.end() || given->second.empty() || other.name == item.name) continue;
    auto const field = std::ranges::find_if(fields, [&](dsl::Field const& f) { return f.type == other.type; });
    auto const target = call.snapshot->find(other.type.of, given->second.front());
    if (field != fields.end() && target && item.type.of != people_of(call.rulebook()))
      return rows_referring(*call.snapshot, item.type.of, static_cast<dsl::Index>(field - fields.begin()), *target);
  }
  return call.snapshot->table(item.type.of).rows;
}

}  // namespace bylaw::api::pages
