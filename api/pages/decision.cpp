// A decision as it was given: the verdict, why, what to do next, the rules, the answers, what would change it. It is
// read from the log, so it stays what it was when records or rules change.
#include <algorithm>

#include "api/pages/answers.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/question_form.hpp"
#include "api/pages/record_form.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/request_record.hpp"
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
    for (auto const& item : items_)
      if (item.type.kind == dsl::TypeKind::reference)
        if (auto const given = answers_.given.find(item.name); given != answers_.given.end())
          std::erase_if(given->second, [&](auto const& key) { return !call.snapshot->find(item.type.of, key); });
  }

  std::optional<RequestRecord> request_for(std::string const& name) const {
    auto const rule = std::ranges::find(call_.rulebook().rules, name, &dsl::Rule::name);
    if (rule == call_.rulebook().rules.end() || !action_) return std::nullopt;
    return request_record(*call_.snapshot, *rule, answers_);
  }

  // A form for what shows that the step was asked for, with what is known from the answers filled in.
  HttpResponse request_form(std::string const& name) const {
    auto request = request_for(name);
    if (!request || !call_.may_write(request->record)) return not_found_page(call_);
    auto& values = request->values;
    auto const& record = call_.rulebook().records[request->record];
    if (record.opening != dsl::none)
      values.emplace_back(record.fields[record.opening].name, dsl::to_string(call_.today));
    auto const people = people_of(call_.rulebook());
    for (auto const& field : record.fields) {
      bool const person = field.type.kind == dsl::TypeKind::reference && !field.type.list && field.type.of == people;
      if (person && call_.viewer.known()) values.emplace_back(field.name, call_.viewer.key);
    }
    values.emplace_back("return_to", "/decisions/" + path_segment(logged_.id));
    auto const rule = std::ranges::find(call_.rulebook().rules, name, &dsl::Rule::name);
    return new_record_form(call_, request->record, std::move(values),
                           call_.texts().with("request.title", {{"title", rule->title}}),
                           answer_fields(static_cast<dsl::Index>(rule - call_.rulebook().rules.begin())));
  }

  HttpResponse made() {
    auto const& texts = call_.texts();
    auto const outcome = text_at(answer_, "outcome");
    Model values =
        model({{"outcome", texts.get("outcome." + outcome)}, {"tone", tone_of_outcome(outcome)}, {"id", logged_.id}});
    values.set("action_title", action_ ? action_->title : in_words(logged_.action));
    values.set("intro", texts.get("outcome." + outcome + ".said"));
    set_policy(values);
    set_findings(values);
    set_missing(values);
    set_answers(values);
    set_requested(values);
    values.set("decided_at", decided_at());
    values.set("json", "/v1/decisions/" + path_segment(logged_.id));
    return page(call_, "decision", {text_at(answer_, "headline"), {{texts.get("nav.check"), "/check"}}},
                std::move(values));
  }

 private:
  // What whoever answers fills in.
  std::vector<dsl::Index> answer_fields(dsl::Index rule) const {
    std::vector<dsl::Index> fields;
    for (auto const& request : call_.rulebook().authzen.requests)
      if (request.rule == rule)
        for (auto const& answer : request.answers)
          for (auto const& value : answer.values) fields.push_back(value.field);
    return fields;
  }

  std::string decided_at() const {
    auto const day = dsl::parse_date(logged_.decided_at.substr(0, 10));
    return (day ? words_.date(*day) : logged_.decided_at.substr(0, 10)) + ' ' + logged_.decided_at.substr(11, 5) +
           " UTC";
  }

  // What was just recorded for it.
  void set_requested(Model& values) {
    auto const name = call_.given("requested");
    auto const slash = std::min(name.find('/'), name.size());
    auto const record = dsl::find_record(call_.rulebook(), name.substr(0, slash));
    auto const key = name.substr(std::min(slash + 1, name.size()));
    bool const there = record != dsl::none && call_.snapshot->find(record, key);
    values.set("requested", there);
    if (!there) return;
    values.set("requested_title", words_.singular(record));
    values.set("requested_path", record_path(call_, record, key));
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
    for (auto const& finding : list_at(answer_, "required_actions")) {
      auto step = step_model(call_, finding);
      auto const rule = text_at(finding, "rule");
      auto const request = text_at(finding, "status") == "outstanding" ? request_for(rule) : std::nullopt;
      bool const askable = request && call_.may_write(request->record);
      step.set("askable", askable);
      step.set("ask", "/decisions/" + path_segment(logged_.id) + "/request/" + path_segment(rule));
      steps.push_back(step);
    }
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
        if (status != "not_applicable" && status != "lifted" && status != "undetermined")
          return figures_of(call_, finding);
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
      assumed.push_back(model(
          {{"label", fact == dsl::none ? text_at(one, "fact") : capitalised(call_.rulebook().facts[fact].label)},
           {"value", fact == dsl::none ? "" : shown_json(call_, call_.rulebook().facts[fact].type, at(one, "value"))},
           {"why", text_at(one, "why")}}));
    }
    values.set("assumed", assumed);
    values.set("has_assumed", !assumed.empty());
  }

  void set_answers(Model& values) {
    values.set("can_change", action_ && call_.may(dsl::AccessScope::decide));
    if (!action_) return;
    auto const path = "/check/" + action_->name;
    values.set("path", path);
    values.set("answers", answer_rows(call_, path, items_, answers_));
    values.set("share", address(path, shareable_query(call_.rulebook(), items_, answers_)));
    List hidden;
    for (auto const& [name, value] : query_of(items_, answers_))
      hidden.push_back(model({{"name", name}, {"value", value}}));
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

namespace {

HttpResponse with_decision(PageCall const& call, auto const& made) {
  auto const answer = read(call, "/v1/decisions/" + call.captured.front());
  auto const logged = answer ? call.service.store.find_decision(call.captured.front()) : std::nullopt;
  if (!logged) return not_found_page(call);
  return made(DecisionPage(call, *logged, *answer));
}

}  // namespace

HttpResponse decision_page(PageCall const& call) {
  return with_decision(call, [](DecisionPage page) { return page.made(); });
}

HttpResponse request_page(PageCall const& call) {
  return with_decision(call, [&](DecisionPage const& page) { return page.request_form(call.captured[1]); });
}

}  // namespace bylaw::api::pages
