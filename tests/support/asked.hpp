// From the text of a rulebook with one scenario to a question over its state, as an installation would put it.
#pragma once
#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "dsl/check.hpp"
#include "engine/decide.hpp"

namespace bylaw::engine::asked {

struct Case {
  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::shared_ptr<Snapshot const> snapshot;
  Question question;
};

// Throws std::runtime_error with the checker's words when the text has faults.
inline std::shared_ptr<dsl::Rulebook const> read(std::string text) {
  std::vector<dsl::Source> const sources{{"library.rules", std::move(text)}};
  auto checked = dsl::check(sources);
  std::string faults;
  for (auto const& one : checked.diagnostics)
    if (one.severity == dsl::Severity::error) faults += dsl::render(sources, one);
  if (!faults.empty()) throw std::runtime_error(faults);
  return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
}

inline Datum datum(dsl::Type type, std::vector<Constant> const& constants) {
  if (type.list) return {{}, constants};
  return {constants.front(), {}};
}

inline State state_of(dsl::Rulebook const& rulebook, dsl::Scenario const& scenario) {
  State state;
  for (auto const& given : scenario.records) {
    auto at = std::ranges::find(state, given.record, &StateTable::record);
    if (at == state.end()) at = state.insert(state.end(), {given.record, {}});
    StateRecord record;
    record.fields.resize(rulebook.records[given.record].fields.size());
    for (auto const& [field, constants] : given.fields)
      record.fields[field] = datum(rulebook.records[given.record].fields[field].type, constants);
    at->rows.push_back(std::move(record));
  }
  return state;
}

inline Value value(Snapshot const& snapshot, Symbols& symbols, dsl::Type type, Constant const& constant) {
  if (auto const* text = std::get_if<std::string>(&constant)) {
    if (type.kind == dsl::TypeKind::reference) return Value::reference(type.of, snapshot.find(type.of, *text).value());
    return Value::text(symbols.intern(*text));
  }
  if (auto const* truth = std::get_if<bool>(&constant)) return Value::boolean(*truth);
  if (auto const* number = std::get_if<std::int64_t>(&constant)) return Value::integer(*number);
  if (auto const* decimal = std::get_if<dsl::Decimal>(&constant)) return Value::decimal(*decimal);
  if (auto const* date = std::get_if<dsl::Date>(&constant)) return Value::date(*date);
  if (auto const* money = std::get_if<dsl::Money>(&constant)) return Value::money(*money);
  return Value::enumeration(std::get<Index>(constant));
}

inline Value value(Case& asked, Symbols& symbols, dsl::Type type, std::vector<Constant> const& constants) {
  if (!type.list) return value(*asked.snapshot, symbols, type, constants.front());
  auto items = std::make_unique<std::vector<Value>>();
  for (auto const& constant : constants) items->push_back(value(*asked.snapshot, symbols, type, constant));
  auto const list = Value::list(items->data(), static_cast<std::uint32_t>(items->size()));
  asked.question.lists.push_back(std::move(items));
  return list;
}

inline void ask(Case& asked, dsl::Scenario const& scenario) {
  auto const symbols = std::make_shared<Symbols>(asked.snapshot->symbols);
  auto& question = asked.question;
  question.action = scenario.action;
  question.date = scenario.on;
  question.already_done = scenario.already_done;
  for (Index i = 0; i < asked.rulebook->parameters.size(); ++i)
    question.parameters.push_back(Value::unknown({.source = Unknown::Source::parameter, .index = i}));
  for (Index i = 0; i < asked.rulebook->facts.size(); ++i)
    question.facts.push_back(Value::unknown({.source = Unknown::Source::fact, .index = i}));
  for (auto const& [index, constants] : scenario.parameters)
    question.parameters[index] = value(asked, *symbols, asked.rulebook->parameters[index].type, constants);
  for (auto const& [index, constants] : scenario.facts)
    question.facts[index] = value(asked, *symbols, asked.rulebook->facts[index].type, constants);
  question.symbols = symbols;
}

// Of the first scenario of the text.
inline Case ask_scenario(std::string text) {
  Case asked;
  asked.rulebook = read(std::move(text));
  auto const& scenario = asked.rulebook->scenarios.front();
  auto made = make_snapshot(asked.rulebook, state_of(*asked.rulebook, scenario), 0, false);
  if (!made) throw std::runtime_error(made.error().front().message);
  asked.snapshot = *made;
  ask(asked, scenario);
  return asked;
}

}  // namespace bylaw::engine::asked
