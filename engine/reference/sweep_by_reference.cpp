// Standing rules as the language reference says, straight over the tree: every record of every rule, one after the other.
#include "engine/reference/evaluator.hpp"
#include "engine/standing.hpp"
#include "engine/standing/status.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;
using dsl::StandingStatus;

class ReferenceSweep {
 public:
  ReferenceSweep(dsl::Rulebook const& rulebook, Snapshot const& snapshot, dsl::Date date)
      : rulebook_(rulebook), snapshot_(snapshot), date_(date) {
    question_.date = date;
    question_.facts.resize(rulebook.facts.size());
    question_.parameters.resize(rulebook.parameters.size());
    evaluator_.emplace(rulebook, snapshot, question_);
  }

  std::vector<StandingRow> run() {
    for (index_ = 0; index_ < rulebook_.standing.size(); ++index_)
      if (rule().of_record == none) rows_of_rule();
    return std::move(rows_);
  }

 private:
  dsl::Standing const& rule() const { return rulebook_.standing[index_]; }
  Truth test(Index expression, Truth unwritten) {
    return expression == none ? unwritten : evaluator_->test(expression, frame_);
  }
  std::optional<dsl::Date> date(Index expression) {
    if (expression == none) return {};
    auto const value = evaluator_->value(expression, frame_);
    if (value.is_unknown() || value.is_never()) return {};
    return dsl::Date{static_cast<std::int32_t>(value.number)};
  }

  void rows_of_rule() {
    frame_.assign(rule().slots, {});
    if (rule().record == none) return of_subject(none);
    auto const opening = rulebook_.records[rule().record].opening;
    for (auto const row : snapshot_.table(rule().record).rows) {
      if (opening != none) {
        auto const from = snapshot_.table(rule().record).value(row, opening);
        if (!from.is_unknown() && from.number > date_.days) continue;
      }
      frame_[rule().slot] = {.value = Value::reference(rule().record, row)};
      of_subject(row);
    }
  }

  void of_subject(Row row) {
    auto const with = test(rule().with, Truth::yes);
    if (with == Truth::no) return;
    StandingRow made;
    made.rule = index_;
    made.subject = row;
    if (with == Truth::unknown) return add(made, Truth::unknown);
    if (rule().from_number == none) return add(made, Truth::yes);
    auto const from = evaluator_->value(rule().from_number, frame_), to = evaluator_->value(rule().to_number, frame_);
    if (from.is_unknown() || to.is_unknown()) return add(made, Truth::unknown);
    for (auto number = from.number; number <= to.number && number <= from.number + 1'000; ++number) {
      made.number = number;
      frame_[rule().number_slot] = {.value = Value::integer(number)};
      if (auto const counts = test(rule().number_with, Truth::yes); counts != Truth::no) add(made, counts);
    }
  }

  // `counts`: whether there is a row at all, as far as is known.
  void add(StandingRow made, Truth counts) {
    made.status = StandingStatus::unknown;
    if (counts == Truth::yes) decide(made);
    for (auto const& [column, expression] : rule().concerns) {
      auto const value = evaluator_->value(expression, frame_);
      if (value.kind == Kind::reference) made.concerns[column] = static_cast<Row>(value.number);
    }
    rows_.push_back(made);
  }

  void decide(StandingRow& made) {
    PossibleStatuses possible;
    made.due = date(rule().deadline);
    std::optional<dsl::Date> since;
    auto const applies = test(rule().when, Truth::yes);
    if (applies != Truth::yes) possible.add(StandingStatus::not_applicable);
    if (applies != Truth::no) since = decide_cases(made, possible);
    made.status = possible.status();
    if (possible.is_single()) made.since = since;
    if (made.status == StandingStatus::met) made.late = test(rule().late, Truth::no) == Truth::yes;
  }

  std::optional<dsl::Date> decide_cases(StandingRow const& made, PossibleStatuses& possible) {
    for (auto const& one : rule().cases) {
      auto const holds = test(one.when, Truth::yes);
      if (holds != Truth::no) possible.add(one.status);
      if (holds == Truth::yes) return date(one.since);
    }
    if (rule().otherwise) {
      possible.add(rule().otherwise->status);
      return date(rule().otherwise->since);
    }
    auto const last =
        rule().deadline == none ? StandingStatus::unmet : by_deadline(rule().force, made.due, date_);
    possible.add(last);
    if (last != StandingStatus::overdue) return {};
    return dsl::Date{made.due->days + 1};
  }

  dsl::Rulebook const& rulebook_;
  Snapshot const& snapshot_;
  dsl::Date date_;
  Question question_;
  std::optional<reference::Evaluator> evaluator_;
  reference::Frame frame_;
  Index index_ = 0;
  std::vector<StandingRow> rows_;
};

}  // namespace

std::vector<StandingRow> sweep_by_reference(dsl::Rulebook const& rulebook, Snapshot const& snapshot, dsl::Date date) {
  return ReferenceSweep(rulebook, snapshot, date).run();
}

}  // namespace bylaw::engine
