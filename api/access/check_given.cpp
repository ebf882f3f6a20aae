#include "api/access/check_given.hpp"

#include <algorithm>
#include <set>

namespace bylaw::api {
namespace {

class GivenChecker {
 public:
  GivenChecker(Sight& sight, engine::State const& state, InputFaults& faults)
      : sight_(sight), rulebook_(*sight.now().rulebook), faults_(faults) {
    for (auto const& table : state)
      for (auto const& row : table.rows) given_.emplace(table.record, engine::key_of(rulebook_, table.record, row));
  }

  void check(dsl::Index record, engine::StateRecord const& row, std::string const& pointer, bool stays) {
    auto const& declared = rulebook_.records[record];
    if (!stays && declared.confidential && !sight_.sees_all(record) && !sight_.would_own(record, row))
      faults_.add({pointer, "confidential",
                   "Only who may see " + in_quotes(declared.name) + " records can lay one over what is recorded."});
    for (dsl::Index field = 0; field < declared.fields.size(); ++field)
      if (row.fields[field]) check_references(declared, declared.fields[field], *row.fields[field], pointer);
  }

 private:
  void check_references(dsl::Record const& record, dsl::Field const& field, engine::Datum const& datum,
                        std::string const& pointer) {
    if (field.type.kind != dsl::TypeKind::reference || !sight_.is_limited(field.type.of)) return;
    auto const place = pointer_to(pointer, field.name);
    if (!field.type.list) return check_reference(record, field, datum.scalar, place);
    for (std::size_t i = 0; i < datum.items.size(); ++i)
      check_reference(record, field, datum.items[i], pointer_to(place, std::to_string(i)));
  }

  void check_reference(dsl::Record const& record, dsl::Field const& field, dsl::Constant const& constant,
                       std::string const& place) {
    auto const& key = std::get<std::string>(constant);
    bool const known = sight_.now().find(field.type.of, key) && !sight_.hides(field.type.of, key);
    if (known || given_.contains({field.type.of, key})) return;  // what is hidden and what is not there are one
    faults_.add({place, "unknown_reference",
                 "The field \"" + field.name + "\" of " + record.name + " refers to " +
                     rulebook_.records[field.type.of].name + ' ' + in_quotes(key) + ", which does not exist."});
  }

  Sight& sight_;
  dsl::Rulebook const& rulebook_;
  InputFaults& faults_;
  std::set<std::pair<dsl::Index, std::string>> given_;
};

}  // namespace

void check_given(Sight& sight, engine::State const& state, std::string const& pointer, bool single,
                 InputFaults& faults) {
  if (sight.is_whole()) return;
  GivenChecker checker(sight, state, faults);
  for (auto const& table : state) {
    auto const base = pointer_to(pointer, sight.now().rulebook->records[table.record].name);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      checker.check(table.record, table.rows[i], single ? pointer : pointer_to(base, std::to_string(i)), single);
  }
}

}  // namespace bylaw::api
