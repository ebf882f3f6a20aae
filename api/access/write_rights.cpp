#include "api/access/write_rights.hpp"

#include <algorithm>
#include <set>

#include "api/access/answer_rights.hpp"
#include "api/access/check_given.hpp"
#include "api/access/doorkeeper.hpp"

namespace bylaw::api {
namespace {

using dsl::Reach;

Reach writes(Sight const& sight, dsl::Index record) {
  auto const& caller = sight.caller();
  if (caller.unrestricted) return Reach::all;
  return caller.role == dsl::none ? Reach::nothing : sight.now().rulebook->roles[caller.role].writes[record];
}

// Confidential fields that the caller does not see: not for the caller to give, and not lost when the rest is changed.
void keep_unseen(engine::Store const& store, Sight const& sight, dsl::Index record, std::string_view key,
                 engine::StateRecord& row, InputFaults& faults) {
  auto const stored = store.get(record, key);
  auto const& fields = sight.now().rulebook->records[record].fields;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (!fields[field].confidential) continue;
    if (row.fields[field])
      faults.add({pointer_to("", fields[field].name), "confidential", "This is for those to write who may see it."});
    else if (stored)
      row.fields[field] = stored->record.fields[field];
  }
}

// What asks for something is answered by those whom it asks: not by whoever writes only what is their own.
void leave_answers(engine::Store const& store, Sight const& sight, dsl::Index record, std::string_view key,
                   engine::StateRecord const& row, InputFaults& faults) {
  if (writes(sight, record) == Reach::all) return;
  auto const& rulebook = *sight.now().rulebook;
  auto const stored = store.get(record, key);
  std::set<dsl::Index> answers;
  for (auto const& request : rulebook.authzen.requests) {
    if (request.record != record) continue;
    if (!is_request(rulebook, request, row) && !(stored && is_request(rulebook, request, stored->record))) continue;
    answers.merge(answer_fields(request));
  }
  for (auto const field : answers) {
    if (row.fields[field] == (stored ? stored->record.fields[field] : std::nullopt)) continue;
    faults.add({pointer_to("", rulebook.records[record].fields[field].name), "not_yours_to_answer",
                "This is for those to record who answer such requests."});
  }
}

}  // namespace

std::optional<Problem> check_write(Sight& sight, dsl::Index record, std::string_view key) {
  auto const reach = writes(sight, record);
  bool const there = sight.now().find(record, key) && !sight.hides(record, key);
  if (reach == Reach::all || (reach == Reach::own && (!there || sight.owns(record, key)))) return {};
  return forbidden("This " + sight.now().rulebook->records[record].name + " is not for " + sight.caller().name +
                   " to write.");
}

std::optional<Problem> check_new(engine::Store const& store, Sight& sight, dsl::Index record, std::string_view key,
                                 engine::StateRecord& row) {
  InputFaults faults;
  check_given(sight, {{record, {row}}}, "", true, faults);
  if (!faults.empty()) return invalid(faults);
  // A key that a hidden record has gets the answer of a record that is not the caller's own.
  if (sight.hides(record, key) || (writes(sight, record) == Reach::own && !sight.would_own(record, row)))
    return forbidden("As it is given, this " + sight.now().rulebook->records[record].name + " would not be " +
                     sight.caller().name + "'s own.");
  bool const there = sight.now().find(record, key).has_value();
  bool const seen =
      !sight.is_limited(record) || (there ? sight.confidential_fields(record, key) : sight.would_own(record, row));
  if (!seen) keep_unseen(store, sight, record, key, row, faults);
  leave_answers(store, sight, record, key, row, faults);
  if (!faults.empty()) return invalid(faults);
  return check_answer(store, sight.caller(), record, key, row);
}

}  // namespace bylaw::api
