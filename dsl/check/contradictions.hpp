// Rules that contradict each other with nothing said about which of them wins.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

// One says `may` or `must`, the other `must not`, of the same act, by the same people, on the same action, and both can
// apply at once. What cannot be shown to overlap within bounds is not reported.
void check_contradictions(Context& context);

}  // namespace bylaw::dsl::checking
