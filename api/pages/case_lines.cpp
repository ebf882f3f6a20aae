#include "api/pages/case_lines.hpp"

#include <algorithm>

#include "api/handlers/cases.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

// Who has to act next, as parties.
std::vector<std::string> who_next(PageCall const& call, engine::CaseReport const& report) {
  std::vector<std::string> names;
  if (report.procedure == dsl::none) return names;
  for (auto const& next : report.next) {
    auto const& step = call.rulebook().procedures[report.procedure].steps[report.steps[next.position].step];
    for (auto const& bearer : step.bearers)
      if (std::ranges::count(names, bearer) == 0) names.push_back(bearer);
  }
  return names;
}

}  // namespace

std::vector<CaseLine> case_lines(PageCall const& call, std::string const& wanted, bool all) {
  std::vector<CaseLine> lines;
  auto const record = engine::case_record(call.rulebook());
  if (record == dsl::none || !call.may(dsl::AccessScope::read_cases)) return lines;
  for (auto const row : call.snapshot->table(record).rows) {
    if (!is_for(call.sight->sight(), *call.everything, record, row, dsl::AccessScope::read_cases)) continue;
    if (!all && !runs_on(*call.snapshot, record, row, call.day())) continue;
    CaseLine line{row, engine::report_case(*call.service.program, *call.everything, row, call.day()), {}};
    line.who = who_next(call, line.report);
    if (!wanted.empty() && std::ranges::count(line.who, wanted) == 0) continue;
    lines.push_back(std::move(line));
  }
  return lines;
}

Model case_line_model(PageCall const& call, CaseLine const& line) {
  auto const record = engine::case_record(call.rulebook());
  Words const words(*call.snapshot, call.language);
  auto const key = call.snapshot->key(record, line.row);
  std::string const outcome(engine::to_string(line.report.outcome));
  std::string next, who;
  if (!line.report.next.empty())
    next = call.rulebook()
               .procedures[line.report.procedure]
               .steps[line.report.steps[line.report.next.front().position].step]
               .title;
  for (auto const& name : line.who) who += (who.empty() ? "" : ", ") + words.party(name);
  return model({{"title", words.title(record, line.row)},
                {"path", "/cases/" + path_segment(key)},
                {"outcome", call.texts().get("case.outcome." + outcome)},
                {"tone", tone_of_outcome(outcome)},
                {"next", next.empty() ? "–" : next},
                {"who", who.empty() ? "–" : capitalised(who)}});
}

}  // namespace bylaw::api::pages
