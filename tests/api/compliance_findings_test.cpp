// Findings: what a row says, and which rows each filter leaves.
#include <gmock/gmock.h>

#include "tests/api/compliance_workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using workshop::ComplianceDesk;
using workshop::Json;
using Lines = std::vector<std::string>;

std::string const findings = "/v1/compliance/findings?";

TEST(Findings, ARowSaysWhatIsOwedByWhomAndWhereItIsWritten) {
  ComplianceDesk desk;
  auto const list = desk.read(findings + "rule=bench.checked&bench=b-2");
  ASSERT_THAT(list.at("data"), SizeIs(2));
  EXPECT_EQ(list.at("data")[0], Json::parse(R"({"bench": "b-2", "person": "p-2", "norm": "house/6/check-benches",
    "also": ["house/6/check-again"], "rule": "bench.checked", "force": "must", "word": "must", "status": "met",
    "since": "2023-07-01", "due": "2023-05-31", "late": true, "year": 2022, "text": "Check the bench every year.",
    "bearer": "keeper or office", "subject": "bench/b-2", "document": "house", "section": "6"})"));
  EXPECT_EQ(list.at("total"), 2);
  EXPECT_TRUE(list.at("next").is_null());
  EXPECT_EQ(list.at("date"), "2024-05-06");
  EXPECT_EQ(list.at("state_revision"), 1);
  EXPECT_EQ(list.at("policy").at("in_force"), true);
  EXPECT_EQ(list.at("policy").at("until"), "2030-12-31");
}

TEST(Findings, WhatARowDoesNotHaveIsNullOrLeftOut) {
  ComplianceDesk desk;
  auto const row = desk.read(findings + "rule=bench.labelled&bench=b-3").at("data").at(0);
  for (auto const* key : {"person", "since", "due"}) EXPECT_TRUE(row.at(key).is_null()) << key;
  for (auto const* key : {"late", "year"}) EXPECT_FALSE(row.contains(key)) << key;
  EXPECT_EQ(row.at("also"), Json::array());
  EXPECT_EQ(row.at("text"), "Label the bench if it is loud. It is called Third.");
}

struct Asked {
  std::string query;
  Lines rows;
};

// The clock stands on 2024-05-06.
std::vector<Asked> const filters = {
    {"bench=b-1",
     {"bench.checked bench/b-1 2022 met", "bench.checked bench/b-1 2023 met", "bench.shown bench/b-1 refer"}},
    {"bench=b-1,b-3&status=refer", {"bench.shown bench/b-1 refer", "bench.shown bench/b-3 refer"}},
    {"bench=b-9", {}},
    {"bench=", {}},
    {"person=p-2&status=met,unmet", {"bench.checked bench/b-2 2022 met", "bench.labelled bench/b-2 unmet"}},
    {"norm=house/6/check-again&status=met,due&bench=b-2",
     {"bench.checked bench/b-2 2022 met", "bench.checked bench/b-2 2023 due"}},
    {"norm=house/7/show,house/7/label&bench=b-2", {"bench.labelled bench/b-2 unmet", "bench.shown bench/b-2 refer"}},
    {"rule=bench.labelled", {"bench.labelled bench/b-2 unmet", "bench.labelled bench/b-3 unknown"}},
    {"rule=bench.labelled&norm=house/7/show", {}},
    {"status=due", {"bench.checked bench/b-2 2023 due", "bench.checked bench/b-3 2023 due"}},
    {"status=overdue,unknown",
     {"bench.checked bench/b-3 2022 overdue", "bench.labelled bench/b-3 unknown", "permit.given permit/k-2 overdue",
      "permit.given permit/k-3 unknown"}},
    {"status=not_applicable", {"bench.labelled bench/b-1 not_applicable"}},
    {"status=not_applicable,unmet", {"bench.labelled bench/b-1 not_applicable", "bench.labelled bench/b-2 unmet"}},
    {"force=should", {"bench.labelled bench/b-2 unmet", "bench.labelled bench/b-3 unknown"}},
    {"force=should,power&bench=b-2", {"bench.labelled bench/b-2 unmet", "bench.shown bench/b-2 refer"}},
    {"material=wood&force=power", {"bench.shown bench/b-1 refer"}},
    {"material=wood,metal&force=should", {"bench.labelled bench/b-2 unmet", "bench.labelled bench/b-3 unknown"}},
    {"loud=true&force=power", {"bench.shown bench/b-2 refer"}},
    {"loud=false", {}},
    {"person.name=Bo&status=due", {"bench.checked bench/b-2 2023 due"}},
    {"name=First,Third&status=refer", {"bench.shown bench/b-1 refer", "bench.shown bench/b-3 refer"}},
    {"person.name=Nobody", {}},
    {"id=b-3&force=power", {"bench.shown bench/b-3 refer"}},
};

TEST(Findings, AreFilteredByEachParameter) {
  ComplianceDesk desk;
  for (auto const& [query, rows] : filters) EXPECT_EQ(desk.rows(query), rows) << query;
}

TEST(Findings, ThatDoNotApplyAreShownOnlyOnRequest) {
  ComplianceDesk desk;
  EXPECT_THAT(desk.rows("bench=b-1&rule=bench.labelled"), IsEmpty());
  EXPECT_THAT(desk.rows("bench=b-1&rule=bench.labelled&status=not_applicable"), SizeIs(1));
}

TEST(Findings, TooManyToBeListedAreListedWhereLittleIsAskedFor) {
  ComplianceDesk desk;
  std::string const met = "permit.given permit/k-1 met";
  for (auto const* query : {"", "force=must", "material=metal", "status=overdue,due"})
    EXPECT_THAT(desk.rows(query), testing::Not(testing::Contains(met))) << query;
  for (auto const* query : {"bench=b-2", "norm=house/8/grant", "rule=permit.given", "status=met"})
    EXPECT_THAT(desk.rows(query), testing::Contains(met)) << query;
  EXPECT_THAT(desk.rows(""), testing::Contains("permit.given permit/k-2 overdue"));
}

TEST(Findings, HoldOnTheDayAskedFor) {
  ComplianceDesk desk;
  EXPECT_THAT(desk.rows("on=2023-06-30&bench=b-2&rule=bench.checked"),
              ElementsAre("bench.checked bench/b-2 2022 overdue"));
  EXPECT_THAT(desk.rows("on=2024-05-31&bench=b-2&status=due"), ElementsAre("bench.checked bench/b-2 2023 due"));
  EXPECT_THAT(desk.rows("on=2024-06-01&bench=b-2&status=overdue"), ElementsAre("bench.checked bench/b-2 2023 overdue"));
  EXPECT_THAT(desk.rows("on=2022-12-31&rule=bench.checked,permit.given"), IsEmpty());
  EXPECT_THAT(desk.rows("on=2027-01-01&rule=bench.checked&bench=b-1"), SizeIs(5));
  auto const later = desk.read(findings + "on=2031-01-01");
  EXPECT_EQ(later.at("date"), "2031-01-01");
  EXPECT_EQ(later.at("policy").at("in_force"), false);
  EXPECT_TRUE(later.at("policy").at("until").is_null());
}

struct Faulty {
  std::string query, fault, says;
};

std::vector<Faulty> const faulty = {
    {"on=2024-02-30", "/query/on bad_date", "2024-02-30"},
    {"on=", "/query/on bad_date", "YYYY-MM-DD"},
    {"benhc=b-1", "/query/benhc unknown_parameter", "\"bench\""},
    {"materiel=wood", "/query/materiel unknown_parameter", "\"material\""},
    {"status=overdeu", "/query/status unknown_value", "\"overdue\""},
    {"status=", "/query/status unknown_value", "status"},
    {"force=shuold", "/query/force unknown_value", "\"should\""},
    {"norm=house/7/lable", "/query/norm unknown_value", "\"house/7/label\""},
    {"rule=bench.chekced", "/query/rule unknown_value", "\"bench.checked\""},
    {"material=mettal", "/query/material unknown_value", "\"metal\""},
    {"loud=yes", "/query/loud wrong_type", "true"},
    {"sort=staus", "/query/sort unknown_value", "\"status\""},
    {"sort=status,", "/query/sort unknown_value", "sorted"},
    {"format=xml", "/query/format unknown_value", "xml"},
    {"limit=0", "/query/limit out_of_range", "500"},
    {"cursor=%", "/query/cursor bad_cursor", "next"},
    {"status=due&status=met", "/query/status given_twice", "once"},
};

TEST(Findings, RefuseWhatThereIsNotAndNameTheNearest) {
  ComplianceDesk desk;
  for (auto const& [query, fault, says] : faulty) {
    auto const response = desk.get(findings + query);
    EXPECT_EQ(response.status, 422) << query << response.body;
    EXPECT_THAT(workshop::faults_of(response), ElementsAre(fault)) << query;
    auto const errors = Json::parse(response.body).value("errors", Json::array());
    for (auto const& error : errors) EXPECT_THAT(error.at("message").get<std::string>(), HasSubstr(says)) << query;
  }
}

TEST(Findings, TellAllFaultsAtOnce) {
  ComplianceDesk desk;
  EXPECT_THAT(workshop::faults_of(desk.get(findings + "status=good,met,bad&rule=no&sort=up&format=x&limit=x")),
              testing::UnorderedElementsAre("/query/limit out_of_range", "/query/rule unknown_value",
                                            "/query/status unknown_value", "/query/status unknown_value",
                                            "/query/sort unknown_value", "/query/format unknown_value"));
}

TEST(Findings, OfARulebookWithoutStandingRulesAreNone) {
  workshop::Desk desk;
  auto const list = Json::parse(desk.get("/v1/compliance/findings").body);
  EXPECT_THAT(list.at("data"), IsEmpty());
  EXPECT_EQ(desk.get("/v1/compliance/matrix").status, 404);
}

}  // namespace
}  // namespace bylaw::api
