// The expressions of procedures, asked about one case on one day. Keeps what left an answer open, and the records that
// made a condition true.
#pragma once
#include <optional>
#include <set>
#include <vector>

#include "engine/decide/trace.hpp"

namespace bylaw::engine {

struct Answer {
  Truth truth = Truth::no;
  std::vector<RowReference> evidence;
  std::set<std::uint64_t> open;  // the unknowns that left it open, packed
};

class CaseDesk {
 public:
  // `procedure` says which fact refers to the case, if there is one yet. Parameters that are not given are not known.
  CaseDesk(Program const& program, Snapshot const& snapshot, Index procedure, std::optional<Row> row, dsl::Date date,
           std::vector<Value> parameters = {});
  CaseDesk(CaseDesk const&) = delete;

  // A condition; `unwritten` is what it comes to where it is not there.
  Answer ask(Index node, Truth unwritten = Truth::no);
  // A value; what left it unknown is added to `open`.
  Value value(Index node, std::set<std::uint64_t>* open = nullptr);

  Program const& program() const { return world_.program(); }
  Snapshot const& snapshot() const { return world_.snapshot(); }
  dsl::Date date() const { return question_.date; }

 private:
  Question question_;
  World world_;
  std::vector<Traced> frame_;
};

}  // namespace bylaw::engine
