#include "api/import_stream.hpp"

#include <algorithm>
#include <exception>
#include <thread>

#include "api/read_state.hpp"
#include "api/record_queue.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t batch_size = 256;

// The thread that writes. What it throws is thrown again where it is finished.
class Writer {
 public:
  explicit Writer(engine::BulkImport& import) : import_(import), thread_([this] { run(); }) {}
  ~Writer() { queue_.close(); }

  bool push(RecordBatch batch) { return queue_.push(std::move(batch)); }

  void finish() {
    queue_.close();
    thread_.join();
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  void run() {
    try {
      while (auto batch = queue_.pop()) write(*batch);
    } catch (...) {
      thrown_ = std::current_exception();
      queue_.close();
    }
  }

  void write(RecordBatch const& batch) {
    if (batch.faulty) import_.give_up();
    for (auto const& [record, row] : batch.rows) import_.add(record, row);
  }

  engine::BulkImport& import_;
  RecordQueue queue_;
  std::exception_ptr thrown_;
  std::jthread thread_;  // last: it uses the others
};

struct WriterIsGone {};

// Collects what is read and hands it on.
class Reader {
 public:
  Reader(Writer& writer, dsl::Rulebook const& rulebook, ImportProgress const& progress)
      : writer_(writer), progress_(progress), counts_(rulebook.records.size()) {}

  void take(dsl::Index record, engine::StateRecord row) {
    ++counts_[record];
    ++total_;
    batch_.rows.emplace_back(record, std::move(row));
    if (batch_.rows.size() == batch_size) hand_on();
  }

  void hand_on() {
    batch_.faulty = !faults.empty();
    if (!writer_.push(std::exchange(batch_, {}))) throw WriterIsGone();
    if (progress_) progress_(total_, false);
  }

  std::size_t count(dsl::Index record) const { return counts_[record]; }
  std::size_t total() const { return total_; }

  InputFaults faults;

 private:
  Writer& writer_;
  ImportProgress const& progress_;
  RecordBatch batch_;
  std::vector<std::size_t> counts_;  // by record
  std::size_t total_ = 0;
};

std::expected<engine::State, InputFault> read_all(Reader& reader, dsl::Rulebook const& rulebook, JsonStream& stream) {
  auto kinds = read_state_stream(rulebook, stream, reader.faults, [&](dsl::Index record, engine::StateRecord row) {
    reader.take(record, std::move(row));
  });
  reader.hand_on();
  return kinds;
}

}  // namespace

std::expected<Imported, Problem> import_stream(engine::BulkImport& import, dsl::Rulebook const& rulebook,
                                               JsonStream& stream, ImportProgress const& progress) {
  Writer writer(import);
  Reader reader(writer, rulebook, progress);
  std::expected<engine::State, InputFault> kinds;
  try {
    kinds = read_all(reader, rulebook, stream);
  } catch (WriterIsGone const&) {
  }
  writer.finish();
  if (!kinds) return std::unexpected(malformed(kinds.error()));
  add_engine_faults(rulebook, import.check(), "", reader.faults);
  if (!reader.faults.empty()) return std::unexpected(invalid(reader.faults));
  if (progress) progress(reader.total(), true);
  Imported imported{import.commit().revision, {}};
  for (auto const& table : *kinds) imported.counts.emplace_back(table.record, reader.count(table.record));
  return imported;
}

}  // namespace bylaw::api
