#include <algorithm>
#include <filesystem>
#include <ostream>

#include "api/commands/ask.hpp"
#include "api/commands/files.hpp"
#include "api/explanation_text.hpp"
#include "api/nearest.hpp"
#include "dsl/plain.hpp"

namespace bylaw::api {
namespace {

int explain_rule(dsl::Rulebook const& rulebook, std::string const& name, Streams const& streams) {
  auto const rule = std::ranges::find(rulebook.rules, name, &dsl::Rule::name);
  if (rule == rulebook.rules.end()) {
    streams.err << "bylaw explain: There is no file and no rule " << in_quotes(name)
                << nearest_hint(name, names_of(rulebook.rules)) << ".\n";
    return bad_input;
  }
  streams.out << dsl::plain_rule(rulebook, static_cast<dsl::Index>(rule - rulebook.rules.begin())) << '\n';
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
