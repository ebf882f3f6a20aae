// Which records of a kind a list is of: those whose fields have the values that query parameters ask for.
#pragma once
#include <optional>
#include <vector>

#include "api/access/sight.hpp"
#include "api/input_fault.hpp"
#include "api/routes.hpp"

namespace bylaw::api {

// A field and the value it has to have. Nothing as value: no record has it.
struct RecordFilter {
  dsl::Index field = dsl::none;
  std::optional<engine::Value> value;
};
using RecordFilters = std::vector<RecordFilter>;

// From the parameters that are called like fields of the record.
RecordFilters read_record_filters(engine::Snapshot const& snapshot, dsl::Index record, Call const& call,
                                  InputFaults& faults);
// Whether the row is one that the caller sees and that fits: what the caller may not see is not found by its value either.
bool fits(RecordFilters const& filters, engine::Snapshot const& snapshot, dsl::Index record, engine::Row row,
          Sight& sight);

}  // namespace bylaw::api
