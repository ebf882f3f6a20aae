// A question and its decision, as values: no text but what the rulebook says, no JSON. Rendered by the api layer.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/snapshot.hpp"
#include "engine/value.hpp"

namespace bylaw::engine {

// In the contract's order, strongest first.
enum class Outcome : std::uint8_t {
  breach,
  not_permitted,
  action_required,
  undetermined,
  pending,
  missed,
  action_requested,
  refer,
  discouraged,
  advice,
  clear
};
enum class Status : std::uint8_t {
  prohibited,
  outstanding,
  pending,
  satisfied,
  late,
  discouraged,
  advised,
  permitted,
  refer,
  undetermined,
  not_applicable,
  lifted
};
std::string_view to_string(Outcome outcome);
std::string_view to_string(Status status);

enum class Explain : std::uint8_t { none, why, full };

// Values are those of the snapshot it is asked over; texts the snapshot does not have are symbols of `symbols`.
struct Question {
  Index action = dsl::none;
  dsl::Date date;
  bool already_done = false;
  std::vector<Value> parameters;  // by Rulebook::parameters; Unknown{parameter} where not given
  std::vector<Value> facts;       // by Rulebook::facts; Unknown{fact} where not given or not a fact of the action
  std::shared_ptr<Symbols const> symbols;                  // a child of the snapshot's
  std::vector<std::unique_ptr<std::vector<Value>>> lists;  // what list facts point into
  std::size_t most_visits = 2'000'000;  // of rows, to find out what is missing: beyond, the decision is not exact
};

struct RowReference {
  Index record = dsl::none;
  Row row = 0;
  auto operator<=>(RowReference const&) const = default;
};

// One value that was read: where from, and what it was. No name is made for it before it is told: see name_of().
struct Reading {
  enum class Origin : std::uint8_t { request, record, setting, assumed, question } origin = Origin::request;
  Unknown where;  // what would be unknown if it were; Source::none for the question's date
  Value value;    // may be unknown
  bool operator==(Reading const& other) const { return origin == other.origin && where == other.where; }
};
// One condition of a rule: a conjunct of when/done/waiting/..., as written, with what it came to and what was read.
struct Because {
  std::string_view clause;  // "when", "unless", "done", ...
  Index expression = dsl::none;
  Truth truth = Truth::unknown;
  std::size_t first = 0, count = 0;  // of its readings, in Decision::readings
};

struct Finding {
  Index rule = dsl::none;
  Status status{};
  std::vector<RowReference> evidence;  // records that made `done`, `waiting`, `refer` or an `unless` true
  std::vector<Index> lifted_by;        // rules that override it
  std::vector<Because> because;        // with Explain::full; with Explain::why for rules that bear on the question
};

struct Missing {
  Unknown what;
  std::string name;  // "donor_scope", "actor", "contact/k1.group", "exchange_rate/EUR@2023-05-04.usd"
};
struct Assumed {
  Index fact = dsl::none;
  Value value;
  Index assumption = 0;  // which of the fact's assumptions
};

struct Decision {
  Outcome outcome = Outcome::clear;
  std::vector<Finding> findings;      // strongest first; not_applicable and lifted ones only with Explain::full
  std::vector<std::size_t> required;  // indices into findings: what somebody still has to act on, strongest first
  std::vector<Missing> missing;       // in the order in which the action asks
  std::vector<Assumed> assumed;
  std::vector<Reading> readings;  // of all conditions, one after the other
  bool in_force = true;            // whether the documents of the rules that were read are in force on the date
  std::optional<dsl::Date> until;  // the first day on which one of them ends, when in force
  std::size_t rules_read = 0;      // whose conditions had to be looked at; the facts ruled out all others of the action
  bool exact = true;               // false when the search for relevant missing facts was cut short (see decide.hpp)

  std::span<Reading const> readings_of(Because const& because) const {
    return std::span(readings).subspan(because.first, because.count);
  }
};

}  // namespace bylaw::engine
