// One question as a form, by the type of its answer; and answers as rows, each with the way to change it.
#pragma once
#include "api/pages/answers.hpp"
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

Model question_form(PageCall const& call, std::vector<Item> const& items, Answers const& answers, Item const& item);
List answer_rows(PageCall const& call, std::string const& path, std::vector<Item> const& items, Answers const& answers);

}  // namespace bylaw::api::pages
