// All that one question is answered over: the program, the snapshot, the facts with their assumptions, and what has to
// be looked up once per question (texts of the rulebook, exchange rates). Reuses its memory from question to question.
#pragma once
#include <memory>
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
  Value text(Index number);
  // What one unit of `currency` is worth on the day asked about; Unknown{rate} without a rate, Unknown{} without rates.
  Value rate(dsl::Currency currency);
  // Days of the question's date.
  std::int64_t today() const { return today_; }

  Value keep(Wide amount) {
    wides_.push_back(amount);
    auto value = Value::money({static_cast<std::int64_t>(wides_.size() - 1), dsl::Currency{wide_money}});
    return value;
  }
  void forget_amounts() { wides_.resize(1); }
  Wide wide(Value value) const { return wides_[static_cast<std::size_t>(value.number)]; }

  void assume(Index fact, Value value) { facts_[fact] = value; }

  // What shared nodes came to, within one question: nothing when they were not asked for yet.
  Value const* remembered(Index memo) const { return memo_[memo].epoch == epoch_ ? &memo_[memo].value : nullptr; }
  Value remember(Index memo, Value value) {
    memo_[memo] = {epoch_, value};
    return value;
  }
  void forget() { ++epoch_; }

 private:
  Value find_rate(dsl::Currency currency) const;

  struct Memo {
    std::uint64_t epoch = 0;
    Value value{};
  };
  struct Text {
    bool found = false;
    Value value;
  };
  Program const* program_ = nullptr;
  Snapshot const* snapshot_ = nullptr;
  Question const* question_ = nullptr;
  Symbols const* symbols_ = nullptr;
  std::int64_t today_ = 0;
  std::vector<Value> facts_, parameters_;
  std::vector<Text> texts_;
  std::vector<Memo> memo_;
  std::uint64_t epoch_ = 0;
  std::vector<Wide> wides_;
  std::vector<std::pair<dsl::Currency, Value>> rates_;
};

}  // namespace bylaw::engine
