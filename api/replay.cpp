#include "api/replay.hpp"

#include <algorithm>

#include "api/answer_question.hpp"

namespace bylaw::api {
namespace {

Replayed impossible(std::string why) { return {ReplayResult::impossible, std::move(why), {}}; }

// Where two answers part, with a little of what is around.
std::string first_difference(std::string const& logged, std::string const& now) {
  auto const at = static_cast<std::size_t>(std::ranges::mismatch(logged, now).in1 - logged.begin());
  auto const from = at < 40 ? 0 : at - 40;
  return "It differs from byte " + std::to_string(at) + " on: logged ..." + logged.substr(from, 80) + "... now ..." +
         now.substr(std::min(from, now.size()), 80) + "...";
}

}  // namespace

// A rulebook ready to decide, and the state it decided over last: decisions of one revision come one after the other.
struct Replayer::Rules {
  explicit Rules(std::shared_ptr<dsl::Rulebook const> its_rulebook)
      : rulebook(std::move(its_rulebook)), program(engine::compile(rulebook)), texts(*rulebook) {}
  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::shared_ptr<engine::Program const> program;
  RuleTexts texts;
  std::shared_ptr<engine::Snapshot const> snapshot;
};

Replayer::Replayer(engine::Archive const& archive, std::shared_ptr<dsl::Rulebook const> other)
    : archive_(archive), other_(std::move(other)) {}
Replayer::~Replayer() = default;

std::shared_ptr<Replayer::Rules> Replayer::rules_of(std::string const& revision) {
  auto const& wanted = other_ ? other_->revision : revision;
  if (auto const found = rules_.find(wanted); found != rules_.end()) return found->second;
  auto const rulebook = other_ ? other_ : stored_rulebook(archive_, wanted);
  auto made = rulebook ? std::make_shared<Rules>(rulebook) : nullptr;
  rules_[wanted] = made;
  return made;
}

std::expected<std::shared_ptr<engine::Snapshot const>, std::string> Replayer::state_of(Rules& rules,
                                                                                       std::uint64_t revision) {
  if (rules.snapshot && rules.snapshot->revision == revision) return rules.snapshot;
  auto made = recorded_state(archive_, rules.rulebook, revision);
  if (made) rules.snapshot = *made;
  return made;
}

Replayed Replayer::replay(engine::LoggedDecision const& logged) {
  if (logged.erased) return {ReplayResult::erased, "Its request and its answer have been erased.", {}};
  if (!logged.state_revision) return impossible("It was logged before the state it was decided over was noted.");
  if (logged.policy.empty() && !other_)
    return impossible("It was logged before rulebooks were kept; --rules DIR replays it under a rulebook given.");
  auto const rules = rules_of(logged.policy);
  if (!rules) return impossible("Its rulebook, " + logged.policy + ", is not kept here.");
  auto const snapshot = state_of(*rules, *logged.state_revision);
  if (!snapshot) return impossible(snapshot.error());
  auto const request = parse_json(logged.request);
  if (!request) return impossible("Its request is no JSON.");
  auto const answered =
      answer_question(*rules->program, *snapshot, *request, {logged.id, logged.decided_at}, rules->texts);
  if (!answered)
    return {ReplayResult::differs, "The question is refused: " + answered.error().all().front().message, {}};
  if (answered->json == logged.answer) return {ReplayResult::same, {}, answered->json};
  return {ReplayResult::differs, first_difference(logged.answer, answered->json), answered->json};
}

}  // namespace bylaw::api
