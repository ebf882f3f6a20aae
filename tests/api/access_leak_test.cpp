// Nothing confidential reaches who may not see it, by any route, parameter or question. What is confidential has "hush"
// in it; the administrator's answers, which do have it, show that the tests would notice.
#include <gtest/gtest.h>

#include <regex>

#include "tests/api/gatehouse.hpp"

namespace bylaw::api {
namespace {

using gatehouse::Gatehouse;
using workshop::Json;

// What a token is refused is no secret of ours: the caller named it.
bool tells(HttpResponse const& response, std::string const& asked_for) {
  auto body = response.body;
  for (auto at = asked_for.empty() ? std::string::npos : body.find(asked_for); at != std::string::npos;
       at = body.find(asked_for))
    body.erase(at, asked_for.size());
  for (auto const& [name, value] : response.headers) body += '\n' + name + value;
  return body.find("hush") != std::string::npos || body.find(std::to_string(gatehouse::hushed)) != std::string::npos;
}

struct Target {
  std::string text, named;  // named: what the caller wrote into the path
};

std::vector<std::string> all_ids() {
  std::vector<std::string> ids;
  auto const state = Json::parse(gatehouse::state);
  for (auto const& [record, rows] : state.items())
    for (auto const& row : rows) ids.push_back(row.at("id"));
  return ids;
}

// Every GET route, its names filled in with every record, id, rule and checklist there is.
std::vector<Target> all_targets() {
  auto const rulebook = gatehouse::rulebook();
  std::vector<Target> targets;
  for (auto const& route : route_table()) {
    if (route.method != "GET") continue;
    std::string const pattern(route.pattern);
    std::vector<Target> filled = {{pattern, ""}};
    auto const fill = [&](std::string const& name, std::vector<std::string> const& values) {
      std::vector<Target> next;
      for (auto const& [text, named] : filled) {
        auto const at = text.find(name);
        if (at == std::string::npos) next.push_back({text, named});
        for (auto const& value : at == std::string::npos ? std::vector<std::string>() : values) {
          auto made = text;
          next.push_back({made.replace(at, name.size(), value), value});
        }
      }
      filled = std::move(next);
    };
    std::vector<std::string> records, lists;
    for (auto const& record : rulebook->records) records.push_back(record.name);
    for (auto const& rule : rulebook->standing)
      if (rule.of_record != dsl::none) lists.push_back(rule.name);
    fill("{record}", records);
    fill("{name}", lists);
    fill("{id}", all_ids());
    std::ranges::move(filled, std::back_inserter(targets));
  }
  for (std::string const format : {"csv", "ndjson"})
    targets.push_back({"/v1/compliance/findings?format=" + format, ""});
  for (std::string const status : {"met", "not_applicable", "unknown", "refer"})
    targets.push_back({"/v1/compliance/findings?status=" + status, ""});
  return targets;
}

struct Curious {
  std::string role, person;
};
std::vector<Curious> const curious = {{"dashboard", ""}, {"member", "p-4"}};

// Seen failing: fields not taken out in Sight::shown(); Sight::row() true for everybody; rows not passed over in
// FindingSight::seen(); details not left out in FindingWriter; versions not looked at in seen_change(); evidence not
// dropped in redact_decision().
TEST(AccessLeak, NoRouteTells) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  std::size_t telling = 0;
  for (auto const& [role, person] : curious) {
    auto const token = gate.token(role, person);
    for (auto const& [target, named] : all_targets())
      EXPECT_FALSE(tells(gate.get(token, target), named)) << role << ' ' << target;
  }
  for (auto const& [target, named] : all_targets()) telling += tells(gate.get(administrator, target), named);
  EXPECT_GT(telling, 20u);
}

TEST(AccessLeak, ALeaderSeesItsOwnAndNobodyElses) {
  Gatehouse gate;
  auto const token = gate.token("group_leader", "p-1");
  auto const approaches = Json::parse(gate.get(token, "/v1/records/approach").body).at("data");
  ASSERT_EQ(approaches.size(), 1u);
  EXPECT_EQ(approaches[0].at("id"), "a-hush-1");
  auto const contacts = Json::parse(gate.get(token, "/v1/records/contact").body).at("data");
  ASSERT_EQ(contacts.size(), 2u);
  EXPECT_TRUE(contacts[0].contains("subject"));
  EXPECT_FALSE(contacts[1].contains("subject")) << contacts[1];
  EXPECT_EQ(Json::parse(gate.get(token, "/v1/records/nomination").body).at("data").size(), 0u);
  for (auto const& row : Json::parse(gate.get(token, "/v1/compliance/findings").body).at("data"))
    EXPECT_TRUE(row.at("group") == "g-1" || row.at("person") == "p-1") << row;
  auto const one = Json::parse(gate.get(token, "/v1/succession/cases").body).at("data");
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].at("case"), "s-1");
}

// A leader's term that has ended takes the sight away with it.
TEST(AccessLeak, OwnIsWhatIsOwnToday) {
  Gatehouse gate;
  auto const token = gate.token("group_leader", "p-1"), office = gate.token("chairs_office");
  EXPECT_EQ(gate.get(token, "/v1/records/approach/a-hush-1").status, 200);
  auto const ended =
      R"({"person": "p-1", "group": "g-1", "role": "chair", "start": "2021-01-01", "end": "2024-05-01"})";
  ASSERT_EQ(gate.ask(office, "PUT", "/v1/records/term/t-1", ended).status, 200);
  EXPECT_EQ(gate.get(token, "/v1/records/approach/a-hush-1").status, 404);
  EXPECT_EQ(gate.get(token, "/v1/records/approach/a-hush-1?on=2024-04-30").status, 404);
}

std::string without(std::string text, std::string const& word) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
  return text;
}

TEST(AccessLeak, AHiddenRecordAnswersLikeOneThatIsNotThere) {
  Gatehouse gate;
  auto const token = gate.token("member", "p-4");
  for (std::string const rest : {"", "/history"}) {
    auto const hidden = gate.get(token, "/v1/records/coi/c-hush-1" + rest);
    auto const absent = gate.get(token, "/v1/records/coi/c-none" + rest);
    EXPECT_EQ(hidden.status, absent.status);
    EXPECT_EQ(without(hidden.body, "c-hush-1"), without(absent.body, "c-none"));
    EXPECT_EQ(hidden.headers, absent.headers);
  }
  auto const mine = R"({"person": "p-4", "filed_on": "2024-05-01", "nil": true})";
  auto const others = R"({"person": "p-1", "filed_on": "2024-05-01", "nil": true})";
  auto const put = [&](std::string const& id, std::string const& body) {
    return gate.ask(token, "PUT", "/v1/records/coi/" + id, body).status;
  };
  EXPECT_EQ(put("c-hush-1", others), put("c-none", others));
  EXPECT_EQ(put("c-hush-1", mine), 403);
  EXPECT_EQ(gate.ask(token, "DELETE", "/v1/records/coi/c-hush-1").status,
            gate.ask(token, "DELETE", "/v1/records/coi/c-none").status);
  EXPECT_EQ(put("c-mine", mine), 201);
  EXPECT_EQ(gate.get(token, "/v1/records/coi/c-mine").status, 200);
}

// Seen failing: check_references() left out of check_given().
TEST(AccessLeak, AReferenceToAHiddenRecordIsOneToNothing) {
  Gatehouse gate;
  auto const token = gate.token("member", "p-4");
  auto const put = [&](std::string const& interest) {
    auto const response = gate.ask(token, "PUT", "/v1/records/coi/c-mine",
                                   R"({"person": "p-4", "filed_on": "2024-05-01", "nil": false, "interests": [")" +
                                       interest + "\"]}");
    return std::pair(response.status, without(response.body, interest));
  };
  EXPECT_EQ(put("i-hush-1"), put("i-none"));
  EXPECT_EQ(put("i-hush-1").first, 422);
}

TEST(AccessLeak, AFilterFindsNothingByWhatIsHidden) {
  Gatehouse gate;
  auto const token = gate.token("dashboard"), administrator = gate.token("administrator");
  auto const found = [&](std::string const& who, std::string const& target) {
    return Json::parse(gate.get(who, target).body).at("data").size();
  };
  for (std::string const target :
       {"/v1/records/consultation?support=41234", "/v1/records/grant?donor=hush%20bank", "/v1/records/coi?person=p-1"}) {
    auto const plain = std::regex_replace(target, std::regex("%20"), " ");
    EXPECT_EQ(found(token, plain), 0u) << target;
    EXPECT_EQ(found(administrator, plain), 1u) << target;
  }
}

std::vector<std::string> all_questions() {
  std::vector<std::string> questions;
  for (auto const& action : gatehouse::rulebook()->actions)
    for (std::string const group : {"g-1", "g-2"})
      for (std::string const actor : {"p-1", "p-3", "p-4"})
        questions.push_back(Json{{"action", action.name}, {"date", "2024-05-06"}, {"group", group},
                                 {"actor", actor}, {"explain", "full"}}
                                .dump());
  return questions;
}

// Seen failing: evidence, readings or missing facts not dropped in redact_decision().
TEST(AccessLeak, NoDecisionTells) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  std::size_t telling = 0;
  for (auto const& [role, person] : std::vector<Curious>{{"member", "p-4"}, {"group_leader", "p-4"}}) {
    auto const token = gate.token(role, person);
    for (auto const& question : all_questions()) {
      auto const answer = gate.ask(token, "POST", "/v1/decisions", question);
      bool const asks = role != "member" || Json::parse(question).at("actor") == person;  // members: of themselves
      ASSERT_EQ(answer.status, asks ? 200 : 403) << answer.body;
      EXPECT_FALSE(tells(answer, "")) << role << question << answer.body;
      telling += tells(gate.ask(administrator, "POST", "/v1/decisions", question), "");
    }
  }
  EXPECT_GT(telling, 5u);
}

// Seen failing: get_decision() sending the answer as it was logged.
TEST(AccessLeak, ALoggedDecisionIsReadWithTheReadersEyes) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator"), leader = gate.token("group_leader", "p-1"),
             member = gate.token("member", "p-3");
  std::size_t telling = 0;
  for (auto const& question : all_questions()) {
    auto const id = Json::parse(gate.ask(administrator, "POST", "/v1/decisions", question).body).at("id").get<std::string>();
    auto const whole = gate.get(administrator, "/v1/decisions/" + id);
    auto const of_member = gate.get(member, "/v1/decisions/" + id);
    EXPECT_EQ(of_member.status, Json::parse(question).at("actor") == "p-3" ? 200 : 404);
    auto const of_leader = gate.get(leader, "/v1/decisions/" + id);
    for (std::string const others : {"n-hush", "v-hush", "f-hush", "c-hush-3", "a-hush-2", "41234"}) {
      EXPECT_EQ(of_leader.body.find(others), std::string::npos) << question << others;
      telling += whole.body.find(others) != std::string::npos;
    }
  }
  EXPECT_GT(telling, 0u);
}

// Seen failing: Sight made over the asked state instead of the stored one; would_own() left out of check_given().
TEST(AccessLeak, WhatIfRecordsMakeNobodyAnOwner) {
  Gatehouse gate;
  auto const token = gate.token("member", "p-4");
  auto const leader = gate.token("group_leader", "p-4");
  Json question = Json::parse(all_questions().front());
  question["state"] = {{"term",
                        {{{"id", "t-9"}, {"person", "p-4"}, {"group", "g-1"}, {"role", "chair"}, {"start", "2021-01-01"}}}}};
  for (auto const& action : gatehouse::rulebook()->actions) {
    question["action"] = action.name;
    EXPECT_FALSE(tells(gate.ask(leader, "POST", "/v1/decisions", question.dump()), "")) << action.name;
  }
  question["state"] = {{"coi", {{{"id", "c-9"}, {"person", "p-1"}, {"filed_on", "2024-01-01"}, {"nil", true}}}}};
  EXPECT_EQ(workshop::faults_of(gate.ask(token, "POST", "/v1/decisions", question.dump())),
            std::vector<std::string>{"/state/coi/0 confidential"});
  question["state"]["coi"][0]["person"] = question["actor"] = "p-4";
  EXPECT_EQ(gate.ask(token, "POST", "/v1/decisions", question.dump()).status, 200);
}

TEST(AccessLeak, CasesKeepTheirCandidates) {
  Gatehouse gate;
  auto const leader = gate.token("group_leader", "p-1"), committee = gate.token("steering_committee");
  for (std::string const rest : {"", "/history"}) {
    auto const target = "/v1/succession/cases/s-1" + rest;
    EXPECT_TRUE(tells(gate.get(committee, target), "")) << target;
    EXPECT_FALSE(tells(gate.get(leader, target), "")) << target;
  }
}

// What somebody may not see is neither lost nor changed when that somebody writes the rest.
TEST(AccessLeak, WritingTheRestKeepsWhatIsHidden) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office");
  auto const token = gate.token("group_leader", "p-1");
  auto const row = Json::parse(gate.get(token, "/v1/records/contact/k-1").body);
  auto changed = row;
  changed["purpose"] = "advice";
  ASSERT_EQ(gate.ask(token, "PUT", "/v1/records/contact/k-1", changed.dump()).status, 200);
  EXPECT_EQ(Json::parse(gate.get(office, "/v1/records/contact/k-1").body), changed);
  EXPECT_EQ(gate.ask(token, "PUT", "/v1/records/contact/k-2", changed.dump()).status, 403);
}

}  // namespace
}  // namespace bylaw::api
