// Opening a case, and recording a step or a decision of it: which fields are asked for follows from what the procedure
// leaves to the one who records. A step is taken on the version that was looked at; on any other it is refused.
#include <algorithm>
#include <set>

#include "api/handlers/cases.hpp"
#include "api/handlers/handlers.hpp"
#include "api/pages/case_model.hpp"
#include "api/pages/field_form.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"
#include "api/pages/written.hpp"

namespace bylaw::api::pages {
namespace {

// A field of the form. Several of one record come as a list of keys or names.
struct Asked {
  dsl::Field field;
  std::string each;  // the record that there is one of for each item; empty: a field by itself
};

class RecordingForm {
 public:
  RecordingForm(PageCall const& call, std::vector<dsl::Write> const& writes) : call_(call), form_(call) {
    add_parameter();
    for (auto const& write : writes) add(write);
    dsl::Field date;
    date.name = "date";
    date.label = call.texts().get("case.date");
    date.type.kind = dsl::TypeKind::date;
    asked_.push_back({date, ""});
  }

  HttpResponse shown(PageHead head, std::string const& action, std::string const& version, Model values) {
    List fields;
    for (auto const& asked : asked_) fields.push_back(form_.shown(asked.field, text_of(asked.field)));
    head.faulty = !form_.faults.empty();
    form_.set_faults(values);
    values.set("fields", fields);
    values.set("action", action);
    values.set("version", version);
    return page(call_, "case_step", head, std::move(values));
  }

  // The request that a program would send; its answer, or nothing when the form itself is faulty.
  std::optional<Reply> sent(std::string const& path) {
    auto body = read();
    if (!form_.faults.empty()) return std::nullopt;
    NamedValues headers;
    if (auto const version = call_.given("version"); !version.empty()) headers.emplace_back("If-Match", version);
    auto reply = ask(call_, "POST", path, {}, std::move(body), std::move(headers));
    if (!reply && reply.error().type != ProblemType::precondition_failed) form_.add(reply.error());
    return reply;
  }

 private:
  // Who acts, where the rulebook has such a parameter.
  void add_parameter() {
    auto const index = parameter_for(call_.rulebook(), people_of(call_.rulebook()));
    if (index == dsl::none) return;
    auto const& parameter = call_.rulebook().parameters[index];
    dsl::Field field;
    field.name = parameter.name;
    field.label = call_.texts().get("case.actor");
    field.type = parameter.type;
    field.optional = true;
    asked_.push_back({field, ""});
  }

  void add(dsl::Write const& write) {
    auto const& record = call_.rulebook().records[write.record];
    for (auto const& value : write.values) {
      auto field = value.given ? record.fields[value.target] : dsl::Field{};
      bool const known =
          std::ranges::any_of(asked_, [&](Asked const& asked) { return asked.field.name == field.name; });
      if (!value.given || known) continue;
      if (sole_given(write)) field.optional = field.event = field.open = false;  // without it nothing would be recorded
      if (write.each)
        field.type.list = true, each_field_ = field.name, field.name = record.name, field.label = record.label;
      asked_.push_back({field, write.each ? record.name : ""});
    }
  }

  static bool sole_given(dsl::Write const& write) {
    return std::ranges::count_if(write.values, &dsl::Assignment::given) == 1;
  }

  std::string text_of(dsl::Field const& field) const {
    if (call_.was_given(field.name)) return call_.given(field.name);
    if (field.name == "date") return dsl::to_string(call_.today);
    bool const person = field.type.kind == dsl::TypeKind::reference && field.type.of == people_of(call_.rulebook());
    return person && field.optional && call_.viewer.known() && field.name == asked_.front().field.name
               ? call_.viewer.key
               : "";
  }

  std::string read() {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    for (auto const& [field, each] : asked_) {
      bool const needed = !field.optional && !field.event && !field.open;
      if (needed && call_.given(field.name).empty())
        form_.faults.push_back({field.name, call_.texts().get("fault.needed")});
      if (each.empty()) {
        form_.read(json, field, call_.given(field.name));
        continue;
      }
      auto one = field;
      one.type.list = false;
      json.key(each);
      json.begin_list();
      for (auto const& part : parts(call_.given(field.name))) {
        std::string value;
        JsonWriter alone(value);
        if (!form_.read_value(alone, one, part)) continue;
        json.begin_object();
        json.key(each_field_);
        json.raw(value);
        json.end_object();
      }
      json.end_list();
    }
    json.end_object();
    return out;
  }

  PageCall const& call_;
  FieldForm form_;
  std::vector<Asked> asked_;
  std::string each_field_;
};

// What the rules said of a recording that they refuse: what has to be done first.
List refused_because(PageCall const& call, Problem const& problem) {
  List steps;
  auto const json = parse_json('{' + problem.members + '}', {.bytes = 16 << 20});
  if (!json) return steps;
  for (auto const& finding : list_at(*json, "required_actions")) steps.push_back(step_model(call, finding));
  return steps;
}

std::string case_title(PageCall const& call) {
  return Words(*call.snapshot, call.language).title_of_key(engine::case_record(call.rulebook()), call.captured[0]);
}

HttpResponse step_page(PageCall const& call, dsl::Step const& step, RecordingForm& form, Problem const* refusal) {
  auto const read = read_case(call, call.captured[0]);
  if (!read) return not_found_page(call);
  Model values = model({{"says", call.rulebook().norms[step.norm].says}, {"case_title", text_at(read->json, "title")}});
  auto const steps = refusal ? refused_because(call, *refusal) : List();
  values.set("refused", steps);
  values.set("is_refused", !steps.empty());
  List recusals;
  for (auto const& recusal : step.recusals) recusals.push_back(model({{"text", recusal.because}}));
  values.set("recusals", recusals);
  values.set("has_recusals", !recusals.empty());
  auto const back = "/cases/" + path_segment(call.captured[0]);
  values.set("back", back);
  // The version that was looked at stays with the form, whatever happens meanwhile.
  auto const version = call.was_given("version") ? call.given("version") : read->version;
  values.set("changed", version == read->version ? last_changed(call, *read) : "");
  return form.shown({step.title, {{call.texts().get("nav.cases"), "/cases"}, {case_title(call), back}}},
                    back + "/steps/" + path_segment(step.name), version, std::move(values));
}

}  // namespace

HttpResponse case_step_page(PageCall const& call) {
  auto const* step = recordable_step(call, call.captured[0], call.captured[1]);
  if (!step) return not_found_page(call);
  RecordingForm form(call, step->writes);
  if (call.request.method != "POST") return step_page(call, *step, form, nullptr);
  auto const reply = form.sent("/v1/succession/cases/" + call.captured[0] + "/steps/" + call.captured[1]);
  if (reply && *reply) return redirect("/cases/" + path_segment(call.captured[0]));
  if (reply && reply->error().type == ProblemType::precondition_failed)
    return refusal_page(call, 409, call.texts().get("case.changed"));
  return step_page(call, *step, form, reply ? &reply->error() : nullptr);
}

HttpResponse new_case_page(PageCall const& call) {
  auto const& procedures = call.rulebook().procedures;
  auto const opened = std::ranges::find_if(procedures, [](auto const& procedure) { return !procedure.writes.empty(); });
  if (opened == procedures.end()) return not_found_page(call);
  RecordingForm form(call, opened->writes);
  Model values = model({{"back", "/cases"}});
  PageHead const head{call.texts().get("case.new"), {{call.texts().get("nav.cases"), "/cases"}}};
  if (call.request.method != "POST") return form.shown(head, "/cases/new", "", std::move(values));
  auto const reply = form.sent("/v1/succession/cases");
  if (reply && *reply) {
    for (auto const& [name, value] : (*reply)->headers)
      if (name == "Location") return redirect("/cases/" + path_segment(value.substr(value.rfind('/') + 1)));
    return redirect("/cases");
  }
  auto const refused = reply ? refused_because(call, reply->error()) : List();
  values.set("refused", refused);
  values.set("is_refused", !refused.empty());
  return form.shown(head, "/cases/new", "", std::move(values));
}

}  // namespace bylaw::api::pages
