#include "api/pages/answers.hpp"

#include <algorithm>

#include "api/json_text.hpp"
#include "api/json_writer.hpp"
#include "api/pages/viewer.hpp"
#include "api/pages/words.hpp"
#include "api/pages/written.hpp"
#include "api/write_value.hpp"
#include "engine/constant_text.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::string_view date_key = "date", done_key = "already_done";

std::string first_of(NamedValues const& sent, std::string const& name) {
  auto const found = std::ranges::find(sent, name, &NamedValues::value_type::first);
  return found == sent.end() ? std::string() : found->second;
}

bool was_sent(NamedValues const& sent, std::string_view name) {
  return std::ranges::find(sent, name, &NamedValues::value_type::first) != sent.end();
}

class AnswerReader {
 public:
  AnswerReader(engine::Snapshot const& snapshot, NamedValues const& sent) : snapshot_(snapshot), sent_(sent) {}

  Answers read(std::vector<Item> const& items) {
    read_date();
    for (auto const& item : items) read(item);
    return std::move(answers_);
  }

 private:
  // The page asked for it, so an empty field is no "I do not know".
  bool asked_for(std::string_view name) const {
    return first_of(sent_, "asked") == name && first_of(sent_, "unknown") != name;
  }

  void read_date() {
    answers_.already_done = first_of(sent_, std::string(done_key)) == "true";
    auto const text = first_of(sent_, std::string(date_key));
    answers_.date = dsl::parse_date(text);
    if (!answers_.date && (!text.empty() || asked_for(date_key))) answers_.faults[std::string(date_key)] = "fault.date";
  }

  void read(Item const& item) {
    if (first_of(sent_, "unknown") == item.name) {
      answers_.given[item.name] = {};
      return;
    }
    if (!was_sent(sent_, item.name) && !was_sent(sent_, item.name + ".number")) {
      if (asked_for(item.name)) answers_.faults[item.name] = empty_fault(item.type);
      return;
    }
    std::vector<std::string> values;
    for (auto const& text : texts_of(item)) {
      if (text.empty()) continue;
      auto const value = canonical(snapshot_, item.type, text);
      if (!value) return void(answers_.faults[item.name] = fault_of(item.type));
      values.push_back(*value);
    }
    if (values.empty() && asked_for(item.name) && !is_chosen(item))
      answers_.faults[item.name] = empty_fault(item.type);
    else
      answers_.given[item.name] = std::move(values);
  }

  // Chosen among radio buttons, where one of them says "I do not know".
  bool is_chosen(Item const& item) const {
    return was_sent(sent_, item.name) && first_of(sent_, "choice") == item.name;
  }

  std::vector<std::string> texts_of(Item const& item) const {
    std::vector<std::string> texts;
    if (was_sent(sent_, item.name + ".number")) {
      auto const number = trimmed(first_of(sent_, item.name + ".number"));
      return {number.empty() ? "" : first_of(sent_, item.name + ".currency") + ' ' + number};
    }
    for (auto const& [name, value] : sent_) {
      if (name != item.name) continue;
      if (item.type.list && item.type.kind == dsl::TypeKind::text)
        std::ranges::move(parts(value), std::back_inserter(texts));
      else
        texts.push_back(trimmed(value));
    }
    return texts;
  }

  engine::Snapshot const& snapshot_;
  NamedValues const& sent_;
  Answers answers_;
};

NamedValues with_date(Answers const& answers) {
  NamedValues query;
  if (answers.date) query.emplace_back(date_key, dsl::to_string(*answers.date));
  if (answers.already_done) query.emplace_back(done_key, "true");
  return query;
}

void add_values(NamedValues& query, Item const& item, Answers const& answers) {
  auto const found = answers.given.find(item.name);
  if (found == answers.given.end()) return;
  if (found->second.empty()) query.emplace_back(item.name, "");
  for (auto const& value : found->second) query.emplace_back(item.name, value);
}

void write_item(JsonWriter& json, dsl::Rulebook const& rulebook, Item const& item,
                std::vector<std::string> const& values) {
  json.key(item.name);
  if (values.empty()) return json.null();
  engine::Datum datum;
  for (auto const& value : values) {
    auto const constant = engine::constant_of(rulebook, item.type, value);
    if (!constant) continue;
    if (!item.type.list)
      datum.scalar = *constant;
    else
      datum.items.push_back(*constant);
  }
  write_datum(json, rulebook, item.type, datum);
}

}  // namespace

std::vector<Item> items_of(dsl::Rulebook const& rulebook, dsl::Action const& action) {
  std::vector<Item> items;
  for (auto const& parameter : rulebook.parameters)
    items.push_back({parameter.name, parameter.ask, "", capitalised(in_words(parameter.name)), parameter.type, true});
  for (auto const index : action.facts) {
    auto const& fact = rulebook.facts[index];
    items.push_back({fact.name, fact.ask, fact.help, capitalised(fact.label), fact.type, false});
  }
  return items;
}

Answers read_answers(engine::Snapshot const& snapshot, std::vector<Item> const& items, NamedValues const& sent) {
  return AnswerReader(snapshot, sent).read(items);
}

NamedValues query_of(std::vector<Item> const& items, Answers const& answers) {
  auto query = with_date(answers);
  for (auto const& item : items) add_values(query, item, answers);
  return query;
}

NamedValues shareable_query(dsl::Rulebook const& rulebook, std::vector<Item> const& items, Answers const& answers) {
  auto query = with_date(answers);
  for (auto const& item : items) {
    using enum dsl::TypeKind;
    bool const free = item.type.kind == text || item.type.kind == id;
    bool const record = item.type.kind == reference && item.type.of != groups_of(rulebook);
    if (!free && !record) add_values(query, item, answers);
  }
  return query;
}

Answers answers_of_request(dsl::Rulebook const& rulebook, std::vector<Item> const& items, std::string const& request) {
  Answers answers;
  auto const json = parse_json(request);
  if (!json) return answers;
  if (auto const* date = json->member(date_key); date && date->text()) answers.date = dsl::parse_date(*date->text());
  if (auto const* done = json->member(done_key); done && done->boolean()) answers.already_done = *done->boolean();
  auto const* facts = json->member("facts");
  for (auto const& item : items) {
    auto const* value = item.parameter ? json->member(item.name) : facts ? facts->member(item.name) : nullptr;
    if (value) answers.given[item.name] = written_values(rulebook, item.type, *value);
  }
  return answers;
}

std::string question_json(dsl::Rulebook const& rulebook, dsl::Action const& action, std::vector<Item> const& items,
                          Answers const& answers) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("action", action.name);
  json.member(date_key, dsl::to_string(answers.date.value_or(dsl::Date{})));
  if (answers.already_done) json.member(done_key, true);
  json.member("explain", "full");
  auto const write = [&](bool parameters) {
    for (auto const& item : items)
      if (auto const found = answers.given.find(item.name);
          item.parameter == parameters && found != answers.given.end())
        write_item(json, rulebook, item, found->second);
  };
  write(true);
  json.key("facts");
  json.begin_object();
  write(false);
  json.end_object();
  json.end_object();
  return out;
}

}  // namespace bylaw::api::pages
