// The language reference, word for word: evaluates expressions straight over the tree, looks at every row, remembers
// nothing. Slow on purpose: what decide() answers is compared with it. Shares no evaluation code with decide(), only
// the choice of values to try (cells.hpp).
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "engine/decide/cells.hpp"

namespace bylaw::engine::reference {

// A value, where it came from when that is not known, and what was done to it since.
struct Thing {
  enum class Path : std::uint8_t { straight, by_row, tangled };
  Value value{};
  std::optional<Wide> wide{};  // an amount of mixed currencies, in the base currency
  std::uint64_t origin = 0;    // Unknown::packed()
  Path path = Path::straight;
  Chain chain{};

  bool unknown() const { return value.is_unknown(); }
};
using Frame = std::vector<Thing>;

class Evaluator {
 public:
  Evaluator(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Question const& question);

  // What holds for one try: values given to unknowns, and what was read on the way without being known.
  std::map<std::uint64_t, Value> tried;
  std::vector<std::uint64_t> reads;
  std::vector<RowReference> evidence;
  std::vector<Assumed> assumed;
  std::optional<Observations> observations;  // while values are tried

  // A whole clause; `slots` is the rule's frame.
  Truth clause(Index expression, Index slots);
  // The same where some variables have their values already.
  Truth test(Index expression, Frame& frame) { return condition(expression, frame); }
  Value value(Index expression, Frame& frame) { return evaluate(expression, frame).value; }

 private:
  Truth condition(Index expression, Frame& frame);
  Truth judge(dsl::Expression const& e, Frame& frame);
  Thing evaluate(Index expression, Frame& frame);

  void assume();
  Thing leaf(Unknown where, Value value);
  Thing literal(dsl::Constant const& constant);
  Thing text(std::string const& text);
  Thing field(dsl::Expression const& e, Frame& frame);
  Thing field_of(Thing const& owner, Index field);
  Thing call(dsl::Expression const& e, Frame& frame);
  Thing year(Thing const& date);
  Thing mixed(Thing const& left, Thing const& right, Thing result);
  Thing chosen(bool greater, Thing const& left, Thing const& right);
  Thing length(Thing const& number, bool months);
  Thing otherwise(dsl::Expression const& e, Frame& frame);
  Truth recorded(Index expression, Frame& frame);
  Thing as_it_is(Index expression, Frame& frame);
  Truth known(Index expression) const;

  Truth compare(dsl::ExpressionKind kind, Thing const& left, Thing const& right);
  Truth compare_count(dsl::Expression const& e, Frame& frame, bool mirrored);
  Truth member(dsl::Expression const& e, Frame& frame);
  Truth in_list(dsl::Expression const& e, Frame& frame);
  void note_row(Thing const& owner);
  void note(Thing const& left, Thing const& right);
  void note_constant(Thing const& open, Thing const& closed);
  Thing calculate(bool minus, Thing const& left, Thing const& right);
  Thing calculated(bool minus, Thing const& left, Thing const& right);
  Thing combined(Thing const& left, Thing const& right, bool minus, Thing result);
  Thing base_amount(Thing const& money);
  Thing rate(dsl::Currency currency);

  // Every row or item that may be looked at, put into the binder's slot in turn; false when the list is not known.
  bool each(dsl::Expression const& e, Frame& frame, std::function<void(Row)> const& visit);
  Truth matches(dsl::Expression const& e, Frame& frame, Row row, bool shows);
  Truth some(dsl::Expression const& e, Frame& frame);
  Truth every(dsl::Expression const& e, Frame& frame);
  std::pair<std::int64_t, std::int64_t> count(dsl::Expression const& e, Frame& frame);
  Thing sum(dsl::Expression const& e, Frame& frame);
  Thing extreme(dsl::Expression const& e, Frame& frame);

  dsl::Rulebook const& rulebook_;
  Snapshot const& snapshot_;
  Question const& question_;
  Symbols const& symbols_;
  std::vector<Value> facts_;
  std::map<std::string, Symbol> nowhere_;  // texts that nothing recorded has
  int as_it_is_ = 0;
};

}  // namespace bylaw::engine::reference
