// Ten standing rules written by hand in SQL, over a copy of the same database: what the sweep is measured beside.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace bylaw::bench {

inline constexpr std::array<std::string_view, 10> rules_in_sql{
    "leadership.assigned_staff", "leadership.contact_details", "leadership.share_tasks", "members.both_accept",
    "members.conditions",        "members.criteria",           "members.through_system", "money.donor_report",
    "money.financial_host",      "partnerships.host"};

struct SqlRow {
  std::string rule, subject, status, since, due;
  auto operator<=>(SqlRow const&) const = default;
};

class SweepInSql {
 public:
  // Copies the database first: nobody else may open one that a store has open.
  SweepInSql(engine::Store& store, std::string const& copy);
  ~SweepInSql();
  SweepInSql(SweepInSql const&) = delete;
  SweepInSql& operator=(SweepInSql const&) = delete;

  std::vector<SqlRow> rows(std::string const& day);
  // The same without making texts of them: how many there are.
  std::size_t count(std::string const& day);

 private:
  bool step();

  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace bylaw::bench
