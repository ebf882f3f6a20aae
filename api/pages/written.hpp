// Values as people type them, as forms and queries carry them, and as JSON has them: all become one written form, such
// as "true", "2025-12-31", "USD 100000.00" or the key of a record.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "api/json_text.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::api::pages {

std::string trimmed(std::string_view text);
// "a, b" -> "a", "b"
std::vector<std::string> parts(std::string_view list);

// Nothing when the text is no value of the type, or names a record that is not there.
std::optional<std::string> canonical(engine::Snapshot const& snapshot, dsl::Type type, std::string_view text);
// The keys of the texts that say so: for a value that cannot be, and for none.
std::string fault_of(dsl::Type type);
std::string empty_fault(dsl::Type type);

// From JSON; none for null.
std::vector<std::string> written_values(dsl::Rulebook const& rulebook, dsl::Type type, JsonValue const& json);

}  // namespace bylaw::api::pages
