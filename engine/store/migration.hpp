// Recorded data on its way to another vocabulary: fields that take another name, fields and records that are given up.
#pragma once
#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

// Changes the rows and what is known of their columns; the table then fits a rulebook that has the new names.
void apply(Connection& connection, MigrationStep const& step);
// Each row of these records that is not what was last recorded of it, as a change.
void note_migrated(Connection& connection, LogWriting& writing, dsl::Rulebook const& rulebook,
                   std::vector<MigrationStep> const& steps, Author const& author);
// One line for each step.
std::string text_of(std::vector<MigrationStep> const& steps);

}  // namespace bylaw::engine
