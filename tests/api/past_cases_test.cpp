// A case as it was known at an earlier moment.
// Seen failing: takes_known_at() without cases; PastStore::history() cut before it is sifted.
#include <gtest/gtest.h>

#include "tests/api/gatehouse.hpp"

namespace bylaw::api {
namespace {

using gatehouse::Gatehouse;
using workshop::Json;

class PastCases : public testing::Test {
 protected:
  Json get(std::string const& target) {
    auto const response = gate_.get(administrator_, "/v1/succession/" + target);
    EXPECT_EQ(response.status, 200) << response.body;
    return Json::parse(response.body);
  }
  void put(std::string const& path, std::string const& body) {
    auto const response = gate_.ask(administrator_, "PUT", "/v1/records/" + path, body);
    EXPECT_LT(response.status, 300) << response.body;
  }

  // The log has when its rulebook came into force by the clock of the store, and here that has to be the gate's.
  PastCases() {
    gate_.now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days(2);
    gate_.fill();
    administrator_ = gate_.token("administrator");
  }
  // As it was known on this day and so many later.
  std::string known(int days = 0) const {
    return "known_at=" + dsl::to_string(day_of(gate_.now + std::chrono::days(days)));
  }

  Gatehouse gate_;
  std::string administrator_;
};

TEST_F(PastCases, AreAsTheyWereKnown) {
  auto const cases = get("cases?on=2024-05-20"), one = get("cases/s-1?on=2024-05-20");
  auto const history = get("cases/s-1/history?on=2024-05-20");
  auto const before = known();
  gate_.now += std::chrono::hours(48);
  put("criteria/e-2", R"({"case": "s-2", "items": ["fair"], "agreed_on": "2024-03-02"})");
  put("approval/v-hush-1",
      R"({"case": "s-1", "body": "ssc_chair", "candidate": "p-4", "decision": "approved", "decided_on": "2024-04-10"})");
  put("case/s-1", R"({"group": "g-1", "role": "chair", "reason": "succession", "status": "withdrawn", "opened_on": "2024-03-01",
                      "closed_on": "2024-05-07", "option": "leader_recommends"})");
  for (auto const* path : {"cases?on=2024-05-20", "cases/s-1?on=2024-05-20", "cases/s-1/history?on=2024-05-20"}) {
    auto const then = get(std::string(path) + "&" + before);
    EXPECT_EQ(then, std::string(path).find("history") != std::string::npos ? history
                    : std::string(path).find("s-1") != std::string::npos   ? one
                                                                           : cases);
    EXPECT_NE(then, get(path)) << path;
    EXPECT_EQ(get(std::string(path) + "&" + known()), get(path)) << path;
  }
  EXPECT_EQ(get("cases/s-1/history?limit=1&" + before)["data"][0], history["data"][0]) << "the newest of then";
}

TEST_F(PastCases, GiveNoVersionToChangeThemBy) {
  put("criteria/e-2", R"({"case": "s-2", "items": ["fair"], "agreed_on": "2024-03-02"})");
  auto const has_version = [&](std::string const& query) {
    auto const response = gate_.get(administrator_, "/v1/succession/cases/s-1" + query);
    return std::ranges::count(response.headers, "ETag", [](auto const& header) { return header.first; });
  };
  EXPECT_EQ(has_version(""), 1);
  EXPECT_EQ(has_version("?" + known()), 0);
}

TEST_F(PastCases, AreForThoseWhoSeeEverything) {
  auto const path = "/v1/succession/cases/s-1?" + known();
  EXPECT_EQ(gate_.get(gate_.token("steering_committee"), path).status, 403);
  EXPECT_EQ(gate_.get(administrator_, "/v1/succession/cases/s-1?known_at=soon").status, 422);
  EXPECT_EQ(gate_.get(administrator_, "/v1/succession/cases/s-1?known_at=2024-05-05").status, 409);
  EXPECT_EQ(gate_.ask(administrator_, "POST", "/v1/succession/cases?" + known(), "{}").status, 422);
}

}  // namespace
}  // namespace bylaw::api
