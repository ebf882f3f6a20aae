#include <filesystem>
#include <ostream>

#include "api/commands/ask.hpp"
#include "api/commands/files.hpp"
#include "api/explanation_text.hpp"
#include "api/named_rules.hpp"
#include "api/nearest.hpp"

namespace bylaw::api {
namespace {

int explain_rule(dsl::Rulebook const& rulebook, std::string const& name, Streams const& streams) {
  auto const rule = find_named_rule(rulebook, name);
  if (!rule) {
    streams.err << "bylaw explain: There is no file and no rule " << in_quotes(name)
                << nearest_hint(name, rule_names(rulebook)) << ".\n";
    return bad_input;
  }
  streams.out << plain_text(rulebook, *rule) << '\n';
  return fine;
}

}  // namespace

int explain(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const& subject = arguments.operands().front();
  if (subject != "-" && !std::filesystem::exists(subject)) return explain_rule(*rulebook, subject, streams);
  auto const answered = ask_from_files(arguments, rulebook, engine::Explain::why, streams);
  if (!answered) return bad_input;
  streams.out << explanation_text(answered->asked, answered->decision);
  return exit_status(answered->decision.outcome);
}

}  // namespace bylaw::api
