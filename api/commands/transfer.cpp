#include <chrono>
#include <istream>
#include <ostream>

#include "api/clock.hpp"
#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/import_stream.hpp"
#include "api/write_state.hpp"

namespace bylaw::api {
namespace {

void print_problem(Problem const& problem, std::string const& file, std::ostream& err) {
  if (problem.errors.empty()) err << file << ": " << problem.detail << '\n';
  for (auto const& fault : problem.errors)
    err << file << ": " << (fault.pointer.empty() ? "" : fault.pointer + ": ") << fault.message << '\n';
}

// Tells how far an import is, once it has taken a while.
class Progress {
 public:
  Progress(JsonStream const& stream, std::uintmax_t size, std::ostream& err)
      : stream_(stream), size_(size), err_(err) {}

  void operator()(std::size_t records, bool all) {
    if (all && told_ != start_) err_ << "  all are read and checked: making indexes and committing\n" << std::flush;
    auto const now = std::chrono::steady_clock::now();
    auto const seconds = std::chrono::duration<double>(now - start_).count();
    if (all || now - told_ < pause) return;
    told_ = now;
    err_ << "  " << records << " records, " << static_cast<std::size_t>(static_cast<double>(records) / seconds)
         << " a second";
    if (size_ > 0) err_ << ", " << stream_.taken() * 100 / size_ << " % of the file";
    err_ << '\n' << std::flush;
  }

 private:
  static constexpr std::chrono::seconds pause{2};

  JsonStream const& stream_;
  std::uintmax_t size_;
  std::ostream& err_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), told_ = start_;
};

JsonStream::Read reading(std::istream& in) {
  return [&in](char* room, std::size_t size) {
    in.read(room, static_cast<std::streamsize>(size));
    return static_cast<std::size_t>(in.gcount());
  };
}

int tell(std::expected<Imported, Problem> const& imported, dsl::Rulebook const& rulebook, std::string const& file,
         std::ostream& err) {
  if (!imported) {
    print_problem(imported.error(), file, err);
    err << "Nothing was changed.\n";
    return bad_input;
  }
  std::size_t total = 0;
  for (auto const& [record, count] : imported->counts) {
    err << "  " << count << ' ' << rulebook.records[record].name << '\n';
    total += count;
  }
  err << total << " records imported; the state is at revision " << imported->revision << ".\n";
  return fine;
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
  auto const opened = open_file(file, streams);
  auto const how = mode == "replace" ? engine::ImportMode::replace : engine::ImportMode::merge;
  auto const import = engine::BulkImport::begin(arguments.value("--db"), rulebook, how,
                                                {"command line", rfc3339(std::chrono::system_clock::now())});
  streams.err << "Importing ";
  if (opened.size > 0) streams.err << (opened.size + 1023) / 1024 << " KB ";
  streams.err << "from " << file << '\n' << std::flush;
  JsonStream stream(reading(opened.in));
  return tell(import_stream(*import, *rulebook, stream, Progress(stream, opened.size, streams.err)), *rulebook, file,
              streams.err);
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
