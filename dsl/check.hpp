// Syntax trees to a checked rulebook: names, types, forces against the catalogue, acyclic definitions and overrides,
// every norm accounted for. All faults of all files in one run.
#pragma once
#include "dsl/diagnostic.hpp"
#include "dsl/rulebook.hpp"

#include <expected>
#include <vector>

namespace bylaw::dsl {

struct Checked {
  Rulebook rulebook;        // usable only when there are no errors; its `sources` (sorted) are what diagnostics point into
  Diagnostics diagnostics;  // syntax errors of every file, then what the checker found; warnings too
};

// Parses and checks all sources as one rulebook. Deterministic: the order of sources and rules never matters.
// Never throws for any text. Thread-safe.
Checked check(std::vector<Source> sources);

// Reads every *.rules file below `directory` (sorted by path). Throws std::filesystem::filesystem_error or
// std::runtime_error when it cannot be read.
std::vector<Source> read_sources(std::string const& directory);

}  // namespace bylaw::dsl
