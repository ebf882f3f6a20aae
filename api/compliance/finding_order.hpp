// The order of findings, and how a list of them goes on behind a cursor although records may have changed meanwhile: a
// cursor holds what its row is sorted by, so the list goes on there whether the row still is in it, moved or is gone.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "api/json_text.hpp"
#include "api/query.hpp"
#include "engine/standing.hpp"

namespace bylaw::api {

// What findings can be sorted by; a '-' before it turns the order round.
std::vector<std::string> finding_sort_keys(dsl::Rulebook const& rulebook);

// How pressing a status is: the most pressing first, from 0.
int pressure(dsl::StandingStatus status);

// Names a row within one sweep, the same in every sweep: rule, subject and year.
std::string identity_of(engine::Snapshot const& snapshot, engine::StandingRow const& row);

// The order that the parameter `sort` asks for: keys with commas between. What is equal is sorted by rule, subject and
// year. What is missing (no date, nobody) comes last.
class FindingOrder {
 public:
  FindingOrder(engine::Snapshot const& snapshot, Call const& call, Page const& page, InputFaults& faults);
  FindingOrder(FindingOrder const&) = delete;  // it points into itself

  void sort(std::vector<engine::StandingRow>& rows) const;
  // The position of the first of the sorted rows behind the cursor of the page.
  std::size_t first_behind(std::vector<engine::StandingRow> const& rows) const;
  // What a cursor behind this row stands for.
  std::string cursor_behind(engine::StandingRow const& row) const;

 private:
  struct Key {
    std::string name;
    bool backwards = false;
  };
  // Texts compare as texts and all else as numbers; what is missing is greater than everything.
  using Rank = std::tuple<bool, std::int64_t, std::string_view>;
  struct Place {
    std::vector<Rank> ranks;  // by key
    std::string_view rule, subject;
    std::optional<std::int64_t> number;
  };
  void read_keys(InputFaults& faults);
  std::optional<Place> read_cursor(std::string const& text);
  Rank rank_of(engine::StandingRow const& row, std::string_view key) const;
  Place place_of(engine::StandingRow const& row) const;
  bool is_before(Place const& a, Place const& b) const;

  engine::Snapshot const& snapshot_;
  std::string sort_;
  std::vector<Key> keys_;
  JsonValue cursor_;  // holds the texts of `after_`
  std::optional<Place> after_;
};

}  // namespace bylaw::api
