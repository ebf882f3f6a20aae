// Questions over the whole way: from a request to the answer, the log, the list.
#include <gmock/gmock.h>

#include <thread>

#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using workshop::Desk;
using workshop::faults_of;
using workshop::Json;

Json decide(Desk& desk, std::string const& question) {
  auto const response = desk.post("/v1/decisions", question);
  EXPECT_EQ(response.status, 200) << response.body;
  return Json::parse(response.body);
}

Json finding(Json const& answer, std::string const& rule) {
  for (auto const& one : answer.at("findings")) {
    if (one.at("rule") == rule) return one;
  }
  return {};
}

TEST(Decision, SaysWhatTheContractSays) {
  Desk desk;
  desk.fill();
  auto const answer = decide(desk, workshop::question);
  EXPECT_EQ(answer.at("outcome"), "action_required");
  EXPECT_EQ(answer.at("headline"), "Ask the keeper of the bench first");
  EXPECT_EQ(answer.at("date"), "2024-05-06");
  EXPECT_EQ(answer.at("decided_at"), "2024-05-06T07:08:09.010Z");
  EXPECT_EQ(answer.at("id").get<std::string>().size(), 26u);
  EXPECT_EQ(answer.at("state_revision"), 1);
  EXPECT_EQ(answer.at("policy"),
            Json({{"revision", workshop::rulebook()->revision}, {"in_force", true}, {"until", "2030-12-31"}}));
  EXPECT_EQ(answer.at("missing"), Json::array());
  EXPECT_EQ(answer.at("assumed"),
            Json::parse(R"([{"fact":"lit","value":true,"why":"The benches stand in lit rooms."}])"));
  EXPECT_EQ(finding(answer, "bench.keeper"),
            Json::parse(R"({"norm":"house/1/ask-keeper","also":[],"rule":"bench.keeper",
    "title":"Ask the keeper of the bench first","force":"must","word":"shall","status":"outstanding","bearer":"actor","bearers":["actor"],
    "act":"ask","counterparts":["keeper"],"before":"2024-05-06","text":"Whoever spends more than 100 euros asks the keeper first.",
    "document":"house","section":"1","evidence":[],"remedies":[],"readings":[{"name":"strict","text":"More than, not from."}]})"));
  EXPECT_EQ(answer.at("required_actions"), Json::array({finding(answer, "bench.keeper")}));
  EXPECT_EQ(finding(answer, "bench.tidy").at("status"), "advised");
  EXPECT_TRUE(finding(answer, "bench.tidy").at("before").is_null());
}

TEST(Decision, NamesRemediesEvidenceAndWhatIsMissing) {
  Desk desk;
  desk.fill();
  auto const dark = decide(
      desk,
      R"({"action":"use_bench","bench":"b-2","date":"2024-05-06","facts":{"lit":false,"cost":{"amount":"101","currency":"EUR"}}})");
  EXPECT_EQ(dark.at("outcome"), "not_permitted");
  EXPECT_EQ(finding(dark, "bench.dark").at("remedies"),
            Json::parse(R"([{"norm":"house/2/lamp","act":"borrow a lamp"}])"));
  EXPECT_EQ(finding(dark, "bench.keeper").at("status"), "satisfied");
  EXPECT_EQ(finding(dark, "bench.keeper").at("evidence"), Json::parse(R"(["permit/k-1"])"));
  auto const unknown = decide(desk, R"({"action":"use_bench","bench":"b-1","date":"2024-05-06"})");
  EXPECT_EQ(unknown.at("outcome"), "undetermined");
  EXPECT_EQ(unknown.at("headline"), "This cannot be answered yet.");
  EXPECT_EQ(unknown.at("missing"), Json::parse(R"([{"fact":"cost","question":"What will it cost?","type":"money"}])"));
}

TEST(Decision, AsksForRatesAndUnrecordedFields) {
  Desk desk;
  desk.fill();
  auto const rate = decide(
      desk,
      R"({"action":"use_bench","bench":"b-1","date":"2024-04-30","facts":{"cost":{"amount":"101","currency":"USD"}}})");
  EXPECT_EQ(
      rate.at("missing"),
      Json::parse(
          R"([{"fact":"rate/USD@2024-04-30.worth","question":"What was one USD worth in EUR?","type":"decimal"}])"));
  desk.ask("PUT", "/v1/records/permit/k-2", R"({"bench":"b-1","from":"2024-01-01"})");
  auto const field = decide(
      desk,
      R"({"action":"use_bench","bench":"b-1","date":"2024-05-06","facts":{"cost":{"amount":"101","currency":"EUR"}}})");
  ASSERT_EQ(field.at("missing").size(), 1u) << field;
  EXPECT_EQ(field.at("missing")[0].at("fact"), "permit/k-2.granted");
  EXPECT_EQ(field.at("missing")[0].at("question"), "Permit k-2: whether it was granted?");
}

TEST(Decision, ExplainsOnRequest) {
  Desk desk;
  desk.fill();
  auto question = Json::parse(workshop::question);
  EXPECT_FALSE(finding(decide(desk, question.dump()), "bench.keeper").contains("because"));
  EXPECT_TRUE(finding(decide(desk, question.dump()), "bench.dark").is_null());
  question["explain"] = "full";
  auto const answer = decide(desk, question.dump());
  EXPECT_EQ(finding(answer, "bench.dark").at("status"), "not_applicable");
  auto const because = finding(answer, "bench.keeper").at("because");
  ASSERT_FALSE(because.empty());
  EXPECT_EQ(because[0].at("clause"), "when");
  EXPECT_EQ(because[0].at("truth"), "yes");
  Json const cost = {{"from", "request"}, {"name", "cost"}, {"value", {{"amount", "250.00"}, {"currency", "EUR"}}}};
  EXPECT_THAT(because[0].at("readings"), testing::Contains(cost));
}

TEST(Decision, IsGivenBackByteForByte) {
  Desk desk;
  desk.fill();
  auto const given = desk.post("/v1/decisions", workshop::question).body;
  auto const id = Json::parse(given).at("id").get<std::string>();
  ASSERT_EQ(desk.ask("PUT", "/v1/records/permit/k-2", R"({"bench":"b-1","from":"2024-01-01","granted":true})").status,
            201);
  auto const again = desk.get("/v1/decisions/" + id);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, given);
}

TEST(Decision, LeavesNoEntryWhereNoneIsWanted) {
  Desk desk;
  desk.fill();
  auto question = Json::parse(workshop::question);
  question["record"] = false;
  auto const id = decide(desk, question.dump()).at("id").get<std::string>();
  EXPECT_EQ(desk.get("/v1/decisions/" + id).status, 404);
  EXPECT_EQ(Json::parse(desk.get("/v1/decisions").body).at("data").size(), 0u);
}

TEST(Decision, WhatIfLeavesTheRecordsAlone) {
  Desk desk;
  desk.fill();
  auto const before = desk.get("/v1/export").body;
  auto question = Json::parse(workshop::question);
  question["state"] = Json::parse(R"({"permit":[{"id":"k-9","bench":"b-1","from":"2024-01-01","granted":true}]})");
  auto const answer = decide(desk, question.dump());
  EXPECT_EQ(finding(answer, "bench.keeper").at("status"), "satisfied");
  EXPECT_EQ(finding(answer, "bench.keeper").at("evidence"), Json::parse(R"(["permit/k-9"])"));
  EXPECT_EQ(desk.get("/v1/export").body, before);
  EXPECT_EQ(decide(desk, workshop::question).at("outcome"), "action_required");
}

TEST(Decision, AnsweredInABatchOneBadItemSpoilsNoOther) {
  Desk desk;
  desk.fill();
  Json batch = {{"requests",
                 {Json::parse(workshop::question), 5, Json::parse(R"({"action":"tech","date":"2024-01-01"})"),
                  Json::parse(workshop::question)}}};
  auto const response = desk.post("/v1/decisions/batch", batch.dump());
  ASSERT_EQ(response.status, 200) << response.body;
  auto const answers = Json::parse(response.body).at("responses");
  ASSERT_EQ(answers.size(), 4u);
  EXPECT_EQ(answers[0].at("outcome"), "action_required");
  EXPECT_EQ(answers[1].at("status"), 422);
  EXPECT_EQ(answers[2].at("status"), 422);
  EXPECT_EQ(answers[2].at("errors")[0].at("pointer"), "/action");
  EXPECT_EQ(answers[3].at("outcome"), "action_required");
  EXPECT_LT(answers[0].at("id").get<std::string>(), answers[3].at("id").get<std::string>());
  EXPECT_EQ(Json::parse(desk.get("/v1/decisions").body).at("data").size(), 2u);
}

TEST(Decision, BatchesHaveAForm) {
  Desk desk;
  desk.fill();
  EXPECT_THAT(faults_of(desk.post("/v1/decisions/batch", "[]")), ElementsAre(" wrong_type"));
  EXPECT_THAT(faults_of(desk.post("/v1/decisions/batch", "{}")), ElementsAre("/requests missing"));
  EXPECT_THAT(faults_of(desk.post("/v1/decisions/batch", R"({"requests":{},"x":1})")),
              ElementsAre("/requests wrong_type", "/x unknown_key"));
  Json batch = {
      {"requests", std::vector<Json>(1000, Json::parse(R"({"action":"teach","date":"2024-01-01","record":false})"))}};
  EXPECT_EQ(Json::parse(desk.post("/v1/decisions/batch", batch.dump()).body).at("responses").size(), 1000u);
  batch["requests"].push_back(5);
  EXPECT_THAT(faults_of(desk.post("/v1/decisions/batch", batch.dump())), ElementsAre("/requests too_many"));
}

TEST(Decision, ListsNewestFirstWithFilters) {
  Desk desk;
  desk.fill();
  for (auto const* bench : {"b-1", "b-2", "b-1"}) {
    decide(desk, R"({"action":"teach","actor":"p-1","date":"2024-05-0)" +
                     std::string(bench == std::string("b-2") ? "7" : "6") + R"(","bench":")" + bench +
                     R"(","facts":{"pupils":2}})");
  }
  decide(desk, workshop::question);
  auto const list = [&](std::string const& query) {
    return Json::parse(desk.get("/v1/decisions" + query).body).at("data");
  };
  ASSERT_EQ(list("").size(), 4u);
  EXPECT_EQ(list("")[0].at("action"), "use_bench");
  EXPECT_EQ(list("")[0].at("bench"), "b-1");
  EXPECT_EQ(list("")[0].at("actor"), "p-1");
  EXPECT_GT(list("")[0].at("id"), list("")[3].at("id"));
  EXPECT_EQ(list("?action=teach").size(), 3u);
  EXPECT_EQ(list("?bench=b-2").size(), 1u);
  EXPECT_EQ(list("?bench=b-2&actor=p-2").size(), 0u);
  EXPECT_EQ(list("?outcome=action_required").size(), 1u);
  EXPECT_EQ(list("?from=2024-05-07").size(), 1u);
  EXPECT_EQ(list("?to=2024-05-06&action=teach").size(), 2u);
  auto const first = Json::parse(desk.get("/v1/decisions?limit=3").body);
  ASSERT_EQ(first.at("data").size(), 3u);
  auto const second = Json::parse(desk.get("/v1/decisions?limit=3&cursor=" + first.at("next").get<std::string>()).body);
  EXPECT_EQ(second.at("data").size(), 1u);
  EXPECT_TRUE(second.at("next").is_null());
}

TEST(Decision, ManyThreadsAskAtOnce) {
  Desk desk;
  desk.fill();
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 100; ++j)
          right += desk.post("/v1/decisions", workshop::question).body.find("\"action_required\"") != std::string::npos;
      });
    }
  }
  EXPECT_EQ(right, 400);
  EXPECT_THAT(desk.get("/metrics").body, HasSubstr("bylaw_decisions_total{outcome=\"action_required\"} 400"));
}

}  // namespace
}  // namespace bylaw::api
