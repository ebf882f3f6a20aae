// Records of one kind, in the order of their keys, all or those whose fields have the values asked for.
#include <algorithm>
#include <span>

#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"
#include "api/read_value.hpp"
#include "api/write_state.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::api {
namespace {

// A field and the value it has to have. Nothing as value: no record has it.
struct Filter {
  dsl::Index field = dsl::none;
  std::optional<engine::Value> value;
};

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

std::vector<Filter> read_filters(engine::Snapshot const& snapshot, dsl::Index record, Call const& call,
                                 InputFaults& faults) {
  std::vector<Filter> filters;
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

// What the caller may not see is not found by its value either.
bool fits(engine::Snapshot const& snapshot, dsl::Index record, engine::Row row, std::vector<Filter> const& filters,
          Sight& sight) {
  return sight.row(snapshot, record, row) && std::ranges::all_of(filters, [&](Filter const& filter) {
    auto const value = snapshot.table(record).value(row, filter.field);
    return sight.field(snapshot, record, row, filter.field) && filter.value && value.kind == filter.value->kind && value.number == filter.value->number &&
           value.aux == filter.value->aux;
  });
}

// Rows of a list, with their keys.
using Rows = std::vector<std::pair<std::string, engine::StateRecord>>;

// The rows that fit and come after the cursor, in the order of their keys: the page, and one more where there is more.
Rows fitting_rows(engine::Snapshot const& snapshot, dsl::Index record, std::vector<Filter> const& filters,
                  Page const& page, Sight& sight) {
  std::vector<std::pair<std::string_view, engine::Row>> found;
  auto const& table = snapshot.table(record);
  for (auto const row : table.rows) {
    if (snapshot.key(record, row) > page.after && fits(snapshot, record, row, filters, sight)) {
      found.emplace_back(snapshot.key(record, row), row);
    }
  }
  std::ranges::sort(found);
  Rows rows;
  for (auto const& [key, row] : std::span(found).first(std::min(page.limit + 1, found.size()))) {
    rows.emplace_back(key, engine::record_of(snapshot, record, row));
  }
  return rows;
}

// The same of all rows, which the store has in order.
Rows all_rows(Service const& service, dsl::Index record, Page const& page) {
  Rows rows;
  for (auto& stored : service.store.list(record, page.after, page.limit + 1)) {
    auto key = engine::key_of(*service.rulebook, record, stored.record);
    rows.emplace_back(std::move(key), std::move(stored.record));
  }
  return rows;
}

}  // namespace

Reply get_records(Service& service, Call const& call) {
  auto const record = find_record_kind(service, call.captured.front());
  if (!record) return std::unexpected(record.error());
  auto const snapshot = service.store.snapshot();
  InputFaults faults;
  auto const page = read_page(call, faults);
  auto const filters = read_filters(*snapshot, *record, call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  auto sight = sight_of(service, call);
  bool const all = filters.empty() && !sight.is_limited(*record);
  auto const rows = all ? all_rows(service, *record, page) : fitting_rows(*snapshot, *record, filters, page, sight);
  auto const shown = std::min(page.limit, rows.size());
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto const& [key, row] : std::span(rows).first(shown)) 
    write_record(json, *service.rulebook, *record, sight.shown(*record, row));
  json.end_list();
  json.text_or_null("next", shown < rows.size() ? encode_cursor(rows[shown - 1].first) : "");
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
