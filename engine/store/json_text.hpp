// The little JSON that the database holds: rows in the change log, and list fields as arrays of texts.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/state.hpp"

namespace bylaw::engine {

// An object with the fields that are recorded, as an import gives them: money as {"amount", "currency"}, whole numbers
// and truth values as such, everything else as text.
std::string row_json(dsl::Rulebook const& rulebook, Index record, StateRecord const& row);

// The members of an object as they are written, by key as written; nothing unless it is an object as row_json writes.
std::optional<std::map<std::string, std::string>> members_of_object(std::string_view json);
// Whether two rows say the same, in whatever order.
bool same_row(std::optional<std::string> const& left, std::optional<std::string> const& right);

std::string array_json(std::vector<std::string> const& texts);
// Nothing unless it is an array of texts, written as array_json does.
std::optional<std::vector<std::string>> texts_of_array(std::string_view json);

}  // namespace bylaw::engine
