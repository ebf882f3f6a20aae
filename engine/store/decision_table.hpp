// The table of answered questions: append-only, with an index for everything that lists filter by. Each question
// parameter of the rulebook has a column.
#pragma once
#include "engine/store.hpp"
#include "engine/store/connection.hpp"

namespace bylaw::engine {

class DecisionTable {
 public:
  // Creates the table, and columns for parameters that are new.
  DecisionTable(Connection& connection, dsl::Rulebook const& rulebook);

  // An id that is there already stays as it is.
  void insert(Connection& connection, LoggedDecision const& decision) const;
  std::optional<LoggedDecision> find(Connection& connection, std::string_view id) const;
  // Newest first.
  std::vector<LoggedDecision> select(Connection& connection, LogFilter const& filter) const;

 private:
  void create(Connection& connection) const;
  LoggedDecision read(Statement const& row) const;

  std::vector<std::string> parameters_;
  std::string insert_, select_;
};

}  // namespace bylaw::engine
