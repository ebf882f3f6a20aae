#include "api/pages/what_if.hpp"

#include <algorithm>

#include "api/decision_text.hpp"
#include "api/json_text.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/words.hpp"
#include "api/read_question.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_changes = 8;

class WhatIf {
 public:
  WhatIf(PageCall const& call, dsl::Action const& action, std::vector<Item> const& items, Answers const& answers)
      : call_(call), action_(action), items_(items), answers_(answers), words_(*call.snapshot, call.language) {}

  List made() {
    auto const now = decide(answers_);
    if (!now) return {};
    for (auto const& item : items_)
      if (!item.parameter)
        for (auto const& value : values_to_try(item)) try_value(*now, item, value);
    return std::move(changes_);
  }

 private:
  std::optional<engine::Decision> decide(Answers const& answers) const {
    auto const request = parse_json(question_json(call_.rulebook(), action_, items_, answers));
    auto const asked = read_question(call_.everything, *request);
    if (!asked) return std::nullopt;
    return engine::decide(*call_.service.program, *call_.everything, asked->question);
  }

  // Truths and enumerations: all values. Amounts: those that the settings name, for a rule may change just there.
  std::vector<std::string> values_to_try(Item const& item) const {
    using enum dsl::TypeKind;
    if (item.type.list) return {};
    std::vector<std::string> values;
    if (item.type.kind == boolean) values = {"true", "false"};
    if (item.type.kind == enumeration)
      for (auto const& value : call_.rulebook().enumerations[item.type.of].values) values.push_back(value.name);
    if (item.type.kind == money)
      for (dsl::Index i = 0; i < call_.rulebook().settings.size(); ++i)
        if (auto const& setting = call_.rulebook().settings[i]; setting.type.kind == money)
          if (auto const value = call_.snapshot->settings[i]; !value.is_unknown() && value.number > 0)
            values.push_back(written(*call_.snapshot, setting.type, value));
    return values;
  }

  void try_value(engine::Decision const& now, Item const& item, std::string const& value) {
    auto const given = answers_.given.find(item.name);
    bool const same = given != answers_.given.end() && given->second == std::vector{value};
    if (same || changes_.size() == most_changes) return;
    auto other = answers_;
    other.given[item.name] = {value};
    auto const then = decide(other);
    if (!then || then->outcome == now.outcome) return;
    std::string const outcome(engine::to_string(then->outcome));
    changes_.push_back(model({{"label", item.label},
                              {"value", words_.shown(item.type, value)},
                              {"outcome", call_.texts().get("outcome." + outcome)},
                              {"tone", tone_of_outcome(outcome)},
                              {"headline", headline(call_.rulebook(), *then)}}));
  }

  PageCall const& call_;
  dsl::Action const& action_;
  std::vector<Item> const& items_;
  Answers const& answers_;
  Words words_;
  List changes_;
};

}  // namespace

List what_would_change(PageCall const& call, dsl::Action const& action, std::vector<Item> const& items,
                       Answers const& answers) {
  return WhatIf(call, action, items, answers).made();
}

}  // namespace bylaw::api::pages
