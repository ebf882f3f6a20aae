#include "api/write_question.hpp"

#include "api/write_state.hpp"
#include "api/write_value.hpp"

namespace bylaw::api {

std::string write_question(AskedQuestion const& asked, engine::State const& laid_over) {
  auto const& rulebook = *asked.snapshot->rulebook;
  auto const& question = asked.question;
  std::string out;
  JsonWriter json(out);
  auto const write_given = [&](auto const& declared, std::vector<engine::Value> const& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].is_unknown()) continue;
      json.key(declared[i].name);
      write_value(json, *asked.snapshot, *question.symbols, declared[i].type, values[i]);
    }
  };
  json.begin_object();
  json.member("action", rulebook.actions[question.action].name);
  json.member("date", dsl::to_string(question.date));
  if (question.already_done) json.member("already_done", true);
  write_given(rulebook.parameters, question.parameters);
  json.key("facts");
  json.begin_object();
  write_given(rulebook.facts, question.facts);
  json.end_object();
  if (!laid_over.empty()) {
    json.key("state");
    write_state(json, rulebook, laid_over);
  }
  json.end_object();
  return out;
}

}  // namespace bylaw::api
