// Which rows of a sweep are asked for: by column, norm, rule, status and force, and by the fields of the records in the
// columns (a group's type, a person's region). What can be filtered by follows from the rulebook.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/input_fault.hpp"
#include "api/routes.hpp"
#include "engine/standing.hpp"

namespace bylaw::api {

// A field of a column's record that findings can be told apart by, and its name as a parameter. Where the bare name is
// taken already, the column stands before it: `group.status`.
struct FindingField {
  dsl::Index column = dsl::none, field = dsl::none;
  std::string name;
};
std::vector<FindingField> finding_fields(dsl::Rulebook const& rulebook);

// The query parameters that findings can be filtered by.
std::vector<std::string> finding_parameters(dsl::Rulebook const& rulebook);

class FindingFilter {
 public:
  // Faults where a value is none that there could be. A record that does not exist is no fault: nothing is found.
  FindingFilter(Service const& service, engine::Snapshot const& snapshot, Call const& call, InputFaults& faults);

  bool keeps(engine::StandingRow const& row) const;
  // The same, rows included that are too many for a list and are met.
  bool keeps_in_counts(engine::StandingRow const& row) const;

  // The same asked in parts: by the rule and the status, and by what stands in the columns that are looked at.
  std::set<dsl::Index> columns() const;
  bool keeps(dsl::Index rule, dsl::StandingStatus status) const;
  bool keeps_concern(dsl::Index column, engine::Row about) const;
  // The only records in that column that are asked for; null: any.
  std::vector<engine::Row> const* wanted_in(dsl::Index column) const;

 private:
  struct FieldValue {
    dsl::Index column = dsl::none, field = dsl::none;
    std::vector<engine::Value> values;
  };
  void read_columns(Call const& call);
  void read_rules(Call const& call, InputFaults& faults);
  void read_statuses(Call const& call, InputFaults& faults);
  void read_forces(Call const& call, InputFaults& faults);
  void read_fields(Call const& call, InputFaults& faults);
  bool keeps_field(FieldValue const& filter, engine::Row about) const;

  dsl::Rulebook const& rulebook_;
  engine::Snapshot const& snapshot_;
  std::vector<std::pair<dsl::Index, std::vector<engine::Row>>> columns_;
  std::vector<bool> rules_;                 // by standing rule: asked for
  std::set<dsl::StandingStatus> statuses_;  // empty: any but not_applicable
  std::vector<FieldValue> fields_;
  bool narrow_ = false;  // asked for so little that rows that are usually left out are wanted as well
};

}  // namespace bylaw::api
