// Standing compliance as those see it who may not see all: rows about hidden records are nowhere, not even in counts,
// and of the other rows nothing is told that was read from what is hidden.
// Seen failing: rows not passed over in FindingSight::row(); concerns, since or due not taken out in shown(); details
// not asked about in FindingWriter; the sweep handed on as it is by rows_seen().
#include <gtest/gtest.h>

#include <regex>

#include "api/access/token_wish.hpp"
#include "dsl/check.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using workshop::Json;

// A choir: auditions are secret; who sang them, and when, too.
std::string const text = R"(
rulebook choir "Rules of the choir"
finding
  choir: ref choir "the choir"
  singer: ref singer "the singer"
end
record singer "singer" id: id name: text end
record choir "choir" id: id leader: ref singer favourite: ref singer optional confidential end
record audition "audition" confidential id: id choir: ref choir singer: ref singer on: date passed: boolean end
define held_on(a: ref audition) "the day of {a}" = a.on
document house "House rules" end
norm house/1/decide must "must" says "Auditions are decided." bearer choir end
norm house/2/hold should "should" says "Auditions are held." bearer choir end
norm house/3/sing should "should" says "The favourite sings." bearer choir end
standing audition.decided "Decide on the audition."
  norm house/1/decide
  for audition a
  concerning choir a.choir, singer a.singer
  bearer choir
  met when a.passed since a.on
  else overdue since a.on
end
standing choir.auditions "Hold auditions."
  norm house/2/hold
  for choir c
  concerning choir c
  bearer choir
  met when some audition a with a.choir is c since held_on(latest(audition a by a.on with a.choir is c))
  else unmet
  detail "{} were held.", count(audition a with a.choir is c)
end
standing choir.favourite "Let the favourite sing."
  norm house/3/sing
  for choir c
  concerning choir c, singer c.favourite otherwise c.leader
  bearer choir
  met when c.favourite is recorded
  else unmet
  detail "It is {}.", c.favourite.name
end
role office "the office"
  may read_compliance, import, export, read_records, write_records
  sees every record
  writes every record
end
role leader "a leader"
  for singer holder
  may read_compliance of own
  own singer s when s is holder
  own choir c when c.leader is holder
  own audition a when a.choir.leader is holder
  sees own audition, choir
end
role board "a notice board"
  may read_compliance
end
)";
std::string const state = R"({
"singer": [{"id": "s-1", "name": "Ann"}, {"id": "s-2", "name": "Ben"}, {"id": "s-9", "name": "Hush"}],
"choir": [{"id": "c-1", "leader": "s-1", "favourite": "s-9"}, {"id": "c-2", "leader": "s-2", "favourite": "s-9"}],
"audition": [{"id": "a-hush-1", "choir": "c-1", "singer": "s-9", "on": "2024-01-01", "passed": true},
             {"id": "a-hush-2", "choir": "c-2", "singer": "s-9", "on": "2024-01-02", "passed": false}]})";

class FindingsSeen : public testing::Test {
 protected:
  FindingsSeen() : desk_(rulebook()) {
    EXPECT_EQ(desk_.post("/v1/import?mode=replace", state).status, 200);
    desk_.service.door.dev = false;
  }
  static std::shared_ptr<dsl::Rulebook const> rulebook() {
    auto checked = dsl::check({{"choir.rules", text}});
    for (auto const& diagnostic : checked.diagnostics) ADD_FAILURE() << dsl::render(checked.rulebook.sources, diagnostic);
    return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
  }
  std::string body(std::string const& role, std::string const& person, std::string const& target) {
    auto const now = desk_.service.clock();
    auto const wish = token_wish(*desk_.store->snapshot(), {role, "test", person, {}, 9}, "test", now);
    auto const made = desk_.service.door.tokens.make(*wish, now);
    auto const response = desk_.get(target, {{"Authorization", "Bearer " + made.text}});
    EXPECT_EQ(response.status, 200) << target << response.body;
    return response.body;
  }
  Json rows(std::string const& role, std::string const& person, std::string const& query) {
    return Json::parse(body(role, person, "/v1/compliance/findings?status=met,unmet,overdue" + query)).at("data");
  }
  workshop::Desk desk_;
};

TEST_F(FindingsSeen, AreWholeForWhoSeesAll) {
  auto const all = rows("office", "", "");
  ASSERT_EQ(all.size(), 6u);
  EXPECT_EQ(all[0].at("subject"), "audition/a-hush-1");
  EXPECT_EQ(all[2].at("since"), "2024-01-01");
  EXPECT_EQ(all[2].at("text"), "Hold auditions. 1 were held.");
  EXPECT_EQ(all[4].at("singer"), "s-9");
  EXPECT_EQ(all[4].at("text"), "Let the favourite sing. It is Hush.");
}

TEST_F(FindingsSeen, KeepBackWhatIsHidden) {
  auto const seen = rows("board", "", "");
  ASSERT_EQ(seen.size(), 4u) << seen;
  EXPECT_EQ(seen[0].at("rule"), "choir.auditions");
  EXPECT_EQ(seen[0].at("status"), "met");  // that it was done is what a board is for
  EXPECT_TRUE(seen[0].at("since").is_null());
  EXPECT_EQ(seen[0].at("text"), "Hold auditions.");
  EXPECT_TRUE(seen[2].at("singer").is_null());
  EXPECT_EQ(seen[2].at("text"), "Let the favourite sing.");
  EXPECT_EQ(rows("board", "", "&singer=s-9").size(), 0u);
}

TEST_F(FindingsSeen, AreTheLeadersOwn) {
  auto const seen = rows("leader", "s-1", "");
  ASSERT_EQ(seen.size(), 3u) << seen;
  for (auto const& row : seen) EXPECT_EQ(row.at("choir"), "c-1");
  EXPECT_EQ(seen[0].at("subject"), "audition/a-hush-1");
  EXPECT_EQ(seen[0].at("since"), "2024-01-01");
  EXPECT_TRUE(seen[1].at("since").is_null());  // read from auditions, of which this leader does not see all
  EXPECT_EQ(seen[2].at("text"), "Let the favourite sing. It is Hush.");
}

// The trend is made of figures of all rows: for who sees only some, without the rules whose rows are hidden.
// Seen failing: FindingSight::extent() that says all of every rule.
TEST_F(FindingsSeen, AreCountedAlikeInTheTrend) {
  static std::regex const cell("<td class=\"number\">([0-9]+)</td>");
  for (auto const& [role, person] : {std::pair{"office", ""}, std::pair{"board", ""}, std::pair{"leader", "s-1"}})
    for (std::string const filter : {"", "&choir=c-1", "&status=overdue"}) {
      std::vector<std::size_t> in_page, told;
      auto const page = body(role, person, "/dashboard/trend?on=2024-05-06" + filter);
      for (std::sregex_iterator found(page.begin(), page.end(), cell), end; found != end; ++found)
        in_page.push_back(std::stoul((*found)[1].str()));
      auto const history = body(role, person, "/v1/compliance/history?from=2023-05-06&to=2024-05-06" + filter);
      auto const days = Json::parse(history).at("data");
      for (auto const& day : days)
        for (auto const* status : {"overdue", "due", "unmet", "unknown", "refer", "met"})
          told.push_back(day.at("counts").at(status));
      EXPECT_EQ(in_page, told) << role << filter;
      EXPECT_EQ(told.size(), 13 * 6);
    }
}

TEST_F(FindingsSeen, CountNoMoreThanTheyShow) {
  auto const total = [&](std::string const& role, std::string const& person) {
    return Json::parse(body(role, person, "/v1/compliance/summary?group_by=rule")).at("total");
  };
  EXPECT_EQ(total("office", ""), 6);
  EXPECT_EQ(total("board", ""), 4);
  EXPECT_EQ(total("leader", "s-2"), 3);
  EXPECT_EQ(Json::parse(body("board", "", "/v1/compliance/history?from=2024-05-01&to=2024-05-01")).at("data")[0].at("total"), 4);
}

TEST_F(FindingsSeen, TellNothingInAnyForm) {
  auto const since = Json::parse(body("board", "", "/v1/compliance/changes")).at("cursor").get<std::string>();
  desk_.service.door.dev = true;
  ASSERT_EQ(desk_.ask("PUT", "/v1/records/audition/a-hush-3",
                      R"({"choir": "c-1", "singer": "s-9", "on": "2024-03-01", "passed": true})")
                .status,
            201);
  ASSERT_EQ(desk_.ask("PUT", "/v1/records/choir/c-1", R"({"leader": "s-1"})").status, 200);
  desk_.service.door.dev = false;
  for (std::string const target :
       {"/v1/compliance/findings?format=csv&status=met,unmet,overdue", "/v1/compliance/findings?format=ndjson&status=met,unmet,overdue",
        "/v1/compliance/matrix?status=met,unmet,overdue", "/v1/compliance/matrix?by=singer&status=met,unmet,overdue",
        "/v1/compliance/summary?group_by=singer&status=met,unmet,overdue"}) {
    for (auto const* secret : {"hush", "Hush", "s-9", "2024-01-0"}) {
      EXPECT_EQ(body("board", "", target).find(secret), std::string::npos) << target << ' ' << secret;
    }
  }
  auto const target = "/v1/compliance/changes?since=" + since;
  EXPECT_NE(body("office", "", target).find("hush"), std::string::npos);
  for (auto const* secret : {"hush", "Hush", "s-9", "2024-03-01"})
    EXPECT_EQ(body("board", "", target).find(secret), std::string::npos) << body("board", "", target);
}

}  // namespace
}  // namespace bylaw::api
