#include "api/commands/command.hpp"

#include <algorithm>
#include <ostream>

#include "api/input_fault.hpp"
#include "api/nearest.hpp"
#include "engine/store.hpp"

namespace bylaw::api {
namespace {

Option rules_option() { return {"--rules", "DIR", "the rulebook: every *.rules file below DIR", true}; }
Option database_option() { return {"--db", "FILE", "the database", true}; }

std::vector<Command> const& commands() {
  static std::vector<Command> const all = {
      {"serve",
       "",
       "answer questions over HTTP",
       "Without --dev nothing is answered without a token; see `bylaw token`. An address that other machines reach is\n"
       "served only when there is one. SIGTERM and SIGINT end it, after the answers in flight.",
       {{"--db", "FILE", "the database; made when it is not there", true},
        {"--listen", "HOST:PORT", "where to listen, such as 127.0.0.1:8080", true},
        rules_option(),
        {"--public-url", "URL", "how callers reach the service; where it listens without it"},
        {"--webhook-hosts", "HOST,HOST", "where webhooks may lead; without it there are none"},
        {"--log-requests", "", "a line of JSON on standard error for each request"},
        {"--backups", "DIR", "the folder that backups asked for over HTTP go to"},
        {"--dev", "", "every caller on this machine may do everything"}},
       0,
       0,
       serve},
      {"import",
       "FILE",
       "put records into a database, all or nothing",
       "FILE holds {\"record\": [{...}, ...], ...}; - is standard input.",
       {database_option(),
        rules_option(),
        {"--mode", "merge|replace", "merge (the default) keeps the records that are not in FILE"}},
       1,
       1,
       import_records},
      {"export", "", "print all records of a database", "", {database_option(), rules_option()}, 0, 0, export_records},
      {"log",
       "",
       "print the log of a database, to be checked elsewhere",
       "One line for the signed head, then one for each entry. The database may be in use.",
       {database_option(),
        {"--committed", "", "without what can be erased: only what the log commits to"},
        {"--checkpoint", "", "the signed head only"},
        {"--public-key", "", "the key that the log names only"}},
       0,
       0,
       export_log},
      {"verify",
       "",
       "check that a database, or a log printed from one, is what was logged",
       "Changes nothing; the database may be in use. Ends with 1 when anything was edited, dropped, swapped or forged.",
       {{"--db", "FILE", "the database, or what `bylaw log` printed", true},
        {"--checkpoint", "FILE", "a signed head from before: the log must continue it"},
        {"--public-key", "FILE", "the key that must have signed the head; else the one that the log names"}},
       0,
       0,
       verify},
      {"replay",
       "[ID]...",
       "evaluate logged decisions again, from what they were decided over",
       "Without an ID: all of them. Ends with 1 when the answer is not the same, byte for byte.",
       {database_option(), {"--rules", "DIR", "under these rules; else under those that were in force"}},
       0,
       1000,
       replay},
      {"backup",
       "",
       "copy a database that nobody has open, and check the copy",
       "One that is being served is copied by POST /v1/backup.",
       {database_option(), {"--to", "FILE", "the copy; there must be no such file", true}},
       0,
       0,
       backup},
      {"restore",
       "",
       "put a database back from a copy",
       "The copy is checked first. What was erased after it was made, by the database that it replaces, is erased "
       "again.",
       {database_option(),
        {"--from", "FILE", "the copy", true},
        {"--replace", "", "put the database that is there aside"},
        {"--new-key", "", "sign under a new key where the old one is gone"}},
       0,
       0,
       restore},
      {"migrate",
       "STEP...",
       "take a database over to a rulebook that has no place for some of its data",
       "A STEP is record.field=new_name for a field with another name, record.field= to give up what it holds, or\n"
       "record= to give up all records of a kind. What is new in the rulebook needs no step.",
       {database_option(), rules_option()},
       1,
       1000,
       migrate},
      {"token",
       "create|list|revoke ID|rotate ID",
       "make, list, revoke or renew tokens",
       "For a database that no service has open; a running service takes the same over HTTP. The token is printed once.",
       {database_option(),
        rules_option(),
        {"--role", "ROLE", "what the token may do: a role of the rulebook"},
        {"--person", "ID", "whose it is; needed where the role is given to people"},
        {"--label", "TEXT", "what it is for"},
        {"--scopes", "A,B", "less than the role has"},
        {"--days", "N", "how long it lasts: 1 to 365, 90 without it"},
        {"--grace-days", "N", "how long the old secret goes on after `rotate`: 0 to 30, 7 without it"}},
       1,
       2,
       manage_tokens},
      {"person-secret",
       "",
       "set what a person signs in with",
       "Reads one line of at least 12 bytes from standard input. For a database that no service has open.",
       {database_option(),
        rules_option(),
        {"--person", "ID", "who signs in", true},
        {"--role", "ROLE", "as what", true}},
       0,
       0,
       set_person_secret},
      {"decide",
       "REQUEST.json",
       "answer one question without a server",
       "Prints the answer as JSON; - is standard input. Ends with 1 when the outcome is breach, not_permitted, "
       "action_required,\n"
       "undetermined, pending or refer: when something that is required is not there, or somebody else decides.",
       {rules_option(), {"--state", "STATE.json", "the records, in the shape of an import; none without it"}},
       1,
       1,
       decide_one},
      {"explain",
       "REQUEST.json|RULE",
       "a decision, or one rule, in plain words",
       "With a file, ends as `decide` does.",
       {rules_option(), {"--state", "STATE.json", "the records, in the shape of an import; none without it"}},
       1,
       1,
       explain},
      {"check",
       "PATH...",
       "say what is wrong with rule files",
       "The files and folders together are one rulebook.",
       {{"--json", "", "for editors: one JSON array"}},
       1,
       1000,
       check_rules},
      {"fmt",
       "PATH...",
       "lay rule files out in the one canonical way",
       "Rewrites files in place; - formats standard input to standard output.",
       {{"--check", "", "change nothing, name the files that would change, end with 1 when there are any"}},
       1,
       1000,
       format_rules},
      {"test",
       "PATH...",
       "run the scenarios of rule files",
       "Then says which rules, conditions and boundaries no scenario reached.",
       {{"--quiet", "", "print failures and the count only"}},
       1,
       1000,
       test_rules},
      {"coverage",
       "",
       "for every norm the rules that encode it",
       "Ends with 1 when a norm is not accounted for.",
       {rules_option(), {"--format", "text|markdown", "text (the default), or a page with links and readings"}},
       0,
       0,
       show_coverage},
      {"pages",
       "",
       "write the pages that are made from the rules",
       "DIR/coverage.md and, for each file of rules, a page in DIR/plain. Names what it writes.",
       {rules_option(),
        {"--check", "", "change nothing, name the pages that would change, end with 1 when there are any"}},
       0,
       0,
       write_pages},
  };
  return all;
}

std::string usage_line(Command const& command) {
  std::string line = "bylaw " + std::string(command.name);
  for (auto const& option : command.options) {
    auto text = std::string(option.name) + (option.value.empty() ? "" : " ") + std::string(option.value);
    line += option.required ? ' ' + text : " [" + text + ']';
  }
  return command.operands.empty() ? line : line + ' ' + std::string(command.operands);
}

void print_help(std::ostream& out) {
  out << "usage: bylaw COMMAND ...\n\n";
  for (auto const& command : commands()) {
    out << "  " << command.name << std::string(15 - command.name.size(), ' ') << command.summary << '\n';
  }
  out << "\n`bylaw COMMAND --help` says more. Exit status: 0 fine, 1 the answer or check is negative, 2 bad usage or "
         "input.\n";
}

void print_help(Command const& command, std::ostream& out) {
  out << "usage: " << usage_line(command) << "\n\n" << command.summary << ".\n";
  if (!command.details.empty()) out << command.details << '\n';
  out << '\n';
  for (auto const& option : command.options) {
    auto const text = std::string(option.name) + ' ' + std::string(option.value);
    out << "  " << text << std::string(text.size() < 24 ? 24 - text.size() : 1, ' ') << option.help << '\n';
  }
}

int refuse(Command const& command, std::string const& why, std::ostream& err) {
  err << "bylaw " << command.name << ": " << why << "\nusage: " << usage_line(command) << '\n';
  return bad_input;
}

// Failures of storage and of files end here, as sentences.
int run_safely(Command const& command, Arguments const& arguments, Streams const& streams) {
  try {
    return command.run(arguments, streams);
  } catch (std::exception const& error) {
    streams.err << "bylaw " << command.name << ": " << error.what() << '\n';
    return bad_input;
  }
}

}  // namespace

int run_command(std::vector<std::string> const& words, Streams const& streams) {
  if (words.empty()) {
    print_help(streams.err);
    return bad_input;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    print_help(streams.out);
    return fine;
  }
  auto const command = std::ranges::find(commands(), words[0], &Command::name);
  if (command == commands().end()) {
    streams.err << "bylaw: There is no command " << in_quotes(words[0]) << nearest_hint(words[0], names_of(commands()))
                << ".\n";
    return bad_input;
  }
  std::span const rest(words.begin() + 1, words.end());
  if (std::ranges::find(rest, "--help") != rest.end() || std::ranges::find(rest, "-h") != rest.end()) {
    print_help(*command, streams.out);
    return fine;
  }
  auto const arguments = Arguments::parse(command->options, rest);
  if (!arguments) return refuse(*command, arguments.error(), streams.err);
  auto const count = arguments->operands().size();
  if (count < command->fewest)
    return refuse(*command, "What to work on is missing: " + std::string(command->operands) + '.', streams.err);
  if (count > command->most)
    return refuse(*command, "There is one operand too many: " + in_quotes(arguments->operands()[command->most]) + '.',
                  streams.err);
  return run_safely(*command, *arguments, streams);
}

}  // namespace bylaw::api
