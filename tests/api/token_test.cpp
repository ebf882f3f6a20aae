// The life of a token, by a clock of the test's own; and of secrets that people choose.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include "api/access/token_text.hpp"
#include "tests/api/gatehouse.hpp"

namespace bylaw::api {
namespace {

using gatehouse::Gatehouse;
using workshop::Json;
using std::chrono::days;

int status_with(Gatehouse& gate, std::string const& token) { return gate.get(token, "/v1/rules").status; }

// Seen failing: the comparison with the canonical text left out of secret_of_token(), which lets upper case in.
TEST(TokenText, IsReadInOneSpellingOnly) {
  auto const secret = secrets::random_bytes();
  auto const text = token_text(secret);
  EXPECT_EQ(text.size(), 78u);
  EXPECT_EQ(secret_of_token(text), secret);
  auto upper = text;
  std::ranges::transform(upper.begin() + 6, upper.end(), upper.begin() + 6, [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
  std::vector<std::string> wrong = {"", "bylaw_", text.substr(1), text + "0", text.substr(0, 77), upper,
                                    "bylax_" + text.substr(6), "Bylaw_" + text.substr(6), text + '\n'};
  for (std::size_t at = 6; at < text.size(); ++at) {
    auto slip = text;
    slip[at] = slip[at] == 'a' ? 'b' : 'a';
    wrong.push_back(slip);
  }
  for (auto const& one : wrong) EXPECT_FALSE(secret_of_token(one)) << one;
}

// Of 32 bytes each is looked at: a difference in any one of them counts.
// Seen failing: 31 of the 32 bytes compared in secrets::same().
TEST(Secrets, AreComparedWhole) {
  auto const one = secrets::random_bytes();
  EXPECT_TRUE(secrets::same(one, one));
  for (std::size_t at = 0; at < one.size(); ++at) {
    auto other = one;
    other[at] ^= 1;
    EXPECT_FALSE(secrets::same(one, other)) << at;
  }
}

// How long a comparison takes does not depend on where the difference is: the medians of many runs, with room for noise.
// Seen failing: secrets::same() as std::ranges::equal() over a million bytes' worth of runs.
TEST(Secrets, AreComparedInConstantTime) {
  auto const one = secrets::random_bytes();
  auto early = one, late = one;
  early.front() ^= 1;
  late.back() ^= 1;
  auto const time_of = [&](secrets::Bytes32 const& other) {
    auto const start = std::chrono::steady_clock::now();
    bool any = false;
    for (int i = 0; i < 20'000; ++i) any |= secrets::same(one, other);
    EXPECT_FALSE(any);
    return std::chrono::steady_clock::now() - start;
  };
  std::vector<std::chrono::steady_clock::duration> of_early, of_late;
  for (int i = 0; i < 41; ++i) {
    of_early.push_back(time_of(early));
    of_late.push_back(time_of(late));
  }
  std::ranges::sort(of_early);
  std::ranges::sort(of_late);
  auto const ratio = static_cast<double>(of_late[20].count()) / static_cast<double>(of_early[20].count());
  EXPECT_GT(ratio, 0.5);
  EXPECT_LT(ratio, 2.0);
}

// Seen failing: `now < token.expires_at` left out of holds().
TEST(Token, ExpiresOnTheDay) {
  Gatehouse gate;
  auto const token = gate.token("dashboard", "", {}, 30);
  EXPECT_EQ(status_with(gate, token), 200);
  gate.now += days(30) - std::chrono::milliseconds(1);
  EXPECT_EQ(status_with(gate, token), 200);
  gate.now += std::chrono::milliseconds(1);
  EXPECT_EQ(status_with(gate, token), 401);
  gate.now -= days(1);  // a clock that goes back gives it its time back, and no more
  EXPECT_EQ(status_with(gate, token), 200);
}

// Seen failing: `revoked_at` left out of holds().
TEST(Token, IsRevokedAtOnce) {
  Gatehouse gate;
  auto const token = gate.token("dashboard"), administrator = gate.token("administrator");
  auto const id = gate.service.door.tokens.all()[0].role == "dashboard" ? gate.service.door.tokens.all()[0].id
                                                                        : gate.service.door.tokens.all()[1].id;
  EXPECT_EQ(gate.ask(administrator, "DELETE", "/v1/tokens/" + id).status, 204);
  EXPECT_EQ(status_with(gate, token), 401);
  EXPECT_EQ(gate.ask(administrator, "DELETE", "/v1/tokens/" + id).status, 204);
  EXPECT_EQ(gate.ask(administrator, "POST", "/v1/tokens/" + id + "/rotate").status, 404);
}

// Seen failing: `previous_until` left out of TokenBook::find_by().
TEST(Token, GoesOnForAWhileAfterARotation) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  auto const made =
      Json::parse(gate.ask(administrator, "POST", "/v1/tokens", R"({"role": "dashboard", "label": "wall"})").body);
  auto const rotate = [&] {
    auto const response =
        gate.ask(administrator, "POST", "/v1/tokens/" + made.at("id").get<std::string>() + "/rotate?grace_days=2");
    EXPECT_EQ(response.status, 200) << response.body;
    return Json::parse(response.body).at("token").get<std::string>();
  };
  auto const first = made.at("token").get<std::string>(), second = rotate();
  EXPECT_EQ(status_with(gate, first), 200);
  EXPECT_EQ(status_with(gate, second), 200);
  auto const third = rotate();
  EXPECT_EQ(status_with(gate, first), 401) << "only two live at a time";
  EXPECT_EQ(status_with(gate, second), 200);
  gate.now += days(2);
  EXPECT_EQ(status_with(gate, second), 401);
  EXPECT_EQ(status_with(gate, third), 200);
}

TEST(Token, HasNoMoreThanItsScopes) {
  Gatehouse gate;
  auto const token = gate.token("administrator", "", {"read_rules"});
  EXPECT_EQ(status_with(gate, token), 200);
  EXPECT_EQ(gate.get(token, "/v1/export").status, 403);
  EXPECT_EQ(gate.get(token, "/v1/tokens").status, 403);
}

// Seen failing: the hash given back by write_token().
TEST(Token, IsToldOnceAndNeverKept) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  auto const made =
      Json::parse(gate.ask(administrator, "POST", "/v1/tokens", R"({"role": "dashboard", "label": "wall"})").body);
  auto const text = made.at("token").get<std::string>(), secret = text.substr(6, 64);
  auto const list = gate.get(administrator, "/v1/tokens").body;
  for (auto const& token : gate.store->access_tokens()) {
    EXPECT_EQ((token.hash + token.id + token.label).find(secret), std::string::npos);
    EXPECT_EQ(list.find(token.hash), std::string::npos);
  }
  EXPECT_EQ(list.find(secret), std::string::npos);
  EXPECT_NE(list.find("\"wall\""), std::string::npos);
}

// Seen failing: the hour not compared in TokenBook::use(), so that every request writes.
TEST(Token, RemembersItsLastUseByTheHour) {
  Gatehouse gate;
  auto const token = gate.token("dashboard");
  auto const written = [&] { return gate.store->access_tokens()[0].last_used_at; };
  EXPECT_EQ(written(), "");
  status_with(gate, token);
  auto const first = written();
  EXPECT_EQ(first, "2024-05-06T07:00:00.000Z");
  gate.now += std::chrono::minutes(59);
  status_with(gate, token);
  EXPECT_EQ(written(), first);
  EXPECT_EQ(gate.service.door.tokens.all()[0].last_used_at, "2024-05-06T07:59:00.000Z");
  gate.now += std::chrono::minutes(2);
  status_with(gate, token);
  EXPECT_EQ(written(), "2024-05-06T08:01:00.000Z");
}

struct BadRequest {
  std::string body;
  std::vector<std::string> faults;
};
std::vector<BadRequest> const bad_requests = {
    {"[]", {" wrong_type"}},
    {R"({"role": "dashbord", "label": "x"})", {"/role unknown_value"}},
    {R"({"label": "x"})", {"/role missing"}},
    {R"({"role": "dashboard"})", {"/label missing"}},
    {R"({"role": "dashboard", "label": "x\ny"})", {"/label bad_text"}},
    {R"({"role": "member", "label": "x"})", {"/person missing"}},
    {R"({"role": "member", "label": "x", "person": "p-9"})", {"/person unknown_reference"}},
    {R"({"role": "dashboard", "label": "x", "scopes": ["decide", "reed_rules"]})",
     {"/scopes/0 beyond_role", "/scopes/1 unknown_value"}},
    {R"({"role": "dashboard", "label": "x", "scopes": []})", {"/scopes missing"}},
    {R"({"role": "dashboard", "label": "x", "days": 366})", {"/days out_of_range"}},
    {R"({"role": "dashboard", "label": "x", "days": 1.5})", {"/days wrong_type"}},
    {R"({"role": "dashboard", "label": "x", "dayz": 3})", {"/dayz unknown_key"}},
};

TEST(Token, IsMadeOnlyAsTheRulebookHasIt) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  for (auto const& [body, faults] : bad_requests) {
    auto const response = gate.ask(administrator, "POST", "/v1/tokens", body);
    EXPECT_EQ(response.status, 422) << body;
    EXPECT_EQ(workshop::faults_of(response), faults) << response.body;
  }
  EXPECT_EQ(gate.service.door.tokens.all().size(), 1u);
}

// The author of a change is the token's person, else its label.
// Seen failing: author_of() with a name of its own.
TEST(Token, SignsChanges) {
  Gatehouse gate;
  auto const leader = gate.token("group_leader", "p-1"), office = gate.token("chairs_office");
  auto const body = R"({"target": "o-1", "year": 2024})";
  ASSERT_EQ(gate.ask(leader, "PUT", "/v1/records/progress/j-1", body).status, 200);
  auto const changes = Json::parse(gate.get(office, "/v1/records/progress/j-1/history").body).at("data");
  EXPECT_EQ(changes.at(0).at("who"), "p-1");
}

class KeyFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("bylaw_key_" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path() const { return (folder_ / "key").string(); }
  std::filesystem::path folder_;
};

// Seen failing: the mode not looked at in read_key().
TEST_F(KeyFile, IsForItsOwnerOnly) {
  EXPECT_THROW(secrets::key_of_file(path(), false), std::runtime_error);
  auto const key = secrets::key_of_file(path(), true);
  struct stat facts {};
  ASSERT_EQ(::stat(path().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  EXPECT_EQ(secrets::key_of_file(path(), false), key);
  ::chmod(path().c_str(), 0640);
  EXPECT_THROW(secrets::key_of_file(path(), false), std::runtime_error);
  ::chmod(path().c_str(), 0600);
  std::ofstream(path()) << "no key";
  EXPECT_THROW(secrets::key_of_file(path(), false), std::runtime_error);
}

TEST_F(KeyFile, GoesWithTheDatabase) {
  auto const database = (folder_ / "state.db").string();
  std::string token;
  {
    auto const store = engine::Store::open(database, gatehouse::rulebook());
    token = TokenBook(*store).make({"token", "x", "dashboard", "", "", "test", Time() + days(1)}, Time()).text;
  }
  auto const store = engine::Store::open(database, gatehouse::rulebook());
  EXPECT_TRUE(TokenBook(*store).use(*secret_of_token(token), Time()));
  std::filesystem::remove(database + ".key");
  EXPECT_THROW(TokenBook{*store}, std::runtime_error);
}

TEST(Session, IsSignedInToAndOut) {
  Gatehouse gate;
  auto& door = gate.service.door;
  door.sign_in.set("p-1", "group_leader", "correct horse battery", gate.now);
  auto const sign_in = [&](std::string const& person, std::string const& secret) {
    return gate.ask({}, "POST", "/v1/sessions", Json{{"person", person}, {"secret", secret}}.dump());
  };
  auto const wrong = sign_in("p-1", "wrong horse battery"), nobody = sign_in("p-2", "correct horse battery");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.body, nobody.body);
  auto const in = sign_in("p-1", "correct horse battery");
  ASSERT_EQ(in.status, 201) << in.body;
  std::string cookie;
  for (auto const& [name, value] : in.headers)
    if (name == "Set-Cookie") cookie = value;
  for (auto const* part : {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=28800"})
    EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
  auto const pair = cookie.substr(0, cookie.find(';'));
  auto const ask = [&](std::string const& method, NamedValues headers, std::string const& target = "/v1/sessions/current") {
    headers.emplace_back("Cookie", "theme=dark; " + pair);
    return gate.ask({}, method, target, "", std::move(headers)).status;
  };
  EXPECT_EQ(ask("GET", {}), 200);
  EXPECT_EQ(ask("DELETE", {{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(ask("DELETE", {{"Origin", "https://elsewhere.example"}, {"Host", "here.example"}}), 403);
  EXPECT_EQ(ask("DELETE", {{"Sec-Fetch-Site", "same-origin"}}), 204);
  EXPECT_EQ(ask("GET", {}), 401);
  auto const again = sign_in("p-1", "correct horse battery");
  gate.now += std::chrono::hours(8);
  EXPECT_EQ(ask("GET", {}), 401);
}

// Seen failing: wait() that never waits.
TEST(Session, IsNotGuessedAt) {
  Gatehouse gate;
  gate.service.door.sign_in.set("p-1", "group_leader", "correct horse battery", gate.now);
  auto const status = [&](std::string const& secret) {
    return gate.ask({}, "POST", "/v1/sessions", Json{{"person", "p-1"}, {"secret", secret}}.dump()).status;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(status("a wrong guess"), 401);
  EXPECT_EQ(status("correct horse battery"), 429);
  gate.now += std::chrono::minutes(15);
  EXPECT_EQ(status("correct horse battery"), 201);
}

// Under --dev everybody on this machine may do everything, and nobody else anything.
TEST(Door, OpensForThisMachineOnly) {
  Gatehouse gate;
  gate.service.door.dev = true;
  EXPECT_EQ(gate.get({}, "/v1/export").status, 200);
  auto request = workshop::request_of("GET", "/v1/export", "", {});
  for (std::string const address : {"192.168.1.7", "::2", "127.0.0.1.evil", ""}) {
    request.remote_address = address;
    bool const is_ours = address.starts_with("127.");
    EXPECT_EQ(dispatch(gate.service, request).status, is_ours ? 200 : 401) << address;
  }
}

}  // namespace
}  // namespace bylaw::api
