#include "engine/store/log_rows.hpp"

#include <algorithm>

#include "engine/audit/random.hpp"

namespace bylaw::engine {
namespace {

constexpr std::size_t salt_size = sizeof(audit::Salt), hash_size = sizeof(audit::Hash);

std::string_view salt_bytes(Seals const& seals, std::size_t part) {
  auto const from = std::min(part * salt_size, seals.salts.size());
  return std::string_view(seals.salts).substr(from, salt_size);
}

audit::Part part_of(std::string name, Seals const& seals, std::size_t part, std::string text) {
  audit::Part made{std::move(name), std::move(text), {}, {}};
  auto const salt = salt_bytes(seals, part);
  if (salt.size() == salt_size) std::ranges::copy(salt, made.salt.begin());
  if (!is_erased(seals, part)) return made;
  made.text.reset();
  auto const from = std::min(part * hash_size, seals.erased.size());
  if (auto const hash = audit::hash_of_bytes(std::string_view(seals.erased).substr(from, hash_size)))
    made.erased = *hash;
  return made;
}

std::string one_value(std::optional<std::string> const& value) { return audit::Canonical().add_optional(value).bytes; }

std::string content_of(LoggedDecision const& decision) {
  auto parameters = decision.parameters;
  std::ranges::sort(parameters);
  audit::Canonical content;
  for (auto const& [name, value] : parameters) content.add(std::string_view(name)).add(std::string_view(value));
  content.add_nothing().add(std::string_view(decision.request)).add(std::string_view(decision.answer));
  return std::move(content.bytes);
}

audit::Value number_or_nothing(std::optional<std::int64_t> number) {
  return number ? audit::Value(*number) : audit::Value();
}

}  // namespace

Seals fresh_seals(std::size_t parts) { return {audit::random_bytes(parts * salt_size), {}}; }

audit::Entry entry_of(DecisionRow const& row) {
  auto const& decision = row.decision;
  auto const state = decision.state_revision
                         ? std::optional<std::int64_t>(static_cast<std::int64_t>(*decision.state_revision))
                         : std::nullopt;
  return {row.number,
          "decision",
          {decision.id, decision.decided_at, decision.action, decision.outcome, decision.date, number_or_nothing(state),
           number_or_nothing(row.rulebook)},
          {part_of("content", row.seals, 0, content_of(decision))}};
}

audit::Entry entry_of(ChangeRow const& row) {
  return {
      row.number,
      "change",
      {static_cast<std::int64_t>(row.revision), row.at, row.record},
      {part_of("key", row.seals, 0, one_value(row.key)), part_of("who", row.seals, 1, one_value(row.who)),
       part_of("before", row.seals, 2, one_value(row.before)), part_of("after", row.seals, 3, one_value(row.after))}};
}

audit::Entry entry_of(EventRow const& row) {
  return {row.number, "event", {row.at, row.kind, row.text}, {part_of("who", row.seals, 0, one_value(row.who))}};
}

bool is_erased(Seals const& seals, std::size_t part) {
  return std::ranges::all_of(salt_bytes(seals, part), [](char c) { return c == 0; });
}

void erase_part(Seals& seals, audit::Entry const& entry, std::size_t part) {
  auto const committed = entry.parts[part].committed();
  seals.erased.resize(entry.parts.size() * hash_size);
  seals.erased.replace(part * hash_size, hash_size, audit::bytes_of(committed));
  seals.salts.replace(part * salt_size, salt_size, std::string(salt_size, '\0'));
}

}  // namespace bylaw::engine
