#include <filesystem>
#include <optional>
#include <ostream>

#include "api/commands/ask.hpp"
#include "api/commands/files.hpp"
#include "api/explanation_text.hpp"
#include "api/named_rules.hpp"
#include "api/nearest.hpp"
#include "dsl/plain.hpp"

namespace bylaw::api {
namespace {

// A rule, a procedure or one of its steps ("procedure.step") in plain language; nothing where none is called so.
std::optional<std::string> text_of(dsl::Rulebook const& rulebook, std::string const& name) {
  if (auto const rule = find_named_rule(rulebook, name)) return plain_text(rulebook, *rule);
  for (dsl::Index i = 0; i < rulebook.procedures.size(); ++i) {
    auto const& procedure = rulebook.procedures[i];
    if (procedure.name == name) return dsl::plain_procedure(rulebook, i);
    for (dsl::Index j = 0; j < procedure.steps.size(); ++j)
      if (procedure.name + "." + procedure.steps[j].name == name) return dsl::plain_step(rulebook, i, j);
  }
  return std::nullopt;
}

int explain_name(dsl::Rulebook const& rulebook, std::string const& name, Streams const& streams) {
  auto const text = text_of(rulebook, name);
  if (!text) {
    streams.err << "bylaw explain: There is no file and no rule " << in_quotes(name)
                << nearest_hint(name, rule_names(rulebook)) << ".\n";
    return bad_input;
  }
  streams.out << *text << '\n';
  return fine;
}

}  // namespace

int explain(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const& subject = arguments.operands().front();
  if (subject != "-" && !std::filesystem::exists(subject)) return explain_name(*rulebook, subject, streams);
  auto const answered = ask_from_files(arguments, rulebook, engine::Explain::why, streams);
  if (!answered) return bad_input;
  streams.out << explanation_text(answered->asked, answered->decision);
  return exit_status(answered->decision.outcome);
}

}  // namespace bylaw::api
