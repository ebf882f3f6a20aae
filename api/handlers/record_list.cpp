// Records of one kind, in the order of their keys, all or those whose fields have the values asked for.
#include <algorithm>
#include <span>

#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"
#include "api/query.hpp"
#include "api/record_filter.hpp"
#include "api/write_state.hpp"

namespace bylaw::api {
namespace {

// Rows of a list, with their keys.
using Rows = std::vector<std::pair<std::string, engine::StateRecord>>;

// The rows that fit and come after the cursor, in the order of their keys: the page, and one more where there is more.
Rows fitting_rows(engine::Snapshot const& snapshot, dsl::Index record, RecordFilters const& filters,
                  Page const& page, Sight& sight) {
  std::vector<std::pair<std::string_view, engine::Row>> found;
  auto const& table = snapshot.table(record);
  for (auto const row : table.rows) {
    if (snapshot.key(record, row) > page.after && fits(filters, snapshot, record, row, sight)) {
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
  auto const filters = read_record_filters(*snapshot, *record, call, faults);
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
