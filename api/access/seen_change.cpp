#include "api/access/seen_change.hpp"

#include "api/read_state.hpp"
#include "api/write_state.hpp"

namespace bylaw::api {
namespace {

std::string json_of(Sight const& sight, dsl::Index record, engine::StateRecord const& row) {
  std::string out;
  JsonWriter json(out);
  write_record(json, *sight.now().rulebook, record, row);
  return out;
}

// One version of a record as the caller sees it; nothing of a version that does not fit the rulebook any more, or that
// was somebody else's and confidential then.
std::string seen_version(Sight& sight, dsl::Index record, std::string const& written) {
  if (written.empty()) return {};
  auto const json = parse_json(written);
  InputFaults faults;
  if (!json) return {};
  auto row = read_row(*sight.now().rulebook, record, *json, {}, faults);
  if (!faults.empty()) return {};
  if (!sight.is_limited(record) || sight.sees_all(record)) return json_of(sight, record, sight.shown(record, row));
  if (sight.would_own(record, row)) return json_of(sight, record, sight.shown(record, std::move(row)));
  auto const& declared = sight.now().rulebook->records[record];
  if (declared.confidential) return {};
  for (std::size_t field = 0; field < declared.fields.size(); ++field)
    if (declared.fields[field].confidential) row.fields[field].reset();
  return json_of(sight, record, sight.shown(record, std::move(row)));
}

}  // namespace

engine::ChangeEntry seen_change(Sight& sight, dsl::Index record, engine::ChangeEntry change) {
  change.before = seen_version(sight, record, change.before);
  change.after = seen_version(sight, record, change.after);
  return change;
}

}  // namespace bylaw::api
