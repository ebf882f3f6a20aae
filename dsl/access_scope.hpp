// What a service can be asked to let somebody do: the words a role's `may` chooses from. They are the service's own,
// like the statuses of a finding, and the same for every rulebook.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bylaw::dsl {

enum class AccessScope : std::uint8_t {
  decide,           // ask questions
  read_decisions,   // those that were asked
  read_records,     // with their history
  write_records,    // as far as `writes` goes
  import_records,
  export_records,
  read_compliance,  // findings, figures, checklists
  read_cases,
  write_cases,
  read_rules,
  read_metrics,
  manage_tokens,
  read_log,         // entries with their commitments, proofs
  manage_database,  // copy it, erase what it holds of somebody's past
};

inline constexpr auto access_scope_names = std::to_array<std::string_view>(
    {"decide", "read_decisions", "read_records", "write_records", "import", "export", "read_compliance", "read_cases",
     "write_cases", "read_rules", "read_metrics", "manage_tokens", "read_log", "manage_database"});
inline constexpr std::size_t access_scopes = access_scope_names.size();
static_assert(access_scopes == static_cast<std::size_t>(AccessScope::manage_database) + 1);

constexpr std::string_view to_string(AccessScope scope) { return access_scope_names[static_cast<std::size_t>(scope)]; }
constexpr std::optional<AccessScope> access_scope(std::string_view name) {
  for (std::size_t i = 0; i < access_scopes; ++i)
    if (access_scope_names[i] == name) return static_cast<AccessScope>(i);
  return {};
}

// Whether it makes sense `of own`: what it gives is about records, one by one, or asks about some. What is written is
// limited by `writes`.
constexpr bool can_be_of_own(AccessScope scope) {
  using enum AccessScope;
  return scope == decide || scope == read_decisions || scope == read_compliance || scope == read_cases || scope == write_cases;
}

}  // namespace bylaw::dsl
