// Tokens on the command line, while no service has the database: the first one has to come from somewhere.
#include <istream>
#include <limits>
#include <ostream>

#include "api/access/sign_in.hpp"
#include "api/access/token_wish.hpp"
#include "api/access/write_token.hpp"
#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/nearest.hpp"
#include "api/query_list.hpp"
#include "engine/store.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view author = "command line";

int refuse(Streams const& streams, std::string const& why) {
  streams.err << "bylaw token: " << why << '\n';
  return bad_input;
}

int refuse(Streams const& streams, InputFaults const& faults) {
  for (auto const& fault : faults.all()) refuse(streams, fault.message);
  return bad_input;
}

// A whole number of days; what is none gives the least, which no range has.
std::int64_t days_of(Arguments const& arguments, std::string_view option, std::int64_t usual) {
  if (!arguments.has(option)) return usual;
  return whole_number({arguments.value(option)}).value_or(std::numeric_limits<std::int64_t>::min());
}

int print(Streams const& streams, MadeToken const& made) {
  streams.out << made.text << '\n' << std::flush;
  streams.err << "This is " << made.token.id << " (" << made.token.role << "), good until " << made.token.expires_at
              << ". It is shown this once: keep it where secrets are kept.\n";
  return fine;
}

int create(TokenBook& tokens, engine::Store const& store, Arguments const& arguments, Streams const& streams) {
  TokenRequest request{arguments.value("--role"), arguments.value("--label"), arguments.value("--person"), {},
                       days_of(arguments, "--days", usual_days)};
  if (request.label.empty()) request.label = request.person.empty() ? request.role : request.person;
  if (arguments.has("--scopes")) request.scopes = split_list(arguments.value("--scopes"));
  auto const now = std::chrono::system_clock::now();
  auto const wish = token_wish(*store.snapshot(), request, std::string(author), now);
  return wish ? print(streams, tokens.make(*wish, now)) : refuse(streams, wish.error());
}

int list(TokenBook const& tokens, Streams const& streams) {
  auto const now = rfc3339(std::chrono::system_clock::now());
  for (auto const& token : tokens.all()) {
    if (token.kind != token_kind) continue;
    streams.out << token.id << "  " << state_of(token, now) << "  " << token.role
                << (token.person.empty() ? "" : " " + token.person) << "  until " << token.expires_at.substr(0, 10)
                << "  used " << (token.last_used_at.empty() ? "-" : token.last_used_at.substr(0, 10)) << "  "
                << token.label << '\n';
  }
  return fine;
}

int revoke(TokenBook& tokens, std::string const& id, Streams const& streams) {
  if (!tokens.revoke(id, std::string(author), std::chrono::system_clock::now()))
    return refuse(streams, "There is no token " + in_quotes(id) + '.');
  streams.err << id << " is revoked.\n";
  return fine;
}

int rotate(TokenBook& tokens, std::string const& id, Arguments const& arguments, Streams const& streams) {
  auto const grace = days_of(arguments, "--grace-days", usual_grace_days);
  if (grace < 0 || grace > most_grace_days)
    return refuse(streams, "The old secret goes on for 0 to " + std::to_string(most_grace_days) + " days.");
  auto const now = std::chrono::system_clock::now();
  auto const made = tokens.rotate(id, now + std::chrono::days(grace), std::string(author), now);
  return made ? print(streams, *made) : refuse(streams, "There is no token " + in_quotes(id) + " that holds.");
}

}  // namespace

int manage_tokens(Arguments const& arguments, Streams const& streams) {
  auto const& operands = arguments.operands();
  auto const& verb = operands.front();
  bool const takes_id = verb == "revoke" || verb == "rotate";
  if (!takes_id && verb != "create" && verb != "list")
    return refuse(streams, "There is no " + in_quotes(verb) +
                               nearest_hint(verb, {"create", "list", "revoke", "rotate"}) + '.');
  if (operands.size() != (takes_id ? 2U : 1U))
    return refuse(streams, takes_id ? "Which token? `bylaw token list` has the ids." : "This takes no id.");
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const store = engine::Store::open(arguments.value("--db"), rulebook);
  TokenBook tokens(*store);
  if (verb == "create") return create(tokens, *store, arguments, streams);
  if (verb == "list") return list(tokens, streams);
  return verb == "revoke" ? revoke(tokens, operands[1], streams) : rotate(tokens, operands[1], arguments, streams);
}

int set_person_secret(Arguments const& arguments, Streams const& streams) {
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const store = engine::Store::open(arguments.value("--db"), rulebook);
  auto const person = arguments.value("--person"), role = arguments.value("--role");
  InputFaults faults;
  check_role_and_person(*store->snapshot(), role, person, faults);
  std::string secret;
  std::getline(streams.in, secret);
  if (secret.size() < shortest_secret || secret.size() > longest_secret)
    faults.add({"", "out_of_range", "A secret has from 12 to 1024 bytes, on one line of standard input."});
  if (!faults.empty()) return refuse(streams, faults);
  SignIn(*store).set(person, role, secret, std::chrono::system_clock::now(), std::string(author));
  streams.err << person << " can sign in with it as " << role << ".\n";
  return fine;
}

}  // namespace bylaw::api
