#include "engine/decide/search.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

constexpr std::size_t most_evaluations = 20'000;
constexpr std::size_t least_visits = 10;  // that an evaluation counts for, where the question says how much is enough
constexpr std::size_t most_nodes = 100'000;
constexpr int most_attempts = 16;

bool may_be_undetermined(Statuses statuses) { return !is_single(statuses) || statuses == bit(Status::undetermined); }

}  // namespace

Search::Search(World& world, std::vector<Statuses> const& statuses)
    : world_(world),
      action_(world.program().actions[world.question().action]),
      plain_(statuses),
      observations_(*world.program().rulebook, world.snapshot(), world.question()),
      trace_(world, &observations_),
      machine_(world, trace_, frame_),
      judge_(machine_) {
  for (Index i = 0; i < plain_.size(); ++i)
    if (may_be_undetermined(plain_[i]) && asks(world.program().rules[action_.rules[i].rule].kind))
      open_.push_back({i, {}, {}});
}

Searched Search::run() {
  look();
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    explore();
    if (halt_ != Halt::again) break;
  }
  return conclude();
}

Statuses Search::evaluate(Index position) {
  ++evaluations_;
  trace_.begin();
  world_.forget_amounts();
  return judge_.statuses(position);
}

// Once over the open rules as they are, so that most comparisons are known before values are tried.
void Search::look() {
  for (auto& open : open_) {
    evaluate(open.position);
    open.reads = trace_.reads();
    std::ranges::sort(open.reads);
    open.reads.erase(std::ranges::unique(open.reads).begin(), open.reads.end());
  }
}

// Every open rule by itself, with a share of what evaluations are left. Values found to be compared with on the way
// make cells anew, and everything is explored again with them.
void Search::explore() {
  halt_ = Halt::none;
  diagram_ = {};
  variables_.clear();
  numbers_.clear();
  impossible_.clear();
  changes_ = observations_.changes();
  for (std::size_t i = 0; i < open_.size(); ++i) {
    auto const most = std::min(most_evaluations, world_.question().most_visits / least_visits);
    auto const left = most - std::min(evaluations_, most);
    limit_ = evaluations_ + std::max<std::size_t>(left / (open_.size() - i), left / 2);
    open_[i].function = explore(open_[i].position);
    if (halt_ == Halt::again) return;
    halt_ = Halt::none;
  }
}

std::optional<Search::Function> Search::explore(Index position) {
  if (evaluations_ >= limit_ || trace_.visits() > world_.question().most_visits || diagram_.size() > most_nodes)
    halt_ = Halt::exhausted;
  if (halt_ != Halt::none) return std::nullopt;
  auto const statuses = evaluate(position);
  if (cells_changed()) {
    halt_ = Halt::again;
    return std::nullopt;
  }
  if (is_single(statuses)) return diagram_.constant(static_cast<std::uint32_t>(single(statuses)));
  auto const split_by = next_variable();
  if (!split_by) return diagram_.constant(static_cast<std::uint32_t>(Status::undetermined));
  auto const what = Unknown::unpack(variables_[*split_by].what);
  std::vector<Function> cases;
  auto const values = variables_[*split_by].values;
  for (auto const& value : values) {
    trace_.assign(what, value);
    auto const result = explore(position);
    trace_.withdraw();
    if (!result) return std::nullopt;
    cases.push_back(*result);
  }
  return diagram_.select(*split_by, cases);
}

// The first unknown read that has values to try.
std::optional<Diagram::Variable> Search::next_variable() {
  auto const reads = trace_.reads();
  for (auto const what : reads)
    if (auto const found = variable(what)) return found;
  impossible_.insert(reads.begin(), reads.end());
  return std::nullopt;
}

std::optional<Diagram::Variable> Search::variable(std::uint64_t what) {
  if (auto const found = numbers_.find(what); found != numbers_.end()) return found->second;
  auto values = observations_.cells(Unknown::unpack(what));
  if (values.empty()) return std::nullopt;
  auto const number = static_cast<Diagram::Variable>(variables_.size());
  variables_.push_back({what, std::move(values)});
  numbers_[what] = number;
  return number;
}

bool Search::cells_changed() {
  if (changes_ == observations_.changes()) return false;
  changes_ = observations_.changes();
  return std::ranges::any_of(variables_, [this](Variable const& known) {
    return !same_cells(observations_.cells(Unknown::unpack(known.what)), known.values);
  });
}

Outcome Search::outcome(Index position, std::uint32_t status) const {
  bool const must = world_.program().rules[action_.rules[position].rule].must;
  return contribution(static_cast<Status>(status), must, world_.question().already_done);
}

// Of the rules that are not open. Advice that may apply says nothing.
Outcome Search::base() const {
  auto result = Outcome::clear;
  for (Index i = 0; i < plain_.size(); ++i) {
    bool const open = std::ranges::any_of(open_, [i](Open const& one) { return one.position == i; });
    if (!open && is_single(plain_[i]))
      result = std::min(result, outcome(i, static_cast<std::uint32_t>(single(plain_[i]))));
  }
  return result;
}

Searched Search::conclude() {
  Searched result;
  result.statuses = plain_;
  auto together = diagram_.constant(static_cast<std::uint32_t>(base()));
  for (auto& open : open_) {
    bool const cut_short = !open.function.has_value();
    if (cut_short) open.function = diagram_.constant(static_cast<std::uint32_t>(Status::undetermined));
    auto const weight = diagram_.mapped(*open.function, [&](std::uint32_t status) {
      return static_cast<std::uint32_t>(outcome(open.position, status));
    });
    together = diagram_.least(together, weight);
    if (cut_short) {
      result.exact = false;
      impossible_.insert(open.reads.begin(), open.reads.end());
    }
  }
  result.weakest = static_cast<Outcome>(*diagram_.values(together).rbegin());
  judge_rules(result);
  collect(result, together);
  return result;
}

// A rule matters when what it comes to changes what has to be done, or may make the outcome stronger than its weakest.
void Search::judge_rules(Searched& result) {
  result.matters.assign(plain_.size(), true);
  for (auto const& open : open_) {
    Statuses statuses = 0;
    std::set<std::pair<std::uint32_t, Outcome>> effects;
    for (auto const value : diagram_.values(*open.function)) {
      auto const status = static_cast<Status>(value);
      statuses |= bit(status);
      effects.emplace(is_required(status) ? value : ~0U, std::min(outcome(open.position, value), result.weakest));
    }
    result.statuses[open.position] = statuses;
    result.matters[open.position] = is_single(statuses) || effects.size() > 1;
  }
}

void Search::collect(Searched& result, Function outcome_function) {
  auto relevant = diagram_.variables(outcome_function);
  for (auto const& open : open_) {
    auto const required = diagram_.mapped(*open.function, [](std::uint32_t status) {
      return is_required(static_cast<Status>(status)) ? status : static_cast<std::uint32_t>(Status::not_applicable);
    });
    relevant.merge(diagram_.variables(required));
  }
  std::set<std::uint64_t> missing = impossible_;
  for (auto const number : relevant) missing.insert(variables_[number].what);
  if (!impossible_.empty()) result.exact = false;
  for (auto const what : missing) result.missing.push_back(Unknown::unpack(what));
}

}  // namespace bylaw::engine
