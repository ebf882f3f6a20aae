// What has become of findings since somebody last looked: rows that came, went or are otherwise now.
#include <algorithm>
#include <charconv>
#include <map>

#include "api/compliance/earlier_state.hpp"
#include "api/compliance/finding_filter.hpp"
#include "api/compliance/finding_order.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/compliance/write_finding.hpp"
#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

// What was looked at: which state, on which day.
struct Looked {
  std::uint64_t revision = 0;
  dsl::Date date;
};

std::string cursor_of(SweepAt const& swept) {
  return encode_cursor(std::to_string(swept.snapshot->revision) + ' ' + dsl::to_string(swept.date));
}

std::optional<Looked> read_cursor(Call const& call, std::uint64_t newest, InputFaults& faults) {
  auto const text = call.request.parameter("since");
  if (!text) return {};
  auto const decoded = decode_cursor(*text).value_or("");
  Looked looked;
  auto const end = decoded.data() + decoded.size();
  auto const [stopped, error] = std::from_chars(decoded.data(), end, looked.revision);
  auto const date = error == std::errc{} && stopped != end ? dsl::parse_date({stopped + 1, end}) : std::nullopt;
  if (date && looked.revision <= newest) return Looked{looked.revision, *date};
  add_query_fault(faults, "since", "bad_cursor", "This is not a cursor that an earlier answer gave as `cursor`.");
  return {};
}

struct Side {
  std::shared_ptr<engine::Snapshot const> snapshot;
  StandingRows rows;
};

// As it was then: remembered, or worked out again.
Side earlier_side(Service& service, SweepAt const& now, Looked const& looked) {
  if (looked.revision == now.snapshot->revision)
    return {now.snapshot, rows_seen(service, *now.sight, now.snapshot, looked.date)};
  if (auto const rows = service.compliance.find_earlier(looked.revision, looked.date))
    return {rows->snapshot(), now.sight->seen(*rows->snapshot(), rows)};
  auto snapshot = earlier_state(service, now.snapshot, looked.revision);
  if (!snapshot) return {};
  auto rows = rows_seen(service, *now.sight, snapshot, looked.date);
  return {std::move(snapshot), std::move(rows)};
}

using Named = std::map<std::string, engine::StandingRow const*>;

Named named(engine::Snapshot const& snapshot, StandingRows const& rows) {
  Named found;
  for (auto const& row : *rows) found.emplace(identity_of(snapshot, row), &row);
  return found;
}

class ChangeWriter {
 public:
  ChangeWriter(Service& service, SweepAt const& now, Side const& then, Looked const& looked, Call const& call,
               InputFaults& faults)
      : now_filter_(service, *now.snapshot, call, faults),
        then_filter_(service, *then.snapshot, call, same_faults_),
        now_(*now.program, *now.snapshot, now.date, *now.sight),
        then_(*now.program, *then.snapshot, looked.date, *now.sight),
        now_rows_(named(*now.snapshot, now.rows)),
        then_rows_(named(*then.snapshot, then.rows)),
        now_snapshot_(*now.snapshot),
        then_snapshot_(*then.snapshot) {}

  void write(JsonWriter& json) const {
    for (auto const& [name, row] : now_rows_) {
      auto const before = then_rows_.find(name);
      auto const* was = before == then_rows_.end() ? nullptr : before->second;
      if (!was || differs(*was, *row)) write_change(json, was, row);
    }
    for (auto const& [name, was] : then_rows_)
      if (!now_rows_.contains(name)) write_change(json, was, nullptr);
  }

 private:
  bool differs(engine::StandingRow const& was, engine::StandingRow const& row) const {
    if (was.status != row.status || was.since != row.since || was.due != row.due || was.late != row.late) return true;
    for (dsl::Index column = 0; column < now_snapshot_.rulebook->columns.size(); ++column)
      if (concern(then_snapshot_, was, column) != concern(now_snapshot_, row, column)) return true;
    return false;
  }
  static std::string_view concern(engine::Snapshot const& snapshot, engine::StandingRow const& row,
                                  dsl::Index column) {
    auto const about = row.concerns[column];
    return about == dsl::none ? std::string_view() : snapshot.key(snapshot.rulebook->columns[column].type.of, about);
  }

  // What is not asked for counts as not being there.
  void write_change(JsonWriter& json, engine::StandingRow const* was, engine::StandingRow const* row) const {
    if (was && !then_filter_.keeps(*was)) was = nullptr;
    if (row && !now_filter_.keeps(*row)) row = nullptr;
    if (!was && !row) return;
    json.begin_object();
    json.member("change", !was ? "added" : !row ? "removed" : "changed");
    json.key("before");
    if (was)
      then_.write_json(json, *was);
    else
      json.null();
    json.key("after");
    if (row)
      now_.write_json(json, *row);
    else
      json.null();
    json.end_object();
  }

  InputFaults same_faults_;  // what is wrong with one filter is wrong with the other, and is told once
  FindingFilter now_filter_, then_filter_;
  FindingWriter now_, then_;
  Named now_rows_, then_rows_;
  engine::Snapshot const& now_snapshot_;
  engine::Snapshot const& then_snapshot_;
};

}  // namespace

Reply get_compliance_changes(Service& service, Call const& call) {
  auto const now = sweep_at(service, call);
  InputFaults faults;
  auto const looked = read_cursor(call, now.snapshot->revision, faults);
  Side then{now.snapshot, now.rows};
  if (looked && faults.empty()) then = earlier_side(service, now, *looked);
  if (!then.rows)
    return std::unexpected(Problem{ProblemType::conflict,
                                   "What was recorded then does not fit the rulebook any more: read the findings anew.",
                                   {},
                                   {}});
  ChangeWriter const writer(service, now, then, looked.value_or(Looked{0, now.date}), call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  if (looked) writer.write(json);
  json.end_list();
  json.key("next");
  json.null();
  json.member("cursor", cursor_of(now));
  write_sweep_members(json, now);
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
