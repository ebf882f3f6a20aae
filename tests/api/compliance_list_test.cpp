// Findings as a list: their order, page by page while records change, and the forms they come in.
#include <gmock/gmock.h>

#include "api/cursor.hpp"
#include "tests/api/compliance_workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using workshop::brief;
using workshop::ComplianceDesk;
using workshop::Json;
using Lines = std::vector<std::string>;

std::string const findings = "/v1/compliance/findings?";

struct Sorted {
  std::string query;
  Lines rows;
};

std::vector<Sorted> const orders = {
    {"bench=b-2&sort=status",
     {"bench.checked bench/b-2 2023 due", "bench.labelled bench/b-2 unmet", "bench.shown bench/b-2 refer",
      "bench.checked bench/b-2 2022 met", "permit.given permit/k-1 met"}},
    {"bench=b-2&sort=-status",
     {"bench.checked bench/b-2 2022 met", "permit.given permit/k-1 met", "bench.shown bench/b-2 refer",
      "bench.labelled bench/b-2 unmet", "bench.checked bench/b-2 2023 due"}},
    {"rule=bench.checked&sort=-year,person&status=met,due",
     {"bench.checked bench/b-1 2023 met", "bench.checked bench/b-2 2023 due", "bench.checked bench/b-3 2023 due",
      "bench.checked bench/b-1 2022 met", "bench.checked bench/b-2 2022 met"}},
    {"rule=bench.checked&sort=-bench,-year&status=due,overdue",
     {"bench.checked bench/b-3 2023 due", "bench.checked bench/b-3 2022 overdue", "bench.checked bench/b-2 2023 due"}},
    {"bench=b-3&sort=rule&status=unknown,refer",
     {"bench.labelled bench/b-3 unknown", "bench.shown bench/b-3 refer", "permit.given permit/k-3 unknown"}},
    {"bench=b-3&sort=-norm&status=unknown,refer",
     {"permit.given permit/k-3 unknown", "bench.shown bench/b-3 refer", "bench.labelled bench/b-3 unknown"}},
    {"bench=b-2&sort=force&status=due,unmet,refer",
     {"bench.checked bench/b-2 2023 due", "bench.labelled bench/b-2 unmet", "bench.shown bench/b-2 refer"}},
};

TEST(FindingList, IsSortedAsAskedFor) {
  ComplianceDesk desk;
  for (auto const& [query, rows] : orders) EXPECT_EQ(desk.rows(query), rows) << query;
}

TEST(FindingList, WhatIsMissingComesLastEitherWay) {
  ComplianceDesk desk;
  for (std::string const key : {"due", "since", "year", "person"}) {
    for (auto const* sign : {"", "-"}) {
      auto const list = desk.read(findings + "sort=" + sign + key);
      bool missing = false;
      for (auto const& row : list.at("data")) {
        bool const here = !row.contains(key) || row.at(key).is_null();
        EXPECT_TRUE(here || !missing) << sign << key << row;
        missing = here;
      }
      EXPECT_TRUE(missing) << key;
    }
  }
}

TEST(FindingList, TheSameRecordsComeInTheSameOrderHoweverTheyCameIn) {
  ComplianceDesk desk;
  desk.put("bench/b-0", R"({"name": "Late", "material": "wood"})");
  EXPECT_THAT(desk.rows("rule=bench.shown"), ElementsAre("bench.shown bench/b-0 refer", "bench.shown bench/b-1 refer",
                                                         "bench.shown bench/b-2 refer", "bench.shown bench/b-3 refer"));
}

// All pages of a query, each of two rows, with a change of records after the first.
Lines read_through(
    ComplianceDesk& desk, std::string const& query, std::function<void()> const& change = [] {}) {
  Lines lines;
  std::string cursor;
  for (int page = 0; page < 20; ++page) {
    auto const list = desk.read(findings + query + "&limit=2" + cursor);
    EXPECT_LE(list.at("data").size(), 2u);
    for (auto const& row : list.at("data")) lines.push_back(brief(row));
    if (list.at("next").is_null()) return lines;
    EXPECT_EQ(list.at("data").size(), 2u);
    cursor = "&cursor=" + list.at("next").get<std::string>();
    if (page == 0) change();
  }
  ADD_FAILURE() << "The list of " << query << " does not end.";
  return lines;
}

TEST(FindingList, PagesMakeUpTheWholeList) {
  ComplianceDesk desk;
  for (std::string const query : {"", "sort=-status", "sort=person,-due", "bench=b-3", "status=met,not_applicable"}) {
    EXPECT_EQ(read_through(desk, "on=2024-05-06&" + query), desk.rows(query)) << query;
  }
  auto const first = desk.read(findings + "limit=2&sort=status");
  EXPECT_EQ(first.at("total"), desk.rows("").size());
}

TEST(FindingList, ACursorSurvivesThatItsRowGoes) {
  ComplianceDesk desk;
  auto const overdue = [&] {
    desk.put("setting/check.due_on", R"({"value": "01-31"})");
    return desk.rows("status=overdue");
  }();
  ASSERT_THAT(overdue, ElementsAre("bench.checked bench/b-2 2023 overdue", "bench.checked bench/b-3 2022 overdue",
                                   "bench.checked bench/b-3 2023 overdue", "permit.given permit/k-2 overdue"));
  // Both rows of the first page are put right, and leave the list: none behind them is passed over.
  auto const seen = read_through(desk, "status=overdue", [&] {
    desk.put("check/c-4", R"({"bench": "b-2", "year": 2023, "done_on": "2024-05-01"})");
    desk.put("check/c-5", R"({"bench": "b-3", "year": 2022, "done_on": "2024-05-01"})");
  });
  EXPECT_EQ(seen, overdue);
}

TEST(FindingList, ACursorSurvivesThatItsRowMoves) {
  ComplianceDesk desk;
  auto const before = desk.rows("sort=status&rule=bench.checked");
  ASSERT_EQ(before[1], "bench.checked bench/b-2 2023 due");
  auto const seen = read_through(desk, "sort=status&rule=bench.checked", [&] {
    desk.put("check/c-4", R"({"bench": "b-2", "year": 2023, "done_on": "2024-05-01"})");
  });
  // It comes again with its new status; the others come once.
  auto expected = before;
  expected.insert(expected.end() - 1, "bench.checked bench/b-2 2023 met");
  EXPECT_THAT(seen, testing::UnorderedElementsAreArray(expected));
}

TEST(FindingList, ACursorSurvivesRowsThatComeBeforeIt) {
  ComplianceDesk desk;
  auto const before = desk.rows("rule=bench.shown");
  auto const seen =
      read_through(desk, "rule=bench.shown", [&] { desk.put("bench/b-0", R"({"name": "New", "material": "wood"})"); });
  EXPECT_EQ(seen, before);
}

TEST(FindingList, RefusesACursorThatItNeverGave) {
  ComplianceDesk desk;
  auto const next = desk.read(findings + "limit=2&sort=status").at("next").get<std::string>();
  EXPECT_EQ(desk.get(findings + "limit=2&sort=status&cursor=" + next).status, 200);
  Lines cursors = {next + "A",
                   next.substr(0, 8),
                   encode_cursor("12"),
                   encode_cursor("x"),
                   encode_cursor("[]"),
                   encode_cursor(R"(["status","bench.shown","b-1",null])"),
                   encode_cursor(R"(["status","bench.shown","b-1",null,false,1.5,""])"),
                   encode_cursor(R"(["status","bench.shown","b-1",null,0,1,""])"),
                   encode_cursor(R"(["status","bench.shown","b-1","2",false,1,""])"),
                   encode_cursor("{\"a\":1}")};
  for (auto const& cursor : cursors) {
    auto const response = desk.get(findings + "sort=status&cursor=" + cursor);
    EXPECT_THAT(workshop::faults_of(response), ElementsAre("/query/cursor bad_cursor")) << cursor << response.body;
  }
  EXPECT_THAT(workshop::faults_of(desk.get(findings + "sort=due&cursor=" + next)),
              ElementsAre("/query/cursor bad_cursor"));
}

TEST(FindingList, AsCsvIsQuotedAndHasNoFormulas) {
  ComplianceDesk desk;
  desk.put("bench/-b", R"({"name": "x", "material": "wood"})");
  auto const response = desk.get(findings + "format=csv&bench=b-2,-b&sort=bench&status=refer,unmet,met&limit=1");
  EXPECT_EQ(response.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(response.body,
            "bench,person,norm,rule,force,status,since,due,late,year,bearer,subject,text\r\n"
            "'-b,,house/7/show,bench.shown,power,refer,,,,,office,bench/-b,\"'=Show the bench, \"\"please\"\".\"\r\n"
            "b-2,p-2,house/6/check-benches,bench.checked,must,met,2023-07-01,2023-05-31,true,2022,keeper or office,"
            "bench/b-2,Check the bench every year.\r\n"
            "b-2,p-2,house/7/label,bench.labelled,should,unmet,,,,,keeper,bench/b-2,"
            "\"Label the bench if it is loud. It is called Second, \"\"the loud\"\".\"\r\n"
            "b-2,,house/7/show,bench.shown,power,refer,,,,,office,bench/b-2,\"'=Show the bench, \"\"please\"\".\"\r\n"
            "b-2,,house/8/grant,permit.given,must,met,2024-01-01,,,,office,permit/k-1,Grant permits.\r\n");
}

TEST(FindingList, AsLinesIsARowOnEach) {
  ComplianceDesk desk;
  auto const response = desk.get(findings + "format=ndjson&bench=b-2&sort=status");
  EXPECT_EQ(response.content_type, "application/x-ndjson");
  Json rows = Json::array();
  std::istringstream lines(response.body);
  for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
  EXPECT_EQ(rows, desk.read(findings + "bench=b-2&sort=status").at("data"));
}

struct Form {
  std::string accept, format, type;
};

std::vector<Form> const forms = {
    {"", "", "application/json"},
    {"*/*", "", "application/json"},
    {"text/csv", "", "text/csv; charset=utf-8"},
    {"TEXT/CSV", "", "text/csv; charset=utf-8"},
    {"application/x-ndjson", "", "application/x-ndjson"},
    {"text/html, text/csv;q=0.9", "", "text/csv; charset=utf-8"},
    {"text/csv, */*;q=0.1", "", "text/csv; charset=utf-8"},
    {"application/json, text/csv", "", "application/json"},
    {"text/csv;q=0, application/json", "", "application/json"},
    {"application/*", "", "application/json"},
    {"application/json", "csv", "text/csv; charset=utf-8"},
    {"text/csv", "json", "application/json"},
    {"text/csv", "ndjson", "application/x-ndjson"},
};

TEST(FindingList, ComesInTheFormAskedFor) {
  ComplianceDesk desk;
  for (auto const& [accept, format, type] : forms) {
    auto const query = format.empty() ? "" : "format=" + format;
    NamedValues headers;
    if (!accept.empty()) headers.emplace_back("Accept", accept);
    auto const response = desk.get(findings + query, headers);
    EXPECT_EQ(response.content_type, type) << accept << ' ' << format << response.body;
  }
  for (auto const* accept : {"text/html", "text/csv;q=0", "image/*"}) {
    auto const response = desk.get(findings, {{"Accept", accept}});
    EXPECT_EQ(response.status, 406) << accept;
    EXPECT_THAT(response.body, HasSubstr("application/json or text/csv or application/x-ndjson")) << accept;
  }
}

}  // namespace
}  // namespace bylaw::api
