#include <algorithm>
#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"

namespace bylaw::api {

int check_rules(Arguments const& arguments, Streams const& streams) {
  auto const checked = dsl::check(read_sources(arguments.operands()));
  auto const& sources = checked.rulebook.sources;
  bool const good = !dsl::has_errors(checked.diagnostics);
  if (arguments.has("--json")) {
    streams.out << dsl::to_json(sources, checked.diagnostics) << '\n';
    return good ? fine : negative;
  }
  for (auto const& diagnostic : checked.diagnostics) streams.err << dsl::render(sources, diagnostic);
  auto const errors = std::ranges::count(checked.diagnostics, dsl::Severity::error, &dsl::Diagnostic::severity);
  if (good)
    streams.out << sources.size() << " files, " << checked.rulebook.rules.size() << " rules, "
                << checked.rulebook.norms.size() << " norms: no errors\n";
  else
    streams.err << errors << (errors == 1 ? " error\n" : " errors\n");
  return good ? fine : negative;
}

}  // namespace bylaw::api
