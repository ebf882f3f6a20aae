// Records as scenarios give them.
#pragma once
#include <optional>

#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

// Nothing when there is no such record. The fields of the key are filled from the text that identifies it.
std::optional<ScenarioRecord> check_given(Context& context, std::uint32_t source, syntax::GivenRecord const& node);

}  // namespace bylaw::dsl::checking
