// What has become of findings since somebody looked, whatever changed meanwhile: records, settings or the day.
#include <gmock/gmock.h>

#include "api/cursor.hpp"
#include "tests/api/compliance_workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using workshop::ComplianceDesk;
using workshop::faults_of;
using workshop::Json;
using Lines = std::vector<std::string>;

std::string const target = "/v1/compliance/changes?";

std::string cursor_of(ComplianceDesk& desk, std::string const& query = {}) {
  return desk.read(target + query).at("cursor").get<std::string>();
}

// "changed bench.checked bench/b-2 2023 due -> met"
Lines changes(ComplianceDesk& desk, std::string const& query) {
  Lines lines;
  auto const answer = desk.read(target + query);
  for (auto const& change : answer.at("data")) {
    auto const &before = change.at("before"), &after = change.at("after");
    auto line = change.at("change").get<std::string>() + ' ' + workshop::brief(before.is_null() ? after : before);
    if (!before.is_null() && !after.is_null()) line += " -> " + after.at("status").get<std::string>();
    lines.push_back(line);
  }
  return lines;
}

void check_second_bench(ComplianceDesk& desk) {
  desk.put("check/c-4", R"({"bench": "b-2", "year": 2023, "done_on": "2024-05-01"})");
}

TEST(Changes, AreNoneAtFirstAndWhileNothingChanges) {
  ComplianceDesk desk;
  auto const first = desk.read(target);
  EXPECT_EQ(first.at("data"), Json::array());
  EXPECT_EQ(first.at("state_revision"), 1);
  auto const cursor = first.at("cursor").get<std::string>();
  auto const second = desk.read(target + "since=" + cursor);
  EXPECT_EQ(second.at("data"), Json::array());
  EXPECT_EQ(second.at("cursor"), cursor);
}

TEST(Changes, TellWhatCameWentAndChanged) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk);
  check_second_bench(desk);
  desk.put("permit/k-4", R"({"bench": "b-2", "from": "2024-05-01", "granted": false})");
  ASSERT_EQ(desk.ask("DELETE", "/v1/records/permit/k-3").status, 204);
  EXPECT_THAT(changes(desk, "since=" + cursor),
              UnorderedElementsAre("changed bench.checked bench/b-2 2023 due -> met",
                                   "added permit.given permit/k-4 overdue", "removed permit.given permit/k-3 unknown"));
  EXPECT_THAT(changes(desk, "since=" + cursor_of(desk)), IsEmpty());
}

TEST(Changes, ShowTheRowBeforeAndAfter) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk);
  check_second_bench(desk);
  auto const change = desk.read(target + "since=" + cursor).at("data").at(0);
  EXPECT_TRUE(change.at("before").at("since").is_null());
  EXPECT_EQ(change.at("after").at("since"), "2024-05-01");
  EXPECT_EQ(change.at("after").at("norm"), "house/6/check-benches");
}

TEST(Changes, TellOfDatesAndPeopleToo) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk);
  desk.put("permit/k-2", R"({"bench": "b-3", "from": "2024-02-02", "granted": false})");
  desk.put("bench/b-1", R"({"name": "First", "keeper": "p-2", "material": "wood"})");
  EXPECT_THAT(changes(desk, "since=" + cursor),
              UnorderedElementsAre("changed permit.given permit/k-2 overdue -> overdue",
                                   "changed bench.checked bench/b-1 2022 met -> met",
                                   "changed bench.checked bench/b-1 2023 met -> met"));
}

TEST(Changes, WhatLeavesTheFilterIsRemovedAndWhatEntersItIsAdded) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk);
  check_second_bench(desk);
  auto const since = "since=" + cursor;
  EXPECT_THAT(changes(desk, since + "&status=due"), ElementsAre("removed bench.checked bench/b-2 2023 due"));
  EXPECT_THAT(changes(desk, since + "&status=met"), ElementsAre("added bench.checked bench/b-2 2023 met"));
  EXPECT_THAT(changes(desk, since + "&bench=b-1"), IsEmpty());
  EXPECT_THAT(changes(desk, since + "&person=p-2&material=metal"),
              ElementsAre("changed bench.checked bench/b-2 2023 due -> met"));
  EXPECT_THAT(faults_of(desk.get(target + since + "&status=x&rule=y")),
              UnorderedElementsAre("/query/status unknown_value", "/query/rule unknown_value"));
}

TEST(Changes, RowsThatAreNotListedWhenMetDoNotAppear) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk);
  desk.put("permit/k-2", R"({"bench": "b-3", "from": "2024-02-01", "granted": true})");
  EXPECT_THAT(changes(desk, "since=" + cursor), ElementsAre("removed permit.given permit/k-2 overdue"));
  EXPECT_THAT(changes(desk, "bench=b-3&since=" + cursor),
              ElementsAre("changed permit.given permit/k-2 overdue -> met"));
}

TEST(Changes, AnImportIsAChange) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk);
  auto state = Json::parse(desk.get("/v1/export").body);
  state["permit"].erase(1);
  ASSERT_EQ(desk.post("/v1/import?mode=replace", state.dump()).status, 200);
  EXPECT_THAT(changes(desk, "since=" + cursor), ElementsAre("removed permit.given permit/k-2 overdue"));
  ASSERT_EQ(desk.post("/v1/import?mode=replace", "{}").status, 200);
  EXPECT_EQ(changes(desk, "since=" + cursor).size(), 13u);
}

TEST(Changes, ADayThatPassesIsAChange) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk, "on=2024-05-31");
  EXPECT_THAT(changes(desk, "on=2024-06-01&since=" + cursor),
              ElementsAre("changed bench.checked bench/b-2 2023 due -> overdue",
                          "changed bench.checked bench/b-3 2023 due -> overdue"));
  EXPECT_THAT(changes(desk, "on=2024-05-31&since=" + cursor), IsEmpty());
}

// The same answer when what was looked at is no longer remembered and has to be worked out again.
TEST(Changes, AreKnownLongAfterwards) {
  ComplianceDesk desk;
  auto const cursor = cursor_of(desk);
  check_second_bench(desk);
  ASSERT_EQ(desk.ask("DELETE", "/v1/records/permit/k-2").status, 204);
  desk.put("setting/check.due_on", R"({"value": "05-30"})");
  for (int day = 10; day < 22; ++day) desk.read("/v1/compliance/summary?on=2024-05-" + std::to_string(day));
  EXPECT_THAT(
      changes(desk, "since=" + cursor + "&status=due,overdue"),
      UnorderedElementsAre("removed bench.checked bench/b-2 2023 due", "removed permit.given permit/k-2 overdue",
                           "changed bench.checked bench/b-3 2022 overdue -> overdue",
                           "changed bench.checked bench/b-3 2023 due -> due"));
}

TEST(Changes, RefuseACursorTheyNeverGave) {
  ComplianceDesk desk;
  for (auto const& cursor : Lines{"", "x", "%", encode_cursor("1"), encode_cursor("1 "), encode_cursor("1 2024-02-30"),
                                  encode_cursor("99 2024-05-06"), encode_cursor("-1 2024-05-06"),
                                  encode_cursor("1 2024-05-06 "), encode_cursor("99999999999999999999 2024-05-06")}) {
    auto const response = desk.get(target + "since=" + cursor);
    EXPECT_EQ(response.status, 422) << response.body;
    EXPECT_THAT(faults_of(response), ElementsAre("/query/since bad_cursor")) << cursor;
  }
}

}  // namespace
}  // namespace bylaw::api
