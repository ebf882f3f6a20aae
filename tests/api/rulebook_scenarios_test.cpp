// The scenarios of tests/scenarios that ask for decisions, over the project's own rulebook, through the routes.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "api/named_rules.hpp"
#include "dsl/check.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using workshop::Json;

std::shared_ptr<dsl::Rulebook const> own_rulebook() {
  static auto const rulebook = [] {
    auto checked = dsl::check(dsl::read_sources(BYLAW_SOURCE_DIR "/rules"));
    EXPECT_FALSE(dsl::has_errors(checked.diagnostics));
    return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
  }();
  return rulebook;
}

// An explanation changes nothing but what is explained.
void ask_in_full(workshop::Desk& desk, Json question, HttpResponse const& plain) {
  if (plain.status != 200) return;
  question["explain"] = "full";
  auto const full = desk.post("/v1/decisions", question.dump());
  ASSERT_EQ(full.status, 200) << full.body;
  auto const with = Json::parse(full.body), without = Json::parse(plain.body);
  for (auto const* key : {"outcome", "headline", "missing", "assumed", "policy"})
    EXPECT_EQ(with.at(key), without.at(key)) << key;
  for (auto const& finding : with.at("findings"))
    EXPECT_TRUE(finding.contains("because") || finding.at("status") == "not_applicable") << finding;
}

TEST(RulebookScenarios, GetTheExpectedOutcome) {
  workshop::Desk desk(own_rulebook());
  std::size_t asked = 0;
  for (auto const& file : std::filesystem::directory_iterator(BYLAW_SOURCE_DIR "/tests/scenarios")) {
    if (file.path().extension() != ".json") continue;
    for (auto const& scenario : Json::parse(std::ifstream(file.path()))) {
      if (!scenario.at("ask").contains("decision")) continue;
      auto const name = scenario.at("name").get<std::string>();
      ASSERT_EQ(desk.post("/v1/import?mode=replace", scenario.at("state").dump()).status, 200) << name;
      auto const response = desk.post("/v1/decisions", scenario.at("ask").at("decision").dump());
      auto const& expect = scenario.at("expect");
      EXPECT_EQ(response.status, expect.value("status", 200)) << name << response.body;
      if (expect.contains("outcome")) {
        EXPECT_EQ(Json::parse(response.body).at("outcome"), expect.at("outcome")) << name;
      }
      ask_in_full(desk, scenario.at("ask").at("decision"), response);
      ++asked;
    }
  }
  EXPECT_GT(asked, 50u);
}

TEST(RulebookScenarios, EveryRuleCanBeReadInPlainWords) {
  workshop::Desk desk(own_rulebook());
  for (auto const& rule : named_rules(*own_rulebook())) {
    auto const response = desk.get("/v1/rules/" + std::string(rule.name));
    EXPECT_EQ(response.status, 200) << rule.name;
    EXPECT_FALSE(Json::parse(response.body).at("text").get<std::string>().empty()) << rule.name;
  }
  for (auto const* path : {"/v1/vocabulary", "/openapi.json", "/v1/norms?limit=500"})
    EXPECT_EQ(desk.get(path).status, 200) << path;
}

}  // namespace
}  // namespace bylaw::api
