#include "api/case_draft.hpp"

#include "api/access/redact_decision.hpp"
#include "api/answer_question.hpp"
#include "api/decision_text.hpp"
#include "api/read_recording.hpp"

namespace bylaw::api {
namespace {

bool forbids(engine::Outcome outcome) {
  return outcome == engine::Outcome::breach || outcome == engine::Outcome::not_permitted ||
         outcome == engine::Outcome::action_required;
}

}  // namespace

Problem conflict(std::string detail) { return {ProblemType::conflict, std::move(detail), {}, {}}; }

std::expected<CaseDraft, Problem> draft_recording(Service& service, std::shared_ptr<engine::Snapshot const> before,
                                                  engine::Recording recording) {
  auto const& rulebook = *service.rulebook;
  auto const new_id = [&] { return service.ids.next(milliseconds_of(service.clock())); };
  auto plan = engine::plan_recording(*service.program, *before, recording, new_id);
  if (!plan) return std::unexpected(invalid(recording_faults(rulebook, recording, plan.error())));
  for (auto const& made : plan->recorded) {
    auto const& write = engine::writes_of(rulebook, recording.procedure, recording.step)[made.write];
    if (write.changed == dsl::none && before->find(made.record, made.key))
      return std::unexpected(
          conflict("There is a " + rulebook.records[made.record].name + ' ' + in_quotes(made.key) + " already."));
  }
  auto after = engine::overlay(before, plan->state);
  if (!after) return std::unexpected(invalid(recording_faults(rulebook, recording, *plan, after.error())));
  auto const about = rulebook.procedures[recording.procedure].record;
  auto const row = recording.row ? recording.row : [&]() -> std::optional<engine::Row> {
    for (auto const& made : plan->recorded)
      if (made.record == about) return (*after)->find(about, made.key);
    return std::nullopt;
  }();
  if (!row) return std::unexpected(conflict("No case is opened by this."));
  return CaseDraft{std::move(before), *std::move(after), std::move(recording), *std::move(plan), *row};
}

std::expected<std::string, Problem> check_recording(Service& service, Sight& sight, CaseDraft const& made,
                                                    std::string const& sent) {
  auto question = engine::check_question(*service.program, *made.after, made.row, made.recording, made.plan);
  if (!question) return std::string();
  auto const now = service.clock();
  AnsweredQuestion answered;
  answered.asked = {made.after, *std::move(question), engine::Explain::why, true};
  answered.decision = engine::decide(*service.program, *made.after, answered.asked.question, engine::Explain::why);
  answered.stamp = {service.ids.next(milliseconds_of(now)), rfc3339(now)};
  answered.json = write_decision(answered.asked, answered.decision, answered.stamp, service.texts);
  service.store.log(log_entry(answered, sent));
  auto seen = redact_decision(sight, answered.json, true);
  if (!forbids(answered.decision.outcome)) return seen;
  auto problem = conflict(headline(*service.rulebook, answered.decision));
  problem.members = seen.substr(1, seen.size() - 2);
  return std::unexpected(std::move(problem));
}

}  // namespace bylaw::api
