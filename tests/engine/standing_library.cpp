#include "standing_library.hpp"

#include "tests/support/sweep_text.hpp"

namespace bylaw::engine::library {
namespace {

constexpr std::string_view vocabulary = R"(
rulebook library "Rules of the library"
finding
  member: ref member "the member"
  branch: ref branch "the branch"
end
enumeration genre
  novel
  atlas "an atlas"
  score
end
record member
  id: id
  friend: ref member optional
  level: integer optional
  active: boolean optional
end
record branch
  id: id
  main: boolean optional
end
record loan
  id: id
  member: ref member optional
  branch: ref branch optional
  on: date opening
  returned: date event
  until: date open
  due: date optional
  paid: boolean optional
  lost: boolean optional
  copies: integer optional
  from: integer optional
  to: integer optional
  genre: genre optional
  fee: money optional
end
record paper
  key number
  number: integer
  title: text
  for_all: boolean optional
end
entry paper "1" has title "House rules", for_all true
entry paper "2" has title "Fire drill", for_all false
entry paper "3" has title "Opening hours"
record perusal
  id: id
  member: ref member
  paper: integer
end
record setting
  key name
  name: text
  value: text
end
setting loans.days: integer default none "days"
setting loans.day: month_day default none "day of the year"
action borrow "Borrow a book" end
document lib "Rules" end
norm lib/1/any must "must" says "It is so." end
rule r.any "Any." norm lib/1/any on borrow when already_done member must ask before action end
define small(l: ref loan) = l.copies < 3 and l.paid
define loans_of(m: ref member) = count(loan l with l.member is m)
define first_loan(m: ref member) = earliest(loan l by l.on with l.member is m)
)";

std::string norms(std::string_view rules) {
  std::string result;
  for (std::string const name : {"must", "must_not", "should", "should_not", "may", "power", "information"}) {
    auto force = name;
    std::ranges::replace(force, '_', ' ');
    if (rules.find("lib/1/" + name + " ") != rules.npos)
      result += "norm lib/1/" + name + " " + force + " \"" + force + "\" says \"It is so.\" end\n";
  }
  return result;
}

std::string with_details(Program const& program, Snapshot const& snapshot, dsl::Date date, StandingRow const& row) {
  auto text = told(snapshot, row);
  for (auto const& sentence : details_of(program, snapshot, date, row)) text += " [" + sentence + ']';
  return text;
}

}  // namespace

asked::Case make_standing(std::string_view rules, std::string_view given) {
  return asked::ask_scenario(std::string(vocabulary) + norms(rules) + std::string(rules) + "\nscenario \"asked\"\n" +
                             std::string(given) + "\nwhen borrow on 2023-05-04 expect clear end\n");
}

std::string rows(std::string_view rules, std::string_view given, std::string_view on) {
  auto const asked = make_standing(rules, given);
  auto const program = compile(asked.rulebook);
  auto const date = dsl::parse_date(on).value();
  auto const swept = sweep(*program, *asked.snapshot, date);
  auto const reference = sweep_by_reference(*asked.rulebook, *asked.snapshot, date);
  if (swept != reference)
    return "compiled: " + told(*asked.snapshot, swept) + "by reference: " + told(*asked.snapshot, reference);
  std::string text;
  for (auto const& row : swept) text += (text.empty() ? "" : "; ") + with_details(*program, *asked.snapshot, date, row);
  return text;
}

std::string standing(std::string_view force, std::string_view clauses, std::string_view given, std::string_view on) {
  auto text = rows(
      "standing s.one \"One.\" norm lib/1/" + std::string(force) + " bearer librarian " + std::string(clauses) + " end",
      given, on);
  std::string const name = "s.one ";
  for (auto at = text.find(name); at != text.npos; at = text.find(name)) text.erase(at, name.size());
  return text;
}

std::string holds(std::string_view condition, std::string_view given, std::string_view on) {
  auto const status = standing("should", "met when " + std::string(condition), given, on);
  return status == "met" ? "yes" : status == "unmet" ? "no" : status == "unknown" ? "unknown" : status;
}

std::string shown(std::string_view value, std::string_view given, std::string_view on) {
  auto const row = standing("should", "else met detail \"{}\", " + std::string(value), given, on);
  std::string const before = "met [";
  return row.starts_with(before) ? row.substr(before.size(), row.size() - before.size() - 1) : row;
}

}  // namespace bylaw::engine::library
