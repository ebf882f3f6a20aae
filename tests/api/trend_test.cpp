// The trend is made of figures that are kept ahead: they are those of the rows after every change and for every role,
// and looking at it sweeps no day.
// Seen failing: figures handed out for the state before; recounted() without what rows were before; roles that see only
// some rows given the figures of all; work_ahead() that leaves out the months before.
#include <gmock/gmock.h>

#include <regex>

#include "api/compliance/figures_keeper.hpp"
#include "tests/api/compliance_workshop.hpp"
#include "tests/api/gatehouse.hpp"

namespace bylaw::api::pages {
namespace {

using workshop::ComplianceDesk;
using workshop::Json;

std::vector<std::string> const shown_in_order = {"overdue", "due", "unmet", "unknown", "refer", "met"};

// The figures in the table of the trend, day by day.
std::vector<std::size_t> figures_in(std::string const& page) {
  static std::regex const cell("<td class=\"number\">([0-9,]+)</td>");
  std::vector<std::size_t> figures;
  for (std::sregex_iterator found(page.begin(), page.end(), cell), end; found != end; ++found) {
    auto text = (*found)[1].str();
    std::erase(text, ',');
    figures.push_back(std::stoul(text));
  }
  return figures;
}

std::vector<std::size_t> figures_in(Json const& history) {
  std::vector<std::size_t> figures;
  for (auto const& day : history.at("data"))
    for (auto const& status : shown_in_order) figures.push_back(day.at("counts").at(status));
  return figures;
}

std::vector<std::size_t> trend(ComplianceDesk& desk, std::string const& query = "") {
  return figures_in(desk.get("/dashboard/trend" + query, {{"Accept", "text/html"}}).body);
}

std::vector<std::pair<std::string, std::string>> const writings = {
    {"check/c-2", R"({"id": "c-2", "bench": "b-2", "year": 2022})"},
    {"check/c-4", R"({"id": "c-4", "bench": "b-2", "year": 2023, "done_on": "2024-03-01"})"},
    {"permit/k-9", R"({"id": "k-9", "bench": "b-1", "from": "2024-02-01"})"},
    {"bench/b-2", R"({"id": "b-2", "name": "Other", "material": "metal", "keeper": "p-1", "loud": false})"},
    {"setting/check.due_on", R"({"name": "check.due_on", "value": "02-28"})"}};

TEST(Trend, IsThatOfTheRowsAfterEachChangeAndSweepsNoDay) {
  ComplianceDesk desk;
  work_ahead(desk.service, [] { return false; });
  auto const counted = desk.service.figures.counted();
  EXPECT_EQ(counted, 13);
  for (auto const& [record, body] : writings) {
    desk.put(record, body);
    ComplianceDesk fresh;
    fresh.ask("POST", "/v1/import?mode=replace", desk.get("/v1/export").body);
    for (std::string const query : {"", "?theme=bench", "?bench=b-2", "?status=met", "?q=other"})
      EXPECT_EQ(trend(desk, query), trend(fresh, query)) << record << query;
  }
  EXPECT_EQ(desk.service.figures.counted(), counted);
}

TEST(Trend, OfAnotherDayIsCountedOnce) {
  ComplianceDesk desk;
  auto const first = trend(desk, "?on=2023-06-01");
  auto const counted = desk.service.figures.counted();
  EXPECT_EQ(trend(desk, "?on=2023-06-01"), first);
  EXPECT_EQ(trend(desk, "?on=2023-06-01&status=met").size(), first.size());
  EXPECT_EQ(desk.service.figures.counted(), counted);
}

TEST(Trend, IsForEachRoleWhatTheInterfaceForProgramsSays) {
  gatehouse::Gatehouse gate;
  gate.fill();
  work_ahead(gate.service, [] { return false; });
  auto const today = day_of(gate.service.clock());
  auto const period = "from=" + dsl::to_string(trend_days(today).front()) + "&to=" + dsl::to_string(today);
  for (auto const& [role, person] : std::vector<std::pair<std::string, std::string>>{
           {"administrator", ""}, {"chairs_office", ""}, {"steering_committee", ""}, {"dashboard", ""}, {"group_leader", "p-1"}, {"member", "p-3"}}) {
    auto const token = gate.token(role, person);
    for (std::string const filter : {"", "&group=g-1", "&status=unknown", "&type=specialist_group", "&person=p-1"}) {
      auto const page = gate.ask(token, "GET", "/dashboard/trend?on=" + dsl::to_string(today) + filter, "", {{"Accept", "text/html"}});
      auto const history = gate.get(token, "/v1/compliance/history?" + period + filter);
      ASSERT_EQ(history.status, 200) << history.body;
      EXPECT_EQ(figures_in(page.body), figures_in(Json::parse(history.body))) << role << filter;
    }
  }
}

}  // namespace
}  // namespace bylaw::api::pages
