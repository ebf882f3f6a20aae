#include "tests/api/compliance_workshop.hpp"

#include <gtest/gtest.h>

#include "dsl/check.hpp"

namespace bylaw::api::workshop {

namespace {

// Benches are checked every year (a must with a deadline and years), are labelled and shown (shoulds), permits are
// granted (many, so unlisted when met), and a person has papers to read (a checklist over records of the rulebook).
std::string const standing_text = R"(
finding
  bench: ref bench "the bench"
  person: ref person "the person"
end
record check "check"
  id: id
  bench: ref bench
  year: integer
  done_on: date event
end
record paper "paper to read"
  key number
  number: integer
  title: text
end
entry paper "1" has title "House rules"
entry paper "2" has title "Saws"
record ticked "paper that was read"
  id: id
  paper: ref paper
  reader: ref person
  read_on: date opening
end

setting check.due_on: month_day default none "the day by which a bench is checked" source "house 6"

norm house/6/check-benches must "must" says "Benches are checked every year." bearer keeper end
norm house/6/check-again must "must" says "Checked benches are checked again." bearer keeper end
norm house/7/label should "should" says "Loud benches are labelled." bearer keeper end
norm house/7/show power "may" says "Benches may be shown." bearer office end
norm house/8/grant must "must" says "Permits are granted." bearer office end
norm house/9/read information "concerns" says "Papers concern people." bearer member end

define first_check(b: ref bench, y: integer) "the day of the first check" =
  check_day(earliest(check c by c.done_on with c.bench is b and c.year is y and c.done_on is recorded))
define check_day(c: ref check) "the day of {c}" = c.done_on

standing bench.checked "Check the bench every year."
  norm house/6/check-benches, house/6/check-again
  for bench b
  each y from 2022 to year(date) - 1
  concerning bench b, person b.keeper
  bearer keeper or office
  met when some check c with c.bench is b and c.year is y and c.done_on is recorded since first_check(b, y)
  by on_day(setting check.due_on, y + 1)
  late when first_check(b, y) > on_day(setting check.due_on, y + 1)
end
standing bench.labelled "Label the bench if it is loud."
  norm house/7/label
  for bench b
  concerning bench b, person b.keeper
  bearer keeper
  when b.material is metal
  met when not b.loud
  detail "It is called {}.", b.name
end
standing bench.shown "=Show the bench, \"please\"."
  norm house/7/show
  for bench b
  concerning bench b
  bearer office
  else refer
end
standing permit.given "Grant permits."
  norm house/8/grant
  for permit p
  concerning bench p.bench
  bearer office
  met when p.granted since p.from
  else overdue since p.from
  unlisted when met
end
standing person.papers "Read the papers."
  norm house/9/read
  of person p
  for paper d
  concerning person p
  bearer member
  met when some ticked t with t.reader is p and t.paper is d
  detail "It is called {}.", d.title
end
)";

std::string const standing_records = R"({
"person": [{"id": "p-1", "name": "Ana"}, {"id": "p-2", "name": "Bo"}],
"bench": [{"id": "b-1", "name": "First", "keeper": "p-1", "material": "wood"},
          {"id": "b-2", "name": "Second, \"the loud\"", "keeper": "p-2", "material": "metal", "loud": true},
          {"id": "b-3", "name": "Third", "material": "metal"}],
"check": [{"id": "c-1", "bench": "b-1", "year": 2022, "done_on": "2023-02-01"},
          {"id": "c-2", "bench": "b-2", "year": 2022, "done_on": "2023-07-01"},
          {"id": "c-3", "bench": "b-1", "year": 2023, "done_on": "2024-03-01"}],
"permit": [{"id": "k-1", "bench": "b-2", "from": "2024-01-01", "granted": true},
           {"id": "k-2", "bench": "b-3", "from": "2024-02-01", "granted": false},
           {"id": "k-3", "bench": "b-3", "from": "2024-03-01"}],
"ticked": [{"id": "t-1", "paper": "1", "reader": "p-1", "read_on": "2024-01-01"}],
"setting": [{"name": "check.due_on", "value": "05-31"}]})";

}  // namespace

std::shared_ptr<dsl::Rulebook const> standing_rulebook() {
  static auto const checked = [] {
    auto result = dsl::check({{"workshop.rules", text + standing_text}});
    for (auto const& diagnostic : result.diagnostics) ADD_FAILURE() << dsl::render(result.rulebook.sources, diagnostic);
    return std::make_shared<dsl::Rulebook const>(std::move(result.rulebook));
  }();
  return checked;
}

ComplianceDesk::ComplianceDesk() : Desk(standing_rulebook()) {
  auto const response = post("/v1/import?mode=replace", standing_records);
  EXPECT_EQ(response.status, 200) << response.body;
}

Json ComplianceDesk::read(std::string const& target) {
  auto const response = get(target);
  EXPECT_EQ(response.status, 200) << target << ' ' << response.body;
  return Json::parse(response.body, nullptr, false);
}

std::vector<std::string> ComplianceDesk::rows(std::string const& query) {
  std::vector<std::string> lines;
  auto const list = read("/v1/compliance/findings?" + query);
  for (auto const& row : list.at("data")) lines.push_back(brief(row));
  return lines;
}

void ComplianceDesk::put(std::string const& record, std::string const& body) {
  auto const response = ask("PUT", "/v1/records/" + record, body);
  ASSERT_LT(response.status, 300) << response.body;
}

std::string brief(Json const& row) {
  auto line = row.at("rule").get<std::string>();
  line += row.at("subject").is_null() ? "" : ' ' + row.at("subject").get<std::string>();
  if (row.contains("year")) line += ' ' + std::to_string(row.at("year").get<int>());
  return line + ' ' + row.at("status").get<std::string>();
}

}  // namespace bylaw::api::workshop
