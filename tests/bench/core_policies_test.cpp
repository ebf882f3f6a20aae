// What is measured against must answer the same: the policies by hand and their rules, on made-up questions over the
// demo network.
#include "tests/bench/core_policies.hpp"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>

#include "api/answer_question.hpp"
#include "tests/bench/material.hpp"

namespace bylaw::bench {
namespace {

constexpr int questions = 20'000;

class Questions {
 public:
  explicit Questions(engine::Snapshot const& snapshot)
      : snapshot_(snapshot),
        rulebook_(*snapshot.rulebook),
        donors_(words("contact", "subject")),
        regions_(words("contact", "region")),
        topics_(words("delegation", "topic_limit")) {}

  std::string next() {
    auto const speaks = chance(50);
    auto const record = speaks ? row_of("delegation") : row_of(chance(50) ? "term" : "contact");
    auto const group = key("group", record, "group"), person = chance(20) ? any_key("person") : somebody(record);
    auto const first = dsl::parse_date("2014-01-01")->days, last = dsl::parse_date("2026-12-31")->days;
    auto const near = number_of(record, speaks ? "issued_on" : "on");
    auto const day = dsl::to_string(dsl::Date{near && chance(50) ? *near + number(0, 300) : number(first, last)});
    return R"({"action":")" + std::string(speaks ? "speak" : "approach_donor") + R"(","actor":")" + person +
           R"(","group":")" + group + R"(","date":")" + day + R"(","facts":{)" +
           (speaks ? speech() : approach(record)) + "}}";
  }

 private:
  struct Place {
    dsl::Index record;
    engine::Row row;
  };

  // All that is written in a field of a record.
  std::vector<std::string> words(std::string_view record, std::string_view field) const {
    auto const index = dsl::find_record(rulebook_, record);
    auto const column = dsl::find_field(rulebook_.records[index], field);
    auto const& table = snapshot_.table(index);
    std::vector<std::string> found;
    for (auto const row : table.rows)
      if (auto const value = table.value(row, column); !value.is_unknown())
        found.emplace_back(snapshot_.symbols->text(static_cast<engine::Symbol>(value.number)));
    return found;
  }

  int number(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  bool chance(int percent) { return number(1, 100) <= percent; }
  template <class List>
  auto const& one_of(List const& list) {
    return list[static_cast<std::size_t>(number(0, static_cast<int>(std::size(list)) - 1))];
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
  // Of a field that the record may not have.
  std::optional<int> number_of(Place place, std::string_view field) const {
    auto const index = dsl::find_field(rulebook_.records[place.record], field);
    if (index == dsl::none) return {};
    return static_cast<int>(snapshot_.table(place.record).value(place.row, index).number);
  }
  std::string donor(Place near) {
    auto const subject = number_of(near, "subject");
    if (!subject || chance(30)) return one_of(donors_);
    return std::string(snapshot_.symbols->text(static_cast<engine::Symbol>(*subject)));
  }
  std::string somebody(Place place) {
    auto const& name = rulebook_.records[place.record].name;
    if (name == "contact") return any_key("person");
    return key("person", place, name == "term" ? "person" : chance(90) ? "delegate" : "delegator");
  }

  std::string approach(Place near) {
    static constexpr const char* amounts[] = {"99999.99", "100000.00", "100000.01", "5000.00", "250000.00"};
    static constexpr const char* scopes[] = {"global", "regional", "regional", "national"};
    return R"("amount":{"amount":")" + std::string(one_of(amounts)) + R"(","currency":"USD"},"donor":")" + donor(near) +
           R"(","donor_scope":")" + one_of(scopes) + R"(","donor_region":[")" + one_of(regions_) +
           R"("],"in_group_name":)" + flag() + R"(,"in_kind":)" + (chance(20) ? "true" : "false");
  }
  std::string speech() {
    static constexpr const char* capacities[] = {"group", "group", "group", "personal", "ssc"};
    return R"("capacity":")" + std::string(one_of(capacities)) + R"(","international_meeting":false,"topic":")" +
           one_of(topics_) + "\"";
  }

  engine::Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  std::mt19937 random_{20231104};
  std::vector<std::string> donors_, regions_, topics_;
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
