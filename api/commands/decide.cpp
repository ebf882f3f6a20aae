#include <ostream>

#include "api/commands/ask.hpp"
#include "api/commands/files.hpp"

namespace bylaw::api {

int decide_one(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const answered = ask_from_files(arguments, rulebook, engine::Explain::none, streams);
  if (!answered) return bad_input;
  streams.out << answered->json << '\n';
  return exit_status(answered->decision.outcome);
}

}  // namespace bylaw::api
