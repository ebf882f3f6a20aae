// Cases written: opened, their steps recorded, bodies' decisions recorded. What is written is laid over the state, the
// rules are asked about it there, and only what they allow is stored, all of it or nothing.
#include <algorithm>

#include "api/case_draft.hpp"
#include "api/case_version.hpp"
#include "api/handlers/cases.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/nearest.hpp"
#include "api/precondition.hpp"
#include "api/read_recording.hpp"

namespace bylaw::api {
namespace {

constexpr int most_attempts = 5;  // when others write at the same time

void write_recusals(JsonWriter& json, Service const& service, CaseDraft const& made) {
  auto const& recording = made.recording;
  auto const found = engine::recusals(*service.program, *made.after, made.row, recording);
  if (found.empty()) return;
  auto const& step = service.rulebook->procedures[recording.procedure].steps[recording.step];
  json.member("recused", true);
  json.key("recused_because");
  json.begin_list();
  for (auto const index : found) json.text(step.recusals[index].because);
  json.end_list();
}

HttpResponse recorded(Service& service, Sight& sight, CaseDraft const& made, std::string const& decision) {
  auto const& rulebook = *service.rulebook;
  auto const snapshot = service.store.snapshot();
  auto const record = engine::case_record(rulebook);
  auto const key = std::string(made.after->key(record, made.row));
  auto const row = snapshot->find(record, key).value_or(made.row);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("recorded");
  json.begin_list();
  for (auto const& one : made.plan.recorded) json.text(rulebook.records[one.record].name + '/' + one.key);
  json.end_list();
  write_recusals(json, service, made);
  json.key("decision");
  json.raw(decision.empty() ? "null" : decision);
  json.key("case");
  json.raw(case_json(service, sight, *snapshot, row, made.recording.date));
  json.end_object();
  auto reply = json_reply(std::move(out), 201);
  reply.headers.emplace_back("ETag", etag(case_version(service.store, *snapshot, row)));
  reply.headers.emplace_back("Location", "/v1/succession/cases/" + key);
  return reply;
}

engine::Author acting_author(Service const& service, Call const& call, CaseDraft const& made) {
  auto author = author_of(service, call);
  for (auto const& value : made.recording.parameters) {
    if (value.kind != engine::Kind::reference) continue;
    author.who += ", for " + std::string(made.before->key(value.aux, static_cast<engine::Row>(value.number)));
    break;
  }
  return author;
}

// Stores it; nothing when somebody else wrote in the meantime and it has to be tried again.
std::expected<std::optional<HttpResponse>, Problem> store(Service& service, Sight& sight, Call const& call,
                                                           CaseDraft const& made,
                                                          std::string const& decision) {
  auto const written = service.store.extend(made.plan.state, made.before->revision, acting_author(service, call, made));
  if (!written)
    return std::unexpected(invalid(recording_faults(*service.rulebook, made.recording, made.plan, written.error())));
  if (!*written) return std::optional<HttpResponse>();
  return std::optional(recorded(service, sight, made, decision));
}

Reply attempts(auto const& attempt) {
  for (int i = 0; i < most_attempts; ++i) {
    std::expected<std::optional<HttpResponse>, Problem> reply = attempt();
    if (!reply) return std::unexpected(std::move(reply.error()));
    if (*reply) return **std::move(reply);
  }
  return std::unexpected(Problem{ProblemType::unavailable, "Too many others are writing at the moment.", {}, {}});
}

// What stands in the way of a step as the case is: an earlier step, a halt, an empty office.
std::optional<Problem> in_the_way(dsl::Procedure const& procedure, engine::CaseReport const& report, dsl::Index index) {
  auto const found = std::ranges::find(report.steps, index, &engine::StepReport::step);
  auto const& step = procedure.steps[index];
  if (found == report.steps.end())
    return conflict("The step " + in_quotes(step.name) + " does not belong to the way that this case takes.");
  if (found->blocked) return conflict(step.blocked_because);
  if (found->status != engine::StepStatus::waiting) return std::nullopt;
  for (auto const before : found->behind)
    if (std::ranges::find(step.after, before) != step.after.end())
      return conflict("Another step has to be taken first: " + procedure.steps[before].title);
  if (report.halted) return conflict("The case stands still: this step cannot be taken now.");
  return std::nullopt;
}

// What has been done for good ends the case: nothing that it rests on is recorded any more.
std::optional<Problem> run_its_course(dsl::Procedure const& procedure, engine::CaseReport const& report) {
  for (auto const& step : report.steps) {
    bool const taken = step.status == engine::StepStatus::done || step.status == engine::StepStatus::out_of_order;
    if (procedure.steps[step.step].irrevocable && taken)
      return conflict("The case has run its course, and this cannot be undone: " + procedure.steps[step.step].title);
  }
  return std::nullopt;
}

Problem changed_meanwhile() {
  return {ProblemType::precondition_failed,
          "The case is not, or no longer, in the version that the request names.",
          {},
          {}};
}

using StepOf = std::expected<dsl::Index, Problem> (*)(dsl::Procedure const&, engine::CaseReport const&,
                                                      JsonValue const&, Call const&);

std::expected<std::optional<HttpResponse>, Problem> record_once(Service& service, Call const& call,
                                                                JsonValue const& body, StepOf step_of,
                                                                std::vector<std::string_view> const& also) {
  auto sight = sight_of(service, call);
  auto const found = find_case(service, sight, call.captured[0], dsl::AccessScope::write_cases);
  if (!found) return std::unexpected(found.error());
  engine::StoredRecord const stored{{}, case_version(service.store, *found->snapshot, found->row)};
  if (!expected_version(call.request, stored)) return std::unexpected(changed_meanwhile());
  // Which procedure and steps there are does not depend on the day; where the case stands does.
  auto const today = day_of(service.clock());
  auto const now = engine::report_case(*service.program, *found->snapshot, found->row, today);
  if (now.procedure == dsl::none) return std::unexpected(conflict("No procedure is for this case."));
  auto const& procedure = service.rulebook->procedures[now.procedure];
  auto const step = step_of(procedure, now, body, call);
  if (!step) return std::unexpected(step.error());
  auto recording = read_recording(*found->snapshot, body, now.procedure, *step, also);
  if (!recording) return std::unexpected(invalid(recording.error()));
  recording->row = found->row;
  auto const report = engine::report_case(*service.program, *found->snapshot, found->row, recording->date);
  if (auto problem = run_its_course(procedure, now)) return std::unexpected(*std::move(problem));
  if (auto problem = in_the_way(procedure, report, *step)) return std::unexpected(*std::move(problem));
  auto const made = draft_recording(service, found->snapshot, *std::move(recording));
  if (!made) return std::unexpected(made.error());
  auto const decision = check_recording(service, sight, *made, call.request.body);
  if (!decision) return std::unexpected(decision.error());
  return store(service, sight, call, *made, *decision);
}

std::expected<dsl::Index, Problem> named_step(dsl::Procedure const& procedure, engine::CaseReport const&,
                                              JsonValue const&, Call const& call) {
  auto const& name = call.captured[1];
  auto const found = std::ranges::find(procedure.steps, name, &dsl::Step::name);
  if (found == procedure.steps.end())
    return not_found("There is no step " + in_quotes(name) + nearest_hint(name, names_of(procedure.steps)) + '.');
  if (found->writes.empty())
    return std::unexpected(conflict("This step is not recorded by itself: it follows from other records."));
  return static_cast<dsl::Index>(found - procedure.steps.begin());
}

// The step of the case's route that this body decides.
std::expected<dsl::Index, Problem> decided_step(dsl::Procedure const& procedure, engine::CaseReport const& report,
                                                JsonValue const& body, Call const&) {
  InputFaults faults;
  Place const root, place(root, "body");
  auto const* member = body.member("body");
  auto const* name = member ? member->text() : nullptr;
  std::vector<std::string_view> bodies;
  for (auto const& step : report.steps) {
    auto const& decided_by = procedure.steps[step.step].decided_by;
    if (decided_by.empty()) continue;
    if (name && decided_by == *name) return step.step;
    bodies.push_back(decided_by);
  }
  if (!name)
    faults.add(place, member ? "wrong_type" : "missing", "Which body decided? The request has to name one.");
  else
    faults.add(place, "unknown_value",
               in_quotes(*name) + " decides nothing in this case" + nearest_hint(*name, bodies) + '.');
  return std::unexpected(invalid(faults));
}

Reply record(Service& service, Call const& call, StepOf step_of, std::vector<std::string_view> const& also) {
  auto const body = parse_json(call.request.body);
  if (!body) return std::unexpected(malformed(body.error()));
  return attempts([&] { return record_once(service, call, *body, step_of, also); });
}

// The draft of the first procedure that is for such a case; else what was wrong with the first.
std::expected<CaseDraft, Problem> draft_of_new(Service& service, JsonValue const& body) {
  auto const snapshot = service.store.snapshot();
  std::optional<Problem> first;
  auto const keep = [&](Problem problem) {
    if (!first) first = std::move(problem);
  };
  for (dsl::Index i = 0; i < service.rulebook->procedures.size(); ++i) {
    if (service.rulebook->procedures[i].writes.empty()) continue;
    auto recording = read_recording(*snapshot, body, i, dsl::none);
    if (!recording) {
      keep(invalid(recording.error()));
      continue;
    }
    auto made = draft_recording(service, snapshot, *std::move(recording));
    if (!made)
      keep(made.error());
    else if (engine::is_for(*service.program, *made->after, i, made->row, made->recording.date) == engine::Truth::yes)
      return made;
  }
  return std::unexpected(first.value_or(conflict("No procedure is for such a case.")));
}

}  // namespace

Reply post_case(Service& service, Call const& call) {
  auto const body = parse_json(call.request.body);
  if (!body) return std::unexpected(malformed(body.error()));
  return attempts([&]() -> std::expected<std::optional<HttpResponse>, Problem> {
    auto sight = sight_of(service, call);
    auto const made = draft_of_new(service, *body);
    if (!made) return std::unexpected(made.error());
    auto const record = engine::case_record(*service.rulebook);
    if (call.caller.reach(dsl::AccessScope::write_cases) == dsl::Reach::own &&
        !sight.would_own(record, engine::record_of(*made->after, record, made->row)))
      return std::unexpected(forbidden("This would not be a case of " + call.caller.name + "'s own."));
    auto const decision = check_recording(service, sight, *made, call.request.body);
    if (!decision) return std::unexpected(decision.error());
    return store(service, sight, call, *made, *decision);
  });
}

Reply post_case_step(Service& service, Call const& call) { return record(service, call, named_step, {}); }

Reply post_case_decision(Service& service, Call const& call) { return record(service, call, decided_step, {"body"}); }

}  // namespace bylaw::api
