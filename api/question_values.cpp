#include "api/question_values.hpp"

#include "engine/snapshot_values.hpp"

namespace bylaw::api {

using engine::Unknown;
using engine::Value;

QuestionValues::QuestionValues(engine::Snapshot const& snapshot)
    : snapshot_(snapshot), symbols_(std::make_shared<engine::Symbols>(snapshot.symbols)) {
  auto const not_given = [](Unknown::Source source, std::size_t count) {
    std::vector<Value> values;
    for (std::size_t i = 0; i < count; ++i)
      values.push_back(Value::unknown({source, static_cast<dsl::Index>(i), 0, 0}));
    return values;
  };
  question.parameters = not_given(Unknown::Source::parameter, snapshot.rulebook->parameters.size());
  question.facts = not_given(Unknown::Source::fact, snapshot.rulebook->facts.size());
}

Value QuestionValues::scalar(dsl::Type type, dsl::Constant const& constant, std::size_t item,
                             std::vector<NoSuchRecord>& missing) {
  if (type.kind != dsl::TypeKind::reference) return engine::scalar_value(constant, *symbols_);
  auto const& key = std::get<std::string>(constant);
  if (auto const row = snapshot_.find(type.of, key)) return Value::reference(type.of, *row);
  missing.push_back({item, type.of, key});
  return {};
}

std::vector<QuestionValues::NoSuchRecord> QuestionValues::give(Value& target, dsl::Type type,
                                                               engine::Datum const& datum) {
  std::vector<NoSuchRecord> missing;
  if (!type.list) {
    auto const value = scalar(type, datum.scalar, 0, missing);
    if (missing.empty()) target = value;
    return missing;
  }
  auto values = std::make_unique<std::vector<Value>>();
  for (std::size_t i = 0; i < datum.items.size(); ++i) values->push_back(scalar(type, datum.items[i], i, missing));
  if (!missing.empty()) return missing;
  target = Value::list(values->data(), static_cast<std::uint32_t>(values->size()));
  question.lists.push_back(std::move(values));
  return missing;
}

std::vector<QuestionValues::NoSuchRecord> QuestionValues::give_parameter(dsl::Index parameter,
                                                                         engine::Datum const& datum) {
  return give(question.parameters[parameter], snapshot_.rulebook->parameters[parameter].type, datum);
}

std::vector<QuestionValues::NoSuchRecord> QuestionValues::give_fact(dsl::Index fact, engine::Datum const& datum) {
  return give(question.facts[fact], snapshot_.rulebook->facts[fact].type, datum);
}

engine::Question QuestionValues::finish() {
  question.symbols = symbols_;
  return std::move(question);
}

}  // namespace bylaw::api
