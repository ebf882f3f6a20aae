#include "api/authzen/access_request.hpp"

#include <algorithm>

#include "engine/snapshot_values.hpp"

namespace bylaw::api::authzen {
namespace {

using engine::Datum;
using engine::Status;
using Kind = dsl::SentTarget::Kind;

Datum literal_datum(dsl::Rulebook const& rulebook, dsl::RequestValue const& value) {
  return {rulebook.expression(value.literal).constant, {}};
}

// A value of the question; texts may be its own.
std::optional<Datum> datum_of(AskedQuestion const& asked, engine::Value value) {
  if (value.is_unknown()) return std::nullopt;
  auto const scalar = [&](engine::Value one) -> dsl::Constant {
    if (one.kind == engine::Kind::text)
      return std::string(asked.question.symbols->text(static_cast<engine::Symbol>(one.number)));
    return engine::scalar_constant(*asked.snapshot, one);
  };
  if (value.kind != engine::Kind::list) return Datum{scalar(value), {}};
  Datum datum;
  for (std::uint32_t i = 0; i < value.aux; ++i) datum.items.push_back(scalar(value.items[i]));
  return datum;
}

std::optional<Datum> sourced(AskedQuestion const& asked, dsl::SentTarget source) {
  switch (source.kind) {
    case Kind::fact:
      return datum_of(asked, asked.question.facts[source.index]);
    case Kind::parameter:
      return datum_of(asked, asked.question.parameters[source.index]);
    case Kind::date:
      return Datum{asked.question.date, {}};
    case Kind::already_done:
      return Datum{asked.question.already_done, {}};
    case Kind::nowhere:
      break;
  }
  return std::nullopt;
}

// Whether the record has all the constants; what comes from a question it may have got from any.
bool has_constants(dsl::Rulebook const& rulebook, engine::StateRecord const& record,
                   std::vector<dsl::RequestValue> const& values) {
  return std::ranges::all_of(values, [&](dsl::RequestValue const& value) {
    return value.literal == dsl::none || record.fields[value.field] == literal_datum(rulebook, value);
  });
}

std::optional<Task> task_in(engine::Snapshot const& snapshot, dsl::AccessRequest const& request, engine::Row row) {
  auto const& rulebook = *snapshot.rulebook;
  Task task{&request, engine::record_of(snapshot, request.record, row), std::string(snapshot.key(request.record, row)),
            nullptr};
  if (!has_constants(rulebook, task.record, request.values)) return std::nullopt;
  for (auto const& answer : request.answers)
    if (!answer.values.empty() && has_constants(rulebook, task.record, answer.values)) task.answer = &answer;
  return task;
}

}  // namespace

Requestable requestable(dsl::Rulebook const& rulebook, engine::Decision const& decision) {
  for (auto const& finding : decision.findings) {
    auto const found = std::ranges::find(rulebook.authzen.requests, finding.rule, &dsl::AccessRequest::rule);
    if (found == rulebook.authzen.requests.end()) continue;
    if (finding.status == Status::outstanding) return {&*found, false};
    if (finding.status == Status::pending) return {&*found, true};
  }
  return {};
}

engine::StateRecord request_record(AskedQuestion const& asked, dsl::AccessRequest const& request,
                                   std::string const& key) {
  auto const& rulebook = *asked.snapshot->rulebook;
  auto const& record = rulebook.records[request.record];
  engine::StateRecord made;
  made.fields.resize(record.fields.size());
  for (auto const& value : request.values)
    made.fields[value.field] =
        value.literal != dsl::none ? literal_datum(rulebook, value) : sourced(asked, value.source);
  if (record.key.size() == 1) made.fields[record.key.front()] = Datum{key, {}};
  return made;
}

std::optional<Task> task_of(engine::Snapshot const& snapshot, std::string_view key) {
  for (auto const& request : snapshot.rulebook->authzen.requests) {
    auto const row = snapshot.find(request.record, key);
    if (!row) continue;
    if (auto task = task_in(snapshot, request, *row)) return task;
  }
  return std::nullopt;
}

std::vector<Task> open_tasks(engine::Snapshot const& snapshot, std::string_view party) {
  std::vector<Task> tasks;
  for (auto const& request : snapshot.rulebook->authzen.requests) {
    if (!party.empty() && std::ranges::find(request.queue, party) == request.queue.end()) continue;
    for (auto const row : snapshot.table(request.record).rows) {
      auto task = task_in(snapshot, request, row);
      if (task && task->status() == RequestStatus::pending) tasks.push_back(*std::move(task));
    }
  }
  std::ranges::sort(tasks, {}, &Task::key);
  return tasks;
}

engine::StateRecord answered_record(dsl::Rulebook const& rulebook, Task const& task, dsl::RequestAnswer const& answer,
                                    dsl::Date date) {
  auto record = task.record;
  for (auto const& value : answer.values) {
    if (value.literal != dsl::none)
      record.fields[value.field] = literal_datum(rulebook, value);
    else if (value.source.kind == Kind::date)
      record.fields[value.field] = Datum{date, {}};
  }
  return record;
}

}  // namespace bylaw::api::authzen
