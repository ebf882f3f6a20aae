#include <algorithm>
#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/scenarios.hpp"

namespace bylaw::api {
namespace {

std::string place_of(dsl::Rulebook const& rulebook, dsl::Location where) {
  auto const& source = rulebook.sources[where.source];
  auto const line = 1 + std::ranges::count(std::string_view(source.text).substr(0, where.span.begin), '\n');
  return source.name + ':' + std::to_string(line);
}

}  // namespace

int test_rules(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook(arguments.operands(), streams.err);
  if (!rulebook) return bad_input;
  ScenarioRunner runner(rulebook);
  std::size_t failed = 0;
  for (auto const& scenario : rulebook->scenarios) {
    auto const faults = runner.run(scenario);
    if (faults.empty()) continue;
    ++failed;
    streams.out << place_of(*rulebook, scenario.where) << ": failed: " << scenario.title << '\n';
    for (auto const& fault : faults) streams.out << "  " << fault << '\n';
  }
  if (!arguments.has("--quiet")) {
    for (auto const& gap : runner.reach().gaps()) streams.out << "not reached: " << gap << '\n';
  }
  streams.out << rulebook->scenarios.size() - failed << " scenarios passed, " << failed << " failed\n";
  return failed == 0 ? fine : negative;
}

}  // namespace bylaw::api
