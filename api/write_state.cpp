#include "api/write_state.hpp"

#include "api/write_value.hpp"

namespace bylaw::api {

void write_record(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Index record, engine::StateRecord const& row) {
  auto const& fields = rulebook.records[record].fields;
  json.begin_object();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!row.fields[i]) continue;
    json.key(fields[i].name);
    write_datum(json, rulebook, fields[i].type, *row.fields[i]);
  }
  json.end_object();
}

void write_state(JsonWriter& json, dsl::Rulebook const& rulebook, engine::State const& state) {
  json.begin_object();
  for (auto const& table : state) {
    json.key(rulebook.records[table.record].name);
    json.begin_list();
    for (auto const& row : table.rows) write_record(json, rulebook, table.record, row);
    json.end_list();
  }
  json.end_object();
}

}  // namespace bylaw::api
