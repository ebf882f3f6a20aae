// Rules on actions and standing rules beside each other: in lists, by name, under their norms, and as pages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "api/commands/command.hpp"
#include "dsl/check.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using workshop::Json;

std::string const standing = R"(-- Benches as they stand.
finding
  bench: ref bench "the bench"
end
standing bench.kept "Find a keeper for the bench."
  norm house/1/ask-keeper
  for bench b
  concerning bench b
  bearer actor
  met when b.keeper is recorded
  else due
  reading kept "Whoever it is."
end
standing lesson.list "Read what there is to read."
  norm house/1/ask-keeper
  of person p
  for bench b
  bearer actor
  met when b.keeper is p
  else unknown
end
)";

std::shared_ptr<dsl::Rulebook const> both_kinds() {
  auto checked = dsl::check({{"w/workshop.rules", workshop::text}, {"w/deep/standing.rules", standing}});
  for (auto const& fault : checked.diagnostics) ADD_FAILURE() << dsl::render(checked.rulebook.sources, fault);
  return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
}

std::vector<std::string> kinds_in(Json const& list) {
  std::vector<std::string> kinds;
  for (auto const& rule : list.at("data"))
    kinds.push_back(rule.at("name").get<std::string>() + " " + rule.at("kind").get<std::string>());
  return kinds;
}

TEST(RulesOfEachKind, AreListedByNameWithTheirKind) {
  workshop::Desk desk(both_kinds());
  EXPECT_THAT(
      kinds_in(Json::parse(desk.get("/v1/rules").body)),
      ElementsAre("bench.dark decision", "bench.keeper decision", "bench.kept standing", "bench.lamp decision",
                  "bench.tidy decision", "lesson.agree decision", "lesson.list standing", "lesson.loud decision"));
  EXPECT_THAT(kinds_in(Json::parse(desk.get("/v1/rules?kind=standing").body)),
              ElementsAre("bench.kept standing", "lesson.list standing"));
  EXPECT_THAT(kinds_in(Json::parse(desk.get("/v1/rules?kind=standing&action=teach").body)), ElementsAre());
  EXPECT_EQ(Json::parse(desk.get("/v1/rules?kind=decision").body).at("data").size(), 6u);
  EXPECT_THAT(workshop::faults_of(desk.get("/v1/rules?kind=stand")), ElementsAre("/query/kind unknown_value"));
}

TEST(RulesOfEachKind, StandingRulesAreShownWhole) {
  workshop::Desk desk(both_kinds());
  auto const rule = Json::parse(desk.get("/v1/rules/bench.kept").body);
  EXPECT_EQ(rule.at("kind"), "standing");
  EXPECT_EQ(rule.at("norm"), "house/1/ask-keeper");
  EXPECT_EQ(rule.at("for"), "bench");
  EXPECT_TRUE(rule.at("of").is_null());
  EXPECT_FALSE(rule.contains("actions"));
  EXPECT_THAT(rule.at("text").get<std::string>(),
              HasSubstr("Looked at for every bench.\n\nMet when the bench's keeper"));
  EXPECT_THAT(rule.at("source").get<std::string>(), testing::StartsWith("standing bench.kept"));
  EXPECT_EQ(Json::parse(desk.get("/v1/rules/lesson.list").body).at("of"), "person");
  EXPECT_EQ(desk.get("/v1/rules/bench.kep").status, 404);
  EXPECT_THAT(desk.get("/v1/rules/bench.kep").body, HasSubstr("bench.kept"));
}

TEST(RulesOfEachKind, NormsNameBoth) {
  workshop::Desk desk(both_kinds());
  auto const norms = Json::parse(desk.get("/v1/norms").body);
  for (auto const& norm : norms.at("data")) {
    if (norm.at("norm") != "house/1/ask-keeper") continue;
    EXPECT_EQ(norm.at("rules"), Json::parse(R"(["bench.keeper"])"));
    EXPECT_EQ(norm.at("standing"), Json::parse(R"(["bench.kept","lesson.list"])"));
    return;
  }
  ADD_FAILURE() << "no such norm";
}

class PagesCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("bylaw-pages-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_ / "deep");
    write("workshop.rules", workshop::text);
    write("deep/standing.rules", standing);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(std::string const& name, std::string const& text) const { std::ofstream(folder_ / name) << text; }
  bool has(std::string const& name) const { return std::filesystem::exists(folder_ / name); }
  std::string read(std::string const& name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  int run(std::vector<std::string> const& words) {
    std::istringstream in;
    std::ostringstream out, err;
    auto const status = run_command(words, {in, out, err});
    said_ = out.str() + err.str();
    return status;
  }
  int check() { return run({"pages", "--check", "--rules", folder_.string()}); }
  int make() { return run({"pages", "--rules", folder_.string()}); }

  std::filesystem::path folder_;
  std::string said_;
};

TEST_F(PagesCommand, WritesAPageForEachFileOfRulesAndOneForTheNorms) {
  EXPECT_EQ(check(), 1);
  EXPECT_FALSE(has("coverage.md")) << "a check writes nothing";
  EXPECT_EQ(make(), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("plain/deep/standing.md\n"));
  EXPECT_TRUE(has("plain/workshop.md"));
  auto const family = read("plain/deep/standing.md");
  EXPECT_THAT(family, HasSubstr("# Standing\n\nBenches as they stand.\n"));
  EXPECT_THAT(family, HasSubstr("[house/1/ask-keeper](../../coverage.md#house/1/ask-keeper) | must | shall |"));
  EXPECT_THAT(read("coverage.md"), HasSubstr("standing rule [bench.kept](plain/deep/standing.md#bench.kept)"));
  EXPECT_EQ(check(), 0) << said_;
  EXPECT_EQ(said_, "");
}

TEST_F(PagesCommand, NoticesWhatIsOutOfDate) {
  make();
  auto changed = standing;
  changed.replace(changed.find("Whoever it is."), 14, "Somebody.");
  write("deep/standing.rules", changed);
  EXPECT_EQ(check(), 1);
  EXPECT_THAT(said_, HasSubstr("coverage.md\n"));
  EXPECT_THAT(said_, HasSubstr("plain/deep/standing.md\n"));
  EXPECT_THAT(said_, testing::Not(HasSubstr("plain/workshop.md")));
}

TEST_F(PagesCommand, TakesAwayOnlyPagesThatItMade) {
  make();
  write("plain/own.md", "# Written by somebody\n");
  std::filesystem::remove(folder_ / "deep/standing.rules");
  EXPECT_EQ(check(), 1);
  EXPECT_THAT(said_, HasSubstr("plain/deep/standing.md (nothing is left of it)"));
  EXPECT_EQ(make(), 0);
  EXPECT_FALSE(has("plain/deep/standing.md"));
  EXPECT_TRUE(has("plain/own.md"));
  EXPECT_EQ(check(), 0) << said_;
}

TEST_F(PagesCommand, ExplainAndCoverageKnowStandingRules) {
  EXPECT_EQ(run({"explain", "--rules", folder_.string(), "bench.kept"}), 0);
  EXPECT_THAT(said_, HasSubstr("**Find a keeper for the bench.**"));
  EXPECT_EQ(run({"explain", "--rules", folder_.string(), "bench.kep"}), 2);
  EXPECT_THAT(said_, HasSubstr("bench.kept"));
  EXPECT_EQ(run({"coverage", "--format", "markdown", "--rules", folder_.string()}), 0);
  EXPECT_THAT(said_, HasSubstr("# What becomes of each norm"));
  EXPECT_EQ(run({"coverage", "--format", "pdf", "--rules", folder_.string()}), 2);
}

}  // namespace
}  // namespace bylaw::api
