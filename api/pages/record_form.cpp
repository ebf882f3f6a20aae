// One record as a form: written as the interface for programs writes it, with the version it was read in, so that nothing
// that others changed meanwhile is overwritten.
#include <algorithm>

#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/record_search.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"
#include "api/pages/written.hpp"
#include "api/precondition.hpp"
#include "api/write_value.hpp"
#include "engine/constant_text.hpp"

namespace bylaw::api::pages {
namespace {

using dsl::TypeKind;

constexpr std::size_t most_in_list = 250, most_named = 8;

struct FieldFault {
  std::string field, said;
};

class RecordForm {
 public:
  RecordForm(PageCall const& call, dsl::Index record, std::string key)
      : call_(call), record_(record), declared_(call.rulebook().records[record]), key_(std::move(key)),
        words_(*call.snapshot, call.language) {
    if (!key_.empty()) row_ = call.snapshot->find(record, key_);
  }

  bool exists() const { return row_.has_value(); }

  HttpResponse shown() {
    List fields, faults;
    for (dsl::Index field = 0; field < declared_.fields.size(); ++field)
      if (!is_own_key(field)) fields.push_back(field_model(field));
    for (auto const& fault : faults_) faults.push_back(model({{"said", fault.said}, {"id", "field-" + fault.field}}));
    Model values = model({{"fields", fields}, {"faults", faults}, {"faulty", !faults_.empty()}, {"action", call_.request.path}});
    values.set("version", version());
    values.set("back", exists() ? record_path(call_, record_, key_) : "/records/" + declared_.name);
    auto const title = exists() ? call_.texts().with("form.edit", {{"title", words_.title(record_, *row_)}})
                                : call_.texts().with("form.new", {{"kind", declared_.label}});
    return page(call_, "record_form",
                {title, {{words_.plural(record_), "/records/" + declared_.name}}, 200, !faults_.empty()}, std::move(values));
  }

  HttpResponse saved() {
    auto const body = read();
    if (!faults_.empty()) return shown();
    HttpRequest request = call_.request;
    request.method = "PUT";
    request.body = body;
    request.headers.emplace_back("Content-Type", "application/json");
    if (exists())
      request.headers.emplace_back("If-Match", call_.given("version"));
    else
      request.headers.emplace_back("If-None-Match", "*");
    auto const reply = put_record(call_.service, {request, {declared_.name, key_}, call_.caller});
    if (reply) return redirect(record_path(call_, record_, key_));
    if (reply.error().type == ProblemType::precondition_failed) return refusal_page(call_, 409, call_.texts().get("form.changed"));
    for (auto const& fault : reply.error().errors)
      faults_.push_back({fault.pointer.empty() ? "" : fault.pointer.substr(1, fault.pointer.find('/', 1) - 1), fault.message});
    if (faults_.empty()) faults_.push_back({"", reply.error().detail});
    return shown();
  }

 private:
  // The field `id` says which record it is; of a new one it is made here.
  bool is_own_key(dsl::Index field) const { return declared_.key.size() == 1 && declared_.key.front() == field && (exists() || declared_.fields[field].type.kind == TypeKind::id); }

  std::string version() const {
    auto const stored = exists() ? call_.service.store.get(record_, key_) : std::nullopt;
    return stored ? etag(stored->version) : "";
  }

  std::vector<std::string> stored_values(dsl::Index field) const {
    std::vector<std::string> values;
    if (!row_) return values;
    auto const value = call_.snapshot->table(record_).value(*row_, field);
    auto type = declared_.fields[field].type;
    if (value.kind != engine::Kind::list) {
      if (auto text = written(*call_.snapshot, type, value); !text.empty()) values.push_back(std::move(text));
      return values;
    }
    for (std::uint32_t i = 0; i < value.aux; ++i) values.push_back(written(*call_.snapshot, type, value.items[i]));
    return values;
  }

  // As it is in the form: what was sent, else what is stored or comes with the link.
  std::string text_of(dsl::Index field) const {
    auto const& name = declared_.fields[field].name;
    if (call_.was_given(name)) return call_.given(name);
    std::string text;
    for (auto const& value : stored_values(field)) text += (text.empty() ? "" : ", ") + value;
    return text;
  }

  Model field_model(dsl::Index field) const {
    auto const& declared = declared_.fields[field];
    auto const text = text_of(field);
    Model made = model({{"name", declared.name}, {"id", "field-" + declared.name}, {"label", words_.field(declared)}, {"value", text}});
    bool const may_lack = declared.optional || declared.event || declared.open;
    made.set("may_lack", may_lack);
    auto const fault = std::ranges::find(faults_, declared.name, &FieldFault::field);
    made.set("faulty", fault != faults_.end());
    if (fault != faults_.end()) made.set("fault", fault->said);
    List options;
    auto const option = [&](std::string const& value, std::string const& label) {
      options.push_back(model({{"value", value}, {"label", label}, {"chosen", value == text}}));
    };
    auto const& type = declared.type;
    if (!type.list && type.kind == TypeKind::boolean) {
      option("true", call_.texts().get("yes"));
      option("false", call_.texts().get("no"));
    } else if (!type.list && type.kind == TypeKind::enumeration) {
      for (auto const& value : call_.rulebook().enumerations[type.of].values) option(value.name, capitalised(value.label));
    } else if (!type.list && type.kind == TypeKind::reference && call_.snapshot->table(type.of).rows.size() <= most_in_list) {
      for (auto const row : search_records(*call_.snapshot, type.of, "", most_in_list))
        option(std::string(call_.snapshot->key(type.of, row)), words_.title(type.of, row));
    }
    made.set("is_select", !options.empty());
    made.set("options", options);
    made.set("is_date", type.kind == TypeKind::date && !type.list);
    made.set("hint", hint(type, text));
    made.set("has_hint", !hint(type, text).empty());
    return made;
  }

  std::string hint(dsl::Type type, std::string const& text) const {
    if (type.kind == TypeKind::reference && !type.list && call_.snapshot->find(type.of, text)) return words_.title_of_key(type.of, text);
    if (type.list) return call_.texts().get("question.list");
    if (type.kind == TypeKind::reference && call_.snapshot->table(type.of).rows.size() > most_in_list) return call_.texts().get("form.reference");
    if (type.kind == TypeKind::money) return call_.texts().get("form.money");
    return {};
  }

  // A record by its key, or by its name where only one is called like that.
  std::optional<std::string> reference(dsl::Type type, std::string const& name, std::string const& text) {
    if (call_.snapshot->find(type.of, text)) return text;
    auto const found = search_records(*call_.snapshot, type.of, text, most_named + 1);
    if (found.size() == 1) return std::string(call_.snapshot->key(type.of, found.front()));
    std::string said = call_.texts().get(found.empty() ? "fault.record.none" : "fault.record.several");
    for (std::size_t i = 0; i < std::min(found.size(), most_named); ++i)
      said += (i ? "; " : " ") + words_.title(type.of, found[i]) + " = " + std::string(call_.snapshot->key(type.of, found[i]));
    faults_.push_back({name, said});
    return std::nullopt;
  }

  std::string read() {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    for (dsl::Index field = 0; field < declared_.fields.size(); ++field)
      if (!is_own_key(field)) read(json, declared_.fields[field]);
    json.end_object();
    if (key_.empty()) key_ = call_.service.ids.next(milliseconds_of(call_.service.clock()));
    return out;
  }

  void read(JsonWriter& json, dsl::Field const& field) {
    auto const text = trimmed(call_.given(field.name));
    if (text.empty()) return;
    engine::Datum datum;
    for (auto const& part : field.type.list ? parts(text) : std::vector{text}) {
      auto const value = field.type.kind == TypeKind::reference ? reference(field.type, field.name, part)
                                                                : canonical(*call_.snapshot, field.type, part);
      auto const constant = value ? engine::constant_of(call_.rulebook(), field.type, *value) : std::nullopt;
      if (!constant) {
        if (field.type.kind != TypeKind::reference) faults_.push_back({field.name, call_.texts().get(fault_of(field.type))});
        return;
      }
      if (!field.type.list) datum.scalar = *constant;
      else datum.items.push_back(*constant);
    }
    json.key(field.name);
    write_datum(json, call_.rulebook(), field.type, datum);
  }

  PageCall const& call_;
  dsl::Index record_;
  dsl::Record const& declared_;
  std::string key_;
  Words words_;
  std::optional<engine::Row> row_;
  std::vector<FieldFault> faults_;
};

dsl::Index editable(PageCall const& call) {
  auto const record = dsl::find_record(call.rulebook(), call.captured[0]);
  return record == dsl::none || call.rulebook().records[record].in_rulebook ? dsl::none : record;
}

}  // namespace

HttpResponse record_form_page(PageCall const& call) {
  auto const record = editable(call);
  if (record == dsl::none) return not_found_page(call);
  RecordForm form(call, record, call.captured.size() > 1 ? call.captured[1] : "");
  if (call.captured.size() > 1 && !form.exists()) return not_found_page(call);
  return call.request.method == "POST" ? form.saved() : form.shown();
}

}  // namespace bylaw::api::pages
