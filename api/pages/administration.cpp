// Keeping the network in order: every kind of record, and what the installation has chosen where the texts leave it
// open.
#include <algorithm>

#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

List kinds(PageCall const& call) {
  Words const words(*call.snapshot, call.language);
  List items;
  if (!call.may(dsl::AccessScope::read_records)) return items;
  for (dsl::Index record = 0; record < call.rulebook().records.size(); ++record)
    items.push_back(model({{"title", words.plural(record)},
                           {"count", call.texts().number(call.snapshot->table(record).rows.size())},
                           {"path", "/records/" + call.rulebook().records[record].name}}));
  return items;
}

List settings(PageCall const& call) {
  Words const words(*call.snapshot, call.language);
  auto const record = dsl::find_record(call.rulebook(), "setting");
  bool const may_change = record != dsl::none && call.may_write(record);
  List items;
  for (dsl::Index i = 0; i < call.rulebook().settings.size(); ++i) {
    auto const& setting = call.rulebook().settings[i];
    dsl::Field field;
    field.type = setting.type;
    bool const chosen = record != dsl::none && call.snapshot->find(record, setting.name).has_value();
    auto const path = chosen ? "/records/setting/" + path_segment(setting.name) + "/edit"
                             : address("/records/setting/new", {{"name", setting.name}});
    items.push_back(model({{"label", capitalised(setting.label)},
                           {"name", setting.name},
                           {"value", words.value(field, call.snapshot->settings[i])},
                           {"not_set", call.snapshot->settings[i].is_unknown()},
                           {"chosen", chosen},
                           {"may_change", may_change},
                           {"source", setting.source},
                           {"path", path}}));
  }
  return items;
}

}  // namespace

HttpResponse administration_page(PageCall const& call) {
  return page(
      call, "administration", {call.texts().get("nav.administration")},
      model({{"kinds", kinds(call)},
             {"can_set",
              dsl::find_record(call.rulebook(), "setting") != dsl::none && call.may(dsl::AccessScope::read_records)},
             {"can_tokens", call.may(dsl::AccessScope::manage_tokens)},
             {"can_import", call.may(dsl::AccessScope::import_records)},
             {"can_log", call.may(dsl::AccessScope::read_log)},
             {"people", people_of(call.rulebook()) == dsl::none
                            ? ""
                            : "/records/" + call.rulebook().records[people_of(call.rulebook())].name},
             {"can_people", people_of(call.rulebook()) != dsl::none && call.may_write(people_of(call.rulebook()))},
             {"revision", std::to_string(call.snapshot->revision)},
             {"rulebook_revision", call.rulebook().revision}}));
}

HttpResponse settings_page(PageCall const& call) {
  return page(call, "settings",
              {call.texts().get("settings.title"), {{call.texts().get("nav.administration"), "/administration"}}},
              model({{"settings", settings(call)}}));
}

}  // namespace bylaw::api::pages
