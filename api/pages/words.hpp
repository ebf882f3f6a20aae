// Records and values as people read them, in one language: titles of records, dates, amounts, labels.
#pragma once
#include <string>
#include <string_view>

#include "api/pages/texts.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::api::pages {

class Words {
 public:
  Words(engine::Snapshot const& snapshot, Language language)
      : snapshot_(snapshot), rulebook_(*snapshot.rulebook), texts_(Texts::in(language)) {}

  // What a record is called: its name, else what it links together.
  std::string title(dsl::Index record, engine::Row row) const;
  std::string title_of_key(dsl::Index record, std::string_view key) const;
  // "Annual reports"
  std::string plural(dsl::Index record) const;
  std::string singular(dsl::Index record) const;
  std::string field(dsl::Field const& field) const;
  // A value as it is written in queries and in the database: "true", "2025-12-31", "USD 100000.00", "g-cats".
  std::string shown(dsl::Type type, std::string_view written) const;
  std::string value(dsl::Field const& field, engine::Value value) const;
  std::string date(dsl::Date date) const;
  std::string party(std::string_view name) const;
  // "Guidelines for leaders, section 4.2"
  std::string place(dsl::Norm const& norm) const;

 private:
  std::string scalar(dsl::Type type, engine::Value value) const;
  std::string money(std::string_view written) const;

  engine::Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  Texts const& texts_;
};

// "Donor scope"
std::string in_words(std::string_view name);
std::string capitalised(std::string text);

// The rows of a record whose field refers to that row.
std::vector<engine::Row> rows_referring(engine::Snapshot const& snapshot, dsl::Index record, dsl::Index field,
                                        engine::Row target);
// Whether a record with a first and a last day runs on a day; one without counts always.
bool runs_on(engine::Snapshot const& snapshot, dsl::Index record, engine::Row row, dsl::Date date);
// A value as it is written; empty where there is none.
std::string written(engine::Snapshot const& snapshot, dsl::Type type, engine::Value value);

}  // namespace bylaw::api::pages
