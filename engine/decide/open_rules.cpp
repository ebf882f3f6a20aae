#include "engine/open_rules.hpp"

#include <algorithm>

#include "engine/decide/assume.hpp"
#include "engine/decide/guards.hpp"
#include "engine/decide/plain.hpp"
#include "engine/decide/status.hpp"
#include "engine/decide/trace.hpp"

namespace bylaw::engine {
namespace {

bool is_left_open(Statuses statuses) { return !is_single(statuses) || statuses == bit(Status::undetermined); }

struct TooManyVisits {};

// Without observations: nothing is noted of what the unknown are compared with, for no value of theirs is tried.
// Leaves off where so many rows have been looked at that nobody would wait for it.
class BoundedTrace : public Trace {
 public:
  BoundedTrace(World& world, std::size_t most) : Trace(world, nullptr), most_(most) {}

  void visited() {
    Trace::visited();
    if (visits() > most_) throw TooManyVisits();
  }

 private:
  std::size_t most_;
};

class RuleLook {
 public:
  explicit RuleLook(World& world) : world_(world) {}

  OpenRules find(std::vector<Value>& frame) {
    Plain plain;
    Machine machine(world_, plain, frame);
    Judge judge(machine);
    auto const& program = world_.program();
    auto const& action = program.actions[world_.question().action];
    std::vector<std::uint64_t> selected;
    select_rules(world_, action, selected);
    std::vector<OpenRule> open;
    for (Index position = 0; position < action.rules.size(); ++position) {
      bool const ruled_out = (selected[position / 64] >> (position % 64) & 1) == 0;
      auto const rule = action.rules[position].rule;
      if (!ruled_out && asks(program.rules[rule].kind) && is_left_open(judge.statuses(position)))
        open.push_back({rule, reads_of(position)});
    }
    return {std::move(open), visits_};
  }

 private:
  std::vector<Unknown> reads_of(Index position) {
    auto const most = most_times * world_.question().most_visits;
    BoundedTrace trace(world_, most - std::min(most, visits_));
    world_.forget_amounts();
    try {
      Machine<BoundedTrace> machine(world_, trace, traced_frame_);
      Judge(machine).statuses(position);
      visits_ += trace.visits();
      return told_among(trace.reads());
    } catch (TooManyVisits const&) {
      visits_ += trace.visits();
      return everything_unknown();
    }
  }

  static std::vector<Unknown> told_among(std::vector<std::uint64_t>& reads) {
    std::ranges::sort(reads);
    auto const rest = std::ranges::unique(reads);
    reads.erase(rest.begin(), rest.end());
    std::vector<Unknown> found;
    for (auto const packed : reads) {
      auto const what = Unknown::unpack(packed);
      if (what.source == Unknown::Source::fact || what.source == Unknown::Source::parameter) found.push_back(what);
    }
    return found;
  }

  // More than it reads, perhaps: what it reads is not known.
  std::vector<Unknown> everything_unknown() const {
    std::vector<Unknown> found;
    auto const& rulebook = *world_.program().rulebook;
    for (Index i = 0; i < rulebook.parameters.size(); ++i)
      if (world_.parameter(i).is_unknown()) found.push_back({Unknown::Source::parameter, i, 0, 0});
    for (auto const i : rulebook.actions[world_.question().action].facts)
      if (world_.fact(i).is_unknown()) found.push_back({Unknown::Source::fact, i, 0, 0});
    return found;
  }

  static constexpr std::size_t most_times = 10;
  World& world_;
  std::vector<Traced> traced_frame_;
  std::size_t visits_ = 0;
};

}  // namespace

OpenRules open_rules(Program const& program, Snapshot const& snapshot, Question const& question) {
  World world;
  std::vector<Value> frame;
  std::vector<Assumed> assumed;
  world.prepare(program, snapshot, question);
  assume(world, frame, assumed);
  world.remember_rows();
  return RuleLook(world).find(frame);
}

}  // namespace bylaw::engine
