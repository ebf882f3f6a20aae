#include "api/authzen/decide.hpp"

#include <algorithm>

#include "api/access/ask_rights.hpp"
#include "api/access/redact_decision.hpp"
#include "api/authzen/write_context.hpp"
#include "api/json_writer.hpp"
#include "api/service.hpp"
#include "api/write_question.hpp"

namespace bylaw::api::authzen {
namespace {

using dsl::Force;
using engine::Status;

bool counts(Force force, Options options) {
  bool const required = force == Force::must || force == Force::must_not;
  return required || (options.strict && (force == Force::should || force == Force::should_not));
}

bool stands_in_the_way(Status status, Options options) {
  switch (status) {
    case Status::prohibited:
    case Status::outstanding:
    case Status::pending:
    case Status::late:
    case Status::refer:
      return true;
    case Status::discouraged:
      return options.strict;
    default:
      return false;
  }
}

Evaluation not_known(NotKnown const& why) {
  Evaluation evaluation;
  JsonWriter json(evaluation.json);
  json.begin_object();
  json.member("decision", false);
  json.key("context");
  json.begin_object();
  json.member("reason", why.code);
  json.member("message", why.message);
  json.end_object();
  json.end_object();
  return evaluation;
}

}  // namespace

bool permits(dsl::Rulebook const& rulebook, engine::Decision const& decision, Options options) {
  if (decision.outcome == engine::Outcome::undetermined) return false;
  return std::ranges::none_of(decision.findings, [&](engine::Finding const& finding) {
    return counts(rulebook.rules[finding.rule].force, options) && stands_in_the_way(finding.status, options);
  });
}

std::expected<Evaluation, InputFaults> evaluate(Service& service, Sight& sight,
                                                std::shared_ptr<engine::Snapshot const> const& snapshot,
                                                Sent const& sent, Options options, Place const& place) {
  auto const start = std::chrono::steady_clock::now();
  auto const now = service.clock();
  Posing posing(snapshot, day_of(now), sight);
  if (auto faults = posing.lay_over(sent, Sought::nothing, place); !faults.empty())
    return std::unexpected(std::move(faults));
  auto posed = posing.pose(sent, place);
  if (!posed) return std::unexpected(std::move(posed.error()));
  if (!*posed) return not_known(posed->error());
  auto& asked = **posed;
  if (auto const problem = check_asked(sight, asked)) return not_known({"not_yours_to_ask", problem->detail});
  AnsweredQuestion answered;
  answered.decision = engine::decide(*service.program, *asked.snapshot, asked.question, asked.explain);
  answered.stamp = {service.ids.next(milliseconds_of(now)), rfc3339(now)};
  answered.json = write_decision(asked, answered.decision, answered.stamp, service.texts);
  answered.asked = std::move(asked);
  service.store.log(log_entry(answered, write_question(answered.asked, posing.laid_over())));
  service.metrics.count_decision(answered.decision.outcome, std::chrono::steady_clock::now() - start);
  if (!sight.is_whole()) answered.json = redact_decision(sight, answered.json, true);
  Evaluation evaluation;
  evaluation.decision = permits(*service.rulebook, answered.decision, options);
  evaluation.json = write_evaluation(answered, evaluation.decision, service.public_url, rfc3339(now + denial_holds));
  return evaluation;
}

}  // namespace bylaw::api::authzen
