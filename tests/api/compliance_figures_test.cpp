// Standing compliance in figures: counts by whatever findings are about, the matrix, and the course of time.
#include <gmock/gmock.h>

#include "tests/api/compliance_workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
using workshop::ComplianceDesk;
using workshop::faults_of;
using workshop::Json;

std::string const summary = "/v1/compliance/summary?", matrix = "/v1/compliance/matrix?",
                  history = "/v1/compliance/history?";

Json parse(char const* text) { return Json::parse(text); }

TEST(Summary, CountsByStatusRowsIncludedThatAreNotListed) {
  ComplianceDesk desk;
  auto const answer = desk.read(summary);
  EXPECT_EQ(answer.at("counts"), parse(R"({"met": 4, "unmet": 1, "due": 2, "overdue": 2, "unknown": 2, "refer": 3})"));
  EXPECT_EQ(answer.at("total"), 14);
  EXPECT_TRUE(answer.at("group_by").is_null());
  EXPECT_EQ(answer.at("data"), Json::array());
  EXPECT_EQ(answer.at("date"), "2024-05-06");
  EXPECT_EQ(desk.read(summary + "status=not_applicable").at("counts").at("not_applicable"), 1);
  EXPECT_EQ(desk.read(summary + "bench=b-2&status=met,unmet").at("total"), 3);
  EXPECT_EQ(desk.read(summary + "on=2022-06-01").at("counts").at("met"), 0);
}

struct Grouped {
  std::string by;
  Json totals;  // [name, how many], in order
};

std::vector<Grouped> const groupings = {
    {"rule", parse(R"([["bench.checked", 6], ["bench.labelled", 2], ["bench.shown", 3], ["permit.given", 3]])")},
    {"norm",
     parse(R"([["house/6/check-benches", 6], ["house/7/label", 2], ["house/7/show", 3], ["house/8/grant", 3]])")},
    {"force", parse(R"([["must", 9], ["power", 3], ["should", 2]])")},
    {"document", parse(R"([["house", 14]])")},
    {"section", parse(R"([["house 6", 6], ["house 7", 5], ["house 8", 3]])")},
    {"bearer", parse(R"([["keeper", 8], ["office", 6]])")},
    {"bench", parse(R"([["b-1", 3], ["b-2", 5], ["b-3", 6]])")},
    {"person", parse(R"([[null, 9], ["p-1", 2], ["p-2", 3]])")},
    {"material", parse(R"([["metal", 11], ["wood", 3]])")},
    {"loud", parse(R"([[null, 9], ["true", 5]])")},
    {"name", parse(R"([["First", 3], ["Second, \"the loud\"", 5], ["Third", 6]])")},
    {"person.name", parse(R"([[null, 9], ["Ana", 2], ["Bo", 3]])")},
    {"id", parse(R"([["b-1", 3], ["b-2", 5], ["b-3", 6]])")},
    {"person.id", parse(R"([[null, 9], ["p-1", 2], ["p-2", 3]])")},
};

TEST(Summary, CountsByWhateverFindingsAreAbout) {
  ComplianceDesk desk;
  for (auto const& [by, totals] : groupings) {
    auto const answer = desk.read(summary + "group_by=" + by);
    EXPECT_EQ(answer.at("group_by"), by);
    Json found = Json::array();
    for (auto const& line : answer.at("data")) found.push_back({line.at(by), line.at("total")});
    EXPECT_EQ(found, totals) << by;
  }
  auto const third = desk.read(summary + "group_by=bench&force=must").at("data").at(2);
  EXPECT_EQ(third, parse(R"({"bench": "b-3", "total": 4,
                             "counts": {"met": 0, "unmet": 0, "due": 1, "overdue": 2, "unknown": 1, "refer": 0}})"));
}

TEST(Summary, RefusesToCountByWhatThereIsNot) {
  ComplianceDesk desk;
  auto const response = desk.get(summary + "group_by=mateiral&status=x");
  EXPECT_THAT(faults_of(response),
              testing::UnorderedElementsAre("/query/group_by unknown_value", "/query/status unknown_value"));
  EXPECT_THAT(response.body, testing::HasSubstr("material"));
  EXPECT_THAT(faults_of(desk.get(summary + "sort=status")), ElementsAre("/query/sort unknown_parameter"));
}

TEST(Matrix, HasALineForEachWithTheMostPressingStatusOfEachRule) {
  ComplianceDesk desk;
  auto const answer = desk.read(matrix);
  EXPECT_EQ(answer.at("total"), 3);
  EXPECT_TRUE(answer.at("next").is_null());
  ASSERT_THAT(answer.at("data"), SizeIs(3));
  auto const& line = answer.at("data")[2];
  EXPECT_EQ(line.at("bench"), "b-3");
  EXPECT_EQ(line.at("cells").at("bench.checked"), parse(R"({"status": "overdue",
    "counts": {"met": 0, "unmet": 0, "due": 1, "overdue": 1, "unknown": 0, "refer": 0}})"));
  EXPECT_EQ(line.at("cells").at("permit.given").at("status"), "overdue");
  EXPECT_FALSE(answer.at("data")[0].at("cells").contains("bench.labelled"));
  std::vector<std::string> rules;
  for (auto const& rule : answer.at("rules")) rules.push_back(rule.at("rule"));
  EXPECT_THAT(rules, ElementsAre("bench.checked", "bench.labelled", "bench.shown", "permit.given"));
  EXPECT_EQ(answer.at("rules")[1], parse(R"({"rule": "bench.labelled", "norm": "house/7/label", "force": "should",
                                             "title": "Label the bench if it is loud."})"));
}

TEST(Matrix, IsReadByPageAndByAnyColumn) {
  ComplianceDesk desk;
  std::vector<std::string> benches;
  std::string cursor;
  for (int page = 0; page < 3; ++page) {
    auto const answer = desk.read(matrix + "limit=1&force=power" + cursor);
    ASSERT_THAT(answer.at("data"), SizeIs(1));
    EXPECT_EQ(answer.at("total"), 3);
    benches.push_back(answer.at("data")[0].at("bench"));
    EXPECT_EQ(answer.at("next").is_null(), page == 2);
    if (page < 2) cursor = "&cursor=" + answer.at("next").get<std::string>();
  }
  EXPECT_THAT(benches, ElementsAre("b-1", "b-2", "b-3"));
  auto const people = desk.read(matrix + "by=person");
  EXPECT_EQ(people.at("total"), 2);
  EXPECT_EQ(people.at("data")[1].at("person"), "p-2");
  EXPECT_THAT(faults_of(desk.get(matrix + "by=benhc&limit=501")),
              testing::UnorderedElementsAre("/query/by unknown_value", "/query/limit out_of_range"));
}

std::vector<std::string> days(Json const& answer) {
  std::vector<std::string> found;
  for (auto const& point : answer.at("data")) found.push_back(point.at("on"));
  return found;
}

struct Course {
  std::string query;
  std::vector<std::string> days;
};

std::vector<Course> const courses = {
    {"from=2024-01-31&to=2024-05-31", {"2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"}},
    {"from=2024-01-31&to=2024-03-15&interval=month", {"2024-01-31", "2024-02-29", "2024-03-15"}},
    {"from=2024-02-28&to=2024-03-01&interval=day", {"2024-02-28", "2024-02-29", "2024-03-01"}},
    {"from=2024-02-28&to=2024-03-10&interval=week", {"2024-02-28", "2024-03-06", "2024-03-10"}},
    {"from=2023-11-30&to=2024-08-31&interval=quarter",
     {"2023-11-30", "2024-02-29", "2024-05-30", "2024-08-30", "2024-08-31"}},
    {"from=2020-02-29&to=2024-02-29&interval=year",
     {"2020-02-29", "2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29"}},
    {"from=2024-05-06&to=2024-05-06", {"2024-05-06"}},
    {"from=2024-04-06", {"2024-04-06", "2024-05-06"}},
    {"to=2023-02-01&interval=year", {"2022-02-01", "2023-02-01"}},
    {"on=2023-02-01&interval=year", {"2022-02-01", "2023-02-01"}},
    {"from=9999-11-30&to=9999-12-31", {"9999-11-30", "9999-12-30", "9999-12-31"}},
};

TEST(History, HasAPointForEachInterval) {
  ComplianceDesk desk;
  for (auto const& [query, wanted] : courses) EXPECT_EQ(days(desk.read(history + query)), wanted) << query;
}

TEST(History, CountsOnEachDay) {
  ComplianceDesk desk;
  auto const answer = desk.read(history + "from=2024-05-31&to=2024-06-01&interval=day&rule=bench.checked");
  ASSERT_THAT(answer.at("data"), SizeIs(2));
  EXPECT_EQ(answer.at("data")[0], parse(R"({"on": "2024-05-31", "total": 6,
    "counts": {"met": 3, "unmet": 0, "due": 2, "overdue": 1, "unknown": 0, "refer": 0}})"));
  EXPECT_EQ(answer.at("data")[1].at("counts").at("overdue"), 3);
  EXPECT_EQ(answer.at("state_revision"), 1);
}

TEST(History, RefusesPeriodsThatAreNone) {
  ComplianceDesk desk;
  EXPECT_THAT(faults_of(desk.get(history + "from=2024-02-01&to=2024-01-31")), ElementsAre("/query/to bad_period"));
  EXPECT_THAT(faults_of(desk.get(history + "from=2025-01-01")), ElementsAre("/query/to bad_period"));
  EXPECT_THAT(
      faults_of(desk.get(history + "from=2024-13-01&to=x&interval=monthly")),
      testing::UnorderedElementsAre("/query/from bad_date", "/query/to bad_date", "/query/interval unknown_value"));
  EXPECT_THAT(faults_of(desk.get(history + "from=2022-01-01&to=2024-01-01&interval=day")),
              ElementsAre("/query/interval out_of_range"));
  EXPECT_THAT(faults_of(desk.get(history + "from=0001-01-01&to=9999-12-31&interval=day")),
              ElementsAre("/query/interval out_of_range"));
  EXPECT_THAT(desk.read(history + "from=2023-01-01&to=2024-02-04&interval=day").at("data"), SizeIs(400));
}

}  // namespace
}  // namespace bylaw::api
