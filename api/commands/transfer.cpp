#include <ostream>

#include "api/clock.hpp"
#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/import_state.hpp"
#include "api/write_state.hpp"

namespace bylaw::api {
namespace {

void print_problem(Problem const& problem, std::string const& file, std::ostream& err) {
  if (problem.errors.empty()) err << file << ": " << problem.detail << '\n';
  for (auto const& fault : problem.errors)
    err << file << ": " << (fault.pointer.empty() ? "" : fault.pointer + ": ") << fault.message << '\n';
}

}  // namespace

int import_records(Arguments const& arguments, Streams const& streams) {
  auto const mode = arguments.has("--mode") ? arguments.value("--mode") : "merge";
  if (mode != "merge" && mode != "replace") {
    streams.err << "bylaw import: The mode is merge or replace, not " << in_quotes(mode) << ".\n";
    return bad_input;
  }
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const& file = arguments.operands().front();
  auto const text = read_file(file, streams);
  auto const store = engine::Store::open(arguments.value("--db"), rulebook);
  streams.err << "Importing " << (text.size() + 1023) / 1024 << " KB from " << file << '\n' << std::flush;
  auto const how = mode == "replace" ? engine::ImportMode::replace : engine::ImportMode::merge;
  auto const imported =
      import_state(*store, *rulebook, text, how, {"command line", rfc3339(std::chrono::system_clock::now())});
  if (!imported) {
    print_problem(imported.error(), file, streams.err);
    streams.err << "Nothing was changed.\n";
    return bad_input;
  }
  std::size_t total = 0;
  for (auto const& [record, count] : imported->counts) {
    streams.err << "  " << count << ' ' << rulebook->records[record].name << '\n';
    total += count;
  }
  streams.err << total << " records imported; the state is at revision " << imported->revision << ".\n";
  return fine;
}

int export_records(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const store = engine::Store::open(arguments.value("--db"), rulebook);
  std::string out;
  JsonWriter json(out);
  write_state(json, *rulebook, store->everything());
  streams.out << out << '\n' << std::flush;
  if (streams.out) return fine;
  streams.err << "bylaw export: The records could not all be written.\n";
  return bad_input;
}

}  // namespace bylaw::api
