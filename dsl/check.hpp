// Syntax trees to a checked rulebook: names, types, forces against the catalogue, acyclic definitions and overrides,
// every norm accounted for. All faults of all files in one run.
#pragma once
#include <expected>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/rulebook.hpp"

namespace bylaw::dsl {

struct Checked {
  Rulebook rulebook;  // usable only when there are no errors; its `sources` (sorted) are what diagnostics point into
  Diagnostics diagnostics;  // syntax errors of every file, then what the checker found; warnings too
};

// Parses and checks all sources as one rulebook. Deterministic: the order of sources and rules never matters.
// Never throws for any text. Thread-safe.
Checked check(std::vector<Source> sources);

// What tells rulebooks apart, over all sources in the order of their names: "sha256:...". Where they are installed is
// no part of it.
std::string revision_of(std::vector<Source> const& sources);
// The sources under names that say nothing of where they are installed.
std::vector<Source> without_directory(std::vector<Source> sources);

// Reads every *.rules file below `directory` (sorted by path). Throws std::filesystem::filesystem_error or
// std::runtime_error when it cannot be read.
std::vector<Source> read_sources(std::string const& directory);

}  // namespace bylaw::dsl
