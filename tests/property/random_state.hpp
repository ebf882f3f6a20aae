// States for any rulebook, made from what its records declare: dense, small, mostly around one day, with every field
// that may be left out left out now and then. Fixed by the seed.
#pragma once
#include <random>

#include "engine/snapshot.hpp"

namespace bylaw::engine::generated {

class RandomState {
 public:
  // Texts are drawn from the rulebook's own literals, dates from the years around `day`.
  RandomState(dsl::Rulebook const& rulebook, dsl::Date day, unsigned seed);

  // So many records of each kind, which refer to the first `referred` of others; no settings.
  State state(int of_each, int referred);
  // The record number `which` of a kind, which refers to others up to number `most`.
  StateRecord record(Index kind, int which, int most);
  // A record that chooses a value for a setting.
  StateRecord chosen_setting(Index setting);
  // A kind of which there are records in a state.
  Index any_kind();
  // A value of the type, never nothing.
  Datum datum(dsl::Type type, int most);
  int number(int low, int high);

 private:
  Constant constant(dsl::Type type, int most);
  std::string text(int most);
  Datum key_part(dsl::Record const& record, Index field, int which) const;
  std::string key_of(Index kind, int which) const;
  bool is_stored(Index kind) const;

  dsl::Rulebook const& rulebook_;
  dsl::Date day_;
  std::mt19937 random_;
  std::vector<std::string> texts_;
};

}  // namespace bylaw::engine::generated
