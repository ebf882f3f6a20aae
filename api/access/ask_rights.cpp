#include "api/access/ask_rights.hpp"

#include "api/access/doorkeeper.hpp"

namespace bylaw::api {

std::optional<Problem> check_asked(Sight& sight, AskedQuestion const& asked) {
  auto const& caller = sight.caller();
  if (caller.unrestricted || caller.reach(dsl::AccessScope::decide) != dsl::Reach::own) return {};
  auto const& rulebook = *asked.snapshot->rulebook;
  auto const& role = rulebook.roles[caller.role];
  for (std::size_t i = 0; i < rulebook.parameters.size(); ++i) {
    auto const& value = asked.question.parameters[i];
    auto const of = rulebook.parameters[i].type.of;
    if (value.kind != engine::Kind::reference || role.own[of].slot == dsl::none) continue;
    auto const row = static_cast<engine::Row>(value.number);
    if (sight.owns(*asked.snapshot, of, row)) continue;
    return forbidden("The " + rulebook.records[of].name + ' ' +
                     in_quotes(asked.snapshot->key(of, row)) + " is not for " + caller.name + " to ask about.");
  }
  return {};
}

}  // namespace bylaw::api
