// Who may, what may it be done to, what may be done: every candidate there is, asked one by one, so that a search never
// says anything else than the evaluations would.
#pragma once
#include <string>
#include <vector>

#include "api/authzen/decide.hpp"

namespace bylaw::api::authzen {

// The ids (names, for actions) of those with which the answer is yes, in order.
std::expected<std::vector<std::string>, InputFaults> search(Service const& service, Sight& sight,
                                                            std::shared_ptr<engine::Snapshot const> const& snapshot,
                                                            Sent sent, Sought sought, Options options);

}  // namespace bylaw::api::authzen
