#include "api/answer_question.hpp"

#include "api/write_value.hpp"

namespace bylaw::api {
namespace {

// A parameter as the log's filters compare it: keys and texts bare, anything else as JSON.
std::string filter_text(AskedQuestion const& asked, dsl::Type type, engine::Value value) {
  if (value.kind == engine::Kind::reference)
    return std::string(asked.snapshot->key(value.aux, static_cast<engine::Row>(value.number)));
  if (value.kind == engine::Kind::text)
    return std::string(asked.question.symbols->text(static_cast<engine::Symbol>(value.number)));
  std::string text;
  JsonWriter json(text);
  write_value(json, *asked.snapshot, *asked.question.symbols, type, value);
  return text;
}

}  // namespace

std::expected<AnsweredQuestion, InputFaults> answer_question(engine::Program const& program,
                                                             std::shared_ptr<engine::Snapshot const> snapshot,
                                                             JsonValue const& request, DecisionStamp stamp,
                                                             RuleTexts const& texts, Sight* sight) {
  auto asked = read_question(std::move(snapshot), request, sight);
  if (!asked) return std::unexpected(std::move(asked.error()));
  auto decision = engine::decide(program, *asked->snapshot, asked->question, asked->explain);
  auto json = write_decision(*asked, decision, stamp, texts);
  return AnsweredQuestion{*std::move(asked), std::move(decision), std::move(stamp), std::move(json)};
}

engine::LoggedDecision log_entry(AnsweredQuestion const& answered, std::string request) {
  auto const& rulebook = *answered.asked.snapshot->rulebook;
  auto const& question = answered.asked.question;
  engine::LoggedDecision entry;
  entry.id = answered.stamp.id;
  entry.decided_at = answered.stamp.decided_at;
  entry.action = rulebook.actions[question.action].name;
  entry.outcome = engine::to_string(answered.decision.outcome);
  entry.date = dsl::to_string(question.date);
  for (std::size_t i = 0; i < rulebook.parameters.size(); ++i) {
    if (question.parameters[i].is_unknown()) continue;
    auto const& parameter = rulebook.parameters[i];
    entry.parameters.emplace_back(parameter.name, filter_text(answered.asked, parameter.type, question.parameters[i]));
  }
  entry.request = std::move(request);
  entry.answer = answered.json;
  entry.state_revision = answered.asked.snapshot->revision;
  entry.policy = rulebook.revision;
  return entry;
}

}  // namespace bylaw::api
