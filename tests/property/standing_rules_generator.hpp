// Standing rules over the players and clubs of decide_generator.cpp. To be called within a property.
#pragma once
#include "tests/property/decide_generator.hpp"

namespace bylaw::engine::generated {

// Two definitions of a player, and up to four rules with norms of their own, every clause of the language among them.
std::vector<std::string> standing_rules(Options const& options);

}  // namespace bylaw::engine::generated
