#include "api/read_question.hpp"

#include <algorithm>
#include <array>

#include "api/access/check_given.hpp"
#include "api/nearest.hpp"
#include "api/question_values.hpp"
#include "api/read_state.hpp"
#include "api/read_value.hpp"

namespace bylaw::api {
namespace {

constexpr std::array<std::string_view, 8> own_keys = {"action", "date",  "known_at", "already_done",
                                                      "facts",  "state", "explain",  "record"};

class QuestionReader {
 public:
  QuestionReader(std::shared_ptr<engine::Snapshot const> snapshot, JsonValue const& request, Sight* sight)
      : rulebook_(*snapshot->rulebook),
        request_(request),
        sight_(sight),
        asked_{std::move(snapshot), {}, engine::Explain::none, true, {}} {}

  std::expected<AskedQuestion, InputFaults> read() {
    if (!request_.object()) {
      faults_.add(root_, "wrong_type", "A question must be an object, not " + std::string(request_.kind()) + '.');
      return std::unexpected(std::move(faults_));
    }
    check_keys();
    lay_over();  // first: what is given may refer to the records laid over
    QuestionValues values(*asked_.snapshot);
    read_frame(values.question);
    read_parameters(values);
    read_facts(values);
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    asked_.question = values.finish();
    return std::move(asked_);
  }

 private:
  void check_keys();
  void lay_over();
  void read_frame(engine::Question& question);
  void read_action(engine::Question& question);
  void read_date(engine::Question& question);
  void read_explain();
  void read_flag(std::string_view key, bool& flag);
  void read_parameters(QuestionValues& values);
  void read_facts(QuestionValues& values);
  void read_fact(QuestionValues& values, std::string const& name, JsonValue const& json, Place const& place);
  bool has_fact(dsl::Index action, dsl::Index fact) const;
  std::vector<std::string_view> fact_names(dsl::Index action) const;
  void add_hidden(engine::Datum const& datum, dsl::Type type, Place const& place);
  void add_missing(std::vector<QuestionValues::NoSuchRecord> const& missing, dsl::Type type, Place const& place);

  // What is given under this key; null in JSON means "not given".
  JsonValue const* given(std::string_view key) const {
    auto const* json = request_.member(key);
    return json && !json->is_null() ? json : nullptr;
  }

  dsl::Rulebook const& rulebook_;
  JsonValue const& request_;
  Sight* sight_;
  Place root_;
  InputFaults faults_;
  AskedQuestion asked_;
};

void QuestionReader::check_keys() {
  std::vector<std::string_view> valid(own_keys.begin(), own_keys.end());
  std::ranges::copy(names_of(rulebook_.parameters), std::back_inserter(valid));
  for (auto const& member : *request_.object()) {
    if (std::ranges::find(valid, member.key) != valid.end()) continue;
    faults_.add(Place(root_, member.key), "unknown_key",
                "A question has no " + in_quotes(member.key) + nearest_hint(member.key, valid) + '.');
  }
}

void QuestionReader::lay_over() {
  auto const* json = given("state");
  if (!json) return;
  auto what_if = read_state(rulebook_, *json, Place(root_, "state"));
  if (sight_ && what_if.faults.empty()) check_given(*sight_, what_if.state, "/state", false, what_if.faults);
  auto laid = engine::overlay(asked_.snapshot, what_if.state);
  for (auto const& fault : what_if.faults.all()) faults_.add(fault);
  if (laid)
    asked_.snapshot = *std::move(laid);
  else
    add_engine_faults(rulebook_, laid.error(), "/state", faults_);
}

void QuestionReader::read_frame(engine::Question& question) {
  read_action(question);
  read_date(question);
  read_flag("already_done", question.already_done);
  read_flag("record", asked_.record);
  if (auto const* known_at = given("known_at"); known_at && known_at->text()) asked_.known_at = *known_at->text();
  read_explain();
}

void QuestionReader::read_action(engine::Question& question) {
  Place const place(root_, "action");
  auto const* json = given("action");
  if (!json) return faults_.add(place, "missing", "Which action? The question has to name one.");
  auto const* name = json->text();
  if (!name) return faults_.add(place, "wrong_type", "The action must be text, not " + std::string(json->kind()) + '.');
  question.action = dsl::find_action(rulebook_, *name);
  if (question.action != dsl::none) return;
  faults_.add(place, "unknown_action",
              "There is no action " + in_quotes(*name) + nearest_hint(*name, names_of(rulebook_.actions)) + '.');
}

void QuestionReader::read_date(engine::Question& question) {
  Place const place(root_, "date");
  auto const* json = given("date");
  if (!json) return faults_.add(place, "missing", "On which day? The question has to say, as YYYY-MM-DD.");
  if (auto const date = read_datum(rulebook_, {dsl::TypeKind::date, dsl::none, false}, *json, place, faults_)) {
    question.date = std::get<dsl::Date>(date->scalar);
  }
}

void QuestionReader::read_flag(std::string_view key, bool& flag) {
  auto const* json = given(key);
  if (!json) return;
  if (auto const* given_flag = json->boolean())
    flag = *given_flag;
  else
    faults_.add(Place(root_, key), "wrong_type", "This must be true or false, not " + std::string(json->kind()) + '.');
}

void QuestionReader::read_explain() {
  static std::vector<std::string_view> const levels = {"none", "why", "full"};
  auto const* json = given("explain");
  if (!json) return;
  Place const place(root_, "explain");
  auto const* name = json->text();
  if (!name)
    return faults_.add(place, "wrong_type",
                       "This must be one of none, why, full, not " + std::string(json->kind()) + '.');
  auto const found = std::ranges::find(levels, *name);
  if (found != levels.end())
    asked_.explain = static_cast<engine::Explain>(found - levels.begin());
  else
    faults_.add(place, "unknown_value",
                in_quotes(*name) + " is not one of none, why, full" + nearest_hint(*name, levels) + '.');
}

// What is given may name a record that is there, and that the asker must not know of: then it is not there.
void QuestionReader::add_hidden(engine::Datum const& datum, dsl::Type type, Place const& place) {
  if (!sight_ || type.kind != dsl::TypeKind::reference || !sight_->is_limited(type.of)) return;
  std::vector<QuestionValues::NoSuchRecord> hidden;
  auto const add = [&](dsl::Constant const& constant, std::size_t item) {
    auto const& key = std::get<std::string>(constant);
    if (sight_->hides(type.of, key)) hidden.push_back({item, type.of, key});
  };
  if (!type.list) add(datum.scalar, 0);
  for (std::size_t i = 0; i < datum.items.size(); ++i) add(datum.items[i], i);
  add_missing(hidden, type, place);
}

void QuestionReader::add_missing(std::vector<QuestionValues::NoSuchRecord> const& missing, dsl::Type type,
                                 Place const& place) {
  for (auto const& reference : missing) {
    auto const message =
        "There is no " + rulebook_.records[reference.record].name + ' ' + in_quotes(reference.key) + '.';
    faults_.add(type.list ? Place(place, reference.item) : place, "unknown_reference", message);
  }
}

void QuestionReader::read_parameters(QuestionValues& values) {
  for (std::size_t i = 0; i < rulebook_.parameters.size(); ++i) {
    auto const& parameter = rulebook_.parameters[i];
    auto const* json = given(parameter.name);
    if (!json) continue;
    Place const place(root_, parameter.name);
    auto const datum = read_datum(rulebook_, parameter.type, *json, place, faults_);
    if (!datum) continue;
    add_missing(values.give_parameter(static_cast<dsl::Index>(i), *datum), parameter.type, place);
    add_hidden(*datum, parameter.type, place);
  }
}

void QuestionReader::read_facts(QuestionValues& values) {
  auto const* json = given("facts");
  if (!json) return;
  Place const place(root_, "facts");
  auto const* facts = json->object();
  if (!facts)
    return faults_.add(place, "wrong_type", "The facts must be an object, not " + std::string(json->kind()) + '.');
  for (auto const& [name, value] : *facts) read_fact(values, name, value, Place(place, name));
}

void QuestionReader::read_fact(QuestionValues& values, std::string const& name, JsonValue const& json,
                               Place const& place) {
  auto const action = values.question.action;
  auto const fact = dsl::find_fact(rulebook_, name);
  if (fact == dsl::none) {
    return faults_.add(place, "unknown_fact",
                       "There is no fact " + in_quotes(name) + nearest_hint(name, fact_names(action)) + '.');
  }
  if (action != dsl::none && !has_fact(action, fact)) {
    return faults_.add(place, "foreign_fact",
                       in_quotes(name) + " is not a fact of " + rulebook_.actions[action].name +
                           nearest_hint(name, fact_names(action)) + '.');
  }
  if (json.is_null()) return;
  auto const type = rulebook_.facts[fact].type;
  auto const datum = read_datum(rulebook_, type, json, place, faults_);
  if (!datum) return;
  add_missing(values.give_fact(fact, *datum), type, place);
  add_hidden(*datum, type, place);
}

bool QuestionReader::has_fact(dsl::Index action, dsl::Index fact) const {
  return std::ranges::find(rulebook_.actions[action].facts, fact) != rulebook_.actions[action].facts.end();
}

std::vector<std::string_view> QuestionReader::fact_names(dsl::Index action) const {
  if (action == dsl::none) return names_of(rulebook_.facts);
  std::vector<std::string_view> names;
  for (auto const fact : rulebook_.actions[action].facts) names.push_back(rulebook_.facts[fact].name);
  return names;
}

}  // namespace

std::expected<AskedQuestion, InputFaults> read_question(std::shared_ptr<engine::Snapshot const> snapshot,
                                                        JsonValue const& request, Sight* sight) {
  return QuestionReader(std::move(snapshot), request, sight).read();
}

}  // namespace bylaw::api
