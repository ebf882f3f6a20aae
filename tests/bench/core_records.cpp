// From the engine's state and questions to those of the policies written by hand, by the names of the rulebook.
#include <algorithm>
#include <array>

#include "tests/bench/core_policies.hpp"

namespace bylaw::bench::core {
namespace {

using engine::Value;

// Fields of one record kind, by name.
class Fields {
 public:
  Fields(engine::Snapshot const& snapshot, std::string_view record)
      : rulebook_(*snapshot.rulebook),
        record_(rulebook_.records[dsl::find_record(rulebook_, record)]),
        table(snapshot.table(dsl::find_record(rulebook_, record))) {}

  Value of(engine::Row row, std::string_view field) const { return table.value(row, dsl::find_field(record_, field)); }
  Id id(engine::Row row, std::string_view field) const {
    auto const value = of(row, field);
    return value.is_unknown() ? nobody : static_cast<Id>(value.number);
  }
  Day day(engine::Row row, std::string_view field, Day otherwise = never) const {
    auto const value = of(row, field);
    return value.is_unknown() || value.is_never() ? otherwise : static_cast<Day>(value.number);
  }
  bool flag(engine::Row row, std::string_view field) const { return of(row, field).number != 0; }
  // The name of the value; empty where there is none.
  std::string_view name(engine::Row row, std::string_view field) const {
    auto const value = of(row, field);
    auto const& type = record_.fields[dsl::find_field(record_, field)].type;
    if (value.is_unknown()) return {};
    return rulebook_.enumerations[type.of].values[static_cast<std::size_t>(value.number)].name;
  }

 private:
  dsl::Rulebook const& rulebook_;
  dsl::Record const& record_;

 public:
  engine::Table const& table;
};

// The position of the name among those of an enumeration here; the last stands for all others.
template <class Enumeration, std::size_t count>
Enumeration named(std::string_view name, std::array<std::string_view, count> const& names) {
  return static_cast<Enumeration>(std::ranges::find(names, name) - names.begin());
}

Answer answer(std::string_view name) {
  if (name == "cleared" || name == "agreed" || name == "noted") return Answer::accepted;
  return name == "refused" ? Answer::refused : name.empty() ? Answer::none : Answer::joint_strategy;
}

void add_groups(engine::Snapshot const& snapshot, Records& records) {
  constexpr std::array<std::string_view, 2> statuses{"active", "proposed"};
  Fields const fields(snapshot, "group");
  records.groups.resize(fields.table.keys.size());
  for (auto const row : fields.table.rows)
    records.groups[row] = {named<GroupStatus>(fields.name(row, "status"), statuses),
                           fields.name(row, "type") == "red_list_authority", fields.day(row, "established_on", 0),
                           fields.day(row, "dissolved_on")};
}

void add_terms(engine::Snapshot const& snapshot, Records& records) {
  constexpr std::array<std::string_view, 2> roles{"chair", "co_chair"};
  Fields const fields(snapshot, "term");
  for (auto const row : fields.table.rows)
    records.terms[fields.id(row, "person")].push_back({fields.id(row, "person"), fields.id(row, "group"),
                                                       named<Role>(fields.name(row, "role"), roles),
                                                       fields.day(row, "start"), fields.day(row, "end")});
}

void add_contacts(engine::Snapshot const& snapshot, Records& records) {
  constexpr std::array<std::string_view, 2> purposes{"clearance", "regional_clearance"};
  constexpr std::array<std::string_view, 4> parties{"chairs_office", "secretariat", "regional_office",
                                                    "country_office"};
  Fields const fields(snapshot, "contact");
  records.contacts.resize(records.groups.size());
  for (auto const row : fields.table.rows)
    records.contacts[fields.id(row, "group")].push_back(
        {fields.id(row, "subject"), fields.id(row, "region"), named<Purpose>(fields.name(row, "purpose"), purposes),
         named<Party>(fields.name(row, "party"), parties), answer(fields.name(row, "outcome")), fields.day(row, "on"),
         fields.day(row, "outcome_on")});
}

void add_delegations(engine::Snapshot const& snapshot, Records& records) {
  Fields const fields(snapshot, "delegation");
  for (auto const row : fields.table.rows) {
    auto const letterhead = fields.of(row, "on_letterhead");
    records.delegations[fields.id(row, "delegate")].push_back(
        {fields.id(row, "group"), fields.id(row, "delegator"), fields.id(row, "topic_limit"),
         fields.id(row, "meeting_limit"), fields.id(row, "confirmed_by"), fields.name(row, "scope") == "group",
         fields.flag(row, "in_writing"),
         letterhead.is_unknown() ? Letterhead::unknown
         : letterhead.number     ? Letterhead::yes
                                 : Letterhead::no,
         fields.day(row, "issued_on"), fields.day(row, "valid_from"), fields.day(row, "valid_until"),
         fields.day(row, "revoked_on"), fields.day(row, "confirmed_on")});
  }
}

}  // namespace

Records records_of(engine::Snapshot const& snapshot) {
  Records records;
  Fields const people(snapshot, "person"), quadrennia(snapshot, "quadrennium"), declarations(snapshot, "coi");
  records.terms.resize(people.table.keys.size());
  records.declarations.resize(people.table.keys.size());
  records.delegations.resize(people.table.keys.size());
  for (auto const row : quadrennia.table.rows)
    records.quadrennia.push_back({quadrennia.day(row, "start"), quadrennia.day(row, "end")});
  for (auto const row : declarations.table.rows)
    records.declarations[declarations.id(row, "person")].push_back(declarations.day(row, "filed_on"));
  add_groups(snapshot, records);
  add_terms(snapshot, records);
  add_contacts(snapshot, records);
  add_delegations(snapshot, records);
  return records;
}

Question question_of(engine::Snapshot const& snapshot, engine::Question const& asked) {
  auto const& rulebook = *snapshot.rulebook;
  auto const fact = [&](std::string_view name) { return asked.facts[dsl::find_fact(rulebook, name)]; };
  auto const parameter = [&](std::string_view name) {
    return static_cast<Id>(asked.parameters[dsl::find_parameter(rulebook, name)].number);
  };
  auto const value = [&](std::string_view name) -> std::string_view {
    auto const& type = rulebook.facts[dsl::find_fact(rulebook, name)].type;
    return rulebook.enumerations[type.of].values[static_cast<std::size_t>(fact(name).number)].name;
  };
  Question made;
  made.date = asked.date.days;
  made.actor = parameter("actor");
  made.group = parameter("group");
  if (rulebook.actions[asked.action].name == "speak") {
    made.action = Question::Action::speak;
    made.for_group = value("capacity") == "group";
    made.topic = static_cast<Id>(fact("topic").number);
    return made;
  }
  constexpr std::array<std::string_view, 2> reaches{"global", "regional"};
  made.cents = fact("amount").number;
  made.donor = static_cast<Id>(fact("donor").number);
  made.reach = named<Reach>(value("donor_scope"), reaches);
  if (auto const regions = fact("donor_region"); !regions.is_unknown())
    for (std::uint32_t i = 0; i < regions.aux; ++i) made.regions.push_back(static_cast<Id>(regions.items[i].number));
  made.in_group_name = fact("in_group_name").number != 0;
  made.in_kind = fact("in_kind").number != 0;
  return made;
}

std::shared_ptr<dsl::Rulebook const> rulebook_of(dsl::Rulebook const& whole) {
  constexpr std::array<std::string_view, 6> core{"fundraising.large_approach",  "fundraising.regional_approach",
                                                 "speaking.group_voice",        "speaking.reissue_on_letterhead",
                                                 "speaking.confirm_delegation", "conflicts.declare"};
  auto made = std::make_shared<dsl::Rulebook>(whole);
  for (auto& action : made->actions)
    std::erase_if(action.rules,
                  [&](dsl::Index rule) { return std::ranges::find(core, whole.rules[rule].name) == core.end(); });
  return made;
}

}  // namespace bylaw::bench::core
