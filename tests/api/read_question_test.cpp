// Questions that are refused: each with the exact place and code of every fault; and what is read from those that are
// not.
#include "api/read_question.hpp"

#include <gmock/gmock.h>

#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

std::expected<AskedQuestion, InputFaults> read(std::string const& json) {
  auto const parsed = parse_json(json);
  EXPECT_TRUE(parsed) << json;
  return read_question(workshop::snapshot(), *parsed);
}

struct Refused {
  std::string json;
  std::vector<std::string> faults;
};

// With one fact of the action that takes them.
std::string with_fact(std::string const& fact) {
  return R"({"action":"use_bench","date":"2024-05-06","facts":{)" + fact + "}}";
}
std::string with_key(std::string const& key) { return R"({"action":"use_bench","date":"2024-05-06",)" + key + "}"; }

std::vector<Refused> const refused = {
    {"[]", {" wrong_type"}},
    {"5", {" wrong_type"}},
    {"{}", {"/action missing", "/date missing"}},
    {R"({"action":null,"date":null})", {"/action missing", "/date missing"}},
    {R"({"action":7,"date":20240506})", {"/action wrong_type", "/date wrong_type"}},
    {R"({"action":"use_bank","date":"2024-02-30"})", {"/action unknown_action", "/date bad_date"}},
    {R"({"action":"teach","date":"2024-5-6"})", {"/date bad_date"}},
    {R"({"action":"teach","date":"0000-01-01"})", {"/date bad_date"}},
    {with_key(R"("actr":"p-1")"), {"/actr unknown_key"}},
    {with_key(R"("already_done":"no")"), {"/already_done wrong_type"}},
    {with_key(R"("record":0)"), {"/record wrong_type"}},
    {with_key(R"("explain":"ful")"), {"/explain unknown_value"}},
    {with_key(R"("explain":true)"), {"/explain wrong_type"}},
    {with_key(R"("actor":"p-9")"), {"/actor unknown_reference"}},
    {with_key(R"("actor":{"id":"p-1"})"), {"/actor wrong_type"}},
    {with_key(R"("actor":"")"), {"/actor bad_identifier"}},
    {with_key(R"("actor":"p\u0000")"), {"/actor bad_identifier"}},
    {with_key("\"actor\":\"" + std::string(129, 'p') + "\""), {"/actor bad_identifier"}},
    {with_key(R"("facts":[])"), {"/facts wrong_type"}},
    {with_fact(R"("costs":1)"), {"/facts/costs unknown_fact"}},
    {with_fact(R"("a/b~":1)"), {"/facts/a~1b~0 unknown_fact"}},
    {with_fact(R"("pupils":3)"), {"/facts/pupils foreign_fact"}},
    {with_fact(R"("pupils":null)"), {"/facts/pupils foreign_fact"}},
    {with_fact(R"("cost":250000)"), {"/facts/cost wrong_type"}},
    {with_fact(R"("cost":"250")"), {"/facts/cost wrong_type"}},
    {with_fact(R"("cost":{"amount":250.00,"currency":"EUR"})"), {"/facts/cost/amount wrong_type"}},
    {with_fact(R"("cost":{"amount":"-1","currency":"EUR"})"), {"/facts/cost/amount negative_amount"}},
    {with_fact(R"("cost":{"amount":"1e3","currency":"EUR"})"), {"/facts/cost/amount bad_amount"}},
    {with_fact(R"("cost":{"amount":"1.005","currency":"EUR"})"), {"/facts/cost/amount bad_amount"}},
    {with_fact(R"("cost":{"amount":"1,000","currency":"EUR"})"), {"/facts/cost/amount bad_amount"}},
    {with_fact(R"("cost":{"amount":"99999999999999999999","currency":"EUR"})"), {"/facts/cost/amount bad_amount"}},
    {with_fact(R"("cost":{"amount":"1","currency":"Euro"})"), {"/facts/cost/currency bad_currency"}},
    {with_fact(R"("cost":{"amount":"-1"})"),
     {"/facts/cost/currency missing_field", "/facts/cost/amount negative_amount"}},
    {with_fact(R"("cost":{"amount":"1","currency":"EUR","note":"x"})"), {"/facts/cost/note unknown_field"}},
    {with_fact(R"("purpose":"rest")"), {"/facts/purpose unknown_value"}},
    {with_fact(R"("purpose":"Build")"), {"/facts/purpose unknown_value"}},
    {with_fact(R"("purpose":1)"), {"/facts/purpose wrong_type"}},
    {with_fact(R"("tools":"saw")"), {"/facts/tools wrong_type"}},
    {with_fact(R"("tools":["saw",1,null])"), {"/facts/tools/1 wrong_type", "/facts/tools/2 wrong_type"}},
    {with_fact(R"("tools":["a\u0000b"])"), {"/facts/tools/0 bad_text"}},
    {with_fact(R"("helper":"nobody")"), {"/facts/helper unknown_reference"}},
    {with_fact(R"("lit":"true")"), {"/facts/lit wrong_type"}},
    {with_fact(R"("hours":"2")"), {"/facts/hours wrong_type"}},
    {with_fact(R"("hours":2.5)"), {"/facts/hours wrong_type"}},
    {with_fact(R"("hours":1e2)"), {"/facts/hours wrong_type"}},
    {with_fact(R"("hours":9223372036854775808)"), {"/facts/hours out_of_range"}},
    {with_fact(R"("since":"2023-02-29")"), {"/facts/since bad_date"}},
    {R"({"action":"x","datum":1,"facts":{"cost":1,"foo":2},"actor":3})",
     {"/action unknown_action", "/datum unknown_key", "/date missing", "/facts/cost wrong_type",
      "/facts/foo unknown_fact", "/actor wrong_type"}},
    {with_key(R"("state":[])"), {"/state wrong_type"}},
    {with_key(R"("state":{"persn":[]})"), {"/state/persn unknown_record"}},
    {with_key(R"("state":{"person":[{"id":"p-7","nam":"x"}]})"),
     {"/state/person/0/nam unknown_field", "/state/person/0/name missing_field"}},
    {with_key(R"("state":{"bench":[{"id":"b-7","name":"x","material":"wood","keeper":"p-77"}]})"),
     {"/state/bench/0/keeper unknown_reference"}},
};

TEST(ReadQuestion, RefusesWithEveryFaultInItsPlace) {
  for (auto const& [json, wanted] : refused) {
    auto const result = read(json);
    ASSERT_FALSE(result) << json;
    std::vector<std::string> found;
    for (auto const& fault : result.error().all()) found.push_back(fault.pointer + ' ' + fault.code);
    EXPECT_THAT(found, UnorderedElementsAreArray(wanted)) << json;
  }
}

std::string message_for(std::string const& json) { return read(json).error().all().front().message; }

TEST(ReadQuestion, NamesTheNearest) {
  EXPECT_EQ(message_for(R"({"action":"use_bank","date":"2024-01-01"})"),
            R"(There is no action "use_bank"; the nearest is "use_bench".)");
  EXPECT_EQ(message_for(with_fact(R"("costs":1)")), R"(There is no fact "costs"; the nearest is "cost".)");
  EXPECT_EQ(message_for(with_fact(R"("pupils":1)")), R"("pupils" is not a fact of use_bench; the nearest is "purpose".)");
  EXPECT_EQ(message_for(with_fact(R"("purpose":"repairs")")),
            R"("repairs" is not one of repair, build, lesson; the nearest is "repair".)");
  EXPECT_THAT(message_for(with_key(R"("actr":"p-1")")), HasSubstr(R"("actor")"));
  EXPECT_EQ(message_for(with_fact(R"("cost":{"amount":250000,"currency":"EUR"})")),
            R"(The amount must be text such as "250000.00", not a number.)");
}

TEST(ReadQuestion, ReadsEveryKindOfValue) {
  auto const asked =
      read(R"({"action":"use_bench","date":"2024-02-29","already_done":true,"explain":"why","record":false,
    "actor":"p-2","bench":null,"facts":{"cost":{"amount":"0.07","currency":"USD"},"purpose":"lesson","tools":["saw","new word"],
    "helper":"p-1","lit":false,"hours":-3,"since":"1999-12-31"}})");
  ASSERT_TRUE(asked) << asked.error().all().front().message;
  auto const& rulebook = *workshop::rulebook();
  auto const& question = asked->question;
  auto const fact = [&](std::string_view name) { return question.facts[dsl::find_fact(rulebook, name)]; };
  EXPECT_EQ(dsl::to_string(question.date), "2024-02-29");
  EXPECT_TRUE(question.already_done);
  EXPECT_EQ(asked->explain, engine::Explain::why);
  EXPECT_FALSE(asked->record);
  EXPECT_EQ(question.parameters[0].kind, engine::Kind::reference);
  EXPECT_EQ(
      workshop::snapshot()->key(question.parameters[0].aux, static_cast<engine::Row>(question.parameters[0].number)),
      "p-2");
  EXPECT_TRUE(question.parameters[1].is_unknown());
  EXPECT_EQ(fact("cost").number, 7);
  EXPECT_EQ(fact("purpose").number, 2);
  ASSERT_EQ(fact("tools").aux, 2u);
  EXPECT_EQ(question.symbols->text(static_cast<engine::Symbol>(fact("tools").items[1].number)), "new word");
  EXPECT_EQ(fact("lit").number, 0);
  EXPECT_EQ(fact("hours").number, -3);
  EXPECT_TRUE(fact("pupils").is_unknown());
}

TEST(ReadQuestion, WhatIfRecordsMayBeReferredTo) {
  auto const asked = read(R"({"action":"teach","date":"2024-05-06","actor":"p-new","bench":"b-1",
    "state":{"person":[{"id":"p-new","name":"Cleo"}],"bench":[{"id":"b-1","name":"Other","material":"metal","loud":true}]}})");
  ASSERT_TRUE(asked) << asked.error().all().front().message;
  EXPECT_TRUE(asked->snapshot->find(dsl::find_record(*workshop::rulebook(), "person"), "p-new"));
  EXPECT_FALSE(workshop::snapshot()->find(dsl::find_record(*workshop::rulebook(), "person"), "p-new"));
}

}  // namespace
}  // namespace bylaw::api
