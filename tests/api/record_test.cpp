// Single records: versions, preconditions, references, filters, history.
#include <gmock/gmock.h>

#include <thread>

#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using workshop::Desk;
using workshop::faults_of;
using workshop::Json;

std::string etag_of(HttpResponse const& response) {
  for (auto const& [name, value] : response.headers) {
    if (name == "ETag") return value;
  }
  return {};
}

std::string const ana = "/v1/records/person/p-1";
std::string const anna = R"({"id":"p-1","name":"Anna"})";

TEST(Record, ComesWithItsVersion) {
  Desk desk;
  desk.fill();
  auto const first = desk.get(ana);
  EXPECT_EQ(Json::parse(first.body), Json::parse(R"({"id":"p-1","name":"Ana","born":1980})"));
  auto const tag = etag_of(first);
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(desk.ask("GET", ana, "", {{"If-None-Match", tag}}).status, 304);
  EXPECT_EQ(desk.ask("GET", ana, "", {{"If-None-Match", "W/" + tag}}).status, 304);
  EXPECT_EQ(desk.ask("GET", ana, "", {{"If-None-Match", "\"x\""}}).status, 200);
  auto const put = desk.ask("PUT", ana, anna);
  EXPECT_EQ(put.status, 200) << put.body;
  EXPECT_NE(etag_of(put), tag);
  EXPECT_EQ(etag_of(desk.get(ana)), etag_of(put));
  EXPECT_EQ(Json::parse(desk.get(ana).body), Json::parse(anna));
}

TEST(Record, RefusesALostUpdate) {
  Desk desk;
  desk.fill();
  auto const tag = etag_of(desk.get(ana));
  ASSERT_EQ(desk.ask("PUT", ana, anna, {{"If-Match", tag}}).status, 200);
  auto const late = desk.ask("PUT", ana, R"({"id":"p-1","name":"Late"})", {{"If-Match", tag}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(desk.ask("DELETE", ana, "", {{"If-Match", tag}}).status, 412);
  EXPECT_EQ(Json::parse(desk.get(ana).body), Json::parse(anna));
}

TEST(Record, PreconditionsOnWhatIsThereAndWhatIsNot) {
  Desk desk;
  desk.fill();
  std::string const cleo = "/v1/records/person/p-3", body = R"({"name":"Cleo"})";
  EXPECT_EQ(desk.ask("PUT", cleo, body, {{"If-Match", "*"}}).status, 412);
  EXPECT_EQ(desk.ask("PUT", cleo, body, {{"If-Match", "\"1\""}}).status, 412);
  auto const created = desk.ask("PUT", cleo, body, {{"If-None-Match", "*"}});
  EXPECT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(desk.ask("PUT", cleo, body, {{"If-None-Match", "*"}}).status, 412);
  EXPECT_EQ(desk.ask("PUT", cleo, body, {{"If-Match", "*"}}).status, 200);
  EXPECT_EQ(desk.ask("PUT", cleo, body, {{"If-Match", "\"0\", " + etag_of(desk.get(cleo))}}).status, 200);
  EXPECT_EQ(desk.ask("DELETE", cleo, "", {{"If-Match", etag_of(desk.get(cleo))}}).status, 204);
  EXPECT_EQ(desk.get(cleo).status, 404);
}

TEST(Record, OfManyThatWriteAtOnceOneWins) {
  Desk desk;
  desk.fill();
  auto const tag = etag_of(desk.get(ana));
  std::atomic<int> won = 0, lost = 0;
  {
    std::vector<std::jthread> writers;
    for (int i = 0; i < 8; ++i) {
      writers.emplace_back([&, i] {
        auto const status =
            desk.ask("PUT", ana, R"({"name":"W)" + std::to_string(i) + "\"}", {{"If-Match", tag}}).status;
        if (status == 200) ++won;
        if (status == 412) ++lost;
      });
    }
  }
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 7);
}

struct Refused {
  std::string target, body;
  std::vector<std::string> faults;
};

std::vector<Refused> const refused = {
    {ana, "[]", {" wrong_type"}},
    {ana, R"({"id":"p-2","name":"x"})", {"/id other_key"}},
    {ana, R"({"nam":"x"})", {"/nam unknown_field", "/name missing_field"}},
    {"/v1/records/bench/b-9",
     R"({"name":"x","material":"wood","keeper":"p-9","helpers":["p-1","p-8"]})",
     {"/keeper unknown_reference", "/helpers/1 unknown_reference"}},
    {"/v1/records/rate/EUR@2024-01-01",
     R"({"currency":"USD","day":"2024-01-01","worth":"1"})",
     {"/currency other_key"}},
};

TEST(Record, RefusesWhatDoesNotHold) {
  Desk desk;
  desk.fill();
  auto const before = desk.get("/v1/export").body;
  for (auto const& [target, body, faults] : refused) {
    auto const response = desk.ask("PUT", target, body);
    EXPECT_EQ(response.status, 422) << body;
    EXPECT_EQ(faults_of(response), faults) << response.body;
  }
  EXPECT_EQ(desk.get("/v1/export").body, before);
  auto const rate =
      desk.ask("PUT", "/v1/records/rate/USD@2024-01-01", R"({"currency":"USD","day":"2024-01-01","worth":"1"})");
  EXPECT_EQ(rate.status, 201) << rate.body;
}

TEST(Record, StaysWhileOthersReferToIt) {
  Desk desk;
  desk.fill();
  auto const response = desk.ask("DELETE", ana);
  EXPECT_EQ(response.status, 409) << response.body;
  EXPECT_FALSE(faults_of(response).empty());
  EXPECT_EQ(desk.get(ana).status, 200);
}

TEST(Record, ListsInKeyOrderByPage) {
  Desk desk;
  std::string people;
  for (int i = 0; i < 25; ++i)
    people += (i ? "," : "") + std::string(R"({"id":"p-)") + std::to_string(i) + R"(","name":"N"})";
  ASSERT_EQ(desk.post("/v1/import", R"({"person":[)" + people + "]}").status, 200);
  std::vector<std::string> ids;
  std::string target = "/v1/records/person?limit=10";
  for (int page = 0; page < 3; ++page) {
    auto const list = Json::parse(desk.get(target).body);
    EXPECT_EQ(list.at("data").size(), page < 2 ? 10u : 5u);
    for (auto const& person : list.at("data")) ids.push_back(person.at("id"));
    EXPECT_EQ(list.at("next").is_null(), page == 2);
    if (page < 2) target = "/v1/records/person?limit=10&cursor=" + list.at("next").get<std::string>();
  }
  EXPECT_TRUE(std::ranges::is_sorted(ids));
  EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), 25u);
}

TEST(Record, ListsWhatFits) {
  Desk desk;
  desk.fill();
  auto const ids = [&](std::string const& target) {
    std::vector<std::string> found;
    auto const list = Json::parse(desk.get(target).body);
    for (auto const& row : list.at("data")) found.push_back(row.at("id"));
    return found;
  };
  EXPECT_THAT(ids("/v1/records/bench?material=metal"), ElementsAre("b-2"));
  EXPECT_THAT(ids("/v1/records/bench?keeper=p-1"), ElementsAre("b-1"));
  EXPECT_THAT(ids("/v1/records/bench?keeper=nobody"), ElementsAre());
  EXPECT_THAT(ids("/v1/records/bench?loud=true&material=metal"), ElementsAre("b-2"));
  EXPECT_THAT(ids("/v1/records/bench?loud=false"), ElementsAre());
  EXPECT_THAT(ids("/v1/records/person?born=1980"), ElementsAre("p-1"));
  EXPECT_THAT(ids("/v1/records/permit?from=2024-01-01"), ElementsAre("k-1"));
  EXPECT_THAT(ids("/v1/records/permit?share=0.25&unit=USD"), ElementsAre("k-1"));
}

TEST(Record, HistoryTellsWhoAndWhenBeforeAndAfter) {
  Desk desk;
  desk.fill();
  desk.ask("PUT", ana, anna);
  auto const changes = Json::parse(desk.get(ana + "/history").body).at("data");
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].at("before").at("name"), "Ana");
  EXPECT_EQ(changes[0].at("after").at("name"), "Anna");
  EXPECT_EQ(changes[0].at("at"), "2024-05-06T07:08:09.010Z");
  EXPECT_FALSE(changes[0].at("who").get<std::string>().empty());
  EXPECT_TRUE(changes[1].at("before").is_null());
  EXPECT_EQ(Json::parse(desk.get(ana + "/history?limit=1").body).at("data").size(), 1u);
}

}  // namespace
}  // namespace bylaw::api
