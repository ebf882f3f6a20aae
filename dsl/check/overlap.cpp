// Two passes over the conditions: the first collects the subjects and where to cut them, the second tries the cells.
#include "dsl/check/overlap.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <variant>

#include "dsl/check/subject_key.hpp"

namespace bylaw::dsl::checking {
namespace {

constexpr std::size_t most_combinations = 4096;

// A place on the scale of a subject: amounts, numbers and days as integers, texts as they are.
using Place = std::variant<std::int64_t, std::string>;

struct Subject {
  std::set<Place> cuts;         // the constants it is compared with
  std::set<std::string> units;  // currency or kind of number; with more than one the cuts do not compare
  std::size_t cells = 0;        // fixed number (truth, enumerations); 0: 2 per cut and one more
  std::size_t cell = 0;         // where it is now: even cells lie between the cuts, odd cells on them
  std::size_t size() const { return cells ? cells : 2 * cuts.size() + 1; }
};

struct Scale {
  Place place;
  std::string unit;
};

struct ScaleOf {
  using Result = std::optional<Scale>;
  Result operator()(std::int64_t value) const { return Scale{value, "integer"}; }
  Result operator()(Decimal value) const { return Scale{value.scaled, "decimal"}; }
  Result operator()(std::string const& value) const { return Scale{value, "text"}; }
  Result operator()(Date value) const { return Scale{std::int64_t{value.days}, "date"}; }
  Result operator()(Money const& value) const { return Scale{value.minor, to_string(value.currency)}; }
  template <class Other>
  Result operator()(Other const&) const {
    return {};
  }
};

ExpressionKind mirrored(ExpressionKind kind) {
  switch (kind) {
    case ExpressionKind::less:
      return ExpressionKind::more;
    case ExpressionKind::at_most:
      return ExpressionKind::at_least;
    case ExpressionKind::more:
      return ExpressionKind::less;
    case ExpressionKind::at_least:
      return ExpressionKind::at_most;
    default:
      return kind;
  }
}

bool holds(ExpressionKind kind, std::size_t cell, std::size_t cut) {
  switch (kind) {
    case ExpressionKind::is:
      return cell == cut;
    case ExpressionKind::is_not:
      return cell != cut;
    case ExpressionKind::less:
      return cell < cut;
    case ExpressionKind::at_most:
      return cell <= cut;
    case ExpressionKind::more:
      return cell > cut;
    default:
      return cell >= cut;
  }
}

class Cutter {
 public:
  explicit Cutter(Rulebook const& book) : book_(book) {}

  bool can_hold(std::vector<Index> const& conditions) {
    for (auto const condition : conditions) holds_now(condition);  // the first pass; its results mean nothing
    collecting_ = false;
    if (!small_enough()) return false;
    do {
      if (std::ranges::all_of(conditions, [&](Index condition) { return holds_now(condition); })) return true;
    } while (next());
    return false;
  }

 private:
  bool small_enough() const {
    std::size_t combinations = 1;
    for (auto const& [key, subject] : subjects_) {
      if (subject.units.size() > 1) return false;
      combinations *= subject.size();
      if (combinations > most_combinations) return false;
    }
    return true;
  }

  bool next() {
    for (auto& [key, subject] : subjects_) {
      if (++subject.cell < subject.size()) return true;
      subject.cell = 0;
    }
    return false;
  }

  bool holds_now(Index index) {
    auto const& expression = book_.expressions[index];
    switch (expression.kind) {
      case ExpressionKind::literal:
        return std::get<bool>(expression.constant);
      case ExpressionKind::negation:
        return !holds_now(expression.operands.front());
      case ExpressionKind::all:
        return every_term(expression);
      case ExpressionKind::any:
        return some_term(expression);
      case ExpressionKind::is:
      case ExpressionKind::is_not:
      case ExpressionKind::less:
      case ExpressionKind::at_most:
      case ExpressionKind::more:
      case ExpressionKind::at_least:
        return compares(expression.kind, expression.operands[0], expression.operands[1]);
      case ExpressionKind::in:
        return in_items(expression);
      default:
        return subject(index, 2).cell == 1;
    }
  }

  // No short cuts: the first pass has to see every term.
  bool every_term(Expression const& expression) {
    return std::ranges::count_if(expression.operands, [&](Index term) { return !holds_now(term); }) == 0;
  }
  bool some_term(Expression const& expression) {
    return std::ranges::count_if(expression.operands, [&](Index term) { return holds_now(term); }) > 0;
  }
  bool in_items(Expression const& expression) {
    auto const value = expression.operands.front();
    return std::count_if(expression.operands.begin() + 1, expression.operands.end(),
                         [&](Index item) { return compares(ExpressionKind::is, value, item); }) > 0;
  }

  bool compares(ExpressionKind kind, Index left, Index right) {
    if (book_.expressions[left].kind == ExpressionKind::literal) {
      std::swap(left, right);
      kind = mirrored(kind);
    }
    auto const& other = book_.expressions[right];
    if (other.kind != ExpressionKind::literal) return compares_values(kind, left, right);
    if (auto const* truth = std::get_if<bool>(&other.constant))
      return (holds_now(left) == *truth) == (kind == ExpressionKind::is);
    if (auto const* value = std::get_if<Index>(&other.constant))
      return holds(kind, subject(left, book_.enumerations[other.type.of].values.size()).cell, *value);
    auto const scale = std::visit(ScaleOf{}, other.constant);
    return scale ? compares_place(kind, left, *scale) : compares_values(kind, left, right);
  }

  bool compares_place(ExpressionKind kind, Index left, Scale const& scale) {
    auto& cut = subject(left, 0);
    if (collecting_) {
      cut.cuts.insert(scale.place);
      cut.units.insert(scale.unit);
      return true;
    }
    auto const position = std::distance(cut.cuts.begin(), cut.cuts.find(scale.place));
    return holds(kind, cut.cell, 2 * static_cast<std::size_t>(position) + 1);
  }

  // Two things that are both not constant: less, equal or more.
  bool compares_values(ExpressionKind kind, Index left, Index right) {
    auto one = subject_key(book_, left), other = subject_key(book_, right);
    if (other < one) {
      std::swap(one, other);
      kind = mirrored(kind);
    }
    auto& order = subjects_[one + "<>" + other];
    order.cells = 3;
    return holds(kind, order.cell, 1);
  }

  Subject& subject(Index index, std::size_t cells) {
    auto& made = subjects_[subject_key(book_, index)];
    made.cells = cells;
    return made;
  }

  Rulebook const& book_;
  bool collecting_ = true;
  std::map<std::string, Subject> subjects_;
};

}  // namespace

bool can_hold_together(Rulebook const& book, Index first, Index second) {
  std::vector<Index> conditions;
  for (auto const condition : {first, second})
    if (condition != none) conditions.push_back(condition);
  return Cutter(book).can_hold(conditions);
}

}  // namespace bylaw::dsl::checking
