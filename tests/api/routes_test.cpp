// Which requests reach a handler, and what the others are told.
#include "api/routes.hpp"

#include <gmock/gmock.h>

#include "api/route_match.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using workshop::Desk;
using workshop::faults_of;
using workshop::Json;

std::string header_of(HttpResponse const& response, std::string_view name) {
  for (auto const& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

struct Wanted {
  std::string method, target, body;
  NamedValues headers;
  int status;
};

// A function, because the question is made in another file and may come later.
std::vector<Wanted> answers() {
  return {
      {"GET", "/nothing", "", {}, 404},
      {"GET", "/v1", "", {}, 404},
      {"GET", "/v1/decisions/", "", {}, 404},
      {"GET", "/V1/decisions", "", {}, 404},
      {"GET", "/v1/records/person/p-1/history/more", "", {}, 404},
      {"GET", "/v1/records/persons", "", {}, 404},
      {"GET", "/v1/records/person/nobody", "", {}, 404},
      {"GET", "/v1/records/person/nobody/history", "", {}, 404},
      {"DELETE", "/v1/records/person/nobody", "", {}, 404},
      {"GET", "/v1/decisions/01ARZ3NDEKTSV4RRFFQ69G5FAV", "", {}, 404},
      {"GET", "/v1/rules/bench.keper", "", {}, 404},
      {"DELETE", "/v1/decisions", "", {}, 405},
      {"GET", "/v1/decisions/batch", "", {}, 405},
      {"PATCH", "/v1/records/person/p-1", "{}", {}, 405},
      {"POST", "/healthz", "{}", {}, 405},
      {"GET", "/v1/export", "", {{"Accept", "text/csv"}}, 406},
      {"GET", "/v1/export", "", {{"Accept", "application/json;q=0, text/html"}}, 406},
      {"GET", "/v1/export", "", {{"Accept", "text/html, application/*;q=0.1"}}, 200},
      {"GET", "/v1/export", "", {{"Accept", "*/*"}}, 200},
      {"GET", "/", "", {{"Accept", "text/html,application/xhtml+xml"}}, 200},
      {"GET", "/metrics", "", {{"Accept", "text/plain;version=0.0.4"}}, 200},
      {"POST", "/v1/decisions", workshop::question, {{"Content-Type", "text/plain"}}, 415},
      {"POST", "/v1/decisions", workshop::question, {{"Content-Type", "application/json; charset=latin1"}}, 415},
      {"POST", "/v1/decisions", workshop::question, {{"Content-Type", "Application/JSON; charset=\"UTF-8\""}}, 200},
      {"POST", "/v1/decisions", "", {}, 400},
      {"POST", "/v1/decisions", "{", {}, 400},
      {"POST", "/v1/decisions", R"({"action":"teach","action":"teach"})", {}, 400},
      {"POST", "/v1/decisions/batch", "[", {}, 400},
      {"POST", "/v1/import", "{\"person\":[{]}", {}, 400},
      {"PUT", "/v1/records/person/p-1", "\x80", {}, 400},
      {"GET", "/v1/export", "{}", {}, 400},
      {"DELETE", "/v1/records/person/p-1", "{}", {}, 400},
      {"OPTIONS", "/v1/decisions", "", {}, 204},
      {"HEAD", "/v1/export", "", {}, 200},
      {"GET", "/healthz", "", {}, 200},
      {"GET", "/readyz", "", {}, 200},
      {"GET", "/v1/vocabulary", "", {}, 200},
      {"GET", "/v1/norms?document=house&limit=2", "", {}, 200},
      {"GET", "/v1/rules?on=2024-01-01", "", {}, 200},
  };
}

TEST(Routes, AnswerEachRequestWithItsStatus) {
  Desk desk;
  desk.fill();
  for (auto const& [method, target, body, headers, status] : answers()) {
    auto const response = desk.ask(method, target, body, headers);
    EXPECT_EQ(response.status, status) << method << ' ' << target << ' ' << response.body;
    if (status < 400) continue;
    EXPECT_EQ(response.content_type, "application/problem+json");
    auto const problem = Json::parse(response.body);
    EXPECT_EQ(problem.at("status"), status);
    for (auto const* key : {"type", "title", "detail"}) EXPECT_FALSE(problem.at(key).get<std::string>().empty()) << key;
  }
}

TEST(Routes, SayWhichMethodsArePossible) {
  Desk desk;
  EXPECT_EQ(header_of(desk.ask("DELETE", "/v1/decisions"), "Allow"), "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(header_of(desk.get("/v1/decisions/batch"), "Allow"), "OPTIONS, POST");
  EXPECT_EQ(header_of(desk.ask("OPTIONS", "/v1/records/person/p-1"), "Allow"), "DELETE, GET, HEAD, OPTIONS, PUT");
}

struct WrongQuery {
  std::string target;
  std::vector<std::string> faults;
};

std::vector<WrongQuery> const wrong_queries = {
    {"/v1/export?of=x", {"/query/of unknown_parameter"}},
    {"/v1/export?on=2024-02-30", {"/query/on bad_date"}},
    {"/v1/export?on=2024-01-01&on=2024-01-01", {"/query/on given_twice"}},
    {"/v1/decisions?limit=0", {"/query/limit out_of_range"}},
    {"/v1/decisions?limit=501", {"/query/limit out_of_range"}},
    {"/v1/decisions?limit=-1", {"/query/limit out_of_range"}},
    {"/v1/decisions?limit=99999999999999999999", {"/query/limit out_of_range"}},
    {"/v1/decisions?limit=1x", {"/query/limit out_of_range"}},
    {"/v1/decisions?cursor=%25", {"/query/cursor bad_cursor"}},
    {"/v1/decisions?cursor=", {"/query/cursor bad_cursor"}},
    {"/v1/decisions?outcome=clean&action=tech", {"/query/action unknown_value", "/query/outcome unknown_value"}},
    {"/v1/decisions?from=yesterday&person=p-1", {"/query/person unknown_parameter"}},
    {"/v1/decisions?from=yesterday", {"/query/from bad_date"}},
    {"/v1/records/bench?material=stone", {"/query/material unknown_value"}},
    {"/v1/records/bench?tags=old", {"/query/tags wrong_type"}},
    {"/v1/records/bench?colour=red", {"/query/colour unknown_parameter"}},
    {"/v1/rules?action=tech", {"/query/action unknown_value"}},
};

TEST(Routes, RefuseQueriesByParameter) {
  Desk desk;
  for (auto const& [target, wanted] : wrong_queries) {
    auto const response = desk.get(target);
    EXPECT_EQ(response.status, 422) << target;
    EXPECT_EQ(faults_of(response), wanted) << target << response.body;
  }
  EXPECT_EQ(faults_of(desk.post("/v1/import?mode=add", "{}")), std::vector<std::string>{"/query/mode unknown_value"});
}

TEST(Routes, MatchBySegment) {
  EXPECT_THAT(match_path("/v1/records/{record}/{id}", "/v1/records/a/b c"), testing::Optional(ElementsAre("a", "b c")));
  EXPECT_THAT(match_path("/", "/"), testing::Optional(testing::IsEmpty()));
  for (auto const* path :
       {"/v1/records/a", "/v1/records/a/b/c", "/v1/records//b", "/v1/records/a/b/", "/v2/records/a/b", ""}) {
    EXPECT_FALSE(match_path("/v1/records/{record}/{id}", path)) << path;
  }
}

TEST(Routes, BodiesHaveTheLimitOfTheirRoute) {
  EXPECT_EQ(body_limit("POST", "/v1/decisions"), 1024u * 1024);
  EXPECT_EQ(body_limit("POST", "/v1/decisions/batch"), 8u * 1024 * 1024);
  EXPECT_EQ(body_limit("PUT", "/v1/records/person/p-1"), 256u * 1024);
  EXPECT_EQ(body_limit("POST", "/v1/decisions/x"), 1024u);
  EXPECT_EQ(body_limit("POST", "/nothing"), 1024u);
}

TEST(Routes, CountWhatTheyAnswer) {
  Desk desk;
  desk.fill();
  desk.post("/v1/decisions", workshop::question);
  desk.post("/v1/decisions", "{");
  desk.get("/nothing");
  auto const metrics = desk.get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("bylaw_requests_total{route=\"POST /v1/decisions\",status=\"200\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("bylaw_requests_total{route=\"POST /v1/decisions\",status=\"400\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("bylaw_requests_total{route=\"other\",status=\"404\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("bylaw_decisions_total{outcome=\"action_required\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("bylaw_decision_seconds_count 1\n"));
  EXPECT_THAT(metrics, HasSubstr("bylaw_decision_seconds_bucket{le=\"+Inf\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("bylaw_state_revision 1\n"));
}

TEST(Routes, NotReadyOnceItIsStopping) {
  Desk desk;
  desk.service.stopping = true;
  auto const response = desk.get("/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_FALSE(header_of(response, "Retry-After").empty());
  EXPECT_EQ(desk.get("/healthz").status, 200);
}

TEST(Routes, OpenApiDescribesEachOfThem) {
  Desk desk;
  auto const document = Json::parse(desk.get("/openapi.json").body);
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  for (auto const& route : route_table()) {
    std::string method(route.method);
    std::ranges::transform(method, method.begin(), [](unsigned char c) { return std::tolower(c); });
    EXPECT_TRUE(document.at("paths").at(std::string(route.pattern)).contains(method)) << route.method << route.pattern;
  }
  // Every reference leads somewhere.
  auto const& schemas = document.at("components").at("schemas");
  auto const flat = document.flatten();
  for (auto const& entry : flat.items()) {
    if (!entry.key().ends_with("/$ref")) continue;
    auto const name = entry.value().get<std::string>().substr(std::string("#/components/schemas/").size());
    EXPECT_TRUE(schemas.contains(name)) << entry.key() << name;
  }
  EXPECT_EQ(schemas.at("Question").at("properties").at("action").at("enum"), Json::parse(R"(["use_bench","teach"])"));
  EXPECT_EQ(schemas.at("record_permit").at("required"), Json::parse(R"(["id","bench","from"])"));
}

TEST(Routes, RulesAreReadInPages) {
  Desk desk;
  std::vector<std::string> names;
  std::string target = "/v1/rules?limit=2";
  for (int page = 0; page < 10; ++page) {
    auto const list = Json::parse(desk.get(target).body);
    for (auto const& rule : list.at("data")) names.push_back(rule.at("name"));
    if (list.at("next").is_null()) break;
    target = "/v1/rules?limit=2&cursor=" + list.at("next").get<std::string>();
  }
  EXPECT_THAT(names,
              ElementsAre("bench.dark", "bench.keeper", "bench.lamp", "bench.tidy", "lesson.agree", "lesson.loud"));
  EXPECT_EQ(Json::parse(desk.get("/v1/rules?action=teach").body).at("data").size(), 2u);
  auto const rule = Json::parse(desk.get("/v1/rules/bench.keeper").body);
  EXPECT_THAT(rule.at("source").get<std::string>(), testing::StartsWith("rule bench.keeper"));
  EXPECT_THAT(rule.at("text").get<std::string>(), HasSubstr("Ask the keeper of the bench first"));
}

TEST(Routes, TheFrontPageSaysWhatItIsNot) {
  Desk desk;
  auto const page = desk.get("/").body;
  EXPECT_THAT(page, HasSubstr("not an official service"));
  EXPECT_THAT(page, HasSubstr("Rules of the workshop"));
}

}  // namespace
}  // namespace bylaw::api
