// Several questions of one request, when their time is up: what is not begun is refused in its place, and no other.
// Seen failing: BatchTime::is_up() always false.
#include <gtest/gtest.h>

#include "tests/api/gatehouse.hpp"

namespace bylaw::api {
namespace {

using gatehouse::Gatehouse;
using workshop::Json;

// A clock on which two seconds pass between any two looks.
void slow_down(Service& service) {
  service.stopwatch = [time = std::chrono::steady_clock::time_point()]() mutable {
    return time += std::chrono::seconds(2);
  };
}

TEST(BatchTime, RefusesTheRestOfABatchInItsPlace) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office");
  slow_down(gate.service);
  Json const question = {{"action", "speak"}, {"date", "2024-05-06"}, {"actor", "p-1"}, {"group", "g-1"}};
  Json const batch = {{"requests", Json::array({question, question, question, question})}};
  auto const response = gate.ask(office, "POST", "/v1/decisions/batch", batch.dump());
  ASSERT_EQ(response.status, 200) << response.body;
  auto const answers = Json::parse(response.body)["responses"];
  ASSERT_EQ(answers.size(), 4u);
  for (auto const i : {0, 1}) EXPECT_TRUE(answers[i].contains("outcome")) << answers[i];
  for (auto const i : {2, 3}) EXPECT_EQ(answers[i]["status"], 503) << answers[i];
  EXPECT_EQ(Json::parse(gate.get(office, "/v1/decisions").body)["data"].size(), 2u) << "and nothing of them is logged";
}

TEST(BatchTime, RefusesTheRestOfEvaluationsInItsPlace) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office");
  slow_down(gate.service);
  Json const one = {{"subject", {{"type", "person"}, {"id", "p-1"}}},
                    {"action", {{"name", "speak"}}},
                    {"resource", {{"type", "group"}, {"id", "g-1"}}}};
  Json const all = {{"evaluations", Json::array({one, one, one})}};
  auto const response = gate.ask(office, "POST", "/access/v1/evaluations", all.dump());
  ASSERT_EQ(response.status, 200) << response.body;
  auto const answers = Json::parse(response.body)["evaluations"];
  ASSERT_EQ(answers.size(), 3u);
  for (auto const i : {0, 1}) EXPECT_TRUE(answers[i]["context"].contains("outcome")) << answers[i];
  EXPECT_FALSE(answers[2]["decision"].get<bool>());
  EXPECT_EQ(answers[2]["context"]["error"]["status"], 503);
}

}  // namespace
}  // namespace bylaw::api
