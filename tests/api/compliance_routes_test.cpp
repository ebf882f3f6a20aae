// Checklists, and what all routes of standing compliance have in common.
#include <gmock/gmock.h>

#include "tests/api/compliance_workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;
using workshop::ComplianceDesk;
using workshop::faults_of;
using workshop::Json;

std::vector<std::string> const targets = {
    "/v1/compliance/findings", "/v1/compliance/summary", "/v1/compliance/matrix",           "/v1/compliance/history",
    "/v1/compliance/changes",  "/v1/checklists",         "/v1/checklists/person.papers/p-1"};

TEST(Checklists, AreListed) {
  ComplianceDesk desk;
  EXPECT_EQ(desk.read("/v1/checklists").at("data"), Json::parse(R"([{"name": "person.papers",
    "title": "Read the papers.", "of": "person", "norm": "house/9/read"}])"));
}

TEST(Checklists, TellItemByItemWhatIsDone) {
  ComplianceDesk desk;
  auto const list = desk.read("/v1/checklists/person.papers/p-1");
  EXPECT_EQ(list.at("title"), "Read the papers.");
  EXPECT_EQ(list.at("date"), "2024-05-06");
  ASSERT_EQ(list.at("data").size(), 2u);
  auto const &read = list.at("data")[0], &open = list.at("data")[1];
  EXPECT_EQ(read.at("item"), Json::parse(R"({"number": 1, "title": "House rules"})"));
  EXPECT_EQ(read.at("finding").at("status"), "met");
  EXPECT_EQ(read.at("finding").at("person"), "p-1");
  EXPECT_EQ(read.at("finding").at("subject"), "paper/1");
  EXPECT_EQ(open.at("finding").at("status"), "unmet");
  EXPECT_EQ(open.at("finding").at("text"), "Read the papers. It is called Saws.");
  auto const earlier = desk.read("/v1/checklists/person.papers/p-1?on=2023-12-31");
  EXPECT_EQ(earlier.at("data")[0].at("finding").at("status"), "unmet");
  EXPECT_EQ(desk.read("/v1/checklists/person.papers/p-2").at("data")[0].at("finding").at("status"), "unmet");
}

TEST(Checklists, AreNoPartOfTheFindings) {
  ComplianceDesk desk;
  EXPECT_EQ(desk.read("/v1/compliance/summary?norm=house/9/read").at("total"), 0);
}

struct NotThere {
  std::string target, says;
};

std::vector<NotThere> const not_there = {
    {"/v1/checklists/person.paper/p-1", "\"person.papers\""},
    {"/v1/checklists/bench.checked/b-1", "bench.checked"},  // a standing rule, but not of one record
    {"/v1/checklists/person.papers/p-9", "no person \"p-9\""},
    {"/v1/checklists/person.papers/b-1", "no person \"b-1\""},
    {"/v1/checklists/person.papers", "nothing at"},
};

TEST(Checklists, ThatAreNotThereAreNotFound) {
  ComplianceDesk desk;
  for (auto const& [target, says] : not_there) {
    auto const response = desk.get(target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_THAT(Json::parse(response.body).at("detail").get<std::string>(), HasSubstr(says)) << target;
  }
}

TEST(ComplianceRoutes, TakeGetHeadAndOptionsOnly) {
  ComplianceDesk desk;
  for (auto const& target : targets) {
    EXPECT_EQ(desk.get(target).status, 200) << target;
    EXPECT_EQ(desk.ask("HEAD", target).status, 200) << target;
    auto const options = desk.ask("OPTIONS", target);
    EXPECT_EQ(options.status, 204) << target;
    EXPECT_THAT(options.headers, testing::Contains(std::pair<std::string, std::string>("Allow", "GET, HEAD, OPTIONS")));
    EXPECT_EQ(desk.post(target, "{}").status, 405) << target;
    EXPECT_EQ(desk.ask("GET", target, "{}").status, 400) << target;
    EXPECT_EQ(desk.get(target, {{"Accept", "text/html"}}).status, 406) << target;
  }
}

TEST(ComplianceRoutes, TakeADayAndNoUnknownParameter) {
  ComplianceDesk desk;
  for (auto const& target : targets) {
    EXPECT_EQ(desk.get(target + "?on=2020-01-01").status, 200) << target;
    EXPECT_EQ(desk.get(target + "?on=2044-12-31").status, 200) << target;
    EXPECT_THAT(faults_of(desk.get(target + "?on=2023-02-29")), ElementsAre("/query/on bad_date")) << target;
    auto const response = desk.get(target + "?onn=2023-02-28");
    EXPECT_THAT(faults_of(response), ElementsAre("/query/onn unknown_parameter")) << target;
    EXPECT_THAT(response.body, HasSubstr("\\\"on\\\"")) << target;
  }
}

std::vector<std::string> names_of_parameters(Json const& operation) {
  std::vector<std::string> names;
  for (auto const& parameter : operation.at("parameters")) names.push_back(parameter.at("name"));
  return names;
}

TEST(ComplianceRoutes, StandInTheDescriptionWithWhatTheyTake) {
  ComplianceDesk desk;
  auto const paths = desk.read("/openapi.json").at("paths");
  auto const& findings = paths.at("/v1/compliance/findings").at("get");
  EXPECT_THAT(names_of_parameters(findings),
              IsSupersetOf({"sort", "format", "limit", "cursor", "on", "norm", "rule", "status", "force", "bench",
                            "person", "material", "loud", "name", "person.name"}));
  for (auto const* type : {"application/json", "text/csv", "application/x-ndjson"})
    EXPECT_TRUE(findings.at("responses").at("200").at("content").contains(type)) << type;
  EXPECT_THAT(names_of_parameters(paths.at("/v1/compliance/summary").at("get")),
              IsSupersetOf({"group_by", "material"}));
  EXPECT_THAT(names_of_parameters(paths.at("/v1/compliance/matrix").at("get")), IsSupersetOf({"by", "cursor", "rule"}));
  EXPECT_THAT(names_of_parameters(paths.at("/v1/compliance/history").at("get")),
              IsSupersetOf({"from", "to", "interval", "status"}));
  EXPECT_THAT(names_of_parameters(paths.at("/v1/compliance/changes").at("get")),
              IsSupersetOf({"since", "on", "bench"}));
  EXPECT_THAT(names_of_parameters(paths.at("/v1/checklists/{name}/{id}").at("get")),
              IsSupersetOf({"name", "id", "on"}));
  EXPECT_TRUE(paths.at("/v1/checklists").contains("get"));
}

}  // namespace
}  // namespace bylaw::api
