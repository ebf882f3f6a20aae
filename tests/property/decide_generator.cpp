#include "tests/property/decide_generator.hpp"

#include <array>

#include "tests/property/pick.hpp"

namespace bylaw::engine::generated {
namespace {

using dsl::arbitrary::coin;
using dsl::arbitrary::number;

template <class T>
T const& pick(std::vector<T> const& values) {
  return values[static_cast<std::size_t>(number(0, static_cast<int>(values.size()) - 1))];
}

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
define level_over(p: ref player, n: integer) = p.level > n
define same_club(p: ref player, q: ref player) = p.club is q.club and p.active
define fee_over(p: ref player, n: integer) = p.fee > USD 10 and some player z with z.level > n and z.mentor is p
action play "Play" facts b1, b2, b3, n1, n2, d1, d2, g1, m1, w1, l1, x1, y1 end
action rest "Rest" end
document club "Rules" in force 2020-01-01 to 2025-12-31 end
)";

class Writer {
 public:
  explicit Writer(Options const& options) : options_(options) {}

  std::string condition(int depth) {
    if (depth <= 0) return leaf();
    switch (number(0, options_.records ? 13 : 4)) {
      case 0:
        return "not (" + condition(depth - 1) + ")";
      case 1:
      case 2:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 3:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 4:
        return leaf();
      case 5:
      case 6:
        return quantified(coin() ? "some" : "no", depth);
      case 7:
        return every(depth);
      case 8:
        return "count(" + bound(depth) + ") " + order() + " " + whole(0);
      case 9:
        return "(" + calculated(depth) + ")";
      case 10:
        return coin() ? "level_over(" + one_player() + ", " + whole(0) + ")"
                      : "same_club(" + one_player() + ", " + one_player() + ")";
      case 11:
        return "level_over(" + std::string(coin() ? "latest" : "earliest") + "(" + player_by(depth) + "), " + whole(0) +
               ")";
      case 12:
        return "fee_over(" + one_player() + ", " + whole(depth - 1) + ")";
      default:
        return leaf();
    }
  }

 private:
  std::string order() { return pick<std::string>({"is", "is not", "<", "<=", ">", ">="}); }
  std::string same() { return coin() ? "is" : "is not"; }

  std::string leaf() {
    switch (number(0, 11)) {
      case 0:
      case 1:
      case 2:
        return pick<std::string>({"b1", "b2", "b3", "already_done"});
      case 3:
      case 4:
        return whole(1) + " " + order() + " " + whole(1);
      case 5:
        return day(1) + " " + order() + " " + day(1);
      case 6:
        return amount() + " " + order() + " " + amount();
      case 7:
        return grades();
      case 8:
        return words();
      case 9:
        return options_.presence ? presence() : "b1";
      case 10:
        return references();
      default:
        return flag();
    }
  }

  std::string flag() { return options_.records && !players_.empty() ? pick(players_) + ".active" : "b2"; }

  std::string whole(int depth) {
    switch (number(0, depth > 0 ? 7 : 4)) {
      case 0:
      case 1:
        return std::to_string(number(0, 3));
      case 2:
        return coin() ? "n1" : "n2";
      case 3:
        return players_.empty() ? "n1" : pick(players_) + ".level";
      case 4:
        return "setting club.most";
      case 5:
        return "(" + whole(depth - 1) + (coin() ? " + " : " - ") + whole(depth - 1) + ")";
      case 6:
        return options_.records ? "year(" + day(0) + ") - 2022" : "n1";
      default:
        return options_.presence ? "(" + whole(0) + " otherwise " + whole(0) + ")" : "n2";
    }
  }

  // Without records, only what the values of facts() cover: days that are compared as they stand.
  std::string day(int depth) {
    if (!options_.records) depth = 0;
    switch (number(0, depth > 0 ? 7 : 4)) {
      case 0:
        return pick<std::string>({"2023-01-31", "2023-02-28", "2023-05-04"});
      case 1:
        return coin() ? "d1" : "d2";
      case 2:
        return "date";
      case 3:
      case 4:
        return players_.empty() ? "d1" : pick(players_) + pick<std::string>({".joined", ".left", ".until"});
      case 5:
        return "(" + day(0) + " + " + pick<std::string>({"1 month", "30 days", "months(n1)"}) + ")";
      case 6:
        return "(" + day(0) + " - 1 month)";
      default:
        return "d2";
    }
  }

  std::string amount() {
    switch (number(0, 4)) {
      case 0:
        return pick<std::string>({"USD 0", "USD 10", "EUR 9", "USD 10.01"});
      case 1:
        return "m1";
      case 2:
        return "(m1 + USD 5)";
      default:
        return players_.empty() ? "USD 10" : pick(players_) + ".fee";
    }
  }

  std::string grades() {
    std::string const one = players_.empty() || coin() ? "g1" : pick(players_) + ".grade";
    return coin() ? one + " " + same() + " " + pick<std::string>({"junior", "senior", "veteran"})
                  : one + (coin() ? " not" : "") + " in (junior, senior)";
  }

  std::string word() {
    switch (number(0, 3)) {
      case 0:
        return pick<std::string>({"\"x\"", "\"y\""});
      case 1:
        return "setting club.word";
      case 2:
        return players_.empty() ? "w1" : pick(players_) + ".nick";
      default:
        return "w1";
    }
  }

  std::string list() { return players_.empty() || coin() ? "l1" : pick(players_) + ".tags"; }

  std::string words() {
    auto const item = "t" + std::to_string(++names_);
    switch (number(0, 3)) {
      case 0:
        return word() + (coin() ? " not" : "") + " in " + list();
      case 1:
        return "(some " + item + " in " + list() + " with " + item + " " + same() + " " + word() + ")";
      case 2:
        return "(every " + item + " in " + list() + " has " + item + " " + same() + " " + word() + ")";
      default:
        return word() + " " + same() + " " + word();
    }
  }

  std::string presence() {
    switch (number(0, 4)) {
      case 0:
        return pick<std::string>({"b1", "n1", "w1", "player"}) + (coin() ? " is known" : " is not known");
      case 1:
        return "setting club.word is recorded";
      default:
        if (players_.empty()) return "n2 is known";
        return pick(players_) + pick<std::string>({".left", ".until", ".level", ".club", ".nick", ".mentor"}) +
               " is recorded";
    }
  }

  std::string one_player() {
    if (options_.references && (players_.empty() || number(0, 2) == 0)) return pick<std::string>({"x1", "player"});
    if (players_.empty()) return "latest(player q by q.joined)";
    return coin() ? pick(players_) : pick(players_) + ".mentor";
  }

  std::string references() {
    if (!options_.records) return "b3";
    if (!options_.references && players_.empty()) return "b3";
    if (players_.empty() || number(0, 3) == 0) {
      if (!options_.references) return pick(players_) + ".mentor " + same() + " " + pick(players_);
      return pick<std::string>({"x1 is player", "y1 is club", "x1.club is club", "y1.main", "club.since < date"});
    }
    if (coin())
      return pick(players_) + ".club " + same() + " " +
             (options_.references ? pick<std::string>({"y1", "club"}) : pick(players_) + ".club");
    return pick(players_) + (coin() ? ".mentor " : " ") + same() + " " + one_player_name();
  }
  std::string one_player_name() {
    return options_.references && coin() ? pick<std::string>({"x1", "player"}) : pick(players_);
  }

  // Within a binder that ends with the text made.
  template <class Make>
  std::string binding(Make make) {
    auto const name = "v" + std::to_string(++names_);
    players_.push_back(name);
    auto const made = make(name);
    players_.pop_back();
    return made;
  }

  std::string bound(int depth) {
    return binding([&](std::string const& name) { return "player " + name + " with " + condition(depth - 1); });
  }
  std::string quantified(std::string const& kind, int depth) { return "(" + kind + " " + bound(depth) + ")"; }
  std::string every(int depth) {
    return binding([&](std::string const& name) {
      return "(every player " + name + " with " + condition(depth - 2) + " has " + condition(depth - 1) + ")";
    });
  }
  std::string player_by(int depth) {
    return binding([&](std::string const& name) {
      return "player " + name + " by " + name + pick<std::string>({".joined", ".level", ".left"}) + " with " +
             condition(depth - 1);
    });
  }
  std::string calculated(int depth) {
    return binding([&](std::string const& name) {
      auto const with = " for player " + name + " with " + condition(depth - 2) + ") ";
      return coin() ? "sum(" + name + ".level" + with + order() + " " + std::to_string(number(0, 4))
                    : "sum(" + name + ".fee" + with + order() + " USD 10";
    });
  }

  Options const& options_;
  std::vector<std::string> players_;
  int names_ = 0;
};

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
