// How the text of a rule changed from one rulebook to the next, as far as this database has seen them in force.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/pages/page.hpp"

namespace bylaw::api::pages {

struct RuleChange {
  enum class Kind { first_seen, changed, gone, back } kind = Kind::first_seen;
  std::string at, revision;
  std::string before, after;
};
// `keyword` is what a rule of its kind begins with. Newest first.
std::vector<RuleChange> rule_changes(engine::Archive const& archive, std::string_view keyword, std::string_view name);
// As it is written in there, from its first line to its "end"; nothing where there is no such rule.
std::optional<std::string> rule_text(std::vector<dsl::Source> const& sources, std::string_view keyword,
                                     std::string_view name);

List rule_history(PageCall const& call, std::string_view keyword, std::string_view name);

}  // namespace bylaw::api::pages
