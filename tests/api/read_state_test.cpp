// Records that are refused on import, and records that come back as they went in.
#include "api/read_state.hpp"

#include <gmock/gmock.h>

#include "api/write_state.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::UnorderedElementsAreArray;
using workshop::Json;

struct Refused {
  std::string json;
  std::vector<std::string> faults;
};

std::vector<Refused> const refused = {
    {"[]", {" wrong_type"}},
    {R"({"persons":[]})", {"/persons unknown_record"}},
    {R"({"person":{}})", {"/person wrong_type"}},
    {R"({"person":[7]})", {"/person/0 wrong_type"}},
    {R"({"person":[{"id":"a"}]})", {"/person/0/name missing_field"}},
    {R"({"person":[{"id":"a","name":null}]})", {"/person/0/name missing_field"}},
    {R"({"person":[{"id":"a","name":"A"},{"id":"a","name":"B"}]})", {"/person/1 duplicate_key"}},
    {R"({"person":[{"id":"a","name":"A","borne":1}]})", {"/person/0/borne unknown_field"}},
    {R"({"person":[{"id":7,"name":"A"},{"id":"b","name":1}]})",
     {"/person/0/id wrong_type", "/person/1/name wrong_type"}},
    {R"({"bench":[{"id":"b","name":"B","material":"stone"}]})", {"/bench/0/material unknown_value"}},
    {R"({"bench":[{"id":"b","name":"B","material":"wood","keeper":"x","helpers":["y","b"],"tags":"t"}]})",
     {"/bench/0/keeper unknown_reference", "/bench/0/helpers/0 unknown_reference",
      "/bench/0/helpers/1 unknown_reference", "/bench/0/tags wrong_type"}},
    {R"({"rate":[{"currency":"USD","day":"2024-01-01","worth":1.1}]})", {"/rate/0/worth wrong_type"}},
    {R"({"rate":[{"currency":"usd","day":"2024-13-01","worth":"1.1234567890"}]})",
     {"/rate/0/currency bad_currency", "/rate/0/day bad_date", "/rate/0/worth bad_decimal"}},
    {R"({"setting":[{"name":"bench.limit","value":"many"}]})", {"/setting/0/value invalid_setting"}},
};

std::vector<std::string> faults_of(HttpResponse const& response) { return workshop::faults_of(response); }

TEST(ReadState, ImportRefusesWithEveryFaultInItsPlaceAndChangesNothing) {
  workshop::Desk desk;
  desk.fill();
  auto const before = desk.get("/v1/export").body;
  for (auto const& [json, wanted] : refused) {
    auto const response = desk.post("/v1/import?mode=replace", json);
    EXPECT_EQ(response.status, 422) << json;
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_THAT(faults_of(response), UnorderedElementsAreArray(wanted)) << json << response.body;
  }
  EXPECT_EQ(desk.get("/v1/export").body, before);
}

std::vector<Refused> const forms = {
    {R"("every":"6 months")", {}},
    {R"("every":"1 day")", {}},
    {R"("every":"6")", {"/permit/0/every bad_duration"}},
    {R"("every":"-1 days")", {"/permit/0/every bad_duration"}},
    {R"("every":"6  months")", {"/permit/0/every bad_duration"}},
    {R"("every":6)", {"/permit/0/every wrong_type"}},
    {R"("day":"02-29")", {}},
    {R"("day":"02-30")", {"/permit/0/day bad_date"}},
    {R"("day":"2-1")", {"/permit/0/day bad_date"}},
};

TEST(ReadState, FormsOfDurationAndDay) {
  for (auto const& [field, wanted] : forms) {
    auto const json = parse_json(R"({"permit":[{"id":"k","bench":"b","from":"2024-01-01",)" + field + "}]}");
    std::vector<std::string> found;
    auto const read = read_state(*workshop::rulebook(), *json);
    for (auto const& fault : read.faults.all())
      found.push_back(fault.pointer + ' ' + fault.code);
    EXPECT_EQ(found, wanted) << field;
  }
}

// What is exported is what was imported, and importing it again changes nothing.
TEST(ReadState, ExportGivesTheImportBack) {
  workshop::Desk desk;
  desk.fill();
  auto const exported = desk.get("/v1/export");
  ASSERT_EQ(exported.status, 200);
  EXPECT_EQ(Json::parse(exported.body), Json::parse(workshop::state));
  ASSERT_EQ(desk.post("/v1/import?mode=replace", exported.body).status, 200);
  EXPECT_EQ(desk.get("/v1/export").body, exported.body);
}

TEST(ReadState, MergeKeepsWhatIsThere) {
  workshop::Desk desk;
  desk.fill();
  auto const response =
      desk.post("/v1/import?mode=merge", R"({"person":[{"id":"p-3","name":"Cleo"},{"id":"p-1","name":"Anna"}]})");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(Json::parse(response.body)["records"]["person"], 2);
  auto const people = Json::parse(desk.get("/v1/export").body)["person"];
  EXPECT_EQ(
      people,
      Json::parse(R"([{"id":"p-1","name":"Anna"},{"id":"p-2","name":"Bo \"Bé\" \u0001","guest_until":"2024-12-31"},
    {"id":"p-3","name":"Cleo"}])"));
}

TEST(ReadState, TextAndValueReadersAgree) {
  auto const from_text = read_state_text(*workshop::rulebook(), workshop::state, {});
  auto const from_value = read_state(*workshop::rulebook(), *parse_json(workshop::state));
  ASSERT_TRUE(from_text);
  ASSERT_EQ(from_text->state.size(), from_value.state.size());
  for (std::size_t i = 0; i < from_value.state.size(); ++i) {
    EXPECT_EQ(from_text->state[i].record, from_value.state[i].record);
    EXPECT_EQ(from_text->state[i].rows, from_value.state[i].rows);
  }
}

}  // namespace
}  // namespace bylaw::api
