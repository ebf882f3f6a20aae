// Records of one kind: searched by name, narrowed by what they refer to, page by page; and groups, which have a page of
// their own in the navigation.
#include <algorithm>

#include "api/pages/paging.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/record_search.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t on_page = 50, most_sorted = 2000;

// The reference in the query that the list is narrowed by.
struct Narrowing {
  dsl::Index field = dsl::none;
  engine::Row row = 0;
};
Narrowing narrowing(PageCall const& call, dsl::Index record) {
  auto const& fields = call.rulebook().records[record].fields;
  for (dsl::Index field = 0; field < fields.size(); ++field) {
    auto const given = fields[field].type.kind == dsl::TypeKind::reference ? call.given(fields[field].name) : "";
    if (given.empty()) continue;
    if (auto const row = call.snapshot->find(fields[field].type.of, given)) return {field, *row};
  }
  return {};
}

HttpResponse list_of(PageCall const& call, dsl::Index record, std::string const& path, std::string const& title,
                     std::vector<Crumb> trail) {
  auto const& declared = call.rulebook().records[record];
  auto const wanted = call.given("q");
  auto const narrowed = narrowing(call, record);
  // All of many are shown as they come: their titles would have to be made only to sort them.
  bool const all_of_many =
      narrowed.field == dsl::none && wanted.empty() && call.snapshot->table(record).rows.size() > most_sorted;
  auto rows = all_of_many ? call.snapshot->table(record).rows
              : narrowed.field == dsl::none
                  ? search_records(*call.snapshot, record, wanted, call.snapshot->table(record).rows.size())
                  : rows_referring(*call.snapshot, record, narrowed.field, narrowed.row);
  Words const words(*call.snapshot, call.language);
  Model values =
      model({{"q", wanted}, {"action", path}, {"total", call.texts().counted("records.found", rows.size())}});
  NamedValues query;
  if (!wanted.empty()) query.emplace_back("q", wanted);
  if (narrowed.field != dsl::none) {
    auto const& field = declared.fields[narrowed.field];
    query.emplace_back(field.name, call.given(field.name));
    values.set("narrowed", words.title(field.type.of, narrowed.row));
    values.set("is_narrowed", true);
  }
  auto const first = set_paging(call, path, query, rows.size(), on_page, values);
  auto const columns = telling_fields(call, record, dsl::none);
  List lines;
  for (auto i = first; i < std::min(first + on_page, rows.size()); ++i) {
    auto line = record_line(call, record, rows[i], columns);
    line.set("title", words.title(record, rows[i]));
    lines.push_back(line);
  }
  values.set("lines", lines);
  values.set("none", lines.empty());
  values.set("heads", field_heads(call, record, columns));
  values.set("kind", words.singular(record));
  values.set("can_add", call.may_write(record));
  values.set("add", "/records/" + declared.name + "/new");
  return page(call, "record_list", {title, std::move(trail)}, std::move(values));
}

}  // namespace

HttpResponse groups_page(PageCall const& call) {
  auto const record = groups_of(call.rulebook());
  if (record == dsl::none) return not_found_page(call);
  return list_of(call, record, "/groups", call.texts().get("nav.groups"), {});
}

// The one that the viewer serves, or all of them.
HttpResponse own_groups_page(PageCall const& call) {
  auto const record = groups_of(call.rulebook());
  auto const rows = call.viewer.groups();
  if (record == dsl::none) return not_found_page(call);
  if (rows.size() == 1) return redirect(record_path(call, record, call.snapshot->key(record, rows.front())));
  Words const words(*call.snapshot, call.language);
  List groups;
  for (auto const row : rows)
    groups.push_back(model(
        {{"title", words.title(record, row)}, {"path", record_path(call, record, call.snapshot->key(record, row))}}));
  return page(call, "own_groups", {call.texts().get("nav.mine")},
              model({{"groups", groups}, {"none", groups.empty()}}));
}

HttpResponse record_list_page(PageCall const& call) {
  auto const record = dsl::find_record(call.rulebook(), call.captured[0]);
  if (record == dsl::none) return not_found_page(call);
  return list_of(call, record, "/records/" + call.rulebook().records[record].name,
                 Words(*call.snapshot, call.language).plural(record),
                 {{call.texts().get("nav.administration"), "/administration"}});
}

}  // namespace bylaw::api::pages
