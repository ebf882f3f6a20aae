#include "api/replay.hpp"

#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t at_once = 500;

class ReplayReport {
 public:
  ReplayReport(engine::Archive const& archive, std::shared_ptr<dsl::Rulebook const> other, bool quiet,
               std::ostream& out)
      : replayer_(archive, other), other_(std::move(other)), quiet_(quiet), out_(out) {}

  void add(engine::LoggedDecision const& logged) {
    auto const replayed = replayer_.replay(logged);
    ++counts_[static_cast<std::size_t>(replayed.result)];
    if (quiet_ && replayed.result == ReplayResult::same) return;
    static constexpr const char* words[] = {"same", "DIFFERS", "erased", "impossible"};
    out_ << logged.id << ' ' << words[static_cast<std::size_t>(replayed.result)];
    if (other_ && other_->revision != logged.policy)
      out_ << " (decided under " << logged.policy << ", replayed under " << other_->revision << ')';
    out_ << (replayed.why.empty() ? "" : ": ") << replayed.why << '\n';
  }

  int finish() const {
    out_ << counts_[0] << " the same, " << counts_[1] << " different, " << counts_[2] << " erased, " << counts_[3]
         << " impossible to replay\n";
    return counts_[1] || counts_[3] ? negative : fine;
  }

 private:
  Replayer replayer_;
  std::shared_ptr<dsl::Rulebook const> other_;
  bool quiet_;
  std::ostream& out_;
  std::size_t counts_[4] = {};
};

void replay_all(engine::Archive const& archive, ReplayReport& report) {
  std::optional<std::uint64_t> after;
  for (auto decisions = archive.decisions_after(after, at_once); !decisions.empty();
       decisions = archive.decisions_after(after, at_once)) {
    for (auto const& [place, decision] : decisions) report.add(decision);
    after = decisions.back().first;
  }
}

}  // namespace

int replay(Arguments const& arguments, Streams const& streams) {
  std::shared_ptr<dsl::Rulebook const> other;
  if (arguments.has("--rules") && !(other = load_rulebook({arguments.value("--rules")}, streams.err))) return bad_input;
  auto const archive = engine::Archive::open(arguments.value("--db"));
  auto const& ids = arguments.operands();
  ReplayReport report(*archive, other, ids.empty(), streams.out);
  if (ids.empty()) replay_all(*archive, report);
  for (auto const& id : ids) {
    auto const decision = archive->decision(id);
    if (!decision) {
      streams.err << "bylaw replay: No decision " << in_quotes(id) << " is recorded.\n";
      return bad_input;
    }
    report.add(*decision);
  }
  return report.finish();
}

}  // namespace bylaw::api
