// A scenario is an action on a day with records and facts, and what is expected of the answer.
#include "dsl/check/scenarios.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "dsl/check/constants.hpp"
#include "dsl/check/expectations.hpp"
#include "dsl/check/given.hpp"

namespace bylaw::dsl::checking {
namespace {

using Backgrounds = std::map<std::string, std::vector<ScenarioRecord>, std::less<>>;
using Values = std::vector<std::pair<Index, std::vector<Constant>>>;

std::vector<ScenarioRecord> check_records(Context& context, std::uint32_t source,
                                          std::vector<syntax::GivenRecord> const& nodes) {
  std::vector<ScenarioRecord> records;
  std::set<std::pair<Index, std::string>> seen;
  for (auto const& node : nodes) {
    auto given = check_given(context, source, node);
    if (!given) continue;
    if (!seen.insert({given->record, given->id}).second)
      context.faults.error("duplicate_record", {source, node.id.span},
                           "the " + quoted(node.record.text) + " \"" + given->id + "\" is given twice");
    else
      records.push_back(std::move(*given));
  }
  return records;
}

class ScenarioChecker {
 public:
  ScenarioChecker(Context& context, Backgrounds const& backgrounds, Placed<syntax::Scenario> node)
      : context_(context), backgrounds_(backgrounds), node_(node) {}

  Scenario check() {
    scenario_.title = node_->title.value;
    scenario_.where = node_.at(node_->title);
    scenario_.on = node_->on.value;
    scenario_.already_done = node_->already_done;
    scenario_.action = context_.actions.require(context_.faults, node_->action.text, node_.at(node_->action));
    check_state();
    for (auto const& value : node_->facts) check_value(value);
    check_expectations(context_, node_, scenario_.action);
    scenario_.expectations = node_->expectations;
    return std::move(scenario_);
  }

 private:
  void check_state() {
    for (auto const& name : node_->backgrounds) {
      if (context_.backgrounds.require(context_.faults, name.text, node_.at(name)) == none) continue;
      auto const& records = backgrounds_.find(name.text)->second;
      scenario_.records.insert(scenario_.records.end(), records.begin(), records.end());
    }
    auto own = checking::check_records(context_, node_.source, node_->records);
    std::ranges::move(own, std::back_inserter(scenario_.records));
  }

  bool action_has(Index fact) const {
    if (scenario_.action == none) return true;
    return std::ranges::find(context_.book.actions[scenario_.action].facts, fact) !=
           context_.book.actions[scenario_.action].facts.end();
  }

  void check_value(syntax::FieldValue const& value) {
    auto const fact = context_.facts.find(value.name.text), parameter = context_.parameters.find(value.name.text);
    if (fact != none && action_has(fact)) return take(value, scenario_.facts, fact, context_.book.facts[fact].type);
    if (parameter != none)
      return take(value, scenario_.parameters, parameter, context_.book.parameters[parameter].type);
    if (fact != none) return report_foreign(value);
    auto candidates = context_.facts.names();
    for (auto const& name : context_.parameters.names()) candidates.push_back(name);
    context_.faults.unknown("unknown_fact", node_.at(value.name), "there is no fact " + quoted(value.name.text),
                            value.name.text, candidates);
  }

  void report_foreign(syntax::FieldValue const& value) {
    auto const& action = context_.book.actions[scenario_.action];
    context_.faults.error("fact_not_of_action", node_.at(value.name),
                          "the action " + quoted(action.name) + " does not have the fact " + quoted(value.name.text),
                          action.where, "the action is declared here");
  }

  void take(syntax::FieldValue const& value, Values& values, Index index, Type type) {
    if (std::ranges::any_of(values, [&](auto const& pair) { return pair.first == index; })) {
      context_.faults.error("duplicate_value", node_.at(value.name), quoted(value.name.text) + " is given twice");
      return;
    }
    if (auto constants = constants_of(context_, node_.source, *value.value, type))
      values.emplace_back(index, std::move(*constants));
  }

  Context& context_;
  Backgrounds const& backgrounds_;
  Placed<syntax::Scenario> node_;
  Scenario scenario_;
};

Backgrounds check_backgrounds(Context& context, Items const& items) {
  Backgrounds backgrounds;
  for (auto const& node : declare(context.faults, context.backgrounds, items.all<syntax::Background>()))
    backgrounds[node->name.text] = check_records(context, node.source, node->records);
  return backgrounds;
}

}  // namespace

void check_scenarios(Context& context, Items const& items) {
  auto const backgrounds = check_backgrounds(context, items);
  for (auto const& node : items.all<syntax::Scenario>()) {
    auto const index = static_cast<Index>(context.book.scenarios.size());
    if (!context.scenarios.declare(context.faults, node->title.value, node.at(node->title), index)) continue;
    context.book.scenarios.push_back(ScenarioChecker(context, backgrounds, node).check());
  }
}

}  // namespace bylaw::dsl::checking
