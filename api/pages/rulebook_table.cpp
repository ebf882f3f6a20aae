// A table that is part of the rulebook, such as which document is for whom: all of it, or what one column says of each
// entry, the columns being fields with a few values.
#include <algorithm>

#include "api/pages/record_model.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

bool is_column(dsl::Field const& field) {
  return field.type.kind == dsl::TypeKind::enumeration && !field.type.list && !field.optional;
}

// The entries by what the column says of them, in the order of its values.
List parts_of(PageCall const& call, dsl::Index record, dsl::Index column) {
  Words const words(*call.snapshot, call.language);
  auto const& declared = call.rulebook().records[record];
  auto const& table = call.snapshot->table(record);
  auto const& values = call.rulebook().enumerations[declared.fields[column].type.of].values;
  List parts;
  for (std::size_t value = 0; value < values.size(); ++value) {
    List entries;
    for (auto const row : table.rows) {
      auto const found = table.value(row, column);
      if (found.is_unknown() || found.number != static_cast<std::int64_t>(value)) continue;
      std::string remarks;
      for (dsl::Index field = 0; field < declared.fields.size(); ++field) {
        auto const& one = declared.fields[field];
        auto const remark = table.value(row, field);
        if (one.type.kind == dsl::TypeKind::enumeration && one.optional && !remark.is_unknown())
          remarks += (remarks.empty() ? "" : ", ") + words.field(one) + ": " + words.value(one, remark);
      }
      entries.push_back(
          model({{"title", words.title(record, row)}, {"has_remarks", !remarks.empty()}, {"remarks", remarks}}));
    }
    if (!entries.empty())
      parts.push_back(model(
          {{"title", capitalised(values[value].label)}, {"id", "part-" + values[value].name}, {"entries", entries}}));
  }
  return parts;
}

}  // namespace

HttpResponse table_page(PageCall const& call) {
  auto const record = dsl::find_record(call.rulebook(), call.captured[0]);
  if (record == dsl::none || !call.rulebook().records[record].in_rulebook) return not_found_page(call);
  Words const words(*call.snapshot, call.language);
  auto const& fields = call.rulebook().records[record].fields;
  auto const first = std::ranges::find_if(fields, is_column);
  auto chosen = first == fields.end() ? dsl::none : static_cast<dsl::Index>(first - fields.begin());
  List columns;
  for (dsl::Index field = 0; field < fields.size(); ++field)
    if (is_column(fields[field]) && fields[field].name == call.given("column")) chosen = field;
  for (dsl::Index field = 0; field < fields.size(); ++field)
    if (is_column(fields[field]))
      columns.push_back(
          model({{"value", fields[field].name}, {"label", words.field(fields[field])}, {"chosen", field == chosen}}));
  auto const path = "/rulebook/tables/" + call.rulebook().records[record].name;
  return page(call, "rulebook_table", {words.plural(record), {{call.texts().get("nav.rules"), "/rulebook"}}},
              model({{"columns", columns},
                     {"has_columns", !columns.empty()},
                     {"parts", chosen == dsl::none ? List() : parts_of(call, record, chosen)},
                     {"action", path},
                     {"all", "/records/" + call.rulebook().records[record].name}}));
}

}  // namespace bylaw::api::pages
