// Writes made-up conditions in the vocabulary of decide_generator.cpp: over the facts of an action, or, for standing
// rules, over the records and numbers at hand alone.
#pragma once
#include <string>
#include <vector>

#include "tests/property/decide_generator.hpp"
#include "tests/property/pick.hpp"

namespace bylaw::engine::generated {

using dsl::arbitrary::coin;
using dsl::arbitrary::number;

template <class T>
T const& pick(std::vector<T> const& values) {
  return values[static_cast<std::size_t>(number(0, static_cast<int>(values.size()) - 1))];
}

class Writer {
 public:
  explicit Writer(Options const& options) : options_(options) {}

  // What stands around the conditions to come: a player's variable, the variable of a number, definitions of a player.
  void speak_of(std::string player) { players_.push_back(std::move(player)); }
  void count_with(std::string number) { numbers_.push_back(std::move(number)); }
  void define(std::string condition, std::string whole) {
    conditions_.push_back(std::move(condition));
    wholes_.push_back(std::move(whole));
  }

  std::string condition(int depth) {
    if (depth <= 0) return leaf();
    if (!conditions_.empty() && !players_.empty() && number(0, 3) == 0)
      return pick(conditions_) + "(" + one_player() + ")";
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

  std::string whole(int depth) {
    switch (number(0, depth > 0 ? 9 : 4)) {
      case 0:
      case 1:
        return std::to_string(number(0, 3));
      case 2:
        return any_whole();
      case 3:
        return players_.empty() ? any_whole() : pick(players_) + ".level";
      case 4:
        return "setting club.most";
      case 5:
        return "(" + whole(depth - 1) + (coin() ? " + " : " - ") + whole(depth - 1) + ")";
      case 6:
        return options_.records ? "year(" + day(0) + ") - 2022" : "n1";
      case 7:
        return options_.facts ? any_whole()
                              : std::string(coin() ? "larger(" : "smaller(") + whole(0) + ", " + whole(0) + ")";
      case 8:
        return wholes_.empty() || players_.empty() ? any_whole() : pick(wholes_) + "(" + one_player() + ")";
      default:
        return options_.presence ? "(" + whole(0) + " otherwise " + whole(0) + ")" : any_whole();
    }
  }

  // Without records, only what the values of facts() cover: days that are compared as they stand.
  std::string day(int depth) {
    if (!options_.records) depth = 0;
    switch (number(0, depth > 0 ? 7 : 4)) {
      case 0:
        return pick<std::string>({"2023-01-31", "2023-02-28", "2023-05-04"});
      case 1:
        return any_day(depth);
      case 2:
        return "date";
      case 3:
      case 4:
        return players_.empty() ? any_day(depth) : pick(players_) + pick<std::string>({".joined", ".left", ".until"});
      case 5:
        return "(" + day(0) + " + " + (coin() ? "months(" + any_whole() + ")" : coin() ? "1 month" : "30 days") + ")";
      case 6:
        return "(" + day(0) + " - 1 month)";
      default:
        return any_day(depth);
    }
  }

  // Somebody: the variable of a player, or whom it leads to.
  std::string one_player() {
    if (options_.references && options_.facts && (players_.empty() || number(0, 2) == 0))
      return pick<std::string>({"x1", "player"});
    if (players_.empty()) return "latest(player q by q.joined)";
    return coin() ? pick(players_) : pick(players_) + ".mentor";
  }

 private:
  std::string order() { return pick<std::string>({"is", "is not", "<", "<=", ">", ">="}); }
  std::string same() { return coin() ? "is" : "is not"; }

  std::string leaf() {
    if (!options_.facts && players_.empty())
      return coin() ? whole(1) + " " + order() + " " + whole(1) : day(1) + " " + order() + " " + day(1);
    switch (number(0, 11)) {
      case 0:
      case 1:
      case 2:
        return options_.facts ? pick<std::string>({"b1", "b2", "b3", "already_done"}) : flag();
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
        return options_.presence ? presence() : flag();
      case 10:
        return references();
      default:
        return flag();
    }
  }

  std::string flag() {
    if (!options_.records || players_.empty()) return "b2";
    return pick(players_) + (options_.facts || coin() ? ".active" : ".club.main");
  }

  std::string any_whole() {
    if (options_.facts) return coin() ? "n1" : "n2";
    if (!numbers_.empty() && coin()) return pick(numbers_);
    return players_.empty() ? "setting club.few" : pick(players_) + ".level";
  }
  std::string any_day(int depth) {
    if (options_.facts) return coin() ? "d1" : "d2";
    if (depth <= 0) return "setting club.day";
    switch (number(0, 4)) {
      case 0:
        return std::string(coin() ? "later(" : "earlier(") + day(0) + ", " + day(0) + ")";
      case 1:
        return std::string(coin() ? "year_start(" : "year_end(") + whole(0) + " + 2021)";
      case 2:
        return "on_day(" + pick<std::string>({"setting club.due_on", "\"02-29\"", "\"05-04\""}) + ", 2022 + " +
               whole(0) + ")";
      default:
        return "setting club.day";
    }
  }

  std::string amount() {
    switch (number(0, 4)) {
      case 0:
        return pick<std::string>({"USD 0", "USD 10", "EUR 9", "USD 10.01"});
      case 1:
        return options_.facts ? "m1" : pick(players_) + ".fee";
      case 2:
        return options_.facts ? "(m1 + USD 5)" : "(" + pick(players_) + ".fee + USD 5)";
      default:
        return players_.empty() ? "USD 10" : pick(players_) + ".fee";
    }
  }

  std::string grades() {
    std::string const one = options_.facts && (players_.empty() || coin()) ? "g1" : pick(players_) + ".grade";
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
        return options_.facts ? "w1" : pick(players_) + ".nick";
    }
  }

  std::string list() { return options_.facts && (players_.empty() || coin()) ? "l1" : pick(players_) + ".tags"; }

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
        if (!options_.facts) return pick(players_) + ".club.since is recorded";
        return pick<std::string>({"b1", "n1", "w1", "player"}) + (coin() ? " is known" : " is not known");
      case 1:
        return "setting club.word is recorded";
      default:
        if (players_.empty()) return "n2 is known";
        return pick(players_) + pick<std::string>({".left", ".until", ".level", ".club", ".nick", ".mentor"}) +
               " is recorded";
    }
  }

  std::string references() {
    if (!options_.records) return "b3";
    if (!options_.references && players_.empty()) return "b3";
    bool const asked = options_.references && options_.facts;
    if (players_.empty() || number(0, 3) == 0) {
      if (!asked) return pick(players_) + ".mentor " + same() + " " + pick(players_);
      return pick<std::string>({"x1 is player", "y1 is club", "x1.club is club", "y1.main", "club.since < date"});
    }
    if (coin())
      return pick(players_) + ".club " + same() + " " +
             (asked ? pick<std::string>({"y1", "club"}) : pick(players_) + ".club");
    return pick(players_) + (coin() ? ".mentor " : " ") + same() + " " + one_player_name();
  }
  std::string one_player_name() {
    return options_.references && options_.facts && coin() ? pick<std::string>({"x1", "player"}) : pick(players_);
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
  std::vector<std::string> players_, numbers_, conditions_, wholes_;
  int names_ = 0;
};

}  // namespace bylaw::engine::generated
