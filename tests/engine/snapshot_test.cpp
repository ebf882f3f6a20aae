#include "engine/snapshot.hpp"

#include <gmock/gmock.h>

#include "tests/engine/store_library.hpp"

namespace bylaw::engine {
namespace {

using library::field;
using library::record;
using library::row;
using library::rulebook;
using library::table;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::shared_ptr<Snapshot const> made(State const& state) {
  auto snapshot = make_snapshot(rulebook(), state, 7);
  if (!snapshot) throw std::runtime_error(snapshot.error().front().message);
  return *snapshot;
}

Value value(Snapshot const& snapshot, std::string const& kind, std::string const& key, std::string const& name) {
  return snapshot.table(record(kind)).value(snapshot.find(record(kind), key).value(), field(kind, name));
}

std::string text_of_symbol(Snapshot const& snapshot, Value text) {
  return text.kind == Kind::text ? std::string(snapshot.symbols->text(static_cast<Symbol>(text.number))) : "no text";
}

std::vector<Row> rows(Table::FieldIndex const& index, std::int64_t value) {
  auto const found = index.rows(value);
  return {found.begin(), found.end()};
}

std::vector<std::string> codes(Faults const& faults) {
  std::vector<std::string> found;
  for (auto const& fault : faults) found.push_back(fault.code);
  return found;
}

Faults faults_of(State const& state) {
  auto const snapshot = make_snapshot(rulebook(), state);
  return snapshot ? Faults{} : snapshot.error();
}

TEST(Symbols, GiveOneNumberToATextAcrossGenerations) {
  auto parent = std::make_shared<Symbols>();
  auto const a = parent->intern("a");
  Symbols child(parent);
  EXPECT_EQ(child.intern("a"), a);
  auto const b = child.intern("b");
  EXPECT_NE(b, a);
  EXPECT_EQ(child.text(a), "a");
  EXPECT_EQ(child.text(b), "b");
  EXPECT_EQ(child.find("c"), std::nullopt);
  EXPECT_EQ(parent->find("b"), std::nullopt);
}

TEST(Symbols, KeepTheirNumbersWhenManyGenerationsAreSettled) {
  std::shared_ptr<Symbols const> symbols = std::make_shared<Symbols>();
  std::vector<Symbol> numbers;
  for (int i = 0; i < 1000; ++i) {
    auto child = std::make_shared<Symbols>(symbols);
    numbers.push_back(child->intern("text " + std::to_string(i)));
    symbols = Symbols::settle(std::move(child));
  }
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(symbols->find("text " + std::to_string(i)), numbers[static_cast<std::size_t>(i)]);
    EXPECT_EQ(symbols->text(numbers[static_cast<std::size_t>(i)]), "text " + std::to_string(i));
  }
}

TEST(Symbols, SettleToTheParentWhenNothingIsNew) {
  auto const parent = std::make_shared<Symbols>();
  parent->intern("a");
  EXPECT_EQ(Symbols::settle(std::make_shared<Symbols>(parent)), parent);
}

TEST(Snapshot, HoldsEveryKindOfValue) {
  auto const snapshot = made(library::state());
  EXPECT_EQ(snapshot->revision, 7u);
  EXPECT_EQ(text_of_symbol(*snapshot, value(*snapshot, "book", "b-1", "title")), "Dune");
  EXPECT_EQ(value(*snapshot, "book", "b-1", "pages").number, 412);
  EXPECT_EQ(value(*snapshot, "book", "b-1", "fragile").kind, Kind::boolean);
  EXPECT_EQ(value(*snapshot, "book", "b-2", "genre").number, 1);
  auto const balance = value(*snapshot, "member", "m-1", "balance");
  EXPECT_EQ(balance.number, 1230);
  EXPECT_EQ(balance.aux, dsl::parse_currency("EUR")->packed);
  EXPECT_EQ(value(*snapshot, "member", "m-1", "discount").number, dsl::parse_decimal("0.125")->scaled);
  EXPECT_EQ(value(*snapshot, "member", "m-1", "joined_on").number, dsl::parse_date("2020-02-29")->days);
  EXPECT_EQ(value(*snapshot, "member", "m-1", "patience").number, 2);
  EXPECT_EQ(text_of_symbol(*snapshot, value(*snapshot, "member", "m-1", "birthday")), "02-29");
}

TEST(Snapshot, ResolvesReferencesToRowsWhateverTheOrder) {
  auto const snapshot = made(library::state());
  auto const parent = value(*snapshot, "branch", "east", "parent");
  EXPECT_EQ(parent.kind, Kind::reference);
  EXPECT_EQ(parent.aux, record("branch"));
  EXPECT_EQ(snapshot->key(record("branch"), static_cast<Row>(parent.number)), "main");
}

TEST(Snapshot, TellsAbsentFromNever) {
  auto const snapshot = made(library::state());
  auto const row_of = snapshot->find(record("book"), "b-2").value();
  auto const pages = value(*snapshot, "book", "b-2", "pages");
  EXPECT_EQ(Unknown::unpack(static_cast<std::uint64_t>(pages.number)),
            (Unknown{Unknown::Source::field, record("book"), field("book", "pages"), row_of}));
  EXPECT_TRUE(value(*snapshot, "book", "b-3", "tags").is_unknown());
  EXPECT_TRUE(value(*snapshot, "member", "m-1", "expelled_on").is_never());
  EXPECT_TRUE(value(*snapshot, "member", "m-1", "until").is_never());
}

TEST(Snapshot, OwnsLists) {
  auto const snapshot = made(library::state());
  auto const tags = value(*snapshot, "book", "b-1", "tags");
  ASSERT_EQ(tags.kind, Kind::list);
  ASSERT_EQ(tags.aux, 2u);
  EXPECT_EQ(text_of_symbol(*snapshot, tags.items[1]), "long");
  EXPECT_EQ(value(*snapshot, "book", "b-2", "tags").aux, 0u);
  EXPECT_EQ(value(*snapshot, "book", "b-1", "related").items[0].number, snapshot->find(record("book"), "b-2"));
}

TEST(Snapshot, FindsRowsByTextAndReference) {
  auto const snapshot = made(library::state());
  auto const& books = snapshot->table(record("book"));
  auto const dune = snapshot->symbols->find("Dune").value();
  EXPECT_THAT(rows(*books.indexes[field("book", "title")], dune), ElementsAre(0, 2));
  EXPECT_FALSE(books.indexes[field("book", "genre")]);
  EXPECT_FALSE(books.indexes[field("book", "id")]);  // no rule looks for one
  EXPECT_FALSE(books.indexes[field("book", "tags")]);
  auto const& branches = *snapshot->table(record("branch")).indexes[field("branch", "parent")];
  EXPECT_THAT(rows(branches, 1), ElementsAre(0));
  EXPECT_THAT(branches.unknown, ElementsAre(1));
}

TEST(Snapshot, JoinsTheKeysOfSeveralFields) {
  auto const snapshot = made(library::state());
  EXPECT_TRUE(snapshot->find(record("rate"), "USD@2024-01-01"));
  EXPECT_TRUE(snapshot->find(record("order"), "b-1@m-1"));
  EXPECT_FALSE(snapshot->find(record("order"), "b-1"));
}

TEST(Snapshot, GivesRecordsBackAsTheyCame) {
  auto const given = library::state();
  auto const snapshot = made(given);
  for (auto const& rows : given) {
    for (auto const& stored : rows.rows) {
      auto const at = snapshot->find(rows.record, key_of(*rulebook(), rows.record, stored)).value();
      EXPECT_EQ(record_of(*snapshot, rows.record, at), stored);
    }
  }
}

TEST(Snapshot, NumbersTheRulebooksOwnTextsFirst) {
  auto const symbols = literal_symbols(*rulebook());
  ASSERT_TRUE(symbols.find("read more"));
  EXPECT_EQ(made(library::state())->symbols->find("read more"), symbols.find("read more"));
}

TEST(Snapshot, FindsEveryFaultAtOnce) {
  auto const faults = faults_of({
      table("book", {{{"id", "b-1"}, {"title", "Dune"}, {"genre", "fiction"}, {"related", "b-1,b-9"}},
                     {{"id", "b-1"}, {"title", "Dune again"}, {"genre", "fiction"}},
                     {{"id", "b-2"}, {"genre", "fiction"}},
                     {{"title", "Nameless"}, {"genre", "fiction"}}}),
      table("order", {{{"book", "b-8"}, {"member", "m-8"}}}),
  });
  ASSERT_THAT(codes(faults), ElementsAre("duplicate_key", "missing_field", "unknown_reference", "missing_field",
                                         "unknown_reference", "unknown_reference"));
  EXPECT_EQ(faults[0].position, 1u);
  EXPECT_EQ(faults[1].field, field("book", "id"));
  EXPECT_EQ(faults[2].item, 1u);
  EXPECT_THAT(faults[2].message, HasSubstr("The field \"related\" of book \"b-1\" refers to book \"b-9\""));
  EXPECT_EQ(faults[3].position, 2u);
  EXPECT_EQ(faults[3].field, field("book", "title"));
  EXPECT_EQ(faults[4].record, record("order"));
}

TEST(Snapshot, StopsCountingFaultsAtAThousand) {
  State state{table("book", {})};
  for (int i = 0; i < 1500; ++i)
    state[0].rows.push_back(row("book", {{"id", "b" + std::to_string(i)}, {"genre", "travel"}}));
  EXPECT_EQ(faults_of(state).size(), 1000u);
}

TEST(Snapshot, MayDoWithoutMandatoryFieldsButNotWithoutKeys) {
  auto const snapshot = make_snapshot(rulebook(), {table("book", {{{"id", "b-1"}}})}, 0, false);
  ASSERT_TRUE(snapshot);
  EXPECT_TRUE(value(**snapshot, "book", "b-1", "title").is_unknown());
  EXPECT_FALSE(make_snapshot(rulebook(), {table("book", {{{"title", "Dune"}}})}, 0, false));
}

// ---- settings ----

struct SettingCase {
  char const *name, *text;
  std::string expected;  // a value as text, or what the fault says
};

std::string shown(Snapshot const& snapshot, Value setting) {
  switch (setting.kind) {
    case Kind::unknown:
      return "unknown";
    case Kind::text:
      return text_of_symbol(snapshot, setting);
    case Kind::money:
      return dsl::to_string(dsl::Money{setting.number, {setting.aux}});
    case Kind::list: {
      std::string items;
      for (std::uint32_t i = 0; i < setting.aux; ++i) items += "[" + shown(snapshot, setting.items[i]) + "]";
      return "list" + items;
    }
    default:
      return std::to_string(setting.number);
  }
}

Value setting(Snapshot const& snapshot, std::string const& name) {
  return snapshot.settings.at(dsl::find_setting(*rulebook(), name));
}

TEST(Settings, HaveTheirDefaultOrAreUnknown) {
  auto const snapshot = made({});
  EXPECT_EQ(shown(*snapshot, setting(*snapshot, "loans.most")), "5");
  EXPECT_EQ(shown(*snapshot, setting(*snapshot, "loans.fine")), "EUR 2.50");
  EXPECT_EQ(shown(*snapshot, setting(*snapshot, "loans.favourite")), "0");
  EXPECT_EQ(shown(*snapshot, setting(*snapshot, "loans.motto")), "read more");
  auto const closing = dsl::find_setting(*rulebook(), "loans.closing");
  EXPECT_EQ(Unknown::unpack(static_cast<std::uint64_t>(snapshot->settings[closing].number)),
            (Unknown{Unknown::Source::setting, closing, 0, 0}));
}

TEST(Settings, AreReadByTheirType) {
  for (auto const& [name, text, expected] : std::vector<SettingCase>{
           {"loans.most", "9", "9"},
           {"loans.fine", "USD 150000", "USD 150,000"},
           {"loans.fine", "3.20", "EUR 3.20"},
           {"loans.closing", "12-24", "12-24"},
           {"loans.favourite", " travel ", "2"},
           {"loans.banned", "fiction, travel", "list[0][2]"},
           {"loans.banned", "", "list"},
           {"loans.strict", "true", "1"},
           {"loans.motto", "read, again", "read, again"},
           {"loans.home", "east", "0"},
       }) {
    auto state = library::state();
    state.push_back(table("setting", {{{"name", name}, {"value", text}}}));
    auto const snapshot = made(state);
    EXPECT_EQ(shown(*snapshot, setting(*snapshot, name)), expected) << name << " = " << text;
  }
}

TEST(Settings, AreRefusedWithWhatWasExpected) {
  for (auto const& [name, text, expected] : std::vector<SettingCase>{
           {"loans.most", "many", "should be a whole number"},
           {"loans.most", "5 ", ""},
           {"loans.fine", "a lot", "an amount such as"},
           {"loans.fine", "1.234", "an amount such as"},
           {"loans.closing", "02-30", "a day of the year"},
           {"loans.favourite", "sience", "one of fiction, science, travel; is \"science\" meant?"},
           {"loans.banned", "fiction,poetry", "\"poetry\" of setting \"loans.banned\""},
           {"loans.strict", "yes", "true or false"},
           {"loans.home", "north", "the key of a branch that exists"},
           {"loans.mots", "5", "There is no setting \"loans.mots\"; is \"loans.most\" meant?"},
       }) {
    auto const faults =
        faults_of({table("setting", {{{"name", "loans.motto"}, {"value", "x"}}, {{"name", name}, {"value", text}}})});
    if (expected.empty()) {
      EXPECT_THAT(faults, IsEmpty()) << name << " = " << text;
      continue;
    }
    ASSERT_EQ(faults.size(), 1u) << name << " = " << text;
    EXPECT_EQ(faults[0].position, 1u);
    EXPECT_THAT(faults[0].message, HasSubstr(expected));
  }
}

// ---- overlay ----

TEST(Overlay, ReplacesRecordsWholeAndAddsOthers) {
  auto const base = made(library::state());
  auto const laid =
      overlay(base, {table("book", {{{"id", "b-2"}, {"title", "Contact"}, {"genre", "fiction"}},
                                    {{"id", "b-4"}, {"title", "Dune"}, {"genre", "travel"}, {"tags", "new"}}})});
  ASSERT_TRUE(laid);
  auto const& books = (*laid)->table(record("book"));
  EXPECT_EQ((*laid)->find(record("book"), "b-2"), base->find(record("book"), "b-2"));
  EXPECT_TRUE(value(**laid, "book", "b-2", "genres").is_unknown());
  auto const& titles = *books.indexes[field("book", "title")];
  EXPECT_THAT(rows(titles, (*laid)->symbols->find("Dune").value()), ElementsAre(0, 2, 3));
  EXPECT_THAT(rows(titles, (*laid)->symbols->find("Contact").value()), ElementsAre(1));
  EXPECT_FALSE(titles.by_value.contains((*laid)->symbols->find("Cosmos").value()));
  EXPECT_EQ(text_of_symbol(**laid, value(**laid, "book", "b-1", "tags").items[0]), "sand");
  EXPECT_EQ(text_of_symbol(*base, value(*base, "book", "b-2", "title")), "Cosmos");
}

TEST(Overlay, SharesWhatItDoesNotTouch) {
  auto const base = made(library::state());
  auto const laid = overlay(base, {table("book", {{{"id", "b-2"}, {"title", "Cosmos"}, {"genre", "travel"}}})});
  ASSERT_TRUE(laid);
  for (auto const* kind : {"order", "member", "branch", "setting"}) {
    EXPECT_EQ((*laid)->tables[record(kind)], base->tables[record(kind)]) << kind;
  }
  auto const title = field("book", "title");
  EXPECT_EQ((*laid)->table(record("book")).indexes[title], base->table(record("book")).indexes[title]);
}

TEST(Overlay, OutlivesItsBase) {
  auto base = made(library::state());
  auto const laid = overlay(base, {table("setting", {{{"name", "loans.banned"}, {"value", "science"}}})});
  ASSERT_TRUE(laid);
  auto const again = overlay(*laid, {table("book", {{{"id", "b-3"}, {"title", "Dune"}, {"genre", "fiction"}}})});
  base.reset();
  ASSERT_TRUE(again);
  EXPECT_EQ(shown(**again, setting(**again, "loans.banned")), "list[1]");
  EXPECT_EQ(text_of_symbol(**again, value(**again, "book", "b-1", "tags").items[1]), "long");
}

TEST(Overlay, ChecksWhatIsLaidOver) {
  auto const base = made(library::state());
  auto const laid =
      overlay(base, {table("order", {{{"book", "b-1"}, {"member", "m-7"}}, {{"book", "b-1"}, {"member", "m-2"}}}),
                     table("book", {{{"id", "b-7"}}})});
  ASSERT_FALSE(laid);
  EXPECT_THAT(codes(laid.error()), ElementsAre("unknown_reference", "missing_field", "missing_field"));
}

TEST(Overlay, ReadsSettingsAgain) {
  auto const base = made({table("setting", {{{"name", "loans.most"}, {"value", "9"}}})});
  auto const laid = overlay(base, {table("setting", {{{"name", "loans.strict"}, {"value", "false"}}})});
  ASSERT_TRUE(laid);
  EXPECT_EQ(shown(**laid, setting(**laid, "loans.most")), "9");
  EXPECT_EQ(shown(**laid, setting(**laid, "loans.strict")), "0");
}

// ---- one row less ----

TEST(Without, LeavesAGapAndNoTrace) {
  auto const base = made(library::state());
  auto const less = without(*base, record("book"), base->find(record("book"), "b-1").value());
  auto const& books = less->table(record("book"));
  EXPECT_THAT(books.rows, ElementsAre(1, 2));
  EXPECT_FALSE(less->find(record("book"), "b-1"));
  EXPECT_EQ(less->find(record("book"), "b-3"), base->find(record("book"), "b-3"));
  EXPECT_THAT(rows(*books.indexes[field("book", "title")], less->symbols->find("Dune").value()), ElementsAre(2));
  EXPECT_TRUE(base->find(record("book"), "b-1"));
}

TEST(Without, LetsTheSameKeyComeBackInAnotherRow) {
  auto const base = made(library::state());
  auto const old_row = base->find(record("book"), "b-3").value();
  auto const back = overlay(without(*base, record("book"), old_row),
                            {table("book", {{{"id", "b-3"}, {"title", "Dune"}, {"genre", "travel"}}})});
  ASSERT_TRUE(back);
  EXPECT_GT((*back)->find(record("book"), "b-3").value(), old_row);
  EXPECT_THAT((*back)->table(record("book")).rows, ElementsAre(0, 1, 3));
}

TEST(Referrers, AreFoundInFieldsListsAndSettings) {
  auto state = library::state();
  state.push_back(table("setting", {{{"name", "loans.home"}, {"value", "east"}}}));
  auto const snapshot = made(state);
  auto const found = [&](std::string const& kind, std::string const& key) {
    std::vector<std::string> names;
    for (auto const& from : referrers(*snapshot, record(kind), snapshot->find(record(kind), key).value())) {
      names.push_back(rulebook()->records[from.record].name + "/" + std::string(snapshot->key(from.record, from.row)) +
                      "." + rulebook()->records[from.record].fields[from.field].name);
    }
    return names;
  };
  EXPECT_THAT(found("book", "b-2"), ElementsAre("book/b-1.related"));
  EXPECT_THAT(found("book", "b-3"), IsEmpty());
  EXPECT_THAT(found("branch", "east"), ElementsAre("order/b-1@m-1.branch", "setting/loans.home.value"));
  EXPECT_THAT(found("branch", "main"), ElementsAre("branch/east.parent"));
}

TEST(Referrers, LeaveOutTheRecordItself) {
  auto const snapshot = made({table("branch", {{{"id", "main"}, {"name", "Main"}, {"parent", "main"}}})});
  EXPECT_THAT(referrers(*snapshot, record("branch"), 0), IsEmpty());
}

TEST(State, ComesBackInKeyOrder) {
  auto const state = state_of(*made(library::state()));
  ASSERT_EQ(state.size(), rulebook()->records.size());
  auto const& branches = state[record("branch")];
  ASSERT_EQ(branches.rows.size(), 2u);
  EXPECT_EQ(key_of(*rulebook(), record("branch"), branches.rows[0]), "east");
}

}  // namespace
}  // namespace bylaw::engine
