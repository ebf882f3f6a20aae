#include "tests/property/decide_generator.hpp"

#include <array>

#include "tests/property/condition_writer.hpp"
#include "tests/property/standing_rules_generator.hpp"

namespace bylaw::engine::generated {
namespace {

constexpr auto vocabulary = R"(
rulebook club "Rules of the club"
question
  player: ref player "Who plays?"
  club: ref club "For which club?"
end
enumeration grade
  junior
  senior
  veteran
end
record club
  id: id
  since: date optional
  main: boolean optional
end
record player
  id: id
  club: ref club optional
  mentor: ref player optional
  joined: date opening
  left: date event
  until: date open
  level: integer optional
  grade: grade optional
  fee: money optional
  active: boolean optional
  tags: list of text optional
  nick: text optional
end
record exchange_rate key currency, date rates usd in USD by currency, date
  currency: currency
  date: date
  usd: decimal
end
fact b1: boolean "b1" ask "?"
fact b2: boolean "b2" ask "?"
fact b3: boolean "b3" ask "?"
fact n1: integer "n1" ask "?"
fact n2: integer "n2" ask "?"
fact d1: date "d1" ask "?"
fact d2: date "d2" ask "?"
fact g1: grade "g1" ask "?"
fact m1: money "m1" ask "?"
fact w1: text "w1" ask "?"
fact l1: list of text "l1" ask "?"
fact x1: ref player "x1" ask "?"
fact y1: ref club "y1" ask "?"
setting club.most: integer default 2 "most"
setting club.word: text default none "word"
setting club.few: integer default 1 "few"
setting club.day: date default 2023-05-05 "day"
setting club.due_on: month_day default none "day of the year"
finding
  who: ref player "who"
  home: ref club "home"
end
define level_over(p: ref player, n: integer) = p.level > n
define same_club(p: ref player, q: ref player) = p.club is q.club and p.active
define fee_over(p: ref player, n: integer) = p.fee > USD 10 and some player z with z.level > n and z.mentor is p
action play "Play" facts b1, b2, b3, n1, n2, d1, d2, g1, m1, w1, l1, x1, y1 end
action rest "Rest" end
document club "Rules" in force 2020-01-01 to 2025-12-31 end
)";

struct Duty {
  char const* force;
  char const* says;
};
constexpr std::array duties = std::to_array<Duty>({{"must", "player must act before action"},
                                                   {"should", "player should act before action"},
                                                   {"must not", "player must not act"},
                                                   {"should not", "player should not act"},
                                                   {"should", "player should act"},
                                                   {"may", "player may act"},
                                                   {"must", "player must act before action"},
                                                   {"should", "player should act before action"}});

std::string rule(Options const& options, int index) {
  static constexpr std::array names{"one", "two", "three", "four", "five"};
  auto const& [force, duty] = duties[static_cast<std::size_t>(number(0, duties.size() - 1))];
  std::string const name = names[static_cast<std::size_t>(index)];
  // An act of its own, so that no two rules contradict each other.
  auto const says = std::string(duty).replace(std::string(duty).find(" act"), 4, " act_" + name);
  Writer writer(options);
  auto const sometimes = [&](std::string const& clause, int among = 3) {
    return number(1, among) == 1 ? clause + writer.condition(2) + " " : std::string();
  };
  std::string text = "norm club/1/" + name + " " + force + " \"must\" says \"It is so.\" end\n";
  text += "rule r." + name + " \"Rule " + name + ".\" norm club/1/" + name + " on " +
          (number(0, 5) == 0 ? "every action" : "play") + " ";
  if (text.ends_with("every action ")) return text + "when already_done " + says + " end\n";
  text += sometimes("when ", 1) + says + " " + sometimes("unless ", 4);
  bool const step = says.ends_with("before action");
  if (step || says == "player should act_" + name) text += sometimes("done when ");
  if (step) {
    text += sometimes("waiting when ") + sometimes("refer to desk when ", 5);
    if (number(0, 5) == 0) text += "undetermined when " + writer.condition(1) + " because \"Nobody knows.\" ";
  }
  if (index > 0 && number(0, 2) == 0)
    text += "overrides r." + std::string(names[static_cast<std::size_t>(number(0, index - 1))]) + " ";
  return text + "end\n";
}

std::string with(std::vector<std::string> const& values) {
  std::string result;
  for (auto const& value : values) result += (result.empty() ? "" : ", ") + value;
  return result;
}

std::string player(int index, int players, int clubs) {
  std::vector<std::string> values{"joined " +
                                  pick<std::string>({"2020-01-01", "2023-02-28", "2023-05-04", "2023-06-01"})};
  auto const sometimes = [&](std::string const& value) {
    if (coin()) values.push_back(value);
  };
  if (clubs > 0) sometimes("club \"c" + std::to_string(number(1, clubs)) + "\"");
  sometimes("mentor \"p" + std::to_string(number(1, players)) + "\"");
  sometimes("left " + pick<std::string>({"2023-01-31", "2023-05-04", "2023-05-05"}));
  sometimes("until 2023-05-04");
  sometimes("level " + std::to_string(number(0, 3)));
  sometimes("grade " + pick<std::string>({"junior", "senior", "veteran"}));
  sometimes("fee " + pick<std::string>({"USD 10", "USD 10.01", "EUR 9", "EUR 0", "JPY 1,000"}));
  sometimes("active " + pick<std::string>({"true", "false"}));
  sometimes("tags " + pick<std::string>({"()", "(\"x\")", "(\"x\", \"z\")"}));
  sometimes("nick " + pick<std::string>({"\"x\"", "\"z\""}));
  return "given player \"p" + std::to_string(index) + "\" has " + with(values) + "\n";
}

}  // namespace

Book book(Options const& options) {
  Book result{vocabulary, {}};
  if (!options.facts) result.rules = standing_rules(options);
  if (!options.facts) return result;
  int const count = number(1, 4);
  for (int i = 0; i < count; ++i) result.rules.push_back(rule(options, i));
  return result;
}

std::string state() {
  std::string result;
  int const clubs = number(0, 2), players = number(0, 4);
  for (int i = 1; i <= clubs; ++i)
    result += "given club \"c" + std::to_string(i) + "\"" +
              (coin() ? " has since 2023-0" + std::to_string(number(1, 9)) + "-01" : "") + "\n";
  for (int i = 1; i <= players; ++i) result += player(i, players, clubs);
  if (coin())
    result += "given exchange_rate \"EUR@2023-01-01\" has usd " + pick<std::string>({"1.1", "1.112222222", "2"}) + "\n";
  if (coin()) result += "given exchange_rate \"EUR@2023-05-05\" has usd 5\n";
  return result;
}

std::vector<Fact> const& facts(Options const& options) {
  static std::vector<std::string> const days{"2019-12-31", "2020-01-01", "2023-01-30", "2023-01-31", "2023-02-01",
                                             "2023-02-27", "2023-02-28", "2023-03-01", "2023-05-03", "2023-05-04",
                                             "2023-05-05", "2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03"};
  static std::vector<std::string> const wholes = [] {
    std::vector<std::string> values;
    for (int i = -12; i <= 18; ++i) values.push_back(std::to_string(i));
    values.insert(values.end(), {"-40", "40"});  // beyond what two of them and a literal come to
    return values;
  }();
  static std::vector<Fact> const plain{
      {"b1", {"true", "false"}},
      {"b2", {"true", "false"}},
      {"b3", {"true", "false"}},
      {"n1", wholes},
      {"n2", wholes},
      {"d1", days},
      {"d2", days},
      {"g1", {"junior", "senior", "veteran"}},
      {"m1",
       {"USD 0", "USD 4.89", "USD 4.90", "USD 4.91", "USD 4.99", "USD 5", "USD 5.01", "USD 9.89", "USD 9.90",
        "USD 9.91", "USD 9.99", "USD 10", "USD 10.01", "USD 10.02", "EUR 9", "EUR 9.01", "JPY 5"}},
      {"w1", {"\"x\"", "\"y\"", "\"z\"", "\"other\""}},
      {"l1", {"()", "(\"x\")", "(\"y\")", "(\"x\", \"y\")", "(\"z\")", "(\"other\", \"x\")"}}};
  static std::vector<Fact> const all = [] {
    auto result = plain;
    for (auto const* name : {"x1", "player"}) result.push_back({name, {"\"p1\"", "\"p2\""}});
    for (auto const* name : {"y1", "club"}) result.push_back({name, {"\"c1\"", "\"c2\""}});
    return result;
  }();
  return options.references ? all : plain;
}

// The language has no negative numbers to write down. Where there are many values, none of the ends: there must be some
// left on either side of what is given.
std::string written(Fact const& fact) {
  auto const many = fact.values.size() > 9 ? 1U : 0U;
  auto const& value =
      fact.values[static_cast<std::size_t>(number(0, static_cast<int>(fact.values.size() - 1 - 2 * many))) + many];
  auto const size = value.size() < 4 && value.find_first_not_of("-0123456789") == value.npos ? std::stoi(value) : 0;
  return size < 0 || size > 9 ? std::to_string((size + 20) % 10) : value;
}

std::string question(Options const& options, int unknown) {
  std::vector<std::string> given;
  for (auto const& fact : facts(options)) {
    bool const reference = fact.name == "x1" || fact.name == "y1" || fact.name == "player" || fact.name == "club";
    // A question may only refer to what is recorded: the caller records p1 and c1 where references are wanted.
    if (reference ? coin() : (unknown == 0 || number(0, 3) > 0))
      given.push_back(fact.name + " " + (reference ? fact.values.front() : written(fact)));
    else if (!reference && unknown > 0)
      --unknown;
  }
  std::string text = "when play on " + pick<std::string>({"2023-05-04", "2023-05-04", "2026-01-01"});
  if (number(0, 4) == 0) text += " already done";
  return given.empty() ? text : text + " with " + with(given);
}

std::string text(Book const& book, std::string const& state, std::string const& question) {
  auto result = book.vocabulary;
  for (auto const& rule : book.rules) result += rule;
  return result + "scenario \"asked\"\n" + state + question + "\nexpect clear\nend\n";
}

}  // namespace bylaw::engine::generated
