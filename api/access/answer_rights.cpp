#include "api/access/answer_rights.hpp"

#include <algorithm>

#include "api/access/doorkeeper.hpp"
#include "api/json_text.hpp"
#include "api/read_state.hpp"

namespace bylaw::api {
namespace {

using engine::StateRecord;

constexpr std::size_t whole_history = 1'000'000;

bool has_answer(std::set<dsl::Index> const& answers, StateRecord const& row) {
  return std::ranges::any_of(answers, [&](dsl::Index field) { return row.fields[field].has_value(); });
}

// Whether the records differ in what answers, or in anything else.
bool differ(std::set<dsl::Index> const& answers, bool in_answers, StateRecord const& one, StateRecord const& other) {
  for (dsl::Index field = 0; field < one.fields.size(); ++field)
    if (answers.contains(field) == in_answers && one.fields[field] != other.fields[field]) return true;
  return false;
}

// A record as the history has it; nothing where there was none, or it fits the rulebook no more.
std::optional<StateRecord> recorded(dsl::Rulebook const& rulebook, dsl::Index record, std::string const& text) {
  auto const json = parse_json(text);
  if (!json) return std::nullopt;
  InputFaults faults;
  auto row = read_row(rulebook, record, *json, {}, faults);
  return faults.empty() ? std::optional(std::move(row)) : std::nullopt;
}

// Whatever cannot be read may have changed what is asked.
bool changes_what_is_asked(dsl::Rulebook const& rulebook, dsl::AccessRequest const& request,
                           engine::ChangeEntry const& change) {
  auto const before = recorded(rulebook, request.record, change.before),
             after = recorded(rulebook, request.record, change.after);
  return !before || !after || differ(answer_fields(request), false, *before, *after);
}

std::optional<Problem> check_imported_row(engine::Store const& store, Caller const& caller,
                                          dsl::AccessRequest const& request, StateRecord row) {
  auto const& rulebook = *store.snapshot()->rulebook;
  row.fields.resize(rulebook.records[request.record].fields.size());
  if (!is_request(rulebook, request, row) || !has_answer(answer_fields(request), row)) return {};
  auto const key = engine::key_of(rulebook, request.record, row);
  auto const stored = store.get(request.record, key);
  if (stored && stored->record == row) return {};
  if (!has_asked(store, request, key, row, caller) &&
      !(stored && has_asked(store, request, key, stored->record, caller)))
    return {};
  return forbidden("The " + rulebook.records[request.record].name + ' ' + in_quotes(key) + " is " + caller.name +
                   "'s own request: it is for somebody else to answer it.");
}

}  // namespace

bool is_request(dsl::Rulebook const& rulebook, dsl::AccessRequest const& request, StateRecord const& row) {
  return std::ranges::all_of(request.values, [&](dsl::RequestValue const& value) {
    return value.literal == dsl::none ||
           row.fields[value.field] == engine::Datum{rulebook.expression(value.literal).constant, {}};
  });
}

bool is_asker(dsl::Rulebook const& rulebook, dsl::RequestValue const& value) {
  return value.literal == dsl::none &&
         std::ranges::any_of(rulebook.authzen.subjects, [&](dsl::SentEntity const& subject) {
           return subject.target.kind == value.source.kind && subject.target.index == value.source.index;
         });
}

std::set<dsl::Index> answer_fields(dsl::AccessRequest const& request) {
  std::set<dsl::Index> fields;
  for (auto const& answer : request.answers)
    for (auto const& value : answer.values) fields.insert(value.field);
  return fields;
}

bool has_asked(engine::Store const& store, dsl::AccessRequest const& request, std::string_view key,
               StateRecord const& row, Caller const& caller) {
  if (caller.unrestricted) return false;
  auto const& rulebook = *store.snapshot()->rulebook;
  for (auto const& value : request.values) {
    auto const& asker = row.fields[value.field];
    if (is_asker(rulebook, value) && asker && !caller.person.empty() && asker->scalar == dsl::Constant(caller.person))
      return true;
  }
  return std::ranges::any_of(store.history(request.record, key, whole_history), [&](engine::ChangeEntry const& change) {
    return change.who == caller.name && changes_what_is_asked(rulebook, request, change);
  });
}

std::optional<Problem> check_answer(engine::Store const& store, Caller const& caller, dsl::Index record,
                                    std::string_view key, StateRecord const& row) {
  if (caller.unrestricted) return {};
  auto const& rulebook = *store.snapshot()->rulebook;
  auto const stored = store.get(record, key);
  for (auto const& request : rulebook.authzen.requests) {
    auto const answers = answer_fields(request);
    if (request.record != record || !is_request(rulebook, request, row) || !has_answer(answers, row)) continue;
    bool const asked_before =
        stored && is_request(rulebook, request, stored->record) && !differ(answers, false, stored->record, row);
    if (!asked_before)
      return forbidden("What is asked and what came of it are for two to record: record the request without an answer, "
                       "and let somebody else answer it.");
    if (differ(answers, true, stored->record, row) && has_asked(store, request, key, stored->record, caller))
      return forbidden("This request is " + caller.name + "'s own: it is for somebody else to answer it.");
  }
  return {};
}

std::optional<Problem> check_imported(engine::Store const& store, Caller const& caller, engine::State const& state) {
  if (caller.unrestricted) return {};
  auto const& rulebook = *store.snapshot()->rulebook;
  for (auto const& table : state) {
    for (auto const& request : rulebook.authzen.requests) {
      if (request.record != table.record) continue;
      for (auto const& row : table.rows)
        if (auto problem = check_imported_row(store, caller, request, row)) return problem;
    }
  }
  return {};
}

}  // namespace bylaw::api
