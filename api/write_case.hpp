// Where a case stands, as JSON.
#pragma once
#include "api/access/sight.hpp"
#include "api/json_writer.hpp"
#include "engine/cases.hpp"

namespace bylaw::api {

void write_case(JsonWriter& json, engine::Snapshot const& snapshot, engine::Row row, dsl::Date date,
                engine::CaseReport const& report, Sight& sight);
// One line of a list: the case, what it comes to, and what comes next.
void write_case_summary(JsonWriter& json, engine::Snapshot const& snapshot, engine::Row row,
                        engine::CaseReport const& report, Sight& sight);
// The members that identify a case: its key, and its fields as they are recorded.
void write_case_record(JsonWriter& json, engine::Snapshot const& snapshot, engine::Row row, Sight& sight);
// One step of it, with the norm it rests on.
void write_case_step(JsonWriter& json, engine::Snapshot const& snapshot, dsl::Procedure const& procedure,
                     engine::StepReport const& step);

}  // namespace bylaw::api
