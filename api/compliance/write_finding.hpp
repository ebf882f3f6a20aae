// Rows of standing compliance as JSON and as CSV.
#pragma once
#include <string>

#include "api/access/finding_sight.hpp"
#include "api/json_writer.hpp"
#include "engine/decide.hpp"
#include "engine/standing.hpp"

namespace bylaw::api {

class FindingWriter {
 public:
  FindingWriter(engine::Program const& program, engine::Snapshot const& snapshot, dsl::Date date, FindingSight& sight)
      : program_(program), snapshot_(snapshot), rulebook_(*snapshot.rulebook), date_(date), sight_(sight) {}

  // `of`: the record that a checklist was asked of.
  void write_json(JsonWriter& json, engine::StandingRow const& row, engine::Row of = dsl::none) const;
  std::string csv_head() const;
  std::string csv_line(engine::StandingRow const& row) const;

 private:
  std::string text_of(engine::StandingRow const& row, engine::Row of) const;
  std::string subject_of(engine::StandingRow const& row) const;
  std::string concern_of(engine::StandingRow const& row, dsl::Index column) const;

  engine::Program const& program_;
  engine::Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  dsl::Date date_;
  FindingSight& sight_;
};

}  // namespace bylaw::api
