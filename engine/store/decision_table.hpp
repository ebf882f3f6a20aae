// The table of answered questions: append-only, each row an entry of the log. Each question parameter that any rulebook
// of this database has had has a column.
#pragma once
#include <map>

#include "engine/store/audit_log.hpp"

namespace bylaw::engine {

// By revision, the entry that brought a rulebook into force last.
using RulebookNumbers = std::map<std::string, std::int64_t, std::less<>>;

class DecisionTable {
 public:
  // Over the columns that are there.
  explicit DecisionTable(Connection& connection);
  // Adds columns for parameters that are new.
  static void fit(Connection& connection, dsl::Rulebook const& rulebook);

  // An id that is there already stays as it is.
  void insert(Connection& connection, LogWriting& writing, LoggedDecision const& decision,
              RulebookNumbers const& rulebooks) const;
  std::optional<DecisionRow> find(Connection& connection, std::string_view id) const;
  std::optional<DecisionRow> find(Connection& connection, std::uint64_t number) const;
  // Newest first.
  std::vector<LoggedDecision> select(Connection& connection, LogFilter const& filter) const;
  // In the order of the log, from this entry on.
  std::vector<DecisionRow> read_from(Connection& connection, std::uint64_t number, std::size_t limit) const;

 private:
  DecisionRow read(Statement const& row) const;

  std::vector<std::string> parameters_;
  std::string insert_, select_;
};

}  // namespace bylaw::engine
