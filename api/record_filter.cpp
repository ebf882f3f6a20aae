#include "api/record_filter.hpp"

#include <algorithm>

#include "api/read_value.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::api {
namespace {

std::optional<engine::Value> stored_value(engine::Snapshot const& snapshot, dsl::Type type,
                                          dsl::Constant const& constant) {
  if (type.kind == dsl::TypeKind::reference) {
    auto const row = snapshot.find(type.of, std::get<std::string>(constant));
    return row ? std::optional(engine::Value::reference(type.of, *row)) : std::nullopt;
  }
  if (auto const* text = std::get_if<std::string>(&constant)) {
    auto const symbol = snapshot.symbols->find(*text);
    return symbol ? std::optional(engine::Value::text(*symbol)) : std::nullopt;
  }
  engine::Symbols none_needed;
  return engine::scalar_value(constant, none_needed);
}

}  // namespace

RecordFilters read_record_filters(engine::Snapshot const& snapshot, dsl::Index record, Call const& call,
                                  InputFaults& faults) {
  RecordFilters filters;
  auto const& fields = snapshot.rulebook->records[record].fields;
  Place const root, query(root, "query");
  for (dsl::Index field = 0; field < fields.size(); ++field) {
    auto const text = call.request.parameter(fields[field].name);
    if (!text || fields[field].name == "on") continue;
    auto const constant =
        read_constant_text(*snapshot.rulebook, fields[field].type, *text, Place(query, fields[field].name), faults);
    if (constant) filters.push_back({field, stored_value(snapshot, fields[field].type, *constant)});
  }
  return filters;
}

bool fits(RecordFilters const& filters, engine::Snapshot const& snapshot, dsl::Index record, engine::Row row,
          Sight& sight) {
  return sight.row(snapshot, record, row) && std::ranges::all_of(filters, [&](RecordFilter const& filter) {
    auto const value = snapshot.table(record).value(row, filter.field);
    return sight.field(snapshot, record, row, filter.field) && filter.value && value.kind == filter.value->kind && value.number == filter.value->number &&
           value.aux == filter.value->aux;
  });
}

}  // namespace bylaw::api
