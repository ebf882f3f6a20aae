// Standing compliance as rows: filtered, sorted, page by page, as JSON, CSV or JSON lines.
#include <array>

#include "api/compliance/finding_filter.hpp"
#include "api/compliance/finding_order.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/compliance/write_finding.hpp"
#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/query.hpp"
#include "api/route_match.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view plain = "application/json", csv = "text/csv", lines = "application/x-ndjson";

// The media type that is asked for: by the parameter `format`, else by what the caller accepts.
std::string_view wanted_type(Call const& call, InputFaults& faults) {
  auto const format = read_choice(call, "format", {"json", "csv", "ndjson"}, faults);
  if (format == "json") return plain;
  if (format == "csv") return csv;
  if (format == "ndjson") return lines;
  return first_accepted(call.request.header("Accept"), std::array{plain, csv, lines});
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

HttpResponse page_reply(SweepAt const& swept, FindingOrder const& order, std::vector<engine::StandingRow> const& rows,
                        std::size_t limit) {
  FindingWriter const writer(*swept.program, *swept.snapshot, swept.date, *swept.sight);
  auto const first = order.first_behind(rows);
  auto const last = std::min(first + limit, rows.size());
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("data");
  json.begin_list();
  for (auto i = first; i < last; ++i) writer.write_json(json, rows[i]);
  json.end_list();
  bool const more = last < rows.size();
  json.text_or_null("next", more ? encode_cursor(order.cursor_behind(rows[last - 1])) : "");
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
  FindingOrder const order(*swept.snapshot, call, page, faults);
  auto const type = wanted_type(call, faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  std::vector<engine::StandingRow> rows;
  for (auto const& row : *swept.rows)
    if (filter.keeps(row)) rows.push_back(row);
  order.sort(rows);
  FindingWriter const writer(*swept.program, *swept.snapshot, swept.date, *swept.sight);
  if (type == csv) return csv_reply(writer, rows);
  if (type == lines) return lines_reply(writer, rows);
  return page_reply(swept, order, rows, page.limit);
}

}  // namespace bylaw::api
