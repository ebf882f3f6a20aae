// Which settings a rule reads, itself or through what it uses.
#pragma once
#include <set>
#include <string_view>

#include "dsl/rulebook.hpp"

namespace bylaw::api::pages {

std::set<dsl::Index> settings_of(dsl::Rulebook const& rulebook, dsl::Rule const& rule);
std::set<dsl::Index> settings_of(dsl::Rulebook const& rulebook, dsl::Standing const& rule);
// A rule as it is written.
template <class R>
std::string_view source_text(dsl::Rulebook const& rulebook, R const& rule) {
  auto const& text = rulebook.sources[rule.where.source].text;
  return std::string_view(text).substr(rule.source.begin, rule.source.end - rule.source.begin);
}

}  // namespace bylaw::api::pages
