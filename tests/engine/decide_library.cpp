#include "decide_library.hpp"

#include <gtest/gtest.h>

namespace bylaw::engine::library {
namespace {

constexpr std::string_view vocabulary = R"(
rulebook library "Rules of the library"
question
  reader: ref member "Who borrows?"
  branch: ref branch "At which branch?"
end
enumeration genre
  novel
  atlas
  score
end
record member
  id: id
  name: text optional
  joined: date
  left: date event
  until: date open
  friend: ref member optional
  level: integer optional
end
record branch
  id: id
  name: text optional
  open_since: date optional
  main: boolean optional
end
record loan
  id: id
  member: ref member optional
  branch: ref branch optional
  book: text optional
  on: date opening
  returned: date event
  fee: money optional
  paid: boolean optional
  genre: genre optional
  copies: integer optional
  weight: decimal optional
  tags: list of text optional
end
record note
  id: id
  on: date optional opening
  about: ref loan optional
end
record exchange_rate key currency, date rates usd in USD by currency, date
  currency: currency
  date: date
  usd: decimal optional
end
fact a: boolean "a" ask "a?"
fact b: boolean "b" ask "b?"
fact c: boolean "c" ask "c?"
fact d: boolean "d" ask "d?"
fact p1: boolean "p" ask "p?"
fact p2: boolean "p" ask "p?"
fact p3: boolean "p" ask "p?"
fact p4: boolean "p" ask "p?"
fact p5: boolean "p" ask "p?"
fact p6: boolean "p" ask "p?"
fact amount: money "the amount" ask "How much?"
fact number: integer "the number" ask "How many?"
fact other: integer "the other number" ask "How many others?"
fact share: decimal "the share" ask "Which share?"
fact day: date "the day" ask "When?"
fact last: date "the last day" ask "Until when?"
fact genre: genre "the genre" ask "Which genre?"
fact who: ref member "the member" ask "Who?"
fact word: text "the word" ask "Which word?"
fact tags: list of text "the tags" ask "Which tags?"
fact genres: list of genre "the genres" ask "Which genres?"
fact at_branch: boolean "at the branch" ask "At the branch?"
  assume true when branch is known because "A branch is named."
  assume false when not reader is known because "Nobody is named."
fact elsewhere: boolean "elsewhere" ask "Elsewhere?"
  assume true because "It is assumed everywhere."
setting loans.most: integer default 3 "how many loans are many"
setting loans.word: text default none "a word of the library's own"
action borrow "Borrow a book"
  facts a, b, c, d, p1, p2, p3, p4, p5, p6, amount, number, other, share, day, last, genre, who, word, tags, genres
end
action stay "Stay" facts at_branch end
action leave "Leave" facts elsewhere end
define copies_of(l: ref loan) = l.copies
define is_called(m: ref member, name: text) = m.id is name
define most_copies(m: ref member, n: integer) = some loan l with l.member is m and l.copies >= n
document lib "Rules" in force 2020-01-01 to 2025-12-31 end
)";

std::string norms(std::string_view rules) {
  static constexpr std::pair<std::string_view, std::string_view> forces[]{
      {"must", "must"}, {"must_not", "must not"}, {"should", "should"}, {"should_not", "should not"}, {"may", "may"}};
  std::string result;
  for (auto const& [name, force] : forces)
    if (rules.find("lib/1/" + std::string(name) + " ") != rules.npos)
      result += "norm lib/1/" + std::string(name) + " " + std::string(force) + " \"must\" says \"It is so.\" end\n";
  return result;
}

std::string joined(std::vector<std::string> const& parts, std::string const& between) {
  std::string result;
  for (auto const& part : parts) result += (result.empty() ? "" : between) + part;
  return result;
}

std::string finding_text(Case const& asked, Finding const& finding) {
  auto text = asked.rulebook->rules[finding.rule].name + " " + std::string(to_string(finding.status));
  std::vector<std::string> notes;
  for (auto const& row : finding.evidence)
    notes.push_back(asked.rulebook->records[row.record].name + "/" +
                    std::string(asked.snapshot->key(row.record, row.row)));
  for (auto const rule : finding.lifted_by) notes.push_back("by " + asked.rulebook->rules[rule].name);
  return notes.empty() ? text : text + " (" + joined(notes, ", ") + ")";
}

}  // namespace

Case make_case(std::string_view rules, std::string_view question) {
  auto const text = std::string(vocabulary) + norms(rules) + std::string(rules) + "\nscenario \"asked\"\n" +
                    std::string(question) + "\nexpect clear\nend\n";
  return asked::ask_scenario(text);
}

std::string summary(Case const& asked, Decision const& decision) {
  std::vector<std::string> parts{std::string(to_string(decision.outcome))}, findings, missing, assumed;
  for (auto const& finding : decision.findings) findings.push_back(finding_text(asked, finding));
  for (auto const& one : decision.missing) missing.push_back(one.name);
  for (auto const& one : decision.assumed)
    assumed.push_back(asked.rulebook->facts[one.fact].name + "#" + std::to_string(one.assumption));
  if (!findings.empty()) parts.push_back(joined(findings, ", "));
  if (!missing.empty()) parts.push_back("missing " + joined(missing, ", "));
  if (!assumed.empty()) parts.push_back("assumed " + joined(assumed, ", "));
  if (!decision.exact) parts.push_back("not exact");
  return joined(parts, " | ");
}

std::string answer(std::string_view rules, std::string_view question, Explain explain) {
  auto const asked = make_case(rules, question);
  auto const program = compile(asked.rulebook);
  auto const compiled = summary(asked, decide(*program, *asked.snapshot, asked.question, explain));
  auto const reference = summary(asked, decide_by_reference(*asked.rulebook, *asked.snapshot, asked.question, explain));
  if (compiled != reference) return "compiled: " + compiled + " / by reference: " + reference;
  return compiled;
}

std::string truth(std::string_view condition, std::string_view question) {
  auto const asked = make_case("rule r.one \"One\" norm lib/1/must on borrow when " + std::string(condition) +
                                   " reader must ask before action end",
                               question);
  auto const program = compile(asked.rulebook);
  auto const decision = decide(*program, *asked.snapshot, asked.question, Explain::full);
  auto const reference = decide_by_reference(*asked.rulebook, *asked.snapshot, asked.question, Explain::full);
  if (summary(asked, decision) != summary(asked, reference))
    return summary(asked, decision) + " / by reference: " + summary(asked, reference);
  switch (decision.findings.front().status) {
    case Status::outstanding:
      return "yes";
    case Status::not_applicable:
      return "no";
    case Status::undetermined:
      return "unknown";
    default:
      return "?";
  }
}

}  // namespace bylaw::engine::library
