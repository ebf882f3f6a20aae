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

// Without observations: nothing is noted of what the unknown are compared with, for no value of theirs is tried.
class RuleLook {
 public:
  explicit RuleLook(World& world) : world_(world), trace_(world, nullptr), tracing_(world, trace_, traced_frame_) {}

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
    return {std::move(open), trace_.visits()};
  }

 private:
  std::vector<Unknown> reads_of(Index position) {
    trace_.begin();
    world_.forget_amounts();
    Judge(tracing_).statuses(position);
    auto& reads = trace_.reads();
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

  World& world_;
  Trace trace_;
  std::vector<Traced> traced_frame_;
  Machine<Trace> tracing_;
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
