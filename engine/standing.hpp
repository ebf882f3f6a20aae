// Standing compliance: what the standing rules come to on a day, over records instead of a question. Pure: the day and
// the snapshot are arguments. Any thread; each call keeps its working memory to itself.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dsl/values.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::engine {

class Program;

using dsl::most_columns;

struct StandingRow {
  Index rule = dsl::none;   // among Rulebook::standing
  Row subject = dsl::none;  // the row it is for, of the rule's record; none where the rule is for no record
  std::array<Row, most_columns> concerns{dsl::none, dsl::none, dsl::none, dsl::none};  // by column; none: nobody
  std::optional<std::int64_t> number{};
  dsl::StandingStatus status{};
  std::optional<dsl::Date> since{}, due{};
  bool late = false;
  bool operator==(StandingRow const&) const = default;
};

// All rows of every rule that is no checklist, by rule (in name order), subject and number.
std::vector<StandingRow> sweep(Program const& program, Snapshot const& snapshot, dsl::Date date);
// The rows of these rules, each given once and none a checklist, in the same order. Cheaper than one by one: they share
// what they find out.
std::vector<StandingRow> sweep(Program const& program, Snapshot const& snapshot, dsl::Date date,
                               std::span<Index const> rules);
// The rows of a checklist asked of one record (of the rule's `of_record`).
std::vector<StandingRow> checklist(Program const& program, Snapshot const& snapshot, dsl::Date date, Index rule,
                                   Row of);
// The same as sweep(), by the reference evaluator: slow, and shares no evaluation with it.
std::vector<StandingRow> sweep_by_reference(dsl::Rulebook const& rulebook, Snapshot const& snapshot, dsl::Date date);

// What the rule's details say of a row, one sentence each. `of`: what a checklist was asked of.
std::vector<std::string> details_of(Program const& program, Snapshot const& snapshot, dsl::Date date,
                                    StandingRow const& row, Row of = dsl::none);

}  // namespace bylaw::engine
