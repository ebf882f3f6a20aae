// What a step, or the opening of a case, writes, by the declarations of the procedure; and the question that the action
// it is checked by is asked. Nothing is written here.
#pragma once
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/decision.hpp"

namespace bylaw::engine {

class Program;

// What the request gave of one record: its own key, if any, and the fields that the declaration leaves to it.
struct GivenRecord {
  std::optional<std::string> id;
  std::vector<std::optional<Datum>> fields;  // by field
};

struct Recording {
  Index procedure = dsl::none;
  Index step = dsl::none;  // none: the case is opened
  std::optional<Row> row;  // of the case, unless it is opened
  dsl::Date date;
  std::vector<Value> parameters;                // by Rulebook::parameters
  std::vector<std::vector<GivenRecord>> given;  // by write; one for a write that is not for each
};

std::vector<dsl::Write> const& writes_of(dsl::Rulebook const& rulebook, Index procedure, Index step);
dsl::ActionCheck const& check_of(dsl::Rulebook const& rulebook, Index procedure, Index step);

// A record to write, and which write and item of it made it.
struct Recorded {
  Index record = dsl::none;
  std::string key;
  std::size_t write = 0, item = 0;
};
struct Plan {
  State state;  // each table with the records in the order of `recorded`
  std::vector<Recorded> recorded;
};
// A place that nothing could fill: a mandatory field, or (field none) the record to change.
struct Unfilled {
  std::size_t write = 0, item = 0;
  Index field = dsl::none;
};
std::expected<Plan, std::vector<Unfilled>> plan_recording(Program const& program, Snapshot const& snapshot,
                                                          Recording const& recording,
                                                          std::function<std::string()> const& new_id);

// The question that the check asks of the state with the records in it; nothing where no action checks it. `row` is the
// case's in that state.
std::optional<Question> check_question(Program const& program, Snapshot const& after, Row row,
                                       Recording const& recording, Plan const& plan);

// Which of the step's recusals hold in the state with the records in it, for who acts.
std::vector<Index> recusals(Program const& program, Snapshot const& after, Row row, Recording const& recording);

// Whether the procedure is for this case.
Truth is_for(Program const& program, Snapshot const& snapshot, Index procedure, Row row, dsl::Date date);

}  // namespace bylaw::engine
