// Ways around the role table that were open once: answers to one's own requests, wider tokens, secrets that are kept,
// foreign pages under --dev, guessing, and erasures that take too much or too little.
// Seen failing: leave_answers() without its call; check_answer() without its call, and has_asked() without the history; is_within() always true; Route::secret not asked;
// names_this_machine() always true; SignIn::wait() without the count; Traces with the key looked for anywhere.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/api/gatehouse.hpp"

namespace bylaw::api {
namespace {

using gatehouse::Gatehouse;
using workshop::faults_of;
using workshop::Json;

constexpr auto asked =
    R"({"group": "g-1", "subject": "New Fund", "purpose": "clearance", "party": "chairs_office", "by": "p-1", "on": "2024-05-01")";

std::string contact(std::string const& more) { return asked + more + "}"; }

TEST(Escape, NobodyAnswersTheirOwnRequestByWritingTheRecord) {
  Gatehouse gate;
  auto const leader = gate.token("group_leader", "p-1"), office = gate.token("chairs_office");
  auto const path = std::string("/v1/records/contact/k-own");
  auto const cleared = contact(R"(, "outcome": "cleared", "outcome_on": "2024-05-02")");
  EXPECT_EQ(gate.ask(leader, "PUT", path, cleared).status, 422);
  EXPECT_EQ(gate.ask(leader, "PUT", path, contact("")).status, 201) << "asking is theirs";
  EXPECT_EQ(gate.ask(leader, "PUT", path, cleared).status, 422);
  EXPECT_EQ(gate.ask(office, "PUT", path, cleared).status, 200);
  EXPECT_EQ(
      gate.ask(leader, "PUT", path, contact(R"(, "outcome": "joint_strategy", "outcome_on": "2024-05-02")")).status,
      422);
  auto const elsewhere = contact("").replace(contact("").find("clearance"), 9, "advice");
  EXPECT_EQ(gate.ask(leader, "PUT", path, elsewhere).status, 422) << "nor by making it another kind of contact";
}

// Who answers such requests asks for something, too, and then it is for others to answer.
TEST(Escape, WhoAnswersOthersDoesNotAnswerTheirOwn) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office", "p-4"), colleague = gate.token("chairs_office", "p-3");
  auto const answer = std::string(R"(, "outcome": "cleared", "outcome_on": "2024-05-02")");
  auto const by = [](std::string text, std::string const& person) { return text.replace(text.find("p-1"), 3, person); };
  auto const put = [&](std::string const& token, std::string const& id, std::string const& body) {
    return gate.ask(token, "PUT", "/v1/records/contact/" + id, body);
  };
  // Asked for themselves; asked for another; asked and answered in one; answered as another kind of contact first.
  EXPECT_EQ(put(office, "k-5", by(contact(""), "p-4")).status, 201);
  EXPECT_EQ(put(office, "k-6", contact("")).status, 201);
  for (auto const& [id, body] : {std::pair("k-5", by(contact(answer), "p-4")), std::pair("k-6", contact(answer)),
                                 std::pair("k-7", contact(answer))}) {
    auto const refused = put(office, id, body);
    EXPECT_EQ(refused.status, 403) << id;
    EXPECT_FALSE(Json::parse(refused.body)["detail"].get<std::string>().empty());
  }
  auto other = contact(answer);
  other.replace(other.find("clearance"), 9, "advice");
  EXPECT_EQ(put(office, "k-8", other).status, 201) << "what nobody has to clear";
  EXPECT_EQ(put(office, "k-8", contact(answer)).status, 403);
  // Somebody else answers; what was asked stays as it was answered.
  EXPECT_EQ(put(colleague, "k-5", by(contact(answer), "p-4")).status, 200);
  EXPECT_EQ(put(colleague, "k-6", contact(answer)).status, 200);
  auto elsewhere = contact(answer);
  elsewhere.replace(elsewhere.find("New Fund"), 8, "Old Fund");
  EXPECT_EQ(put(colleague, "k-6", elsewhere).status, 403);
  EXPECT_EQ(put(colleague, "k-6", by(contact(answer), "p-3")).status, 403);
  EXPECT_EQ(put(gate.token("group_leader", "p-1"), "k-6", elsewhere).status, 403);
  EXPECT_EQ(put(colleague, "k-6", contact(answer)).status, 200) << "nothing of it is changed";
  EXPECT_EQ(put(office, "k-6", contact(R"(, "outcome": "refused", "outcome_on": "2024-05-03")")).status, 403);
}

// No button that would only be refused.
TEST(Escape, PagesOfferNoAnswerToOnesOwn) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office", "p-4"), colleague = gate.token("chairs_office", "p-3");
  EXPECT_EQ(gate.ask(office, "PUT", "/v1/records/contact/k-5", contact("")).status, 201);
  auto const offers = [&](std::string const& token) {
    auto const page = gate.get(token, "/requests/k-5");
    EXPECT_EQ(page.status, 200);
    return page.body.contains("name=\"answer\"");
  };
  EXPECT_FALSE(offers(office));
  EXPECT_TRUE(offers(colleague));
}

TEST(Escape, WhoImportsDoesNotAnswerTheirOwn) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office", "p-4"), colleague = gate.token("chairs_office", "p-3");
  auto const answer = std::string(R"(, "outcome": "cleared", "outcome_on": "2024-05-02")");
  ASSERT_EQ(gate.ask(office, "PUT", "/v1/records/contact/k-5", contact("")).status, 201);
  auto const import = [&](std::string const& token, std::string row) {
    return gate.ask(token, "POST", "/v1/import?mode=merge", R"({"contact": [{"id": "k-5", )" + row.substr(1) + "]}").status;
  };
  EXPECT_EQ(import(office, contact(answer)), 403);
  EXPECT_EQ(import(office, contact("")), 200) << "as it is";
  EXPECT_EQ(import(colleague, contact(answer)), 200);
  EXPECT_EQ(import(office, contact(answer)), 200) << "as it is";
  auto own = R"({"contact": [{"id": "k-6", )" + contact(answer).substr(1) + "]}";
  own.replace(own.find("p-1"), 3, "p-4");
  EXPECT_EQ(gate.ask(office, "POST", "/v1/import?mode=merge", own).status, 403);
  EXPECT_EQ(gate.ask(colleague, "POST", "/v1/import?mode=merge", own).status, 200) << "what was answered elsewhere";
}

TEST(Escape, TheSecretariatsClearanceIsNotTheAskersEither) {
  Gatehouse gate;
  auto asking = contact(R"(, "outcome": "cleared", "outcome_on": "2024-05-02")");
  asking.replace(asking.find("chairs_office"), 13, "secretariat");
  EXPECT_EQ(gate.ask(gate.token("group_leader", "p-1"), "PUT", "/v1/records/contact/k-9", asking).status, 422);
}

// What a decision comes to tells what is hidden of others, so members ask about themselves. Breakage: check_asked() that
// finds nothing.
TEST(Escape, MembersDoNotAskAboutOthers) {
  Gatehouse gate;
  auto const member = gate.token("member", "p-3"), leader = gate.token("group_leader", "p-1");
  auto const about = [](std::string const& actor) {
    return R"({"action": "speak", "date": "2024-05-06", "group": "g-1")" +
           (actor.empty() ? "" : R"(, "actor": ")" + actor + '"') + "}";
  };
  auto const decide = [&](std::string const& token, std::string const& actor) {
    return gate.ask(token, "POST", "/v1/decisions", about(actor)).status;
  };
  EXPECT_EQ(decide(member, "p-3"), 200);
  EXPECT_EQ(decide(member, ""), 200) << "in general";
  EXPECT_EQ(decide(member, "p-1"), 403);
  EXPECT_EQ(decide(leader, "p-3"), 200) << "a leader asks about those they work with";
  auto const batch = Json::parse(
      gate.ask(member, "POST", "/v1/decisions/batch", R"({"requests": [)" + about("p-1") + "," + about("p-3") + "]}").body);
  EXPECT_EQ(batch["responses"][0]["status"], 403);
  EXPECT_TRUE(batch["responses"][1].contains("outcome"));
  auto const evaluate = [&](std::string const& id) {
    return Json::parse(gate.ask(member, "POST", "/access/v1/evaluation",
                                R"({"subject": {"type": "person", "id": ")" + id +
                                    R"("}, "action": {"name": "speak"}, "resource": {"type": "group", "id": "g-1"}})")
                           .body)["context"];
  };
  EXPECT_EQ(evaluate("p-1")["reason"], "not_yours_to_ask");
  EXPECT_TRUE(evaluate("p-3").contains("outcome"));
  auto const found = Json::parse(
      gate.ask(member, "POST", "/access/v1/search/subject",
               R"({"subject": {"type": "person"}, "action": {"name": "resign"}, "resource": {"type": "group", "id": "g-1"}})")
          .body)["results"];
  for (auto const& one : found) EXPECT_EQ(one["id"], "p-3");
  // What a question lays over the records makes nobody theirs.
  auto laid = Json::parse(about("p-1"));
  laid["state"] = {{"person", Json::array({{{"id", "p-1"}, {"name", "Me"}}})}};
  EXPECT_EQ(gate.ask(member, "POST", "/v1/decisions", laid.dump()).status, 403);
  EXPECT_EQ(Json::parse(gate.get(gate.token("administrator"), "/v1/decisions").body)["data"].size(), 5u)
      << "what is refused is not logged";
}

TEST(Escape, NobodyAsksInAnothersName) {
  Gatehouse gate;
  Json question = {{"subject", {{"type", "person"}, {"id", "p-2"}}},
                   {"action",
                    {{"name", "approach_donor"},
                     {"properties",
                      {{"amount", {{"amount", "250000.00"}, {"currency", "USD"}}},
                       {"donor_scope", "global"},
                       {"in_group_name", true},
                       {"in_kind", false},
                       {"fund_purpose", "priority_action"},
                       {"beneficiary", "group"}}}}},
                   {"resource", {{"type", "donor"}, {"id", "New Fund"}}},
                   {"context", {{"group", "g-1"}}}};
  auto const leader = gate.token("group_leader", "p-1");
  EXPECT_EQ(gate.ask(leader, "POST", "/access/v1/requests", question.dump()).status, 403);
  question["subject"]["id"] = "p-1";
  EXPECT_EQ(gate.ask(leader, "POST", "/access/v1/requests", question.dump()).status, 202);
}

TEST(Escape, ATokenIsNoWiderThanItsMakers) {
  Gatehouse gate;
  auto const narrow = gate.token("administrator", "", {"manage_tokens"}), whole = gate.token("administrator");
  auto const wish = R"({"role": "administrator", "label": "wide"})";
  EXPECT_EQ(gate.ask(narrow, "POST", "/v1/tokens", wish).status, 403);
  auto const made = gate.ask(whole, "POST", "/v1/tokens", wish);
  ASSERT_EQ(made.status, 201) << made.body;
  auto const path = "/v1/tokens/" + Json::parse(made.body)["id"].get<std::string>() + "/rotate";
  EXPECT_EQ(gate.ask(narrow, "POST", path).status, 403);
  EXPECT_EQ(gate.ask(whole, "POST", path).status, 200);
  EXPECT_EQ(gate.ask(narrow, "POST", "/v1/tokens",
                     R"({"role": "administrator", "label": "same", "scopes": ["manage_tokens"]})")
                .status,
            201);
}

TEST(Escape, ASecretIsNotKeptForARepetition) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  auto const make = [&] {
    return gate.ask(administrator, "POST", "/v1/tokens", R"({"role": "dashboard", "label": "wall"})",
                    {{"Idempotency-Key", "k"}});
  };
  auto const first = make(), second = make();
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_NE(Json::parse(first.body)["token"], Json::parse(second.body)["token"])
      << "another token, not the kept answer";
}

TEST(Escape, NoForeignPageComesInUnderDev) {
  Gatehouse gate;
  gate.service.door.dev = true;
  auto const get = [&](NamedValues headers) {
    return gate.ask({}, "GET", "/v1/export", {}, std::move(headers)).status;
  };
  EXPECT_EQ(get({{"Host", "127.0.0.1:8080"}}), 200);
  EXPECT_EQ(get({{"Host", "localhost"}}), 200);
  EXPECT_EQ(get({{"Host", "[::1]:8080"}}), 200);
  EXPECT_EQ(get({{"Host", "evil.example:8080"}}), 403);
  EXPECT_EQ(get({{"Host", "127.evil.example"}}), 403);
  EXPECT_EQ(
      gate.ask({}, "POST", "/v1/import?mode=replace", "{}", {{"Host", "localhost"}, {"Origin", "http://evil.example"}})
          .status,
      403);
}

TEST(Escape, GuessersWaitAndHoldNobodyUp) {
  Gatehouse gate;
  std::atomic<int> wrong = 0, told_to_wait = 0;
  std::vector<std::thread> guessers;
  for (int i = 0; i < 12; ++i) {
    guessers.emplace_back([&, i] {
      auto const status = gate.ask({}, "POST", "/v1/sessions",
                                   R"({"person": "nobody)" + std::to_string(i) + R"(", "secret": "wrong wrong wrong"})")
                              .status;
      ++(status == 429 ? told_to_wait : wrong);
    });
  }
  for (auto& guesser : guessers) guesser.join();
  EXPECT_GT(told_to_wait, 0);
  EXPECT_GT(wrong, 0);
}

TEST(Escape, AnErasureTakesWhatMeansTheRecordAndAllOfIt) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  auto const put = [&](std::string const& token, std::string const& path, std::string const& body) {
    auto const status = gate.ask(token, "PUT", "/v1/records/" + path, body).status;
    EXPECT_TRUE(status == 200 || status == 201) << path << status;
  };
  auto const drop = [&](std::string const& path) {
    EXPECT_EQ(gate.ask(administrator, "DELETE", "/v1/records/" + path).status, 204) << path;
  };
  auto const history = [&](std::string const& path) {
    return Json::parse(gate.get(administrator, "/v1/records/" + path + "/history").body)["data"];
  };
  auto const erase = [&](std::string const& id) {
    auto const response = gate.ask(administrator, "DELETE", "/v1/records/person/" + id + "/history");
    EXPECT_EQ(response.status, 200) << response.body;
    return Json::parse(response.body)["erased_parts"].get<int>();
  };
  // A person whose id is a word that much else has: a role, an outcome.
  EXPECT_EQ(erase("chair"), 0) << "there never was one";
  put(administrator, "person/chair", R"({"name": "X"})");
  put(administrator, "term/t-1", R"({"person": "p-1", "group": "g-1", "role": "chair", "start": "2021-01-02"})");
  drop("person/chair");
  EXPECT_EQ(erase("chair"), 4) << "its key and what it was, twice";
  EXPECT_FALSE(history("term/t-1").front()["before"].is_null());
  // Somebody who wrote, asked and had a token.
  put(administrator, "person/p-9", R"({"name": "Zephyrine"})");
  auto const member = gate.token("member", "p-9");
  put(member, "interest/z-1", R"({"person": "p-9", "subject": "a farm", "financial": true})");
  EXPECT_EQ(
      gate.ask(member, "POST", "/v1/decisions", R"({"action": "speak", "actor": "p-9", "date": "2024-05-06"})").status,
      200);
  drop("interest/z-1");
  drop("person/p-9");
  EXPECT_GT(erase("p-9"), 0);
  EXPECT_EQ(gate.get(member, "/v1/sessions/current").status, 401) << "nobody comes in as somebody who is gone";
  auto const entries = gate.get(administrator, "/v1/log/entries?limit=500").body;
  EXPECT_EQ(entries.find("p-9"), std::string::npos);
  EXPECT_EQ(gate.get(administrator, "/v1/tokens").body.find("p-9"), std::string::npos);
  EXPECT_TRUE(gate.store->access_faults().empty()) << "the log has that the token is gone";
}

}  // namespace
}  // namespace bylaw::api
