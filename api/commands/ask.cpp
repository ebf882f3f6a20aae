#include "api/commands/ask.hpp"

#include <ostream>

#include "api/clock.hpp"
#include "api/commands/files.hpp"
#include "api/read_state.hpp"
#include "api/ulid.hpp"

namespace bylaw::api {
namespace {

void print_faults(std::string const& file, std::vector<InputFault> const& faults, std::ostream& err) {
  for (auto const& fault : faults)
    err << file << ": " << (fault.pointer.empty() ? "" : fault.pointer + ": ") << fault.message << '\n';
}

std::shared_ptr<engine::Snapshot const> load_state(std::string const& file,
                                                   std::shared_ptr<dsl::Rulebook const> rulebook,
                                                   Streams const& streams) {
  ReadState read;
  if (!file.empty()) {
    auto const text = read_file(file, streams);
    auto parsed = read_state_text(*rulebook, text, {.bytes = text.size()});
    if (!parsed) return print_faults(file, {parsed.error()}, streams.err), nullptr;
    read = *std::move(parsed);
  }
  auto snapshot = engine::make_snapshot(rulebook, read.state);
  if (!snapshot) add_engine_faults(*rulebook, snapshot.error(), "", read.faults);
  if (read.faults.empty()) return *std::move(snapshot);
  return print_faults(file, read.faults.all(), streams.err), nullptr;
}

// The request with "explain" raised to the least that is wanted.
void raise_explain(JsonValue& request, engine::Explain least) {
  auto* members = std::get_if<JsonObject>(&request.value);
  if (!members || least == engine::Explain::none || request.member("explain")) return;
  members->push_back({"explain", {std::string(least == engine::Explain::why ? "why" : "full")}});
}

}  // namespace

std::optional<AnsweredQuestion> ask_from_files(Arguments const& arguments,
                                               std::shared_ptr<dsl::Rulebook const> rulebook, engine::Explain least,
                                               Streams const& streams) {
  auto const& file = arguments.operands().front();
  auto snapshot = load_state(arguments.value("--state"), rulebook, streams);
  if (!snapshot) return std::nullopt;
  auto request = parse_json(read_file(file, streams));
  if (!request) return print_faults(file, {request.error()}, streams.err), std::nullopt;
  if (request->member("known_at"))
    return print_faults(
               file,
               {{"/known_at", "unknown_key", "Only a server, and `bylaw replay`, know what was recorded earlier."}},
               streams.err),
           std::nullopt;
  raise_explain(*request, least);
  auto const now = std::chrono::system_clock::now();
  DecisionStamp stamp{UlidSource().next(milliseconds_of(now)), rfc3339(now)};
  auto answered = answer_question(*engine::compile(rulebook), std::move(snapshot), *request, std::move(stamp),
                                  RuleTexts(*rulebook));
  if (!answered) return print_faults(file, answered.error().all(), streams.err), std::nullopt;
  return *std::move(answered);
}

int exit_status(engine::Outcome outcome) {
  switch (outcome) {
    case engine::Outcome::breach:
    case engine::Outcome::not_permitted:
    case engine::Outcome::action_required:
    case engine::Outcome::undetermined:
    case engine::Outcome::pending:
    case engine::Outcome::refer:
      return negative;
    case engine::Outcome::missed:
    case engine::Outcome::action_requested:
    case engine::Outcome::discouraged:
    case engine::Outcome::advice:
    case engine::Outcome::clear:
      break;
  }
  return fine;
}

}  // namespace bylaw::api
