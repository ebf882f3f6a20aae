// One request as who answers it sees it: what is asked, what is recorded, and a button for each answer that the
// rulebook has. Asked and answered through the interface for programs.
#include <algorithm>

#include "api/access/answer_rights.hpp"
#include "api/authzen/request_task.hpp"
#include "api/json_writer.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/request_line.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

std::string queue_of(PageCall const& call, JsonValue const& task) {
  Words const words(*call.snapshot, call.language);
  std::string text;
  for (auto const& one : list_at(task, "queue"))
    if (one.text()) text += (text.empty() ? "" : ' ' + call.texts().get("or") + ' ') + words.party(*one.text());
  return capitalised(text);
}

HttpResponse shown(PageCall const& call, JsonValue const& task, std::string const& fault) {
  auto const* request = request_of_task(call, task);
  auto const row = request ? call.snapshot->find(request->record, text_at(task, "id")) : std::nullopt;
  if (!row) return not_found_page(call);
  auto const& rule = call.rulebook().rules[request->rule];
  Words const words(*call.snapshot, call.language);
  bool const open = text_at(task, "status") == "pending" || text_at(task, "status").empty();
  bool const own = has_asked(call.service.store, *request, text_at(task, "id"),
                             engine::record_of(*call.snapshot, request->record, *row), call.caller);
  List answers;
  for (auto const& one : list_at(task, "answers"))
    if (one.text()) answers.push_back(model({{"name", *one.text()}, {"label", capitalised(in_words(*one.text()))}}));
  Model values = model({{"kind", words.singular(request->record)},
                        {"rule", rule.title},
                        {"rule_path", "/rulebook/" + path_segment(rule.name)},
                        {"place", words.place(call.rulebook().norms[rule.norm])},
                        {"queue", queue_of(call, task)},
                        {"fields", field_rows(call, request->record, *row)},
                        {"record", record_path(call, request->record, text_at(task, "id"))},
                        {"open", open},
                        {"own", open && own},
                        {"can_answer", open && !own && call.may(dsl::AccessScope::write_records) &&
                                           authzen::answers_for_others(call.rulebook(), call.caller, *request)},
                        {"answer", capitalised(in_words(text_at(task, "answer")))},
                        {"has_answer", !text_at(task, "answer").empty()},
                        {"action", "/requests/" + path_segment(text_at(task, "id"))},
                        {"answers", answers},
                        {"faulty", !fault.empty()},
                        {"fault", fault}});
  auto const title =
      call.texts().with("requests.title", {{"title", request_title(call, request->record, text_at(task, "id"))}});
  return page(call, "request", {title, {{call.texts().get("nav.todo"), "/todo"}}, 200, !fault.empty()},
              std::move(values));
}

std::optional<JsonValue> task_asked(PageCall const& call) {
  return read(call, "/access/v1/requests/" + call.captured.front());
}

std::string answer_json(std::string const& answer) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("answer", answer);
  json.end_object();
  return out;
}

}  // namespace

dsl::AccessRequest const* request_of_task(PageCall const& call, JsonValue const& task) {
  auto const& requests = call.rulebook().authzen.requests;
  auto const found = std::ranges::find_if(requests, [&](dsl::AccessRequest const& request) {
    return call.rulebook().rules[request.rule].name == text_at(task, "rule");
  });
  return found == requests.end() ? nullptr : &*found;
}

// Requests look alike but for whose they are, what they are about and since when.
std::string request_title(PageCall const& call, dsl::Index record, std::string const& key) {
  Words const words(*call.snapshot, call.language);
  auto const row = call.snapshot->find(record, key);
  if (!row) return key;
  auto const& fields = call.rulebook().records[record].fields;
  std::string text;
  for (dsl::Index field = 0; field < fields.size(); ++field) {
    auto const value = call.snapshot->table(record).value(*row, field);
    auto const& type = fields[field].type;
    bool const whose = type.kind == dsl::TypeKind::reference && type.of == groups_of(call.rulebook());
    bool const tells = whose || type.kind == dsl::TypeKind::text || fields[field].opening;
    if (tells && !type.list && !value.is_unknown() && !value.is_never() && std::ranges::count(text, ';') < 2)
      text += (text.empty() ? "" : "; ") + words.value(fields[field], value);
  }
  return text.empty() ? words.title(record, *row) : text;
}

Model request_line(PageCall const& call, JsonValue const& task) {
  auto const* request = request_of_task(call, task);
  auto const id = text_at(task, "id");
  return model({{"title", request ? request_title(call, request->record, id) : id},
                {"rule", request ? call.rulebook().rules[request->rule].title : ""},
                {"path", "/requests/" + path_segment(id)}});
}

HttpResponse access_request_page(PageCall const& call) {
  auto const asked = task_asked(call);
  return asked ? shown(call, at(*asked, "task"), "") : not_found_page(call);
}

HttpResponse answer_access_request(PageCall const& call) {
  auto const asked = task_asked(call);
  if (!asked) return not_found_page(call);
  auto const reply = ask(call, "POST", "/access/v1/requests/" + call.captured.front() + "/answer", {},
                         answer_json(call.given("answer")));
  if (reply && reply->status == 200) return redirect("/requests/" + path_segment(call.captured.front()));
  if (!reply) return shown(call, at(*asked, "task"), reply.error().detail);
  auto const problem = parse_json(reply->body);
  return shown(call, at(*asked, "task"), problem ? text_at(*problem, "detail") : std::string());
}

}  // namespace bylaw::api::pages
