// One record as a form: written as the interface for programs writes it, with the version it was read in, so that
// nothing that others changed meanwhile is overwritten.
#include "api/pages/record_form.hpp"

#include <algorithm>

#include "api/handlers/handlers.hpp"
#include "api/pages/field_form.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/site.hpp"
#include "api/precondition.hpp"

namespace bylaw::api::pages {
namespace {

class RecordForm {
 public:
  RecordForm(PageCall const& call, dsl::Index record, std::string key, NamedValues known)
      : call_(call),
        record_(record),
        declared_(call.rulebook().records[record]),
        key_(std::move(key)),
        known_(std::move(known)),
        words_(*call.snapshot, call.language),
        form_(call) {
    form_.declared = &declared_;
    if (!key_.empty()) row_ = call.snapshot->find(record, key_);
  }

  bool exists() const { return row_.has_value(); }

  HttpResponse shown(std::string title = {}, std::vector<dsl::Index> const& left_out = {}) {
    List fields, more;
    for (dsl::Index field = 0; field < declared_.fields.size(); ++field) {
      if (is_own_key(field) || !is_seen(field) || std::ranges::count(left_out, field) > 0) continue;
      auto const& one = declared_.fields[field];
      bool const faulty = std::ranges::find(form_.faults, one.name, &FieldFault::field) != form_.faults.end();
      bool const behind = !exists() && !one.open && (one.optional || one.event) && text_of(field).empty() && !faulty;
      (behind ? more : fields).push_back(form_.shown(one, text_of(field)));
    }
    auto const path = "/records/" + declared_.name;
    Model values =
        model({{"fields", fields}, {"action", exists() ? record_path(call_, record_, key_) + "/edit" : path + "/new"}});
    form_.set_faults(values);
    values.set("more", more);
    values.set("has_more", !more.empty());
    values.set("version", call_.was_given("version") ? call_.given("version") : version());
    values.set("return_to", return_path());
    values.set("back", !return_path().empty() ? return_path() : exists() ? record_path(call_, record_, key_) : path);
    if (title.empty())
      title = exists() ? call_.texts().with("form.edit", {{"title", words_.title(record_, *row_)}})
                       : call_.texts().with("form.new", {{"kind", declared_.label}});
    return page(call_, "record_form", {title, {{words_.plural(record_), path}}, 200, !form_.faults.empty()},
                std::move(values));
  }

  HttpResponse saved() {
    auto const body = read();
    if (!form_.faults.empty()) return shown();
    NamedValues version = {{exists() ? "If-Match" : "If-None-Match", exists() ? call_.given("version") : "*"}};
    auto const reply = ask(call_, "PUT", "/v1" + record_path(call_, record_, key_), {}, body, std::move(version));
    if (reply)
      return redirect(return_path().empty() ? record_path(call_, record_, key_)
                                            : address(return_path(), {{"requested", declared_.name + '/' + key_}}));
    if (reply.error().type == ProblemType::precondition_failed)
      return refusal_page(call_, 409, call_.texts().get("form.changed"));
    form_.add(reply.error());
    return shown();
  }

 private:
  // The field `id` says which record it is; of a new one it is made here.
  bool is_own_key(dsl::Index field) const {
    bool const key = declared_.key.size() == 1 && declared_.key.front() == field;
    return key && (exists() || declared_.fields[field].type.kind == dsl::TypeKind::id);
  }

  // What is hidden of a record stays as it is.
  bool is_seen(dsl::Index field) const {
    return !row_ || call_.sight->sight().field(*call_.everything, record_, *row_, field);
  }

  // Back to the decision that this was asked for; nowhere else.
  std::string return_path() const {
    auto const path = known_return().empty() ? call_.given("return_to") : known_return();
    return path.starts_with("/decisions/") && path == address(path, {}) ? path : "";
  }
  std::string known_return() const { return known("return_to"); }

  std::string known(std::string_view name) const {
    auto const found = std::ranges::find(known_, name, &NamedValues::value_type::first);
    return found == known_.end() ? std::string() : found->second;
  }

  std::string version() const {
    auto const stored = exists() ? call_.service.store.get(record_, key_) : std::nullopt;
    return stored ? etag(stored->version) : "";
  }

  // What was sent, else what is known beforehand, else what is stored.
  std::string text_of(dsl::Index field) const {
    auto const& name = declared_.fields[field].name;
    if (call_.was_given(name)) return call_.given(name);
    if (!row_) return known(name);
    auto const value = call_.snapshot->table(record_).value(*row_, field);
    auto const& type = declared_.fields[field].type;
    if (value.kind != engine::Kind::list) return written(*call_.snapshot, type, value);
    std::string text;
    for (std::uint32_t i = 0; i < value.aux; ++i)
      text += (i ? ", " : "") + written(*call_.snapshot, type, value.items[i]);
    return text;
  }

  std::string read() {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    for (dsl::Index field = 0; field < declared_.fields.size(); ++field)
      if (!is_own_key(field) && is_seen(field))
        form_.read(json, declared_.fields[field], call_.given(declared_.fields[field].name));
    json.end_object();
    if (!form_.faults.empty() || exists()) return out;
    auto const& key_field = declared_.fields[declared_.key.front()];
    key_ = declared_.key.size() == 1 && key_field.type.kind != dsl::TypeKind::id
               ? call_.given(key_field.name)
               : call_.service.ids.next(milliseconds_of(call_.service.clock()));
    return out;
  }

  PageCall const& call_;
  dsl::Index record_;
  dsl::Record const& declared_;
  std::string key_;
  NamedValues known_;
  Words words_;
  FieldForm form_;
  std::optional<engine::Row> row_;
};

dsl::Index editable(PageCall const& call) {
  auto const record = dsl::find_record(call.rulebook(), call.captured[0]);
  return record == dsl::none || call.rulebook().records[record].in_rulebook ? dsl::none : record;
}

}  // namespace

HttpResponse new_record_form(PageCall const& call, dsl::Index record, NamedValues known, std::string const& title,
                             std::vector<dsl::Index> const& left_out) {
  return RecordForm(call, record, "", std::move(known)).shown(title, left_out);
}

HttpResponse record_form_page(PageCall const& call) {
  auto const record = editable(call);
  if (record == dsl::none) return not_found_page(call);
  RecordForm form(call, record, call.captured.size() > 1 ? call.captured[1] : "", {});
  if (call.captured.size() > 1 && !form.exists()) return not_found_page(call);
  if (!call.may_write(record, call.captured.size() > 1 ? call.captured[1] : ""))
    return refusal_page(call, 403, call.texts().get("refusal.role"));
  return call.request.method == "POST" ? form.saved() : form.shown();
}

}  // namespace bylaw::api::pages
