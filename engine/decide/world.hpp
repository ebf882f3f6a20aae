// All that one question is answered over: the program, the snapshot, the facts with their assumptions, and what has to
// be looked up once per question (exchange rates). Reuses its memory from question to question.
#pragma once
#include <array>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/decide/program.hpp"
#include "engine/decide/wide.hpp"
#include "engine/decision.hpp"

namespace bylaw::engine {

// Money of mixed currencies: `number` is a place in World::wides.
inline constexpr std::uint32_t wide_money = 0x8000'0000;

class World {
 public:
  // Everything given must stay alive until the next call.
  void prepare(Program const& program, Snapshot const& snapshot, Question const& question);

  Program const& program() const { return *program_; }
  Snapshot const& snapshot() const { return *snapshot_; }
  Question const& question() const { return *question_; }
  Symbols const& symbols() const { return *symbols_; }
  Value fact(Index fact) const { return facts_[fact]; }
  Value parameter(Index parameter) const { return parameters_[parameter]; }
  // As the question was put, before anything was assumed.
  bool given(Index fact) const { return fact < question_->facts.size() && !question_->facts[fact].is_unknown(); }
  // What one unit of `currency` is worth on the day asked about; Unknown{rate} without a rate, Unknown{} without rates.
  Value rate(dsl::Currency currency);
  // Days of the question's date.
  std::int64_t today() const { return today_; }
  Value const& date() const { return date_; }

  Value keep(Wide amount) {
    wides_.push_back(amount);
    auto value = Value::money({static_cast<std::int64_t>(wides_.size() - 1), dsl::Currency{wide_money}});
    return value;
  }
  void forget_amounts() { wides_.resize(1); }
  Wide wide(Value value) const { return wides_[static_cast<std::size_t>(value.number)]; }

  void assume(Index fact, Value value) { facts_[fact] = value; }

  // Adds the rows to `ordered` in the order of their keys: what is told of a decision must not depend on the order in
  // which records happened to come.
  void order_by_key(Index record, std::span<Row const> rows, std::vector<Row>& ordered);

  // What shared nodes came to, within one question: nothing when they were not asked for yet.
  Value const* remembered(Index memo) const { return memo_[memo].epoch == epoch_ ? &memo_[memo].value : nullptr; }
  Value remember(Index memo, Value value) {
    memo_[memo] = {epoch_, value};
    return value;
  }
  void forget() { ++epoch_; }

  // Room for a list of rows, empty, until it is given back: one for each search that is going on.
  class Rows {
   public:
    explicit Rows(World& world) : world_(world) {
      if (world.lists_.size() == world.lists_taken_) world.lists_.emplace_back();
      rows_ = &world.lists_[world.lists_taken_++];
      rows_->clear();
    }
    ~Rows() { --world_.lists_taken_; }
    Rows(Rows const&) = delete;
    Rows& operator=(Rows const&) = delete;
    std::vector<Row>& operator*() const { return *rows_; }
    std::vector<Row>* operator->() const { return rows_; }

   private:
    World& world_;
    std::vector<Row>* rows_;
  };

  // From now on, what depends on one row alone is kept by that row: worth its memory where many rows are looked at.
  void remember_rows() {
    row_truths_.assign(program_->row_tables, {});
    row_values_.assign(program_->row_tables, {});
  }
  // Where to keep it: nothing yet, or one more than the truth. Null where there is no row. Without remember_rows() only
  // the last few rows of this question are remembered.
  std::uint8_t* kept_truth(Index table, Value row) {
    return row_truths_.empty() ? recent_truth(table, row) : kept(row_truths_, table, row);
  }
  struct KeptValue {
    bool there = false;
    Value value{};
  };
  KeptValue* kept_value(Index table, Value row) { return kept(row_values_, table, row); }

 private:
  struct RecentTruth {
    std::uint64_t epoch = 0;
    std::int64_t row = 0;
    Index table = 0;
    std::uint8_t truth = 0;
  };
  std::uint8_t* recent_truth(Index table, Value row) {
    if (row.kind != Kind::reference) return nullptr;
    auto& recent = recent_truths_[(static_cast<std::size_t>(row.number) + table * 29) % recent_truths_.size()];
    if (recent.epoch != epoch_ || recent.row != row.number || recent.table != table)
      recent = {epoch_, row.number, table, 0};
    return &recent.truth;
  }
  Value find_rate(dsl::Currency currency) const;
  template <class Kept>
  Kept* kept(std::vector<std::vector<Kept>>& tables, Index table, Value row) {
    if (tables.empty() || row.kind != Kind::reference) return nullptr;
    auto& of_rows = tables[table];
    if (of_rows.empty()) of_rows.resize(snapshot_->table(row.aux).keys.size());
    return &of_rows[static_cast<std::size_t>(row.number)];
  }

  struct Memo {
    std::uint64_t epoch = 0;
    Value value{};
  };
  Program const* program_ = nullptr;
  Snapshot const* snapshot_ = nullptr;
  Question const* question_ = nullptr;
  Symbols const* symbols_ = nullptr;
  std::int64_t today_ = 0;
  Value date_{};
  std::vector<Value> facts_, parameters_;
  std::vector<Memo> memo_;
  std::uint64_t epoch_ = 0;
  std::vector<std::vector<std::uint8_t>> row_truths_;  // by table, by row
  std::array<RecentTruth, 1024> recent_truths_;
  std::vector<std::vector<KeptValue>> row_values_;
  std::vector<Wide> wides_;
  std::vector<std::pair<std::string_view, Row>> keys_;
  std::deque<std::vector<Row>> lists_;  // as they are taken
  std::size_t lists_taken_ = 0;
  std::vector<std::pair<dsl::Currency, Value>> rates_;
};

}  // namespace bylaw::engine
