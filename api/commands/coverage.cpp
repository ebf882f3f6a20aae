#include "dsl/coverage.hpp"

#include <algorithm>
#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"

namespace bylaw::api {

int show_coverage(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  streams.out << dsl::coverage_text(*rulebook);
  return std::ranges::all_of(dsl::coverage(*rulebook), &dsl::CoverageRow::accounted) ? fine : negative;
}

}  // namespace bylaw::api
