// Standing compliance as a matrix: a line for each group (or whatever stands in another column), a place for each rule.
#include <map>

#include "api/compliance/counted_findings.hpp"
#include "api/compliance/finding_filter.hpp"
#include "api/compliance/finding_order.hpp"
#include "api/compliance/status_counts.hpp"
#include "api/compliance/sweep_at.hpp"
#include "api/cursor.hpp"
#include "api/handlers/handlers.hpp"
#include "api/nearest.hpp"
#include "api/query.hpp"

namespace bylaw::api {
namespace {

struct MatrixCell {
  dsl::StandingStatus worst = dsl::StandingStatus::not_applicable;
  StatusCounts counts;
};
using Matrix = std::map<std::string_view, std::map<dsl::Index, MatrixCell>>;

Matrix matrix_of(SweepAt const& swept, FindingFilter const& filter, dsl::Index column) {
  Matrix matrix;
  auto const record = swept.snapshot->rulebook->columns[column].type.of;
  visit_counted(*swept.rows, filter, column, [&](CountedFindings const& found) {
    if (found.about == dsl::none) return;
    auto& cell = matrix[swept.snapshot->key(record, found.about)][found.rule];
    if (pressure(found.status) < pressure(cell.worst)) cell.worst = found.status;
    cell.counts.add(found.status, found.count);
  });
  return matrix;
}

void write_rules(JsonWriter& json, dsl::Rulebook const& rulebook) {
  json.key("rules");
  json.begin_list();
  for (auto const& rule : rulebook.standing) {
    if (rule.of_record != dsl::none) continue;
    json.begin_object();
    json.member("rule", rule.name);
    json.member("norm", rulebook.norms[rule.norm].id);
    json.member("force", dsl::to_string(rule.force));
    json.member("title", rule.title);
    json.end_object();
  }
  json.end_list();
}

void write_line(JsonWriter& json, dsl::Rulebook const& rulebook, std::string_view by, Matrix::value_type const& line) {
  json.begin_object();
  json.member(by, line.first);
  json.key("cells");
  json.begin_object();
  for (auto const& [rule, cell] : line.second) {
    json.key(rulebook.standing[rule].name);
    json.begin_object();
    json.member("status", dsl::syntax::to_string(cell.worst));
    json.key("counts");
    cell.counts.write(json);
    json.end_object();
  }
  json.end_object();
  json.end_object();
}

}  // namespace

Reply get_compliance_matrix(Service& service, Call const& call) {
  auto const swept = sweep_at(service, call);
  auto const& rulebook = *service.rulebook;
  if (rulebook.columns.empty()) return not_found("The rulebook does not say what its findings are about.");
  InputFaults faults;
  auto const page = read_page(call, faults);
  FindingFilter const filter(service, *swept.snapshot, call, faults);
  auto by = read_choice(call, "by", names_of(rulebook.columns), faults);
  if (!faults.empty()) return std::unexpected(invalid(faults));
  if (by.empty()) by = rulebook.columns.front().name;
  auto const matrix = matrix_of(swept, filter, dsl::find_column(rulebook, by));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_rules(json, rulebook);
  json.key("data");
  json.begin_list();
  auto line = matrix.upper_bound(page.after);
  std::string_view last;
  for (std::size_t i = 0; i < page.limit && line != matrix.end(); ++i, ++line) {
    write_line(json, rulebook, by, *line);
    last = line->first;
  }
  json.end_list();
  json.text_or_null("next", line == matrix.end() ? "" : encode_cursor(last));
  json.member("total", matrix.size());
  write_sweep_members(json, swept);
  json.end_object();
  return json_reply(std::move(out));
}

}  // namespace bylaw::api
