// What is measured against must answer the same: the policies by hand and their rules, on made-up questions over the
// demo network.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "api/answer_question.hpp"
#include "tests/bench/core_policies.hpp"
#include "tests/bench/material.hpp"

namespace bylaw::bench {
namespace {

constexpr int questions = 20'000;

class Questions {
 public:
  explicit Questions(engine::Snapshot const& snapshot) : snapshot_(snapshot), rulebook_(*snapshot.rulebook) {
    for (auto const& [text, words] : {std::pair("contact", &donors_), std::pair("delegation", &topics_)}) {
      auto const record = dsl::find_record(rulebook_, text);
      auto const field =
          dsl::find_field(rulebook_.records[record], words == &donors_ ? "subject" : "topic_limit");
      for (auto const row : snapshot.table(record).rows)
        if (auto const value = snapshot.table(record).value(row, field); !value.is_unknown())
          words->push_back(std::string(snapshot.symbols->text(static_cast<engine::Symbol>(value.number))));
    }
  }

  std::string next() {
    auto const speaks = chance(50);
    auto const record = speaks ? row_of("delegation") : row_of(chance(50) ? "term" : "contact");
    auto const group = key("group", record, "group"), person = chance(20) ? any_key("person") : somebody(record);
    auto const day = dsl::to_string(dsl::Date{number(dsl::parse_date("2014-01-01")->days,
                                                     dsl::parse_date("2026-12-31")->days)});
    return R"({"action":")" + std::string(speaks ? "speak" : "approach_donor") + R"(","actor":")" + person +
           R"(","group":")" + group + R"(","date":")" + day + R"(","facts":{)" + (speaks ? speech() : approach()) + "}}";
  }

 private:
  struct Place {
    dsl::Index record;
    engine::Row row;
  };

  int number(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  bool chance(int percent) { return number(1, 100) <= percent; }
  template <class List>
  auto const& one_of(List const& list) {
    return list[static_cast<std::size_t>(number(0, static_cast<int>(list.size()) - 1))];
  }
  std::string flag() { return chance(80) ? "true" : "false"; }

  Place row_of(std::string_view record) {
    auto const index = dsl::find_record(rulebook_, record);
    return {index, one_of(snapshot_.table(index).rows)};
  }
  std::string any_key(std::string_view record) {
    auto const place = row_of(record);
    return std::string(snapshot_.key(place.record, place.row));
  }
  // The key of what the row refers to; of anything where it refers to nothing.
  std::string key(std::string_view record, Place place, std::string_view field) {
    auto const index = dsl::find_field(rulebook_.records[place.record], field);
    auto const value = snapshot_.table(place.record).value(place.row, index);
    if (value.is_unknown()) return any_key(record);
    return std::string(snapshot_.key(value.aux, static_cast<engine::Row>(value.number)));
  }
  std::string somebody(Place place) {
    auto const& name = rulebook_.records[place.record].name;
    if (name == "contact") return any_key("person");
    return key("person", place, name == "term" ? "person" : chance(90) ? "delegate" : "delegator");
  }

  std::string approach() {
    static constexpr const char* amounts[] = {"99999.99", "100000.00", "100000.01", "5000.00", "250000.00"};
    static constexpr const char* scopes[] = {"global", "regional", "regional", "national"};
    static constexpr const char* regions[] = {R"("north_africa")", R"("west_asia")", R"("africa")"};
    auto const known = regions_.empty() ? std::string(one_of(regions)) : one_of(regions_);
    return R"("amount":{"amount":")" + std::string(one_of(amounts)) + R"(","currency":"USD"},"donor":")" +
           one_of(donors_) + R"(","donor_scope":")" + one_of(scopes) + R"(","donor_region":[)" + known +
           R"(],"in_group_name":)" + flag() + R"(,"in_kind":)" + (chance(20) ? "true" : "false");
  }
  std::string speech() {
    static constexpr const char* capacities[] = {"group", "group", "group", "personal", "ssc"};
    return R"("capacity":")" + std::string(one_of(capacities)) + R"(","international_meeting":false,"topic":")" +
           (topics_.empty() ? "dams" : one_of(topics_)) + "\"";
  }

  engine::Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  std::mt19937 random_{20231104};
  std::vector<std::string> donors_, topics_, regions_;
};

TEST(CorePolicies, AnswerByHandAsByTheirRules) {
  auto const snapshot = material().store->snapshot();
  auto const program = engine::compile(core::rulebook_of(*material().rulebook));
  auto const records = core::records_of(*snapshot);
  Questions made(*snapshot);
  std::map<engine::Outcome, int> seen;
  for (int i = 0; i < questions; ++i) {
    auto const request = made.next();
    auto const asked = api::read_question(snapshot, *api::parse_json(request));
    ASSERT_TRUE(asked) << request << asked.error().all().front().message;
    auto const by_rules = engine::decide(*program, *snapshot, asked->question);
    auto const by_hand = core::decide(records, core::question_of(*snapshot, asked->question));
    ASSERT_EQ(to_string(by_rules.outcome), to_string(by_hand)) << request;
    ++seen[by_hand];
  }
  // Each of what they can come to, so that equal answers say something.
  using engine::Outcome;
  for (auto const outcome : {Outcome::not_permitted, Outcome::action_required, Outcome::pending,
                             Outcome::action_requested, Outcome::refer, Outcome::advice, Outcome::clear})
    EXPECT_GT(seen[outcome], 0) << to_string(outcome);
}

}  // namespace
}  // namespace bylaw::bench
