// Questions of AuthZEN, requests and keys of requests under the rules of who may do what: no side door.
// Seen failing: Posing without its sight; answers_for_others() always true; has_asked() always false; is_of() that
// compares only the action; a key without its caller; a key found whatever its age.
#include <gtest/gtest.h>

#include "tests/api/gatehouse.hpp"

namespace bylaw::api {
namespace {

using gatehouse::Gatehouse;
using workshop::Json;

std::string approach(std::string const& donor, std::string const& group, Json extra = Json::object()) {
  Json facts = {{"amount", {{"amount", "250000.00"}, {"currency", "USD"}}},
                {"donor_scope", "global"},
                {"in_group_name", true},
                {"in_kind", false},
                {"fund_purpose", "priority_action"},
                {"beneficiary", "group"}};
  facts.update(extra);
  return Json{{"subject", {{"type", "person"}, {"id", "p-1"}}},
              {"action", {{"name", "approach_donor"}, {"properties", facts}}},
              {"resource", {{"type", "donor"}, {"id", donor}}},
              {"context", {{"group", group}}}}
      .dump();
}

TEST(AuthzenAccess, AHiddenRecordAndAnAbsentOneAnswerAlike) {
  Gatehouse gate;
  auto const leader = gate.token("group_leader", "p-1");
  auto const ask = [&](std::string const& id) {
    auto const response =
        gate.ask(leader, "POST", "/access/v1/evaluation", approach("Fund", "g-1", {{"approach", id}}));
    auto body = response.body;
    for (auto at = body.find(id); at != std::string::npos; at = body.find(id)) body.replace(at, id.size(), "ID");
    return std::to_string(response.status) + body;
  };
  EXPECT_EQ(ask("a-hush-2"), ask("a-none-2"));
  EXPECT_EQ(ask("a-hush-1").substr(0, 3), "200") << "their own";
}

TEST(AuthzenAccess, WhoAskedDoesNotAnswer) {
  Gatehouse gate;
  auto const leader = gate.token("group_leader", "p-1"), other = gate.token("group_leader", "p-2");
  auto const office = gate.token("chairs_office");
  auto const made = gate.ask(leader, "POST", "/access/v1/requests", approach("New Fund", "g-1"));
  ASSERT_EQ(made.status, 202) << made.body;
  auto const path = "/access/v1/requests/" + Json::parse(made.body)["task"]["id"].get<std::string>();
  EXPECT_EQ(gate.get(leader, path).status, 200);
  auto const seen = gate.get(other, path);
  EXPECT_EQ(seen.status, 200) << "that there is a request is no secret";
  EXPECT_EQ(seen.body.find("New Fund"), std::string::npos) << "whom it is about is: " << seen.body;
  EXPECT_EQ(gate.ask(leader, "POST", path + "/answer", R"({"answer": "cleared"})").status, 403);
  EXPECT_EQ(gate.ask(other, "POST", path + "/answer", R"({"answer": "cleared"})").status, 403);
  EXPECT_EQ(gate.ask(office, "POST", path + "/answer", R"({"answer": "cleared"})").status, 200);
  auto const foreign = gate.ask(leader, "POST", "/access/v1/requests", approach("New Fund", "g-2"));
  EXPECT_EQ(foreign.status, 403) << foreign.body;
}

TEST(AuthzenAccess, WhoAnswersOthersDoesNotAnswerWhatTheyAsked) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office", "p-4"), colleague = gate.token("chairs_office", "p-3");
  auto const subject = gate.token("chairs_office", "p-1");
  auto const made = gate.ask(office, "POST", "/access/v1/requests", approach("New Fund", "g-1"));  // p-1 wants it
  ASSERT_EQ(made.status, 202) << made.body;
  auto const path = "/access/v1/requests/" + Json::parse(made.body)["task"]["id"].get<std::string>() + "/answer";
  for (auto const& own : {office, subject}) {
    auto const refused = gate.ask(own, "POST", path, R"({"answer": "cleared"})");
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.body.find("your own"), std::string::npos) << refused.body;
  }
  EXPECT_EQ(gate.ask(colleague, "POST", path, R"({"answer": "cleared"})").status, 200);
}

// A denial is one of what was asked, and of nothing else.
TEST(AuthzenAccess, ADenialStandsForItsOwnQuestionOnly) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office", "p-4");
  auto const denied = [&](std::string const& question) {
    return Json::parse(gate.ask(office, "POST", "/access/v1/evaluation", question).body)["context"]["evaluation_id"];
  };
  auto const request = [&](std::string const& question, Json const& id) {
    auto body = Json::parse(question);
    body["denial"] = {{"evaluation_id", id}};
    return gate.ask(office, "POST", "/access/v1/requests", body.dump());
  };
  auto const asked = approach("New Fund", "g-1");
  auto const id = denied(asked);
  ASSERT_TRUE(id.is_string());
  auto other = [&](std::string const& pointer, Json const& value) {
    auto question = Json::parse(asked);
    question[Json::json_pointer(pointer)] = value;
    return question.dump();
  };
  for (auto const& question :
       {other("/subject/id", "p-2"), other("/resource/id", "Old Fund"), other("/context/group", "g-2"),
        other("/context/date", "2024-05-07"), other("/action/properties/amount/amount", "350000.00"),
        other("/action/properties/donor_region", Json::array({"Africa"})), other("/context/already_done", true)}) {
    auto const refused = request(question, id);
    EXPECT_EQ(refused.status, 400) << question;
    EXPECT_NE(refused.body.find("invalid_denial_binding"), std::string::npos) << refused.body;
  }
  gate.now += std::chrono::hours(20);  // another day, and the same question still
  EXPECT_EQ(request(asked, id).status, 202);
  gate.now += std::chrono::hours(5);
  EXPECT_EQ(request(asked, id).status, 410);
}

TEST(AuthzenAccess, AKeyIsFreeAgainAfterADay) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office");
  auto const put = [&](std::string const& id) {
    return gate.ask(office, "PUT", "/v1/records/person/" + id, R"({"name": "N"})", {{"Idempotency-Key", "same"}}).status;
  };
  EXPECT_EQ(put("p-8"), 201);
  gate.now += std::chrono::hours(24);
  EXPECT_EQ(put("p-9"), 422) << "still kept";
  gate.now += std::chrono::seconds(1);
  EXPECT_EQ(put("p-9"), 201);
  EXPECT_EQ(put("p-8"), 422) << "it is that of the other request now";
}

TEST(AuthzenAccess, AKeyOfARequestIsItsCallersOwn) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office"), administrator = gate.token("administrator");
  NamedValues const key = {{"Idempotency-Key", "same"}};
  auto const put = [&](std::string const& token, std::string const& id) {
    return gate.ask(token, "PUT", "/v1/records/person/" + id, R"({"name": "N"})", key);
  };
  EXPECT_EQ(put(office, "p-8").status, 201);
  EXPECT_EQ(put(administrator, "p-9").status, 201) << "another caller's key";
  EXPECT_EQ(put(office, "p-8").status, 201) << "answered again";
  EXPECT_EQ(put(office, "p-9").status, 422);
}

TEST(AuthzenAccess, SearchingForRecordsTakesReadingThem) {
  Gatehouse gate;
  auto const narrow = gate.token("chairs_office", "", {"decide"});
  auto const search =
      R"({"subject": {"type": "person"}, "action": {"name": "speak"}, "resource": {"type": "group", "id": "g-1"}})";
  EXPECT_EQ(gate.ask(narrow, "POST", "/access/v1/search/subject", search).status, 403);
  EXPECT_EQ(gate.ask(gate.token("chairs_office"), "POST", "/access/v1/search/subject", search).status, 200);
}

}  // namespace
}  // namespace bylaw::api
