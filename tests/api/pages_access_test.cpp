// Who sees which page, and that no page tells what the interface for programs would not: every page, asked by every
// role with every record, rule and case there is. What is confidential has "hush" in it.
#include <gmock/gmock.h>

#include <map>

#include "api/pages/forms.hpp"
#include "api/pages/site.hpp"
#include "tests/api/gatehouse.hpp"

namespace bylaw::api::pages {
namespace {

using gatehouse::Gatehouse;
using testing::HasSubstr;
using testing::Not;
using workshop::Json;

HttpResponse browse(Gatehouse& gate, std::string const& token, std::string const& target) {
  return gate.ask(token, "GET", target, "", {{"Accept", "text/html"}});
}

std::string location(HttpResponse const& response) {
  for (auto const& [name, value] : response.headers)
    if (name == "Location") return value;
  return {};
}

// A decision about the approach of group one, asked by its leader.
std::string decided(Gatehouse& gate) {
  auto const question = R"({"action": "approach_donor", "date": "2024-05-06", "group": "g-1", "actor": "p-1",
      "facts": {"donor": "hush fund", "donor_scope": "global", "in_group_name": true,
                "amount": {"amount": "250000.00", "currency": "USD"}}})";
  auto const response = gate.ask(gate.token("group_leader", "p-1"), "POST", "/v1/decisions", question);
  EXPECT_EQ(response.status, 200) << response.body;
  return Json::parse(response.body).at("id");
}

std::vector<std::string> all_pages(std::string const& decision) {
  std::vector<std::string> pages = {"/",
                                    "/todo",
                                    "/mine",
                                    "/check",
                                    "/groups",
                                    "/cases",
                                    "/cases?all=true",
                                    "/cases/new",
                                    "/dashboard",
                                    "/dashboard?format=csv",
                                    "/dashboard/list",
                                    "/dashboard/list?status=met",
                                    "/dashboard/trend",
                                    "/outlook",
                                    "/outlook?theme=leadership&on=2023-01-01",
                                    "/rulebook",
                                    "/administration",
                                    "/administration/settings",
                                    "/administration/tokens",
                                    "/administration/import",
                                    "/administration/log",
                                    "/rulebook/tables/checklist_document",
                                    "/accessibility",
                                    "/decisions/" + decision,
                                    "/decisions/" + decision + "/request/fundraising.large_approach"};
  auto const rulebook = gatehouse::rulebook();
  for (auto const& action : rulebook->actions)
    pages.push_back("/check/" + action.name + "?date=2024-05-06&group=g-1&actor=p-1");
  for (auto const& rule : rulebook->rules) pages.push_back("/rulebook/" + rule.name);
  for (auto const& rule : rulebook->standing) pages.push_back("/rulebook/" + rule.name);
  for (auto const& record : rulebook->records)
    for (auto const* rest : {"", "?q=hush", "/new"}) pages.push_back("/records/" + record.name + rest);
  for (auto const& rule : rulebook->standing)
    if (rule.of_record != dsl::none)
      for (auto const* person : {"p-1", "p-2", "p-3", "p-4"})
        pages.push_back("/checklists/" + rule.name + '/' + person);
  auto const state = Json::parse(gatehouse::state);
  for (auto const& [record, rows] : state.items())
    for (auto const& row : rows) {
      auto const path = "/records/" + record + '/' + row.at("id").get<std::string>();
      for (auto const* rest : {"", "?on=2024-04-01", "/edit", "/paper"}) pages.push_back(path + rest);
      if (record == "contact") pages.push_back("/requests/" + row.at("id").get<std::string>());
      if (record == "case")
        for (auto const* rest : {"", "/steps/criteria_agreed", "/steps/committee_decision"})
          pages.push_back("/cases/" + row.at("id").get<std::string>() + rest);
    }
  return pages;
}

// Without what the caller wrote into the address, which pages repeat in links, and what it was searched for.
bool tells(HttpResponse const& response, std::string const& page) {
  auto body = response.body;
  auto key = page.substr(0, page.find('?'));
  for (std::string const end : {"/edit", "/paper"})
    if (key.ends_with(end)) key.resize(key.size() - end.size());
  key = key.substr(key.rfind('/') + 1);
  if (key.find("hush") != std::string::npos)
    for (auto at = body.find(key); at != std::string::npos; at = body.find(key)) body.erase(at, key.size());
  for (std::string const searched : {"value=\"hush\"", "q=hush"})
    for (auto at = body.find(searched); at != std::string::npos; at = body.find(searched))
      body.erase(at, searched.size());
  return body.find("hush") != std::string::npos || body.find(std::to_string(gatehouse::hushed)) != std::string::npos ||
         body.find("41,234") != std::string::npos;
}

// Seen failing: seen_snapshot() that gives everything; get_decision() not asked by the page of a decision.
TEST(PagesAccess, NoPageTells) {
  Gatehouse gate;
  auto const decision = decided(gate);
  auto const pages = all_pages(decision);
  for (auto const& [role, person] :
       std::vector<std::pair<std::string, std::string>>{{"dashboard", ""}, {"member", "p-4"}, {"", ""}}) {
    auto const token = role.empty() ? std::string() : gate.token(role, person);
    for (auto const& page : pages) EXPECT_FALSE(tells(browse(gate, token, page), page)) << role << ' ' << page;
  }
  std::size_t telling = 0;
  auto const administrator = gate.token("administrator");
  for (auto const& page : pages) telling += tells(browse(gate, administrator, page), page);
  EXPECT_GT(telling, 20u);
}

// A page and the record it shows answer alike: what is not there for programs is not there for people.
TEST(PagesAccess, ARecordIsThereForPeopleAsItIsForPrograms) {
  Gatehouse gate;
  auto const state = Json::parse(gatehouse::state);
  for (auto const& [role, person] : std::vector<std::pair<std::string, std::string>>{{"administrator", ""},
                                                                                     {"chairs_office", ""},
                                                                                     {"steering_committee", ""},
                                                                                     {"group_leader", "p-1"},
                                                                                     {"group_leader", "p-2"},
                                                                                     {"member", "p-3"},
                                                                                     {"member", "p-4"},
                                                                                     {"dashboard", ""}}) {
    auto const token = gate.token(role, person);
    for (auto const& [record, rows] : state.items())
      for (auto const& row : rows) {
        auto const path = "/records/" + record + '/' + row.at("id").get<std::string>();
        EXPECT_EQ(browse(gate, token, path).status, gate.get(token, "/v1" + path).status) << role << ' ' << path;
        if (record != "case") continue;
        auto const id = '/' + row.at("id").get<std::string>();
        EXPECT_EQ(browse(gate, token, "/cases" + id).status, gate.get(token, "/v1/succession/cases" + id).status)
            << role << ' ' << id;
      }
  }
}

// Of each page: nobody, administrator, office, committee, leader (own group), member, dashboard. s = sent to sign in,
// o = opened, f = 403, n = 404.
TEST(PagesAccess, EachRoleHasItsPages) {
  Gatehouse gate;
  auto const decision = decided(gate);
  std::map<std::string, std::string> const table = {
      {"/", "sooooos"},
      {"/accessibility", "ooooooo"},
      {"/todo", "soooooo"},
      {"/check", "sooooof"},
      {"/check/approach_donor", "sooooof"},
      {"/decisions/" + decision, "soooonf"},
      {"/groups", "soooooo"},
      {"/records/group/g-1", "soooooo"},
      {"/records/term/t-1/edit", "sooffff"},
      {"/records/contact/k-1/edit", "soofoff"},
      {"/records/contact/new", "soofoff"},
      {"/records/coi/c-hush-1", "soononn"},
      {"/cases", "sooooff"},
      {"/cases/s-1", "sooooff"},
      {"/cases/s-2", "sooonff"},
      {"/cases/new", "sooofff"},
      {"/dashboard", "soooooo"},
      {"/rulebook", "soooooo"},
      {"/administration", "soooooo"},
      {"/nowhere", "snnnnnn"},
  };
  std::vector<std::string> const tokens = {"",
                                           gate.token("administrator"),
                                           gate.token("chairs_office"),
                                           gate.token("steering_committee"),
                                           gate.token("group_leader", "p-1"),
                                           gate.token("member", "p-4"),
                                           gate.token("dashboard")};
  for (auto const& [page, expected] : table) {
    std::string letters;
    for (auto const& token : tokens) {
      auto const status = browse(gate, token, page).status;
      letters += status == 303 ? 's' : status == 200 ? 'o' : status == 403 ? 'f' : status == 404 ? 'n' : '?';
    }
    EXPECT_EQ(letters, expected) << page;
  }
}

TEST(PagesAccess, ButtonsAreThereForWhoMayUseThem) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office"), leader = gate.token("group_leader", "p-1"),
             viewer = gate.token("dashboard");
  EXPECT_THAT(browse(gate, office, "/records/term/t-1").body, HasSubstr("/records/term/t-1/edit"));
  EXPECT_THAT(browse(gate, leader, "/records/term/t-1").body, Not(HasSubstr("/edit")));
  EXPECT_THAT(browse(gate, leader, "/records/group/g-1").body, HasSubstr("/records/delegation/new"));
  EXPECT_THAT(browse(gate, leader, "/records/group/g-1").body, Not(HasSubstr("/records/term/new")));
  EXPECT_THAT(browse(gate, viewer, "/records/group/g-1").body, Not(HasSubstr("/new")));
  EXPECT_THAT(browse(gate, office, "/cases").body, HasSubstr("/cases/new"));
  EXPECT_THAT(browse(gate, leader, "/cases").body, Not(HasSubstr("/cases/new")));
  EXPECT_THAT(browse(gate, viewer, "/").body, Not(HasSubstr("href=\"/check\"")));
}

// A delegation is issued, printed as a letter and revoked; who may not write it has no button and no way.
TEST(PagesAccess, ALetterIsIssuedAndRevoked) {
  Gatehouse gate;
  auto const leader = gate.token("group_leader", "p-1"), other = gate.token("group_leader", "p-2");
  auto const made =
      gate.ask(leader, "PUT", "/v1/records/delegation/d-1", R"({"scope": "group", "group": "g-1", "delegator": "p-1",
      "delegate": "p-3", "in_writing": true, "issued_on": "2024-05-01", "valid_from": "2024-05-01", "valid_until": "2024-12-31"})");
  ASSERT_EQ(made.status, 201) << made.body;
  auto const letter = browse(gate, leader, "/records/delegation/d-1/paper").body;
  for (auto const* part : {"One", "Leader of one", "A member", "31 December 2024"})
    EXPECT_THAT(letter, HasSubstr(part));
  auto const happened = "/records/delegation/d-1/happened/revoked_on";
  EXPECT_THAT(browse(gate, leader, "/records/delegation/d-1").body, HasSubstr(happened));
  EXPECT_THAT(browse(gate, other, "/records/delegation/d-1").body, Not(HasSubstr(happened)));
  auto const press = [&](std::string const& token, std::string const& etag) {
    NamedValues const headers = {
        {"Accept", "text/html"}, {"Cookie", "bylaw_form=abc"}, {"Authorization", "Bearer " + token}};
    return dispatch(gate.service, workshop::request_of("POST", happened,
                                                       "form_key=" + form_key_of("abc") + "&version=" + etag, headers))
        .status;
  };
  auto const stored = gate.get(leader, "/v1/records/delegation/d-1");
  std::string etag;
  for (auto const& [name, value] : stored.headers)
    if (name == "ETag") etag = "%22" + value.substr(1, value.size() - 2) + "%22";
  EXPECT_EQ(press(other, etag), 403);
  EXPECT_EQ(press(leader, "%22999%22"), 409);
  EXPECT_EQ(press(leader, etag), 303);
  EXPECT_EQ(Json::parse(gate.get(leader, "/v1/records/delegation/d-1").body).at("revoked_on"), "2024-05-06");
  EXPECT_THAT(browse(gate, leader, "/records/delegation/d-1").body, Not(HasSubstr(happened)));
}

// ---- keeping it in order ----

HttpResponse post(Gatehouse& gate, std::string const& token, std::string const& target, std::string const& form) {
  NamedValues const headers = {
      {"Accept", "text/html"}, {"Cookie", "bylaw_form=abc"}, {"Authorization", "Bearer " + token}};
  return dispatch(gate.service,
                  workshop::request_of("POST", target, form + "&form_key=" + form_key_of("abc"), headers));
}

// Both the page and the route behind it ask for the scope.
TEST(PagesAdministration, ATokenIsToldOnce) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  auto const made = post(gate, administrator, "/administration/tokens", "label=screen&role=dashboard&days=30");
  auto const at = made.body.find("bylaw_");
  ASSERT_NE(at, std::string::npos);
  auto const secret = made.body.substr(at, 78);
  EXPECT_EQ(gate.get(secret, "/v1/rules").status, 200);
  auto const list = browse(gate, administrator, "/administration/tokens").body;
  EXPECT_THAT(list, HasSubstr("screen"));
  EXPECT_THAT(list, Not(HasSubstr(secret)));
  EXPECT_EQ(post(gate, administrator, "/administration/tokens", "label=screen&role=nobody").status, 422);
  auto const tokens = Json::parse(gate.get(administrator, "/v1/tokens").body).at("data");
  for (auto const& token : tokens)
    if (token.at("label") == "screen")
      post(gate, administrator, "/administration/tokens/" + token.at("id").get<std::string>(), "do=revoke");
  EXPECT_EQ(gate.get(secret, "/v1/rules").status, 401);
  for (auto const* role : {"chairs_office", "steering_committee", "dashboard"}) {
    auto const token = gate.token(role);
    EXPECT_EQ(browse(gate, token, "/administration/tokens").status, 403) << role;
    EXPECT_EQ(post(gate, token, "/administration/tokens", "label=x&role=administrator").status, 403) << role;
    EXPECT_THAT(browse(gate, token, "/administration").body, Not(HasSubstr("/administration/tokens")));
  }
}

TEST(PagesAdministration, AnImportIsLookedOverBeforeItIsWritten) {
  Gatehouse gate;
  auto const office = gate.token("chairs_office");
  auto const good =
      std::string("mode=merge&records=%7B%22person%22%3A%5B%7B%22id%22%3A%22p-9%22%2C%22name%22%3A%22New%22%7D%5D%7D");
  auto const bad =
      std::string("mode=merge&records=%7B%22person%22%3A%5B%7B%22id%22%3A%22p-9%22%2C%22nam%22%3A%22New%22%7D%5D%7D");
  auto const there = [&] { return gate.get(office, "/v1/records/person/p-9").status == 200; };
  EXPECT_THAT(post(gate, office, "/administration/import", bad + "&do=look").body, HasSubstr("/person/0/nam"));
  EXPECT_EQ(post(gate, office, "/administration/import", bad + "&do=import").status, 422);
  EXPECT_EQ(post(gate, office, "/administration/import", good + "&do=look").status, 200);
  EXPECT_FALSE(there());
  EXPECT_EQ(post(gate, office, "/administration/import", good + "&do=import").status, 200);
  EXPECT_TRUE(there());
  EXPECT_EQ(post(gate, gate.token("group_leader", "p-1"), "/administration/import", good + "&do=look").status, 403);
}

TEST(PagesAdministration, TheLogSaysWhetherAnAnswerIsInIt) {
  Gatehouse gate;
  auto const administrator = gate.token("administrator");
  auto const decision = decided(gate);
  EXPECT_THAT(browse(gate, administrator, "/administration/log?entry=" + decision).body, HasSubstr("under the root"));
  EXPECT_THAT(browse(gate, administrator, "/administration/log?entry=NONE").body, HasSubstr("no such entry"));
  EXPECT_EQ(browse(gate, gate.token("chairs_office"), "/administration/log").status, 403);
}

// ---- signing in ----

struct Browser {
  Gatehouse& gate;
  std::string session = {};

  HttpResponse get(std::string const& target) { return go("GET", target, ""); }
  HttpResponse post(std::string const& target, std::string form) {
    return go("POST", target, form + "&form_key=" + form_key_of("abc"));
  }
  HttpResponse go(std::string const& method, std::string const& target, std::string const& body) {
    auto cookies = "bylaw_form=abc" + (session.empty() ? "" : "; bylaw_session=" + session);
    auto request = workshop::request_of(method, target, body, {{"Accept", "text/html"}, {"Cookie", cookies}});
    auto response = dispatch(gate.service, request);
    for (auto const& [name, value] : response.headers)
      if (name == "Set-Cookie" && value.starts_with("bylaw_session=")) session = value.substr(14, value.find(';') - 14);
    return response;
  }
};

TEST(PagesSignIn, LeadsToWhatWasAskedForAndOutAgain) {
  Gatehouse gate;
  gate.service.door.sign_in.set("p-1", "group_leader", "correct horse battery", gate.now);
  Browser browser{gate};
  EXPECT_EQ(location(browser.get("/records/group/g-1?on=2024-05-01")),
            "/sign-in?back=%2Frecords%2Fgroup%2Fg-1%3Fon%3D2024-05-01");
  EXPECT_EQ(browser.post("/sign-in", "person=p-1&secret=wrong+horse+battery").status, 401);
  EXPECT_EQ(browser.post("/sign-in", "person=p-1").status, 422);
  auto const in = browser.post(
      "/sign-in", "person=p-1&secret=correct+horse+battery&back=%2Frecords%2Fgroup%2Fg-1%3Fon%3D2024-05-01");
  EXPECT_EQ(in.status, 303);
  EXPECT_EQ(location(in), "/records/group/g-1?on=2024-05-01");
  auto const page = browser.get("/todo");
  EXPECT_THAT(page.body, HasSubstr("Leader of one"));
  EXPECT_THAT(page.body, HasSubstr("/sign-out"));
  EXPECT_EQ(location(browser.post("/sign-out", "a=b")), "/sign-in");
  EXPECT_EQ(location(browser.get("/todo")), "/sign-in?back=%2Ftodo");
}

TEST(PagesSignIn, AnEndedSessionIsSaidToHaveEnded) {
  Gatehouse gate;
  gate.service.door.sign_in.set("p-1", "group_leader", "correct horse battery", gate.now);
  Browser browser{gate};
  browser.post("/sign-in", "person=p-1&secret=correct+horse+battery");
  EXPECT_EQ(browser.get("/todo").status, 200);
  gate.now += std::chrono::hours(9);
  EXPECT_EQ(location(browser.get("/todo")), "/sign-in?back=%2Ftodo&again=true");
  EXPECT_EQ(location(browser.post("/records/contact/new", "x=y")),
            "/sign-in?back=%2Frecords%2Fcontact%2Fnew&again=true");
  EXPECT_THAT(browser.get("/sign-in?back=%2Ftodo&again=true").body, HasSubstr("has ended"));
}

TEST(PagesSignIn, LeadsNowhereElse) {
  Gatehouse gate;
  gate.service.door.sign_in.set("p-1", "group_leader", "correct horse battery", gate.now);
  for (std::string const back : {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "evil",
                                 "%2Fa%0D%0AX%3A+y", "%2Fsign-in"}) {
    Browser browser{gate};
    EXPECT_EQ(location(browser.post("/sign-in", "person=p-1&secret=correct+horse+battery&back=" + back)), "/") << back;
  }
}

TEST(PagesSignIn, TakesTheFormFromItsOwnPageOnly) {
  Gatehouse gate;
  gate.service.door.sign_in.set("p-1", "group_leader", "correct horse battery", gate.now);
  Browser browser{gate};
  EXPECT_EQ(browser.go("POST", "/sign-in", "person=p-1&secret=correct+horse+battery").status, 403);
  browser.post("/sign-in", "person=p-1&secret=correct+horse+battery");
  EXPECT_EQ(browser.go("POST", "/sign-out", "a=b").status, 403);
  EXPECT_EQ(browser.get("/todo").status, 200);
}

// Behind TLS every cookie is held to this host by its name.
TEST(PagesSignIn, CookiesStayOnThisHostWhereItIsReachedFromElsewhere) {
  Gatehouse gate;
  gate.service.door.secure_cookies = true;
  gate.service.door.sign_in.set("p-1", "group_leader", "correct horse battery", gate.now);
  auto const reply = gate.ask({}, "POST", "/v1/sessions", R"({"person": "p-1", "secret": "correct horse battery"})");
  std::string cookie;
  for (auto const& [name, value] : reply.headers)
    if (name == "Set-Cookie") cookie = value;
  for (auto const* part : {"__Host-bylaw_session=", "; Secure", "HttpOnly", "Path=/", "SameSite=Lax"})
    EXPECT_THAT(cookie, HasSubstr(part));
  auto const pair = cookie.substr(0, cookie.find(';'));
  EXPECT_EQ(gate.ask({}, "GET", "/todo", "", {{"Accept", "text/html"}, {"Cookie", pair}}).status, 200);
  EXPECT_EQ(gate.ask({}, "GET", "/todo", "", {{"Accept", "text/html"}, {"Cookie", pair.substr(7)}}).status, 303);
}

}  // namespace
}  // namespace bylaw::api::pages
