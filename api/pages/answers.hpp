// What a person has answered so far in a check of an action. It travels in the query of the page, so that a check can
// be linked to, gone back in and changed; nothing is kept on the server.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/server/http_types.hpp"
#include "engine/decision.hpp"

namespace bylaw::api::pages {

// Something that can be asked: a parameter of every question, or a fact of the action.
struct Item {
  std::string name, ask, help, label;
  dsl::Type type;
  bool parameter = false;
};
std::vector<Item> items_of(dsl::Rulebook const& rulebook, dsl::Action const& action);

struct Answers {
  std::optional<dsl::Date> date;
  bool already_done = false;
  std::map<std::string, std::vector<std::string>> given;  // as values are written; no value: "I do not know"
  std::map<std::string, std::string> faults;              // what was sent and cannot be: the key of a text

  bool answered(std::string const& name) const { return given.contains(name); }
};

// `sent` are the parameters of a page or the fields of a form.
Answers read_answers(engine::Snapshot const& snapshot, std::vector<Item> const& items, NamedValues const& sent);
// The other way round, in the order of the items.
NamedValues query_of(std::vector<Item> const& items, Answers const& answers);
// The same without free text and without people: what may be passed on.
NamedValues shareable_query(dsl::Rulebook const& rulebook, std::vector<Item> const& items, Answers const& answers);
// The answers of a question as it was logged.
Answers answers_of_request(dsl::Rulebook const& rulebook, std::vector<Item> const& items, std::string const& request);

// As the question that programs would ask, explained in full.
std::string question_json(dsl::Rulebook const& rulebook, dsl::Action const& action, std::vector<Item> const& items,
                          Answers const& answers);

}  // namespace bylaw::api::pages
