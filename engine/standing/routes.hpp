// Which rows of which standing rules a changed record may bear on, found out from the rules alone: how an evaluation
// gets from its subject to a record is known, and the indexes lead the same way back. Nothing is kept while rules are
// evaluated. Never too little: what cannot be led back bears on every subject.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "engine/decide/program.hpp"
#include "engine/snapshot_difference.hpp"

namespace bylaw::engine {

// Where a value comes from, as seen from the subject of a rule.
struct Origin {
  enum class Kind : std::uint8_t {
    anything,  // not followed: any subject may lead to any value
    subject,   // the row that the rule is for
    field,     // of a row that comes from `of`, in `table`; of lists each item
    rows,      // the rows of `table` that a quantifier looks at, found by any of the keys
    chosen,    // one of the rows that come from `of`, or none
    either     // from `of` or from `other`
  };
  // A row is looked at only where this field is the key, or may be; not where it is not recorded if it has to be.
  struct Key {
    Index field = dsl::none, from = dsl::none;
    bool recorded = false;
    auto operator<=>(Key const&) const = default;
  };
  Kind kind = Kind::anything;
  Index record = dsl::none;  // of the rows that it comes to, where it comes to rows
  Index table = dsl::none, field = dsl::none;
  Index of = dsl::none, other = dsl::none;
  bool known = false;    // field: looked at only where it is recorded
  bool selects = false;  // rows: only to choose one that certainly counts, so without a known key none is chosen
  std::vector<Key> keys{};
  auto operator<=>(Origin const&) const = default;
};

// That the rules read these fields of rows that come from there; none: that the row is there.
struct Readers {
  Index from = dsl::none;                    // among Routes::origins
  std::map<Index, std::set<Index>> rules{};  // by field
};

struct Routes {
  std::vector<Origin> origins;
  std::vector<std::vector<Readers>> readings;  // by record
  std::vector<std::set<Index>> by_setting;     // rules, by setting
  std::set<Index> money;                       // rules that may look at exchange rates
  std::set<Index> opaque;                      // rules that could not be followed
};

Routes find_routes(Program const& program);

// Subjects of one rule: some, ascending, or all.
struct Subjects {
  bool all = false;
  std::vector<Row> rows{};
};
// By rule, those that the difference may bear on. Rules not named are as they were.
std::map<Index, Subjects> touched(Routes const& routes, Snapshot const& before, Snapshot const& after,
                                  SnapshotDifference const& difference);

}  // namespace bylaw::engine
