// Standing compliance of the demo network as it changes record by record: what is refreshed is what a whole sweep
// gives, little is evaluated for it however many groups there are, and ten rules give what SQL written by hand gives.
// Seen failing: touched() without the state before, without keys that are not known; SQL without
// `accepted_by_member_on`.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#include "engine/snapshot_settings.hpp"
#include "engine/standing/routes.hpp"
#include "engine/standing_table.hpp"
#include "tests/bench/larger_network.hpp"
#include "tests/bench/material.hpp"
#include "tests/bench/sweep_sql.hpp"
#include "tests/support/sweep_text.hpp"

namespace bylaw::bench {
namespace {

using engine::Index;
using engine::Row;

constexpr dsl::Date today{20'607};  // 2026-06-03

// Changes one record at a time, to what some other record of the network says.
class ChangingNetwork {
 public:
  explicit ChangingNetwork(unsigned seed) : random_(seed), snapshot_(material().store->snapshot()) {
    for (Index kind = 0; kind < book().records.size(); ++kind)
      if (!book().records[kind].in_rulebook && !snapshot_->table(kind).rows.empty()) kinds_.push_back(kind);
  }

  void change() {
    auto const kind = kinds_[number(kinds_.size())];
    auto const& rows = snapshot_->table(kind).rows;
    if (rows.empty()) return;
    auto const row = rows[number(rows.size())], other = rows[number(rows.size())];
    auto const what = number(20);
    if (what < 2) return remove(kind, row);
    auto record = engine::record_of(*snapshot_, kind, row);
    if (what < 5) return copy(kind, std::move(record));
    auto const& declared = book().records[kind];
    for (std::size_t fields = 1 + number(3); fields > 0; --fields) {
      auto const field = static_cast<Index>(number(declared.fields.size()));
      if (std::ranges::count(declared.key, field) == 0)
        record.fields[field] = engine::record_of(*snapshot_, kind, other).fields[field];
    }
    write(kind, std::move(record));
  }

  std::shared_ptr<engine::Snapshot const> const& snapshot() const { return snapshot_; }

 private:
  dsl::Rulebook const& book() const { return *snapshot_->rulebook; }
  std::size_t number(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  void write(Index kind, engine::StateRecord record) {
    auto made = engine::overlay(snapshot_, {{kind, {std::move(record)}}});
    if (made) snapshot_ = *made;  // a setting's value for another setting is refused
  }
  void copy(Index kind, engine::StateRecord record) {
    auto const& declared = book().records[kind];
    if (declared.key.size() != 1 || kind == engine::find_setting_record(book()).record) return;
    record.fields[declared.key.front()] = engine::Datum{"copy-" + std::to_string(++copies_), {}};
    write(kind, std::move(record));
  }
  void remove(Index kind, Row row) {
    if (engine::referrers(*snapshot_, kind, row).empty()) snapshot_ = engine::without(*snapshot_, kind, row);
  }

  std::mt19937 random_;
  std::shared_ptr<engine::Snapshot const> snapshot_;
  std::vector<Index> kinds_;
  int copies_ = 0;
};

std::vector<engine::StandingRow> rows_of(engine::StandingTable const& table) { return {table.begin(), table.end()}; }

// How many of so many stretches of changes end in other rows than those of a whole sweep.
int wrong(engine::Routes const& routes, unsigned seed, int stretches, int changes) {
  ChangingNetwork network(seed);
  auto const& program = *material().program;
  auto table = engine::stand(program, network.snapshot(), today);
  int times = 0;
  for (int stretch = 0; stretch < stretches; ++stretch) {
    for (int i = 0; i < changes; ++i) {
      network.change();
      table = engine::refreshed(program, routes, *table, network.snapshot());
    }
    auto whole = engine::stand(program, network.snapshot(), today);
    if (rows_of(*table) != rows_of(*whole)) ++times;
    table = std::move(whole);
  }
  return times;
}

TEST(StandingNetwork, IsRefreshedToWhatASweepGivesAfterThousandsOfChanges) {
  auto const routes = engine::make_routes(*material().program);
  EXPECT_EQ(wrong(*routes, 1, 120, 10), 0);
  EXPECT_EQ(wrong(*routes, 2, 30, 60), 0);
}

TEST(StandingNetwork, ShowsWhatIsLeftOut) {
  auto const routes = engine::make_routes(*material().program);
  for (auto const way : {engine::Origin::Kind::subject, engine::Origin::Kind::field, engine::Origin::Kind::rows}) {
    auto lacking = *routes;
    for (auto& readings : lacking.readings)
      std::erase_if(readings, [&](engine::Readers const& one) { return lacking.origins[one.from].kind == way; });
    EXPECT_GT(wrong(lacking, 3, 12, 30), 0) << "way " << static_cast<int>(way);
  }
}

// One field of one record of a kind, in the middle of its table.
std::size_t evaluated_after(std::shared_ptr<engine::Snapshot const> const& snapshot, std::string_view kind,
                            std::string_view field, engine::Datum value) {
  auto const& program = *material().program;
  auto const record = dsl::find_record(*snapshot->rulebook, kind);
  auto const& fields = snapshot->rulebook->records[record].fields;
  auto const at = std::ranges::find(fields, field, &dsl::Field::name) - fields.begin();
  auto const& rows = snapshot->table(record).rows;
  auto changed = engine::record_of(*snapshot, record, rows[rows.size() / 2]);
  changed.fields[static_cast<std::size_t>(at)] = std::move(value);
  auto const after = engine::overlay(snapshot, {{record, {changed}}}).value();
  auto const before = engine::stand(program, snapshot, today);
  return engine::refreshed(program, *engine::make_routes(program), *before, after)->evaluated();
}

TEST(StandingNetwork, EvaluatesFewRulesAfterAChangeHoweverManyGroupsThereAre) {
  auto const small = material().store->snapshot();
  auto const large = larger(small, 4);
  engine::Datum const day{dsl::Date{today.days - 3}, {}}, no{false, {}};
  for (auto const& [kind, field, value] :
       {std::tuple{"membership", "accepted_by_leader_on", day}, std::tuple{"term", "end", day},
        std::tuple{"term", "contact_published", no}, std::tuple{"report", "submitted_on", day},
        std::tuple{"group", "criteria_url", engine::Datum{"https://x", {}}},
        std::tuple{"document_ack", "acknowledged_on", day}, std::tuple{"consultation", "closed_on", day}}) {
    auto const few = evaluated_after(small, kind, field, value), many = evaluated_after(large, kind, field, value);
    EXPECT_LT(few, 1'000) << kind;
    EXPECT_LT(many, 1'000) << kind;
  }
  EXPECT_GT(engine::stand(*material().program, small, today)->evaluated(), 100'000);
}

TEST(StandingNetwork, GivesForTenRulesWhatSqlGives) {
  auto const& book = *material().rulebook;
  auto const folder = std::filesystem::temp_directory_path() / ("bylaw-sql-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  {
    SweepInSql sql(*material().store, folder / "copy.db");
    auto const snapshot = material().store->snapshot();
    auto const text = [](std::optional<dsl::Date> date) { return date ? dsl::to_string(*date) : ""; };
    for (auto const day : {today, dsl::Date{19'000}, dsl::Date{18'282}}) {
      std::multiset<SqlRow> engine_rows, sql_rows;
      for (auto const& row : engine::sweep(*material().program, *snapshot, day)) {
        auto const& rule = book.standing[row.rule];
        if (std::ranges::count(rules_in_sql, rule.name) == 0) continue;
        engine_rows.insert({rule.name, std::string(snapshot->key(rule.record, row.subject)),
                            std::string(dsl::syntax::to_string(row.status)), text(row.since), text(row.due)});
      }
      for (auto& row : sql.rows(dsl::to_string(day))) sql_rows.insert(std::move(row));
      EXPECT_GT(engine_rows.size(), 1'000);
      std::vector<SqlRow> only_engine, only_sql;
      std::ranges::set_difference(engine_rows, sql_rows, std::back_inserter(only_engine));
      std::ranges::set_difference(sql_rows, engine_rows, std::back_inserter(only_sql));
      auto const told = [](SqlRow const& r) {
        return r.rule + ' ' + r.subject + ' ' + r.status + ' ' + r.since + ' ' + r.due;
      };
      if (!only_engine.empty())
        ADD_FAILURE() << only_engine.size() << " only from the engine: " << told(only_engine.front());
      if (!only_sql.empty()) ADD_FAILURE() << only_sql.size() << " only from SQL: " << told(only_sql.front());
    }
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace bylaw::bench
