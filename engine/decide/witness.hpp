// The mode that keeps the records that made a condition true, and nothing else: what shows a finding, told with every
// decision.
#pragma once
#include <vector>

#include "engine/decide/plain.hpp"
#include "engine/decision.hpp"

namespace bylaw::engine {

class Witness : public Plain {
 public:
  static constexpr bool shortcuts = false;  // they lead past records

  // Adds to `evidence`.
  explicit Witness(std::vector<RowReference>& evidence) : evidence_(evidence) {}

  void witness(Index record, Row row) { evidence_.push_back({record, row}); }
  // Only what is true has witnesses; what came to something else need not be looked at again.
  bool has_to_see(Truth truth, bool negative) const { return truth == Truth::yes && !negative; }
  std::size_t mark() const { return evidence_.size(); }
  void settle(std::size_t mark, Truth truth, bool negative) {
    if (truth != Truth::yes || negative) evidence_.resize(mark);
  }
  std::size_t row_begins() const { return evidence_.size(); }
  void row_ends(std::size_t before, Truth truth, Index record, Row row) {
    if (truth != Truth::yes)
      evidence_.resize(before);
    else if (record != dsl::none)
      witness(record, row);
  }
  bool wants_every_witness() const { return true; }

 private:
  std::vector<RowReference>& evidence_;
};

}  // namespace bylaw::engine
