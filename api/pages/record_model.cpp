#include "api/pages/record_model.hpp"

#include <algorithm>

#include "api/pages/finding_model.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_telling = 4;

bool is_reference(dsl::Type type) { return type.kind == dsl::TypeKind::reference && !type.list; }

}  // namespace

std::string record_path(PageCall const& call, dsl::Index record, std::string_view key) {
  return "/records/" + call.rulebook().records[record].name + '/' + path_segment(key);
}

List field_rows(PageCall const& call, dsl::Index record, engine::Row row) {
  Words const words(*call.snapshot, call.language);
  auto const& fields = call.rulebook().records[record].fields;
  List rows;
  for (dsl::Index field = 0; field < fields.size(); ++field) {
    // Its own key says nothing to people.
    if (fields[field].type.kind == dsl::TypeKind::id ||
        !call.sight->sight().field(*call.everything, record, row, field))
      continue;
    auto const value = call.snapshot->table(record).value(row, field);
    bool const leads = is_reference(fields[field].type) && !value.is_unknown();
    Model one = model({{"label", words.field(fields[field])},
                       {"value", words.value(fields[field], value)},
                       {"leads", leads},
                       {"absent", value.is_unknown() || value.is_never()}});
    if (leads)
      one.set("path", record_path(call, fields[field].type.of,
                                  call.snapshot->key(fields[field].type.of, static_cast<engine::Row>(value.number))));
    rows.push_back(one);
  }
  return rows;
}

// References and enumerations first, for they say what a record is; then days.
std::vector<dsl::Index> telling_fields(PageCall const& call, dsl::Index record, dsl::Index without) {
  auto const& declared = call.rulebook().records[record];
  std::vector<dsl::Index> found;
  auto const add = [&](auto const& wanted) {
    for (dsl::Index field = 0; field < declared.fields.size() && found.size() < most_telling; ++field) {
      auto const& one = declared.fields[field];
      bool const key = std::ranges::count(declared.key, field) > 0;
      if (field != without && !key && !one.confidential && wanted(one) && std::ranges::count(found, field) == 0)
        found.push_back(field);
    }
  };
  using enum dsl::TypeKind;
  add([](dsl::Field const& field) { return is_reference(field.type) && !field.optional; });
  add([](dsl::Field const& field) { return field.type.kind == enumeration && !field.optional; });
  add([](dsl::Field const& field) { return field.opening || field.open; });
  add([](dsl::Field const& field) { return field.type.kind == enumeration; });
  add([](dsl::Field const& field) {
    return field.type.kind == date || field.type.kind == text || field.type.kind == money || field.type.kind == integer;
  });
  // And whether something has happened to it, such as a revocation.
  auto const& fields = declared.fields;
  auto const happened = std::ranges::find_if(
      fields, [](dsl::Field const& field) { return field.event && field.type.kind == dsl::TypeKind::date; });
  auto const index = static_cast<dsl::Index>(happened - fields.begin());
  if (happened != fields.end() && !happened->confidential && index != without && std::ranges::count(found, index) == 0)
    found.push_back(index);
  return found;
}

List field_heads(PageCall const& call, dsl::Index record, std::vector<dsl::Index> const& fields) {
  Words const words(*call.snapshot, call.language);
  List heads;
  for (auto const field : fields)
    heads.push_back(model({{"label", words.field(call.rulebook().records[record].fields[field])}}));
  return heads;
}

Model record_line(PageCall const& call, dsl::Index record, engine::Row row, std::vector<dsl::Index> const& fields) {
  Words const words(*call.snapshot, call.language);
  auto const& declared = call.rulebook().records[record];
  List cells;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    auto const value = call.snapshot->table(record).value(row, fields[i]);
    auto const& field = declared.fields[fields[i]];
    cells.push_back(model({{"label", words.field(field)}, {"value", words.value(field, value)}}));
  }
  bool const over = !runs_on(*call.snapshot, record, row, call.day());
  return model({{"key", std::string(call.snapshot->key(record, row))},
                {"path", record_path(call, record, call.snapshot->key(record, row))},
                {"cells", cells},
                {"over", over}});
}

Model change_model(PageCall const& call, dsl::Index record, JsonValue const& change) {
  Words const words(*call.snapshot, call.language);
  auto const& before = at(change, "before");
  auto const& after = at(change, "after");
  List fields;
  for (auto const& field : call.rulebook().records[record].fields) {
    auto const& keys = call.rulebook().records[record].key;
    bool const key =
        std::ranges::count(keys, static_cast<dsl::Index>(&field - call.rulebook().records[record].fields.data())) > 0;
    if (key) continue;
    auto const old_text = shown_json(call, field.type, at(before, field.name)),
               new_text = shown_json(call, field.type, at(after, field.name));
    if (old_text != new_text)
      fields.push_back(model({{"label", words.field(field)},
                              {"before", old_text.empty() ? "–" : old_text},
                              {"after", new_text.empty() ? "–" : new_text}}));
  }
  auto const when = text_at(change, "at");
  auto const day = dsl::parse_date(when.substr(0, 10));
  auto const kind = before.is_null() ? "change.added" : after.is_null() ? "change.deleted" : "change.changed";
  return model({{"at", day && when.size() > 16 ? words.date(*day) + ' ' + when.substr(11, 5) : when},
                {"who", text_at(change, "who")},
                {"what", call.texts().get(kind)},
                {"added", before.is_null()},
                {"fields", fields}});
}

}  // namespace bylaw::api::pages
