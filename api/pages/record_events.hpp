// What can be done with one record besides changing it: an event of today, a letter.
#pragma once
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

// Given by one person to another, from one day to another: it can be printed as a letter.
bool is_letter(PageCall const& call, dsl::Index record);
// The events that have not happened, where the caller may record that they do: label and path.
List open_events(PageCall const& call, dsl::Index record, engine::Row row);

}  // namespace bylaw::api::pages
