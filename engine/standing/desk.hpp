// What one sweep works with: a question that asks nothing but a day, and the memory that evaluation needs.
#pragma once
#include <vector>

#include "engine/decide/world.hpp"

namespace bylaw::engine {

struct StandingDesk {
  StandingDesk(Program const& program, Snapshot const& snapshot, dsl::Date date) {
    question.date = date;
    question.facts.resize(program.rulebook->facts.size());
    question.parameters.resize(program.rulebook->parameters.size());
    world.prepare(program, snapshot, question);
  }
  StandingDesk(StandingDesk const&) = delete;
  StandingDesk& operator=(StandingDesk const&) = delete;

  Question question;
  World world;
  std::vector<Value> frame;
};

}  // namespace bylaw::engine
