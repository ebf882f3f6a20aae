#include "engine/decide/world.hpp"

#include <algorithm>
#include <optional>

namespace bylaw::engine {
namespace {

// Every value that is not given says whose value it is.
void name_unknowns(std::vector<Value>& values, std::size_t count, Unknown::Source source) {
  values.resize(count);
  for (Index i = 0; i < count; ++i)
    if (values[i].is_unknown()) values[i] = Value::unknown({.source = source, .index = i});
}

}  // namespace

void World::prepare(Program const& program, Snapshot const& snapshot, Question const& question) {
  program_ = &program;
  snapshot_ = &snapshot;
  question_ = &question;
  symbols_ = question.symbols ? question.symbols.get() : snapshot.symbols.get();
  today_ = question.date.days;
  date_ = Value::date(question.date);
  facts_.assign(question.facts.begin(), question.facts.end());
  parameters_.assign(question.parameters.begin(), question.parameters.end());
  name_unknowns(facts_, program.rulebook->facts.size(), Unknown::Source::fact);
  name_unknowns(parameters_, program.rulebook->parameters.size(), Unknown::Source::parameter);
  if (memo_.size() < program.memos) memo_.resize(program.memos);
  ++epoch_;
  row_truths_.clear();
  row_values_.clear();
  wides_.assign(1, 0);  // so that no amount kept has the number 0, which is zero in every currency
  rates_.clear();
}

void World::order_by_key(Index record, std::span<Row const> rows, std::vector<Row>& ordered) {
  keys_.clear();
  for (auto const row : rows) keys_.emplace_back(snapshot_->key(record, row), row);
  if (!std::ranges::is_sorted(keys_)) std::ranges::sort(keys_);
  for (auto const& [key, row] : keys_) ordered.push_back(row);
}

Value World::rate(dsl::Currency currency) {
  for (auto const& [known, value] : rates_)
    if (known == currency) return value;
  rates_.emplace_back(currency, find_rate(currency));
  return rates_.back().second;
}

Value World::find_rate(dsl::Currency currency) const {
  auto const& rates = program_->rulebook->rates;
  if (!rates) return Value::unknown();
  auto const missing = Value::unknown({.source = Unknown::Source::rate, .row = currency.packed});
  auto const symbol = symbols_->find(dsl::to_string(currency));
  if (!symbol) return missing;
  auto const& table = snapshot_->table(rates->record);
  std::optional<Row> latest;
  std::int64_t day = 0;
  auto const look = [&](Row row) {
    auto const from = table.value(row, rates->date);
    if (table.value(row, rates->currency).number != *symbol || from.is_unknown() || from.number > today_) return;
    if (latest && from.number <= day) return;
    latest = row;
    day = from.number;
  };
  if (auto const& index = table.indexes[rates->currency]) {
    std::ranges::for_each(index->rows(*symbol), look);
  } else {
    std::ranges::for_each(table.rows, look);
  }
  return latest ? table.value(*latest, rates->value) : missing;
}

}  // namespace bylaw::engine
