#include "api/authzen/search.hpp"

#include <algorithm>

#include "api/access/ask_rights.hpp"
#include "api/service.hpp"

namespace bylaw::api::authzen {
namespace {

std::vector<std::string> keys_of(engine::Snapshot const& snapshot, dsl::Index record, Sight& sight) {
  std::vector<std::string> keys;
  for (auto const row : snapshot.table(record).rows)
    if (sight.row(snapshot, record, row)) keys.emplace_back(snapshot.key(record, row));
  std::ranges::sort(keys);
  return keys;
}

// None where the type is unknown, or its ids are not recorded; nor those that the caller must not know of.
std::vector<std::string> candidates(engine::Snapshot const& snapshot, Sent const& sent, Sought sought, Sight& sight) {
  auto const& authzen = snapshot.rulebook->authzen;
  std::vector<std::string> names;
  if (sought == Sought::action) {
    for (auto const& action : authzen.actions) names.push_back(action.name);
    return names;
  }
  auto const* entity = sought == Sought::subject ? find_entity(authzen.subjects, sent.subject.type)
                                                 : find_entity(authzen.resources, sent.resource.type);
  auto const record = entity ? record_of(*snapshot.rulebook, *entity) : dsl::none;
  return record == dsl::none ? names : keys_of(snapshot, record, sight);
}

Entity& sought_in(Sent& sent, Sought sought) {
  if (sought == Sought::action) return sent.action;
  return sought == Sought::subject ? sent.subject : sent.resource;
}

}  // namespace

std::expected<std::vector<std::string>, InputFaults> search(Service const& service, Sight& sight,
                                                            std::shared_ptr<engine::Snapshot const> const& snapshot,
                                                            Sent sent, Sought sought, Options options) {
  Posing posing(snapshot, day_of(service.clock()), sight);
  if (auto faults = posing.lay_over(sent, sought); !faults.empty()) return std::unexpected(std::move(faults));
  auto& candidate = sought_in(sent, sought);
  candidate.properties = nullptr;
  std::vector<std::string> found;
  for (auto const& id : candidates(posing.snapshot(), sent, sought, sight)) {
    candidate.id = id;
    auto const posed = posing.pose(sent);
    if (!posed) return std::unexpected(posed.error());
    if (!*posed || check_asked(sight, **posed)) continue;
    auto const decision = engine::decide(*service.program, *(**posed).snapshot, (**posed).question);
    if (permits(*service.rulebook, decision, options)) found.push_back(id);
  }
  return found;
}

}  // namespace bylaw::api::authzen
