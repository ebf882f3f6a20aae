// What was known earlier, decisions evaluated again, and proofs from the log, as a caller gets them.
#include <gmock/gmock.h>

#include "api/replay.hpp"
#include "dsl/check.hpp"
#include "engine/audit/checkpoint.hpp"
#include "engine/audit/merkle.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using workshop::faults_of;
using workshop::Json;

std::shared_ptr<dsl::Rulebook const> rulebook_with(std::string const& from, std::string const& to) {
  auto text = workshop::text;
  text.replace(text.find(from), from.size(), to);
  return std::make_shared<dsl::Rulebook const>(dsl::check({{"workshop.rules", text}}).rulebook);
}

// A service over a file whose clock is set by hand, and that can be opened again under other rules.
class PastTest : public testing::Test {
 protected:
  PastTest() {
    forget();
    open(workshop::rulebook());
  }
  ~PastTest() override {
    service_.reset();
    store_.reset();
    forget();
  }

  void open(std::shared_ptr<dsl::Rulebook const> rules) {
    service_.reset();
    store_.reset();
    engine::StoreOptions options;
    options.now = [this] { return rfc3339(now_); };
    store_ = engine::Store::open(path_, rules, options);
    service_ = std::make_unique<Service>(rules, *store_, [this] { return now_; });
    service_->door.dev = true;
  }
  void at(int day, int hour) {
    using namespace std::chrono;
    now_ = sys_days(year(2024) / 5 / day) + hours(hour);
  }
  HttpResponse ask(std::string const& method, std::string const& target, std::string const& body = {}) {
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    for (auto from = target.find('?'); from != std::string::npos; from = target.find('&', from + 1)) {
      auto const pair = target.substr(from + 1, target.find('&', from + 1) - from - 1);
      request.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
    }
    if (!body.empty()) request.headers = {{"Content-Type", "application/json"}};
    request.body = body;
    request.remote_address = "127.0.0.1";
    return dispatch(*service_, request);
  }
  Json decide(Json const& more = Json::object()) {
    auto question = Json::parse(workshop::question);
    question.update(more);
    auto const response = ask("POST", "/v1/decisions", question.dump());
    EXPECT_EQ(response.status, 200) << response.body;
    return Json::parse(response.body);
  }
  // Without what is its own in every answer.
  static Json plain(Json answer) {
    for (auto const* key : {"id", "decided_at", "known_at"}) answer.erase(key);
    return answer;
  }
  void forget() const {
    for (auto const* part : {"", "-wal", "-shm", ".lock", ".log-key"}) std::filesystem::remove(path_ + part);
  }

  std::string path_ =
      std::filesystem::temp_directory_path() / ("bylaw_past_" + std::to_string(::getpid()) +
                                                testing::UnitTest::GetInstance()->current_test_info()->name() + ".db");
  Time now_{std::chrono::sys_days(std::chrono::year(2024) / 5 / 1)};
  std::unique_ptr<engine::Store> store_;
  std::unique_ptr<Service> service_;
};

std::string const permit = R"({"bench":"b-1","from":"2024-01-01","granted":true})";

// Breakages: take the state of now, or the rules of now; count a change by its time and not by its place.
TEST_F(PastTest, AnswersAsItWouldHaveBeenAnsweredThen) {
  at(6, 8);
  ASSERT_EQ(ask("POST", "/v1/import?mode=replace", workshop::state).status, 200);
  auto const first = decide({{"explain", "full"}});
  at(7, 8);
  ASSERT_EQ(ask("PUT", "/v1/records/permit/new", permit).status, 201);
  auto const second = decide({{"explain", "full"}});
  ASSERT_NE(plain(first), plain(second));
  at(8, 8);
  for (auto const* moment :
       {"2024-05-06", "2024-05-06T08:00:00Z", "2024-05-07T08:00:00+02:00", "2024-05-07T07:59:59.999Z"})
    EXPECT_EQ(plain(decide({{"explain", "full"}, {"known_at", moment}})), plain(first)) << moment;
  for (auto const* moment : {"2024-05-07", "2024-05-07T08:00:00.000Z", "2024-05-09"})
    EXPECT_EQ(plain(decide({{"explain", "full"}, {"known_at", moment}})), plain(second)) << moment;
  EXPECT_EQ(decide({{"known_at", "2024-05-06"}}).at("known_at"), "2024-05-06");

  open(rulebook_with("default EUR 100", "default EUR 100000"));
  auto const third = decide({{"explain", "full"}});
  ASSERT_NE(third.at("policy"), first.at("policy"));
  EXPECT_EQ(plain(decide({{"explain", "full"}, {"known_at", "2024-05-06"}})), plain(first));
  EXPECT_EQ(plain(decide({{"explain", "full"}, {"known_at", "2024-05-07"}})), plain(second));
  EXPECT_EQ(plain(decide({{"explain", "full"}, {"known_at", "2024-05-08"}})), plain(third));
}

TEST_F(PastTest, RefusesMomentsThatAreNone) {
  at(6, 8);
  ASSERT_EQ(ask("POST", "/v1/import?mode=replace", workshop::state).status, 200);
  for (auto const* moment : {"yesterday", "2024-05-06T08:00:00", "2024-02-30", "2024-05-06T25:00:00Z", "", "1024-02-29",
                             "9999-12-31T00:00:00Z"}) {
    auto question = Json::parse(workshop::question);
    question["known_at"] = moment;
    auto const response = ask("POST", "/v1/decisions", question.dump());
    EXPECT_EQ(response.status, 422) << moment;
    EXPECT_THAT(faults_of(response), ElementsAre("/known_at bad_moment"));
    EXPECT_EQ(ask("GET", std::string("/v1/compliance/summary?known_at=") + moment).status, 422) << moment;
  }
  auto question = Json::parse(workshop::question);
  question["known_at"] = "2024-04-01";
  EXPECT_EQ(ask("POST", "/v1/decisions", question.dump()).status, 409);
  EXPECT_EQ(ask("GET", "/v1/records/person?known_at=2024-05-06").status, 422);
}

TEST_F(PastTest, TellsComplianceAsKnownThen) {
  at(6, 8);
  ASSERT_EQ(ask("POST", "/v1/import?mode=replace", workshop::state).status, 200);
  auto const then = ask("GET", "/v1/compliance/findings?on=2024-05-06");
  ASSERT_EQ(then.status, 200);
  at(7, 8);
  ASSERT_EQ(ask("PUT", "/v1/records/permit/new", permit).status, 201);
  open(rulebook_with("default EUR 100", "default EUR 100000"));
  EXPECT_NE(ask("GET", "/v1/compliance/findings?on=2024-05-06").body, then.body);
  EXPECT_EQ(ask("GET", "/v1/compliance/findings?on=2024-05-06&known_at=2024-05-06").body, then.body);
}

// Breakages: replay over the state of now, or under the rules given; let an answer depend on the order of the rows.
TEST_F(PastTest, ReplaysEveryDecisionToTheSameBytes) {
  at(6, 8);
  ASSERT_EQ(ask("POST", "/v1/import?mode=replace", workshop::state).status, 200);
  for (auto const* explain : {"none", "why", "full"}) decide({{"explain", explain}});
  at(7, 8);
  ASSERT_EQ(ask("PUT", "/v1/records/permit/new", permit).status, 201);
  ASSERT_EQ(ask("PUT", "/v1/records/permit/later-and-before", permit).status, 201);  // not in the order of keys
  decide({{"explain", "full"}});
  decide({{"state",
           {{"permit",
             Json::array({{{"id", "what-if"}, {"bench", "b-1"}, {"from", "2024-01-01"}, {"granted", false}}})}}}});
  auto const old = workshop::rulebook();
  open(rulebook_with("default EUR 100", "default EUR 100000"));
  at(8, 8);
  decide({{"explain", "full"}});
  decide({{"explain", "full"}, {"known_at", "2024-05-06"}});
  store_->flush();
  auto const& archive = store_->archive();
  auto const logged = archive.decisions_after(std::nullopt, 100);
  ASSERT_EQ(logged.size(), 7u);
  Replayer replayer(archive), under_old(archive, old);
  int different = 0;
  for (auto const& [place, decision] : logged) {
    auto const replayed = replayer.replay(decision);
    EXPECT_EQ(replayed.result, ReplayResult::same) << replayed.why;
    EXPECT_EQ(replayed.answer, decision.answer);
    different += under_old.replay(decision).result == ReplayResult::differs;
  }
  // The control: other rules, or another state, and it notices.
  EXPECT_EQ(different, 1);
  auto wrong = logged[3].second;
  wrong.state_revision = 1;
  EXPECT_EQ(replayer.replay(wrong).result, ReplayResult::differs);
}

audit::Proof proof_of(Json const& json) {
  audit::Proof proof;
  for (auto const& hash : json.at("proof")) proof.push_back(*audit::hash_of_base64(hash.get<std::string>()));
  return proof;
}
audit::Hash hash_of(Json const& json, char const* key) {
  return *audit::hash_of_base64(json.at(key).get<std::string>());
}

TEST_F(PastTest, ProvesThatADecisionIsInTheLogAndThatTheLogGoesOn) {
  at(6, 8);
  ASSERT_EQ(ask("POST", "/v1/import?mode=replace", workshop::state).status, 200);
  auto const id = decide().at("id").get<std::string>();
  auto const key = audit::PublicKey::parse(ask("GET", "/v1/log/key").body);
  ASSERT_TRUE(key);
  auto const kept = key->open(ask("GET", "/v1/log/checkpoint").body);
  ASSERT_TRUE(kept);
  auto const json = Json::parse(ask("GET", "/v1/log/inclusion?entry=" + id).body);
  auto const head = key->open(json.at("checkpoint").get<std::string>());
  ASSERT_TRUE(head);
  EXPECT_TRUE(audit::proves_inclusion(proof_of(json), hash_of(json.at("leaf"), "leaf_hash"), json.at("entry"),
                                      head->size, head->root));
  EXPECT_EQ(json.at("leaf").at("values").at(0), id);
  for (int i = 0; i < 9; ++i) decide();
  auto const later = key->open(ask("GET", "/v1/log/checkpoint").body);
  ASSERT_TRUE(later);
  EXPECT_EQ(later->size, kept->size + 9);
  auto const consistency = Json::parse(ask("GET", "/v1/log/consistency?from=" + std::to_string(kept->size)).body);
  EXPECT_TRUE(audit::proves_consistency(proof_of(consistency), kept->size, kept->root, later->size, later->root));
  auto const entries = Json::parse(ask("GET", "/v1/log/entries?from=2&limit=3").body);
  EXPECT_EQ(entries.at("data").size(), 3u);
  EXPECT_EQ(entries.at("data").at(0).at("entry"), 2);
  EXPECT_EQ(ask("GET", "/v1/log/entries").body.find("p-1"), std::string::npos);  // nothing that can be erased
}

TEST_F(PastTest, RefusesProofsThatCannotBe) {
  at(6, 8);
  decide({{"actor", nullptr}, {"bench", nullptr}, {"facts", Json::object()}});
  EXPECT_EQ(ask("GET", "/v1/log/inclusion").status, 422);
  EXPECT_EQ(ask("GET", "/v1/log/inclusion?entry=99").status, 422);
  EXPECT_EQ(ask("GET", "/v1/log/inclusion?entry=01ARZ3NDEKTSV4RRFFQ69G5FAV").status, 404);
  EXPECT_EQ(ask("GET", "/v1/log/inclusion?entry=2&size=2").status, 404);
  EXPECT_EQ(ask("GET", "/v1/log/consistency").status, 422);
  EXPECT_EQ(ask("GET", "/v1/log/consistency?from=0").status, 422);
  EXPECT_EQ(ask("GET", "/v1/log/consistency?from=3&to=2").status, 422);
  EXPECT_EQ(ask("GET", "/v1/log/consistency?from=99").status, 422);
}

TEST_F(PastTest, ErasesThePastOfARecordThatIsNoMore) {
  at(6, 8);
  ASSERT_EQ(ask("POST", "/v1/import?mode=replace", workshop::state).status, 200);
  ASSERT_EQ(ask("PUT", "/v1/records/permit/new", permit).status, 201);
  EXPECT_EQ(ask("DELETE", "/v1/records/permit/new/history").status, 409);
  ASSERT_EQ(ask("DELETE", "/v1/records/permit/new").status, 204);
  auto const erased = ask("DELETE", "/v1/records/permit/new/history");
  EXPECT_EQ(erased.status, 200) << erased.body;
  EXPECT_GT(Json::parse(erased.body).at("erased_parts"), 3);
}

TEST_F(PastTest, BacksUpOnlyWhereItMayAndUnderAPlainName) {
  EXPECT_EQ(ask("POST", "/v1/backup", "{}").status, 409);
  service_->backups = std::filesystem::temp_directory_path();
  EXPECT_EQ(ask("POST", "/v1/backup", R"({"name":"../x.db"})").status, 422);
  EXPECT_EQ(ask("POST", "/v1/backup", R"({"name":".x"})").status, 422);
  auto const name = "bylaw_backup_" + std::to_string(::getpid()) + ".db";
  auto const made = ask("POST", "/v1/backup", Json{{"name", name}}.dump());
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(ask("POST", "/v1/backup", Json{{"name", name}}.dump()).status, 503);
  std::filesystem::remove(service_->backups + "/" + name);
}

}  // namespace
}  // namespace bylaw::api
