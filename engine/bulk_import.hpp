// An import of any size into a database that no server has open: records are taken one by one, checked and written as
// they come, and either all of them are there in the end, durably, or nothing has changed. Holds no record; what the
// state is after it shows when the database is opened.
#pragma once
#include <memory>

#include "engine/store.hpp"

namespace bylaw::engine {

class BulkImport {
 public:
  // Opens or creates the database, as Store::open does.
  static std::unique_ptr<BulkImport> begin(std::string const& path, std::shared_ptr<dsl::Rulebook const> rulebook,
                                           ImportMode mode, Author const& author);
  // What was not committed has not happened.
  virtual ~BulkImport() = default;

  // Kinds in any order; the position of a fault is that among the records of its kind.
  virtual void add(Index record, StateRecord const& row) = 0;
  // From now on records are only checked: something is wrong with them that is found elsewhere.
  virtual void give_up() = 0;
  // After the last: what is wrong with them, at most 1,000.
  virtual Faults check() = 0;
  // Only when nothing is. Records that are there just like that keep their version and leave no entry; where all are,
  // the revision stays.
  virtual WriteResult commit() = 0;
};

}  // namespace bylaw::engine
