// A small rulebook without faults, and what the tests of the checker ask of a check.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "dsl/check.hpp"

namespace bylaw::dsl::club {

// A garden club: people, groups, contacts with the office, loans of tools, exchange rates.
inline constexpr std::string_view text = R"(
rulebook club "Rules of the garden club"
headline clear "Nothing stands in the way."

question
  actor: ref person "Who acts?"
  group: ref group "For which group?"
end

enumeration party
  office "the office"
  committee
  treasurer "the Treasurer"
  leader
  member
end
enumeration size "size of a tool"
  small
  large "large"
end

record person
  id: id
  name: text
  birth_year: integer optional
  member_until: date open
end
record group
  id: id
  name: text "name"
  parent: ref group optional
  kind: one of standing, temporary
  regions: list of text optional
  confirmed: boolean optional "is confirmed"
end
record contact "contact"
  id: id
  group: ref group
  on: date opening
  outcome: one of cleared, refused optional "outcome"
  closed_on: date event
  in_writing: boolean "is in writing"
  cost: money optional
  share: decimal optional
  every: duration optional
  currency: currency optional
end
record membership key person, group
  person: ref person
  group: ref group
  since: date
end
record exchange_rate rates usd in USD by currency, date
  id: id
  currency: currency
  usd: decimal
  date: date
end

fact amount: money "the amount asked for" ask "How much?"
fact in_name: boolean "the request is made in the group's name" ask "In the group's name?"
  assume true when group is known because "A request for a group is made in its name."
fact tool_size: size "the size of the tool" ask "Which size?"
fact places: list of text "the places" ask "Where?"
fact until: date "the day of return" ask "Until when?"
fact purpose: one of work, leisure "the purpose" ask "What for?"
fact approach: ref contact "the approach" ask "Which approach?"

action lend "Lend a tool" by "member" facts amount, in_name, tool_size, places, until, purpose end
action speak "Speak" facts in_name, approach end

document rules "Rules of the club" adopted 2020-01-01 by committee in force 2020-01-01 to 2030-12-31 end

setting lending.limit: money default USD 500 "the limit for loans"
setting lending.time: duration default 6 months "the time for loans"
setting lending.report: date default none "the day of the report"

define leads(person: ref person, led: ref group) "{person} leads {led}" =
  some membership m with m.person is person and m.group is led and m.since <= date
define clears(k: ref contact) = k.outcome is cleared and k.on <= date

norm rules/2/clear-large should "asked" says "Large loans are cleared first." bearer leader counterpart office end
norm rules/3/no-speech must not "may not" says "Only leaders speak." bearer anyone end
norm rules/4/enjoy information "is" says "Gardens are fine." uncoded information "Nothing is asked." end

rule lending.large "Clear large loans"
  norm rules/2/clear-large
  on lend
  when in_name and amount > setting lending.limit
  leader should contact office before action
  done when some contact k with clears(k) and k.group is group
end
rule speaking.leaders "Only leaders speak"
  norm rules/3/no-speech
  on speak
  anyone must not act
  unless leads(actor, group)
end

background garden
  group "g-1" has name "Gardeners", kind standing, regions ("north", "south")
  person "p-1" has name "Ana"
  membership "p-1@g-1" has since 2020-05-01
end
scenario "a small loan is free"
  given garden
  when lend on 2023-01-01 with group "g-1", amount USD 500, in_name true
  expect clear, no rules/2/clear-large, not missing tool_size
end
)";

// Checks the club's rulebook with `extra` after it.
inline Checked check_with(std::string_view extra) {
  return check({{"club.rules", std::string(text)}, {"extra.rules", std::string(extra)}});
}

// A norm with one rule on lending that has the given clauses and ends with a step.
inline std::string rule_with(std::string const& clauses) {
  return "norm rules/9/case should \"asked\" says \"What the case asks.\" end\n"
         "rule case.rule \"The rule of the case\" norm rules/9/case on lend leader should contact office before "
         "action\n" +
         clauses + "\nend\n";
}
// The same, with a condition.
inline std::string when(std::string const& condition) { return rule_with("when " + condition); }

inline std::vector<Diagnostic> only(Severity severity, Diagnostics const& diagnostics) {
  std::vector<Diagnostic> found;
  for (auto const& diagnostic : diagnostics)
    if (diagnostic.severity == severity) found.push_back(diagnostic);
  return found;
}

inline std::string text_at(Rulebook const& book, Location where) {
  return book.sources[where.source].text.substr(where.span.begin, where.span.end - where.span.begin);
}

inline std::string all_of(Checked const& checked) {
  std::string lines;
  for (auto const& diagnostic : checked.diagnostics) lines += render(checked.rulebook.sources, diagnostic) + "\n";
  return lines;
}

}  // namespace bylaw::dsl::club
