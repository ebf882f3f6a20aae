// Records found by what people call them.
#pragma once
#include "api/pages/answers.hpp"
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

// Those whose title or key has every word, whatever the case; in the order of their titles.
std::vector<engine::Row> search_records(engine::Snapshot const& snapshot, dsl::Index record, std::string_view words,
                                        std::size_t most);
// The records that an answer can be: where they belong to something that was answered already, such as the group,
// only those that belong to it.
std::vector<engine::Row> candidate_rows(PageCall const& call, std::vector<Item> const& items, Answers const& answers,
                                        Item const& item);
// What somebody searches for, word by word, folded.
std::vector<std::string> words_of(std::string_view text);
// Upper and lower case, and the common accents, made one.
std::string folded(std::string_view text);

}  // namespace bylaw::api::pages
