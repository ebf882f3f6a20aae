#include "api/scenarios.hpp"

#include <algorithm>

#include "api/question_values.hpp"
#include "api/scenario_state.hpp"

namespace bylaw::api {
namespace {

using dsl::syntax::Expectation;
using engine::Status;

// One scenario being asked and compared.
class Comparison {
 public:
  Comparison(dsl::Rulebook const& rulebook, engine::Decision const& decision)
      : rulebook_(rulebook), decision_(decision) {}

  // What differs, or nothing.
  std::string difference(Expectation const& expected) const {
    auto const& subject = expected.subject.text;
    switch (expected.kind) {
      case Expectation::Kind::outcome:
        return outcome_difference(subject);
      case Expectation::Kind::status:
        return status_difference(subject, expected.status->text);
      case Expectation::Kind::absent:
        return absent_difference(subject);
      case Expectation::Kind::missing:
        return asks_for(subject) ? "" : "does not ask for " + subject + "; asks for " + asked();
      case Expectation::Kind::not_missing:
        return asks_for(subject) ? "asks for " + subject : "";
    }
    return {};
  }

 private:
  std::string outcome_difference(std::string const& expected) const {
    auto const outcome = engine::to_string(decision_.outcome);
    return outcome == expected ? "" : "expected " + expected + ", got " + std::string(outcome);
  }

  std::string status_difference(std::string const& norm, std::string const& expected) const {
    auto const statuses = statuses_of(norm);
    if (std::ranges::find(statuses, expected) != statuses.end()) return {};
    return norm + ": expected " + expected + ", got " + (statuses.empty() ? "no finding" : joined(statuses));
  }

  std::string absent_difference(std::string const& norm) const {
    auto statuses = statuses_of(norm);
    std::erase_if(statuses, [](auto status) {
      return status == engine::to_string(Status::not_applicable) || status == engine::to_string(Status::lifted);
    });
    return statuses.empty() ? "" : norm + ": expected no finding, got " + joined(statuses);
  }

  bool encodes(dsl::Rule const& rule, std::string const& norm) const {
    auto const is_it = [&](dsl::Index index) { return rulebook_.norms[index].id == norm; };
    return is_it(rule.norm) || std::ranges::any_of(rule.also, is_it);
  }

  std::vector<std::string_view> statuses_of(std::string const& norm) const {
    std::vector<std::string_view> statuses;
    for (auto const& finding : decision_.findings) {
      if (encodes(rulebook_.rules[finding.rule], norm)) statuses.push_back(engine::to_string(finding.status));
    }
    return statuses;
  }

  bool asks_for(std::string const& name) const {
    return std::ranges::find(decision_.missing, name, &engine::Missing::name) != decision_.missing.end();
  }

  std::string asked() const {
    std::vector<std::string_view> names;
    for (auto const& missing : decision_.missing) names.push_back(missing.name);
    return names.empty() ? "nothing" : joined(names);
  }

  static std::string joined(std::vector<std::string_view> const& words) {
    std::string text;
    for (auto const word : words) (text += text.empty() ? "" : ", ") += word;
    return text;
  }

  dsl::Rulebook const& rulebook_;
  engine::Decision const& decision_;
};

// The question of a scenario; what it refers to in vain is added to `faults`.
engine::Question question_of(dsl::Scenario const& scenario, engine::Snapshot const& snapshot,
                             std::vector<std::string>& faults) {
  auto const& rulebook = *snapshot.rulebook;
  QuestionValues values(snapshot);
  values.question.action = scenario.action;
  values.question.date = scenario.on;
  values.question.already_done = scenario.already_done;
  auto const note = [&](std::vector<QuestionValues::NoSuchRecord> const& missing) {
    for (auto const& reference : missing)
      faults.push_back("there is no " + rulebook.records[reference.record].name + " \"" + reference.key + '"');
  };
  for (auto const& [parameter, constants] : scenario.parameters) {
    note(values.give_parameter(parameter, scenario_datum(rulebook.parameters[parameter].type, constants)));
  }
  for (auto const& [fact, constants] : scenario.facts)
    note(values.give_fact(fact, scenario_datum(rulebook.facts[fact].type, constants)));
  return values.finish();
}

}  // namespace

ScenarioRunner::ScenarioRunner(std::shared_ptr<dsl::Rulebook const> rulebook)
    : rulebook_(std::move(rulebook)), program_(engine::compile(rulebook_)), reach_(*rulebook_) {}

std::vector<std::string> ScenarioRunner::run(dsl::Scenario const& scenario) {
  std::vector<std::string> faults;
  auto const snapshot = engine::make_snapshot(rulebook_, scenario_state(*rulebook_, scenario), 0, false);
  if (!snapshot) {
    for (auto const& fault : snapshot.error()) faults.push_back(fault.message);
    return faults;
  }
  auto const question = question_of(scenario, **snapshot, faults);
  if (!faults.empty()) return faults;
  auto const decision = engine::decide(*program_, **snapshot, question, engine::Explain::full);
  reach_.add(decision);
  Comparison const comparison(*rulebook_, decision);
  for (auto const& expected : scenario.expectations) {
    if (auto difference = comparison.difference(expected); !difference.empty()) faults.push_back(std::move(difference));
  }
  return faults;
}

}  // namespace bylaw::api
