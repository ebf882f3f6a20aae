#include "api/compliance/write_finding.hpp"

namespace bylaw::api {
namespace {

std::string joined(std::vector<std::string> const& parts, std::string_view between) {
  std::string text;
  for (auto const& part : parts) text.append(text.empty() ? "" : between).append(part);
  return text;
}

std::string day_text(std::optional<dsl::Date> date) { return date ? dsl::to_string(*date) : ""; }

// RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
std::string csv_cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char const letter : text) quoted.append(letter == '"' ? 2 : 1, letter);
  return quoted + '"';
}

}  // namespace

std::string FindingWriter::text_of(engine::StandingRow const& row, engine::Row of) const {
  auto text = rulebook_.standing[row.rule].title;
  if (!sight_.details(snapshot_, row)) return text;
  for (auto const& detail : engine::details_of(program_, snapshot_, date_, row, of)) text += ' ' + detail;
  return text;
}

std::string FindingWriter::subject_of(engine::StandingRow const& row) const {
  auto const record = rulebook_.standing[row.rule].record;
  if (record == dsl::none) return {};
  return rulebook_.records[record].name + '/' + std::string(snapshot_.key(record, row.subject));
}

std::string FindingWriter::concern_of(engine::StandingRow const& row, dsl::Index column) const {
  if (row.concerns[column] == dsl::none) return {};
  return std::string(snapshot_.key(rulebook_.columns[column].type.of, row.concerns[column]));
}

void FindingWriter::write_json(JsonWriter& json, engine::StandingRow const& row, engine::Row of) const {
  auto const& rule = rulebook_.standing[row.rule];
  auto const& norm = rulebook_.norms[rule.norm];
  json.begin_object();
  for (dsl::Index column = 0; column < rulebook_.columns.size(); ++column)
    json.text_or_null(rulebook_.columns[column].name, concern_of(row, column));
  json.member("norm", norm.id);
  json.key("also");
  json.begin_list();
  for (auto const also : rule.also) json.text(rulebook_.norms[also].id);
  json.end_list();
  json.member("rule", rule.name);
  json.member("force", dsl::to_string(rule.force));
  json.member("word", norm.word);
  json.member("status", dsl::syntax::to_string(row.status));
  json.text_or_null("since", day_text(row.since));
  json.text_or_null("due", day_text(row.due));
  if (row.late) json.member("late", true);
  if (row.number) json.member("year", *row.number);
  json.member("text", text_of(row, of));
  json.member("bearer", joined(rule.bearers, " or "));
  json.text_or_null("subject", subject_of(row));
  json.member("document", norm.document);
  json.member("section", norm.section);
  json.end_object();
}

std::string FindingWriter::csv_head() const {
  std::string line;
  for (auto const& column : rulebook_.columns) line += column.name + ',';
  return line + "norm,rule,force,status,since,due,late,year,bearer,subject,text\r\n";
}

std::string FindingWriter::csv_line(engine::StandingRow const& row) const {
  auto const& rule = rulebook_.standing[row.rule];
  std::string line;
  for (dsl::Index column = 0; column < rulebook_.columns.size(); ++column)
    line += csv_cell(concern_of(row, column)) + ',';
  for (auto const& cell :
       {rulebook_.norms[rule.norm].id, rule.name, std::string(dsl::to_string(rule.force)),
        std::string(dsl::syntax::to_string(row.status)), day_text(row.since), day_text(row.due),
        std::string(row.late ? "true" : ""), row.number ? std::to_string(*row.number) : "", joined(rule.bearers, " or "),
        subject_of(row)})
    line += csv_cell(cell) + ',';
  return line + csv_cell(text_of(row, dsl::none)) + "\r\n";
}

}  // namespace bylaw::api
