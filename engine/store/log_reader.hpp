// The log of a database, entry by entry in its order.
#pragma once
#include "engine/store/decision_table.hpp"

namespace bylaw::engine {

// One entry as it stands in the database. Where the row that it is about is not there, `found` is false.
struct StoredEntry {
  audit::Entry entry;
  std::string nodes;         // as stored
  std::string erased_parts;  // as stored: commitments
  bool found = false;
};

class LogReader {
 public:
  explicit LogReader(Connection& connection);
  std::vector<StoredEntry> read(std::uint64_t from, std::size_t limit) const;

 private:
  void fill(StoredEntry& stored, std::string const& kind) const;

  Connection& connection_;
  DecisionTable decisions_;
};

}  // namespace bylaw::engine
