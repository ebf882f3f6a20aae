#include "api/pages/rule_settings.hpp"

namespace bylaw::api::pages {
namespace {

class SettingSearch {
 public:
  explicit SettingSearch(dsl::Rulebook const& rulebook) : rulebook_(rulebook) {}

  void look_at(dsl::Index index) {
    if (index == dsl::none || !seen_.insert(index).second) return;
    auto const& expression = rulebook_.expression(index);
    if (expression.kind == dsl::ExpressionKind::setting) found_.insert(expression.index);
    if (expression.kind == dsl::ExpressionKind::call) look_at(rulebook_.definitions[expression.index].body);
    look_at(expression.list);
    for (auto const operand : expression.operands) look_at(operand);
  }
  std::set<dsl::Index> found() && { return std::move(found_); }

 private:
  dsl::Rulebook const& rulebook_;
  std::set<dsl::Index> seen_, found_;
};

}  // namespace

std::set<dsl::Index> settings_of(dsl::Rulebook const& rulebook, dsl::Rule const& rule) {
  SettingSearch search(rulebook);
  for (auto const part : {rule.when, rule.done, rule.waiting, rule.refer, rule.undetermined}) search.look_at(part);
  for (auto const part : rule.unless) search.look_at(part);
  return std::move(search).found();
}

std::set<dsl::Index> settings_of(dsl::Rulebook const& rulebook, dsl::Standing const& rule) {
  SettingSearch search(rulebook);
  for (auto const part :
       {rule.with, rule.from_number, rule.to_number, rule.number_with, rule.when, rule.deadline, rule.late})
    search.look_at(part);
  for (auto const& status : rule.cases) search.look_at(status.when), search.look_at(status.since);
  if (rule.otherwise) search.look_at(rule.otherwise->since);
  return std::move(search).found();
}

}  // namespace bylaw::api::pages
