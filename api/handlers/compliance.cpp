// Standing compliance as rows: filtered, sorted, page by page, as JSON, CSV or JSON lines.
#include "api/compliance/finding_filter.hpp"
#include "api/compliance/finding_order.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/compliance/write_finding.hpp"
#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view csv = "text/csv", lines = "application/x-ndjson";

// The media type that is asked for: by the parameter `format`, else by what the caller accepts.
std::string_view wanted_type(Call const& call, InputFaults& faults) {
  auto const format = read_choice(call, "format", {"json", "csv", "ndjson"}, faults);
  auto const accepted = call.request.header("Accept").value_or("");
  if (format == "csv" || (format.empty() && accepted.starts_with(csv))) return csv;
  if (format == "ndjson" || (format.empty() && accepted.starts_with(lines))) return lines;
  return "application/json";
}

HttpResponse csv_reply(FindingWriter const& writer, std::span<engine::StandingRow const> rows) {
  auto body = writer.csv_head();
  for (auto const& row : rows) body += writer.csv_line(row);
  return {200, std::string(csv) + "; charset=utf-8", std::move(body), {{"Cache-Control", "no-store"}}};
}

HttpResponse lines_reply(FindingWriter const& writer, std::span<engine::StandingRow const> rows) {
  std::string body;
  for (auto const& row : rows) {
    JsonWriter json(body);
    writer.write_json(json, row);
    body += '\n';
  }
  return {200, std::string(lines), std::move(body), {{"Cache-Control", "no-store"}}};
}

HttpResponse page_reply(SweepAt const& swept, std::vector<engine::StandingRow> const& rows, Page const& page) {
  FindingWriter const writer(*swept.program, *swept.snapshot, swept.date, *swept.sight);
  auto const first = first_behind(*swept.snapshot, rows, page.after);
  auto const last = std::min(first + page.limit, rows.size());
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto i = first; i < last; ++i) writer.write_json(json, rows[i]);
  json.end_list();
  bool const more = last < rows.size();
  json.text_or_null("next", more ? encode_cursor(cursor_behind(*swept.snapshot, rows, last - 1)) : "");
  json.member("total", rows.size());
  write_sweep_members(json, swept);
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace

Reply get_compliance_findings(Service& service, Call const& call) {
  auto const swept = sweep_at(service, call);
  InputFaults faults;
  auto const page = read_page(call, faults);
  FindingFilter const filter(service, *swept.snapshot, call, faults);
  std::vector<engine::StandingRow> rows;
  for (auto const& row : *swept.rows)
    if (filter.keeps(row)) rows.push_back(row);
  sort_findings(*swept.snapshot, call, rows, faults);
  auto const type = wanted_type(call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  FindingWriter const writer(*swept.program, *swept.snapshot, swept.date, *swept.sight);
  if (type == csv) return csv_reply(writer, rows);
  if (type == lines) return lines_reply(writer, rows);
  return page_reply(swept, rows, page);
}

}  // namespace bylaw::api
