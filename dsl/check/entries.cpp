// An entry has all that its record needs, and refers to other entries only: what is stored comes and goes.
#include "dsl/check/entries.hpp"

#include <algorithm>
#include <set>

#include "dsl/check/given.hpp"

namespace bylaw::dsl::checking {
namespace {

void check_complete(Context& context, Placed<syntax::Entry> node, ScenarioRecord const& entry) {
  auto const& record = context.book.records[entry.record];
  for (Index field = 0; field < record.fields.size(); ++field) {
    auto const& declared = record.fields[field];
    bool const given = std::ranges::any_of(entry.fields, [&](auto const& pair) { return pair.first == field; });
    if (declared.type.kind == TypeKind::reference)
      context.faults.error("bad_entry", node.at(node->record.record),
                           "a record with entries cannot refer to other records, as " + quoted(declared.name) +
                               " does",
                           record.where, "it is declared here");
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
    context.book.records[made->record].in_rulebook = true;
    check_complete(context, node, *made);
    if (!seen.insert({made->record, made->id}).second)
      context.faults.error("duplicate_record", node.at(node->record.id), "there is such an entry already");
    else
      context.book.entries.push_back(std::move(*made));
  }
}

}  // namespace bylaw::dsl::checking
