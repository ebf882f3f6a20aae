// A decision as it was given: the verdict, why, what to do next, the rules, the answers, what would change it. It is read
// from the log, so it stays what it was when records or rules change.
#include <algorithm>

#include "api/pages/answers.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/question_form.hpp"
#include "api/pages/site.hpp"
#include "api/pages/what_if.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

class DecisionPage {
 public:
  DecisionPage(PageCall const& call, engine::LoggedDecision const& logged, JsonValue const& answer)
      : call_(call), logged_(logged), answer_(answer), words_(*call.snapshot, call.language) {
    auto const index = dsl::find_action(call.rulebook(), logged.action);
    if (index == dsl::none) return;
    action_ = &call.rulebook().actions[index];
    items_ = items_of(call.rulebook(), *action_);
    answers_ = answers_of_request(call.rulebook(), items_, logged.request);
  }

  HttpResponse made() {
    auto const& texts = call_.texts();
    auto const outcome = text_at(answer_, "outcome");
    Model values = model({{"outcome", texts.get("outcome." + outcome)}, {"tone", tone_of_outcome(outcome)}, {"id", logged_.id}});
    values.set("action_title", action_ ? action_->title : in_words(logged_.action));
    values.set("intro", texts.get("outcome." + outcome + ".said"));
    set_policy(values);
    set_findings(values);
    set_missing(values);
    set_answers(values);
    values.set("decided_at", decided_at());
    values.set("json", "/v1/decisions/" + path_segment(logged_.id));
    return page(call_, "decision", {text_at(answer_, "headline"), {{texts.get("nav.check"), "/check"}}}, std::move(values));
  }

 private:
  std::string decided_at() const {
    auto const day = dsl::parse_date(logged_.decided_at.substr(0, 10));
    return (day ? words_.date(*day) : logged_.decided_at.substr(0, 10)) + ' ' + logged_.decided_at.substr(11, 5) + " UTC";
  }

  void set_policy(Model& values) {
    auto const& policy = at(answer_, "policy");
    values.set("out_of_force", !true_at(policy, "in_force"));
    auto const until = dsl::parse_date(text_at(policy, "until"));
    values.set("has_until", until.has_value());
    if (until) values.set("until", words_.date(*until));
    auto const day = dsl::parse_date(logged_.date);
    values.set("date", day ? words_.date(*day) : logged_.date);
  }

  void set_findings(Model& values) {
    List findings, others;
    for (auto const& finding : list_at(answer_, "findings")) {
      auto const status = text_at(finding, "status");
      bool const bears = status != "not_applicable" && status != "lifted";
      (bears ? findings : others).push_back(finding_model(call_, finding));
    }
    List steps;
    for (auto const& finding : list_at(answer_, "required_actions")) steps.push_back(step_model(call_, finding));
    values.set("reasons", reasons());
    values.set("has_reasons", !reasons().empty());
    values.set("steps", steps);
    values.set("has_steps", !steps.empty());
    values.set("findings", findings);
    values.set("no_findings", findings.empty());
    values.set("others", others);
    values.set("has_others", !others.empty());
    values.set("others_count", std::to_string(others.size()));
  }

  // What has to be done comes from what speaks for the outcome; without it, the strongest finding does.
  List reasons() const {
    for (auto const* list : {&list_at(answer_, "required_actions"), &list_at(answer_, "findings")})
      for (auto const& finding : *list) {
        auto const status = text_at(finding, "status");
        if (status != "not_applicable" && status != "lifted" && status != "undetermined") return figures_of(call_, finding);
      }
    return {};
  }

  void set_missing(Model& values) {
    List missing;
    for (auto const& fact : list_at(answer_, "missing")) {
      auto const name = text_at(fact, "fact");
      bool const askable = std::ranges::count(items_, name, &Item::name) > 0;
      auto query = query_of(items_, answers_);
      query.emplace_back("ask", name);
      missing.push_back(model({{"question", text_at(fact, "question")},
                               {"askable", askable},
                               {"path", action_ ? address("/check/" + action_->name, query) : ""}}));
    }
    values.set("missing", missing);
    values.set("has_missing", !missing.empty());
    List assumed;
    for (auto const& one : list_at(answer_, "assumed")) {
      auto const fact = dsl::find_fact(call_.rulebook(), text_at(one, "fact"));
      assumed.push_back(model({{"label", fact == dsl::none ? text_at(one, "fact") : capitalised(call_.rulebook().facts[fact].label)},
                               {"value", fact == dsl::none ? "" : shown_json(call_, call_.rulebook().facts[fact].type, at(one, "value"))},
                               {"why", text_at(one, "why")}}));
    }
    values.set("assumed", assumed);
    values.set("has_assumed", !assumed.empty());
  }

  void set_answers(Model& values) {
    values.set("can_change", action_ != nullptr);
    if (!action_) return;
    auto const path = "/check/" + action_->name;
    values.set("path", path);
    values.set("answers", answer_rows(call_, path, items_, answers_));
    values.set("share", address(path, shareable_query(call_.rulebook(), items_, answers_)));
    List hidden;
    for (auto const& [name, value] : query_of(items_, answers_)) hidden.push_back(model({{"name", name}, {"value", value}}));
    values.set("hidden", hidden);
    auto const changes = what_would_change(call_, *action_, items_, answers_);
    values.set("changes", changes);
    values.set("has_changes", !changes.empty());
  }

  PageCall const& call_;
  engine::LoggedDecision const& logged_;
  JsonValue const& answer_;
  Words words_;
  dsl::Action const* action_ = nullptr;
  std::vector<Item> items_;
  Answers answers_;
};

}  // namespace

HttpResponse decision_page(PageCall const& call) {
  call.service.store.flush();  // what was answered can be looked at
  auto const logged = call.service.store.find_decision(call.captured.front());
  if (!logged) return not_found_page(call);
  auto const answer = parse_json(logged->answer, {.bytes = 64 << 20, .values = 1'000'000});
  if (!answer) return not_found_page(call);
  return DecisionPage(call, *logged, *answer).made();
}

}  // namespace bylaw::api::pages
