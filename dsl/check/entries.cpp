// An entry has all that its record needs, and refers to other entries only: what is stored comes and goes.
#include "dsl/check/entries.hpp"

#include <algorithm>
#include <set>

#include "dsl/check/given.hpp"

namespace bylaw::dsl::checking {
namespace {

// Said once for a record, where its first entry is.
void check_references(Context& context, Placed<syntax::Entry> node, Record const& record) {
  for (auto const& field : record.fields)
    if (field.type.kind == TypeKind::reference)
      context.faults.error("bad_entry", node.at(node->record.record),
                           "a record with entries cannot refer to other records, as " + quoted(field.name) + " does",
                           record.where, "it is declared here");
}

// What is written counts, right or wrong: what is wrong with it has been said.
void check_complete(Context& context, Placed<syntax::Entry> node, Record const& record) {
  auto const& written = node->record.fields;
  for (Index field = 0; field < record.fields.size(); ++field) {
    auto const& declared = record.fields[field];
    bool const given =
        std::ranges::count(record.key, field) > 0 ||
        std::ranges::any_of(written, [&](auto const& value) { return value.name.text == declared.name; });
    if (!given && !declared.optional)
      context.faults.error("missing_field", node.at(node->record.id),
                           "the entry lacks the field " + quoted(declared.name), record.where, "it is declared here");
  }
}

}  // namespace

void check_entries(Context& context, Items const& items) {
  std::set<std::pair<Index, std::string>> seen;
  for (auto const& node : items.all<syntax::Entry>()) {
    auto made = check_given(context, node.source, node->record);
    if (!made) continue;
    auto& record = context.book.records[made->record];
    if (!record.in_rulebook) check_references(context, node, record);
    record.in_rulebook = true;
    check_complete(context, node, record);
    if (!seen.insert({made->record, made->id}).second)
      context.faults.error("duplicate_record", node.at(node->record.id), "there is such an entry already");
    else
      context.book.entries.push_back(std::move(*made));
  }
}

}  // namespace bylaw::dsl::checking
