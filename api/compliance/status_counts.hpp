// How many rows have which status.
#pragma once
#include <array>
#include <cstddef>

#include "api/json_writer.hpp"
#include "engine/standing.hpp"

namespace bylaw::api {

class StatusCounts {
 public:
  void add(dsl::StandingStatus status, std::size_t count) { counts_[static_cast<std::size_t>(status)] += count; }
  // {"met": 3, "unmet": 0, ...}: every status that rows are listed with.
  void write(JsonWriter& json) const {
    json.begin_object();
    for (std::size_t i = 0; i < counts_.size(); ++i)
      if (auto const status = static_cast<dsl::StandingStatus>(i);
          status != dsl::StandingStatus::not_applicable || counts_[i] > 0)
        json.member(dsl::syntax::to_string(status), counts_[i]);
    json.end_object();
  }
  std::size_t total() const {
    std::size_t sum = 0;
    for (auto const count : counts_) sum += count;
    return sum;
  }

 private:
  std::array<std::size_t, 7> counts_{};
};

}  // namespace bylaw::api
