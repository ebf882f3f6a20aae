#include "tests/bench/sweep_sql.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace bylaw::bench {
namespace {

// ?1: the day. What is true of groups and memberships is worked out once for all rules.
constexpr char const* ten_rules = R"(
WITH
complete(fields) AS (SELECT coalesce((SELECT ',' || replace(value, ' ', '') || ',' FROM setting
                                      WHERE name = 'compliance.complete_fields'), '')),
active AS MATERIALIZED (
  SELECT * FROM "group" WHERE status <> 'proposed' AND (established_on IS NULL OR established_on <= ?1)
    AND (dissolved_on > ?1 OR dissolved_on IS NULL AND status <> 'dissolved')),
independent AS MATERIALIZED (
  SELECT * FROM active WHERE NOT (type = 'red_list_authority'
    AND (standalone_rla IS NOT NULL AND standalone_rla = 0 OR standalone_rla IS NULL AND parent_group IS NOT NULL))),
leading AS MATERIALIZED (
  SELECT t.*, a.type FROM term t JOIN active a ON a.id = t."group" WHERE t.start <= ?1 AND (t.end IS NULL OR ?1 <= t.end)),
heads AS MATERIALIZED (
  SELECT "group", min(start) AS since FROM leading
  WHERE role IN ('chair', 'co_chair') OR role = 'rlac' AND type = 'red_list_authority' GROUP BY "group"),
running AS MATERIALIZED (
  SELECT m.* FROM membership m JOIN quadrennium q ON q.id = m.quadrennium JOIN active a ON a.id = m."group"
  WHERE q.start <= ?1 AND ?1 <= q.end AND (m.status IN ('active', 'lapsed') OR m.status = 'ended' AND m.ended_on > ?1)
    AND (m.accepted_by_leader_on IS NULL OR m.accepted_by_leader_on <= ?1)
    AND (m.accepted_by_member_on IS NULL OR m.accepted_by_member_on <= ?1)),
with_two AS MATERIALIZED (SELECT "group" FROM running GROUP BY "group" HAVING min(person) < max(person))
SELECT 'leadership.assigned_staff', g.id,
  CASE WHEN h.since IS NULL THEN 'not_applicable' WHEN g.assigned_staff IS NOT NULL THEN 'met'
       WHEN instr(fields, ',group.assigned_staff,') THEN 'overdue' ELSE 'unknown' END,
  CASE WHEN g.assigned_staff IS NULL AND instr(fields, ',group.assigned_staff,') THEN h.since END, NULL
FROM independent g CROSS JOIN complete LEFT JOIN heads h ON h."group" = g.id
UNION ALL
SELECT 'leadership.contact_details', id,
  CASE contact_published WHEN 1 THEN 'met' WHEN 0 THEN 'overdue' ELSE 'unknown' END,
  CASE contact_published WHEN 0 THEN start END, NULL
FROM leading
UNION ALL
SELECT 'leadership.share_tasks', g.id,
  CASE WHEN NOT EXISTS (SELECT 1 FROM heads h WHERE h."group" = g.id)
         OR NOT EXISTS (SELECT 1 FROM with_two w WHERE w."group" = g.id) THEN 'not_applicable'
       WHEN EXISTS (SELECT 1 FROM post p WHERE p."group" = g.id AND p.start <= ?1 AND (p.end IS NULL OR ?1 <= p.end))
         OR EXISTS (SELECT 1 FROM focal_point f WHERE f."group" = g.id AND f.start <= ?1 AND (f.end IS NULL OR ?1 <= f.end))
         OR EXISTS (SELECT 1 FROM working_group w WHERE w."group" = g.id AND (w.created_on IS NULL OR w.created_on <= ?1)) THEN 'met'
       ELSE 'unmet' END, NULL, NULL
FROM independent g
UNION ALL
SELECT 'members.both_accept', id,
  CASE WHEN accepted_by_leader_on IS NOT NULL AND accepted_by_member_on IS NOT NULL THEN 'met'
       WHEN coalesce(accepted_by_leader_on, accepted_by_member_on) IS NOT NULL THEN 'overdue' ELSE 'unknown' END,
  coalesce(max(accepted_by_leader_on, accepted_by_member_on), accepted_by_leader_on, accepted_by_member_on), NULL
FROM running
UNION ALL
SELECT 'members.conditions', id,
  CASE WHEN conditions_accepted_on <= ?1 THEN 'met' WHEN instr(fields, ',membership.conditions_accepted_on,') THEN 'overdue'
       ELSE 'unknown' END,
  CASE WHEN conditions_accepted_on <= ?1 THEN conditions_accepted_on
       WHEN instr(fields, ',membership.conditions_accepted_on,') THEN invited_on END, NULL
FROM running CROSS JOIN complete
UNION ALL
SELECT 'members.criteria', id,
  CASE WHEN membership_criteria IS NULL THEN 'unknown' WHEN criteria_url IS NOT NULL THEN 'met'
       WHEN instr(fields, ',group.criteria_url,') THEN 'unmet' ELSE 'unknown' END, NULL, NULL
FROM independent CROSS JOIN complete
UNION ALL
SELECT 'members.through_system', id,
  CASE via_commission_system WHEN 1 THEN 'met' WHEN 0 THEN 'overdue' ELSE 'unknown' END,
  CASE WHEN via_commission_system IS NOT NULL THEN invited_on END, NULL
FROM running
UNION ALL
SELECT 'money.donor_report', r.id,
  CASE WHEN report_submitted_on <= ?1 THEN 'met' WHEN report_due_on IS NULL THEN 'unknown'
       WHEN ?1 <= report_due_on THEN 'due' ELSE 'overdue' END,
  CASE WHEN report_submitted_on <= ?1 THEN report_submitted_on WHEN report_due_on < ?1 THEN date(report_due_on, '+1 day') END,
  report_due_on
FROM "grant" r JOIN active a ON a.id = r."group"
UNION ALL
SELECT 'money.financial_host', f.id,
  CASE WHEN f.holder_institution IS NOT NULL OR f.holder_kind IN ('host', 'ngo') THEN 'met'
       WHEN f.holder_kind IN ('leader', 'treasurer') OR instr(fields, ',fund.holder_institution,') THEN 'unmet'
       ELSE 'unknown' END, NULL, NULL
FROM fund f JOIN active a ON a.id = f."group" CROSS JOIN complete
UNION ALL
SELECT 'partnerships.host', g.id,
  CASE WHEN g.host_institution IS NOT NULL
         OR EXISTS (SELECT 1 FROM partnership p WHERE p."group" = g.id AND p.kind = 'host' AND p.start <= ?1
                    AND (p.end IS NULL OR ?1 <= p.end) AND p.status <> 'ended') THEN 'met'
       WHEN instr(fields, ',group.host_institution,') THEN 'unmet' ELSE 'unknown' END, NULL, NULL
FROM independent g CROSS JOIN complete
)";

std::string text_at(sqlite3_stmt* statement, int column) {
  auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement, column));
  return text ? text : "";
}

}  // namespace

SweepInSql::SweepInSql(engine::Store& store, std::string const& copy) {
  store.back_up(copy);
  if (sqlite3_open_v2(copy.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(database_, ten_rules, -1, &statement_, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database_));
  // What people do who want it fast: statistics, and all of the file in memory.
  sqlite3_exec(database_, "PRAGMA cache_size = -200000; ANALYZE", nullptr, nullptr, nullptr);
}

SweepInSql::~SweepInSql() {
  sqlite3_finalize(statement_);
  sqlite3_close(database_);
}

bool SweepInSql::step() {
  auto const came = sqlite3_step(statement_);
  if (came != SQLITE_ROW && came != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
  if (came == SQLITE_DONE) sqlite3_reset(statement_);
  return came == SQLITE_ROW;
}

std::vector<SqlRow> SweepInSql::rows(std::string const& day) {
  sqlite3_bind_text(statement_, 1, day.data(), static_cast<int>(day.size()), SQLITE_TRANSIENT);
  std::vector<SqlRow> rows;
  while (step())
    rows.push_back({text_at(statement_, 0), text_at(statement_, 1), text_at(statement_, 2), text_at(statement_, 3),
                    text_at(statement_, 4)});
  return rows;
}

std::size_t SweepInSql::count(std::string const& day) {
  sqlite3_bind_text(statement_, 1, day.data(), static_cast<int>(day.size()), SQLITE_TRANSIENT);
  std::size_t rows = 0;
  while (step()) ++rows;
  return rows;
}

}  // namespace bylaw::bench
