// One family of rules: what its file says of itself, then each rule with its norms and in plain language.
#pragma once
#include <span>

#include "dsl/pages.hpp"
#include "dsl/pages/page_rule.hpp"

namespace bylaw::dsl {

// `rules` are of one family, at least one.
Page family_page(Rulebook const& rulebook, std::span<PageRule const> rules);

}  // namespace bylaw::dsl
