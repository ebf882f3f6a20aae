#include "dsl/coverage.hpp"

#include <algorithm>
#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/input_fault.hpp"
#include "dsl/pages.hpp"

namespace bylaw::api {

int show_coverage(Arguments const& arguments, Streams const& streams) {
  auto const format = arguments.has("--format") ? arguments.value("--format") : "text";
  if (format != "text" && format != "markdown") {
    streams.err << "bylaw coverage: The format is text or markdown, not " << in_quotes(format) << ".\n";
    return bad_input;
  }
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  streams.out << (format == "text" ? dsl::coverage_text(*rulebook) : dsl::coverage_page(*rulebook));
  return std::ranges::all_of(dsl::coverage(*rulebook), &dsl::CoverageRow::accounted) ? fine : negative;
}

}  // namespace bylaw::api
