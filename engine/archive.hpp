// What a database holds of the past: the log with its proofs, every rulebook that was in force, and what was recorded
// at any revision. Read from a file on its own, also while a server writes it, or from an open store.
#pragma once
#include "dsl/check.hpp"
#include "engine/audit/checkpoint.hpp"
#include "engine/audit/entry.hpp"
#include "engine/audit/merkle.hpp"
#include "engine/store.hpp"

namespace bylaw::engine {

struct LogHead {
  std::string note;        // the signed checkpoint
  std::string public_key;  // that it is signed with
  audit::Checkpoint checkpoint;
};

// A record as it was recorded, as JSON in the shape of an import.
struct RecordedRow {
  std::string record, json;
};
struct RecordedState {
  std::vector<RecordedRow> rows;
  bool erased = false;  // some of what was recorded then has been erased since, and is left out
};

// A rulebook that came into force, and when (RFC 3339, UTC).
struct RulebookInForce {
  std::string at, revision;
};

class Archive {
 public:
  // Throws StorageError when the file cannot be read as a database of ours that has a log.
  static std::unique_ptr<Archive> open(std::string const& path);
  virtual ~Archive() = default;

  virtual LogHead head() const = 0;
  // In the order of the log, from this one on.
  virtual std::vector<audit::Entry> entries(std::uint64_t from, std::size_t limit) const = 0;
  // For entry < size <= head, and 0 < from <= to <= head.
  virtual audit::Proof inclusion(std::uint64_t entry, std::uint64_t size) const = 0;
  virtual audit::Proof consistency(std::uint64_t from, std::uint64_t to) const = 0;
  virtual audit::Hash root(std::uint64_t size) const = 0;

  virtual std::optional<LoggedDecision> decision(std::string_view id) const = 0;
  virtual std::optional<std::uint64_t> number_of_decision(std::string_view id) const = 0;
  // Oldest first, behind that number; with their numbers.
  virtual std::vector<std::pair<std::uint64_t, LoggedDecision>> decisions_after(std::optional<std::uint64_t> number,
                                                                                std::size_t limit) const = 0;

  // The last revision recorded by that moment (RFC 3339, UTC, with milliseconds), and the rulebook in force then; 0 and
  // empty where there was none. The order of the log counts: a clock that was set back reorders nothing.
  virtual std::uint64_t revision_at(std::string_view moment) const = 0;
  virtual std::string rulebook_at(std::string_view moment) const = 0;
  // The last that many, oldest first.
  virtual std::vector<RulebookInForce> rulebooks(std::size_t most) const = 0;
  virtual std::optional<std::vector<dsl::Source>> sources(std::string_view rulebook) const = 0;
  virtual RecordedState state_at(std::uint64_t revision) const = 0;
};

}  // namespace bylaw::engine
