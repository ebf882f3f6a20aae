// The limit to come near to: the four core policies as somebody would write them by hand in C++, over plain structs and
// with the settings' defaults as constants. They are: contact before a large approach, contact before a regional one,
// speaking for the group by delegation, and a declaration of interests each term. It knows these, answers with an
// outcome alone, and explains nothing.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/decision.hpp"

namespace bylaw::bench::core {

using Day = std::int32_t;
using Id = std::uint32_t;  // a row or a symbol
inline constexpr Day never = std::numeric_limits<Day>::max();
inline constexpr Id nobody = 0xFFFF'FFFF;

enum class GroupStatus : std::uint8_t { active, proposed, dissolved };
enum class Role : std::uint8_t { chair, co_chair, rlac };
enum class Purpose : std::uint8_t { clearance, regional_clearance, something };
enum class Party : std::uint8_t { chairs_office, secretariat, regional_office, country_office, somebody };
enum class Answer : std::uint8_t { none, accepted, refused, joint_strategy };
enum class Letterhead : std::uint8_t { no, unknown, yes };
enum class Reach : std::uint8_t { global, regional, national };

struct Group {
  GroupStatus status{};
  bool is_authority = false;
  Day established = 0, dissolved = never;  // 0: not recorded
};
struct Term {
  Id person = nobody, group = nobody;
  Role role{};
  Day start = 0, end = never;
};
struct Quadrennium {
  Day start = 0, end = 0;
};
struct Contact {
  Id subject = nobody, region = nobody;
  Purpose purpose{};
  Party party{};
  Answer outcome{};
  Day on = 0, outcome_on = never;
};
struct Delegation {
  Id group = nobody, delegator = nobody, topic = nobody, meeting = nobody, confirmed_by = nobody;
  bool of_group = false, in_writing = false;
  Letterhead letterhead{};
  Day issued = 0, from = 0, until = never, revoked = never, confirmed = never;
};

struct Records {
  std::vector<Group> groups;
  std::vector<Quadrennium> quadrennia;
  std::vector<std::vector<Term>> terms;              // by person
  std::vector<std::vector<Day>> declarations;        // by person
  std::vector<std::vector<Contact>> contacts;        // by group
  std::vector<std::vector<Delegation>> delegations;  // by delegate
};

struct Question {
  enum class Action : std::uint8_t { approach, speak } action{};
  Day date = 0;
  Id actor = nobody, group = nobody;
  std::int64_t cents = 0;  // US dollars
  Id donor = nobody;
  Reach reach{};
  std::vector<Id> regions;
  bool in_group_name = false, in_kind = false;
  bool for_group = false;
  Id topic = nobody;
};

engine::Outcome decide(Records const& records, Question const& question);

// The same from the state and from questions to the engine; all facts of the action must be given.
Records records_of(engine::Snapshot const& snapshot);
Question question_of(engine::Snapshot const& snapshot, engine::Question const& question);
// The rulebook with these policies' rules alone.
std::shared_ptr<dsl::Rulebook const> rulebook_of(dsl::Rulebook const& whole);

}  // namespace bylaw::bench::core
