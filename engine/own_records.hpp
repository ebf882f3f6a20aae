// Which records are somebody's own, by the conditions of a role. What is unknown is nobody's own.
#pragma once
#include <memory>
#include <string_view>

#include "dsl/values.hpp"
#include "engine/snapshot.hpp"

namespace bylaw::engine {

class Program;

// For one thread and one snapshot, which must stay alive.
class OwnRecords {
 public:
  // `holder`: the key of the record that the role was given to; one that is not there owns nothing.
  OwnRecords(Program const& program, Snapshot const& snapshot, dsl::Date date, Index role, std::string_view holder);
  ~OwnRecords();
  OwnRecords(OwnRecords&&) noexcept;

  bool owns(Index record, Row row);

 private:
  struct Desk;
  std::unique_ptr<Desk> desk_;
};

}  // namespace bylaw::engine
