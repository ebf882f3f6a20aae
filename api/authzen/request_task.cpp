#include "api/authzen/request_task.hpp"

#include <algorithm>

#include "api/access/answer_rights.hpp"
#include "api/authzen/pose.hpp"
#include "api/write_state.hpp"

namespace bylaw::api::authzen {
namespace {

std::string_view status_name(RequestStatus status) {
  switch (status) {
    case RequestStatus::approved:
      return "approved";
    case RequestStatus::denied:
      return "denied";
    case RequestStatus::pending:
      break;
  }
  return "pending";
}

void write_display(JsonWriter& json, dsl::Rulebook const& rulebook, Task const& task) {
  auto const& rule = rulebook.rules[task.request->rule];
  json.key("display");
  json.begin_object();
  json.member("title", rule.title);
  json.member("description", rulebook.norms[rule.norm].says);
  json.end_object();
}

// What is approved is decided anew: the record counts, not this word.
void write_result(JsonWriter& json, Task const& task) {
  json.key("result");
  json.begin_object();
  json.member("mode", "reevaluate");
  if (task.status() == RequestStatus::approved) {
    json.key("approval");
    json.begin_object();
    json.member("id", task.key);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::string task_path(std::string_view key) { return "/access/v1/requests/" + std::string(key); }

std::string task_json(Service const& service, Sight& sight, Task const& task) {
  auto const& rulebook = *service.rulebook;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("task");
  json.begin_object();
  json.member("id", task.key);
  json.member("status", status_name(task.status()));
  if (task.answer) json.member("answer", task.answer->name);
  json.member("status_endpoint", service.public_url + task_path(task.key));
  json.member("rule", rulebook.rules[task.request->rule].name);
  json.texts("queue", task.request->queue);
  json.key("answers");
  json.begin_list();
  for (auto const& answer : task.request->answers) json.text(answer.name);
  json.end_list();
  json.key(rulebook.records[task.request->record].name);
  write_record(json, rulebook, task.request->record, sight.shown(task.request->record, task.record));
  write_display(json, rulebook, task);
  if (task.status() != RequestStatus::pending) write_result(json, task);
  json.end_object();
  json.end_object();
  return out;
}

HttpResponse request_problem(int status, std::string_view name, std::string_view detail) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("type", "urn:openid:authzen:access-request:error:" + std::string(name));
  json.member("title", "The access request cannot be taken in");
  json.member("status", status);
  json.member("detail", detail);
  json.end_object();
  return {status, "application/problem+json", std::move(out), {{"Cache-Control", "no-store"}}};
}

bool asks_for_another(dsl::Rulebook const& rulebook, dsl::AccessRequest const& request,
                      engine::StateRecord const& record, Caller const& caller) {
  if (caller.holder.empty()) return false;
  return std::ranges::any_of(request.values, [&](dsl::RequestValue const& value) {
    auto const& asker = record.fields[value.field];
    return is_asker(rulebook, value) && asker && asker->scalar != dsl::Constant(caller.holder);
  });
}

bool answers_for_others(dsl::Rulebook const& rulebook, Caller const& caller, dsl::AccessRequest const& request) {
  if (caller.unrestricted) return true;
  return caller.role != dsl::none && rulebook.roles[caller.role].writes[request.record] == dsl::Reach::all;
}

bool answers_own(dsl::Rulebook const& rulebook, Task const& task, JsonValue const& answer) {
  auto const* subject = answer.member("subject");
  auto const* id = subject ? subject->member("id") : nullptr;
  auto const* named = id ? id->text() : nullptr;
  return named && std::ranges::any_of(task.request->values, [&](dsl::RequestValue const& value) {
    auto const& asker = task.record.fields[value.field];
    return is_asker(rulebook, value) && asker && asker->scalar == dsl::Constant(*named);
  });
}

}  // namespace bylaw::api::authzen
