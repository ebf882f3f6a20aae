// Imports that take records one by one, held against those that are given a whole state: the same records, versions and
// changes, the same faults, and nothing at all where there is one.
#include "engine/bulk_import.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "engine/archive.hpp"
#include "engine/store/connection.hpp"
#include "engine/verify.hpp"
#include "tests/engine/store_library.hpp"

namespace bylaw::engine {
namespace {

using library::record;
using library::rulebook;
using library::table;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

Author const ada{"ada", "2024-05-01T10:00:00Z"};
Author const bo{"bo", "2024-05-02T11:00:00Z"};

class BulkImports : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("bylaw-bulk-" + std::to_string(getpid()) + '-' +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(std::string const& name) const { return (folder_ / name).string(); }

  std::filesystem::path folder_;
};

std::expected<WriteResult, Faults> bulk_import(std::string const& path, State const& state, ImportMode mode,
                                               Author const& author) {
  auto const import = BulkImport::begin(path, rulebook(), mode, author);
  for (auto const& given : state) {
    for (auto const& row : given.rows) import->add(given.record, row);
  }
  if (auto faults = import->check(); !faults.empty()) return std::unexpected(std::move(faults));
  return import->commit();
}

std::expected<WriteResult, Faults> whole_import(std::string const& path, State const& state, ImportMode mode,
                                                Author const& author) {
  return Store::open(path, rulebook())->import(state, mode, author);
}

// Everything there is to see of the records: themselves, their versions, what was changed.
std::vector<std::string> seen(std::string const& path) {
  auto const store = Store::open(path, rulebook());
  std::vector<std::string> lines;
  for (auto const& change : store->changes_after(0))
    lines.push_back(std::to_string(change.revision) + ' ' + change.who + ' ' + change.record + ' ' + change.key + ' ' +
                    change.before + " -> " + change.after);
  for (Index kind = 0; kind < rulebook()->records.size(); ++kind) {
    for (auto const& stored : store->list(kind, "", 10'000))
      lines.push_back(key_of(*rulebook(), kind, stored.record) + " version " + std::to_string(stored.version));
  }
  for (auto const& given : store->everything()) lines.push_back(std::to_string(given.rows.size()));
  return lines;
}

std::vector<std::string> words(Faults const& faults) {
  std::vector<std::string> lines;
  for (auto const& fault : faults)
    lines.push_back(std::to_string(fault.record) + '/' + std::to_string(fault.position) + '/' +
                    std::to_string(fault.field) + '/' + std::to_string(fault.item) + ' ' + fault.code + ' ' +
                    fault.message);
  return lines;
}

std::string result(std::expected<WriteResult, Faults> const& imported) {
  return imported ? "revision " + std::to_string(imported->revision) : "refused";
}

std::vector<std::string> faults_of(std::expected<WriteResult, Faults> const& imported) {
  return imported ? std::vector<std::string>() : words(imported.error());
}

void point_elsewhere(std::vector<dsl::Field> const& fields, StateRecord& row) {
  for (std::size_t field = 0; field < fields.size(); ++field) {
    auto const kind = fields[field].type.kind;
    bool const names = kind == dsl::TypeKind::reference || kind == dsl::TypeKind::id;
    if (names && row.fields[field] && !fields[field].type.list) row.fields[field]->scalar = std::string("elsewhere");
  }
}

// Something of a state left out, doubled, turned round or pointed elsewhere.
State spoiled(State state, std::mt19937& random) {
  for (auto changes = random() % 4; changes > 0; --changes) {
    auto& [record, rows] = state[random() % state.size()];
    if (rows.empty()) continue;
    auto const at = static_cast<std::ptrdiff_t>(random() % rows.size());
    auto& row = rows[static_cast<std::size_t>(at)];
    switch (random() % 5) {
      case 0:
        rows.erase(rows.begin() + at);
        break;
      case 1:
        rows.push_back(StateRecord(row));
        break;
      case 2:
        std::ranges::reverse(rows);
        break;
      case 3:
        row.fields[random() % row.fields.size()].reset();
        break;
      default:
        point_elsewhere(rulebook()->records[record].fields, row);
    }
  }
  return state;
}

std::vector<std::string> indexes_of(std::string const& path) {
  Connection connection(path, Access::read);
  std::vector<std::string> names;
  auto rows = connection.query("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name");
  while (rows.step()) names.push_back(rows.text(0));
  return names;
}

State with_settings() {
  auto state = library::state();
  state.push_back(
      table("setting", {{{"name", "loans.home"}, {"value", "main"}}, {{"name", "loans.most"}, {"value", "3"}}}));
  return state;
}

TEST_F(BulkImports, LeaveWhatAWholeImportLeaves) {
  std::mt19937 random(20240601);
  int refused = 0, done = 0;
  for (int round = 0; round < 150; ++round) {
    auto const one = path("one-" + std::to_string(round)), other = path("other-" + std::to_string(round));
    for (auto const& author : {ada, bo}) {
      auto const state = spoiled(with_settings(), random);
      auto const mode = random() % 2 ? ImportMode::replace : ImportMode::merge;
      auto const streamed = bulk_import(one, state, mode, author), whole = whole_import(other, state, mode, author);
      EXPECT_EQ(result(streamed), result(whole));
      EXPECT_THAT(faults_of(streamed), UnorderedElementsAreArray(faults_of(whole)));
      EXPECT_THAT(seen(one), UnorderedElementsAreArray(seen(other))) << "round " << round;
      (whole ? done : refused) += 1;
    }
  }
  EXPECT_GT(refused, 30);
  EXPECT_GT(done, 30);
}

TEST_F(BulkImports, RefuseSettingsAndWhatTheRulebookHasNoPlaceFor) {
  auto state = library::state();
  state.push_back(table("setting", {{{"name", "loans.home"}, {"value", "nowhere"}},
                                    {{"name", "loans.most"}, {"value", "many"}},
                                    {{"name", "loans.moost"}, {"value", "3"}}}));
  auto const streamed = bulk_import(path("one"), state, ImportMode::merge, ada);
  ASSERT_FALSE(streamed);
  EXPECT_EQ(streamed.error().size(), 3u);
  EXPECT_EQ(words(streamed.error()), faults_of(whole_import(path("other"), state, ImportMode::merge, ada)));
}

// As many that tables and the log do without their indexes meanwhile: all are there again, and the log verifies.
TEST_F(BulkImports, PutIndexesBackBehindMany) {
  State many = library::state();
  for (int i = 0; i < 2500; ++i) {
    auto const id = std::to_string(i);
    many[3].rows.push_back(
        library::row("branch", {{"id", "x" + id}, {"name", "X"}, {"parent", "x" + std::to_string(i / 2)}}));
  }
  ASSERT_TRUE(bulk_import(path("one"), many, ImportMode::replace, ada));
  ASSERT_TRUE(whole_import(path("other"), many, ImportMode::replace, ada));
  EXPECT_EQ(seen(path("one")), seen(path("other")));
  EXPECT_THAT(indexes_of(path("one")), testing::SizeIs(testing::Gt(5u)));
  EXPECT_EQ(indexes_of(path("one")), indexes_of(path("other")));
  auto const verdict = verify_database(path("one"), {});
  EXPECT_THAT(verdict.log.faults, IsEmpty());
  EXPECT_EQ(verdict.records, 2509u);
  many[3].rows.resize(2);
  ASSERT_TRUE(bulk_import(path("one"), many, ImportMode::replace, bo));
  EXPECT_EQ(Store::open(path("one"), rulebook())->snapshot()->table(record("branch")).rows.size(), 2u);
  EXPECT_THAT(verify_database(path("one"), {}).log.faults, IsEmpty());
}

TEST_F(BulkImports, ThatAreNotCommittedChangeNothing) {
  ASSERT_TRUE(bulk_import(path("one"), library::state(), ImportMode::merge, ada));
  auto const before = seen(path("one"));
  {
    auto const import = BulkImport::begin(path("one"), rulebook(), ImportMode::merge, bo);
    for (int i = 0; i < 3000; ++i)
      import->add(record("branch"), library::row("branch", {{"id", "y" + std::to_string(i)}, { "name", "Y" }}));
    EXPECT_THAT(import->check(), IsEmpty());
  }
  EXPECT_EQ(seen(path("one")), before);
  EXPECT_THAT(verify_database(path("one"), {}).log.faults, IsEmpty());
}

TEST_F(BulkImports, WaitForNobodyElse) {
  auto const store = Store::open(path("one"), rulebook());
  EXPECT_THROW(BulkImport::begin(path("one"), rulebook(), ImportMode::merge, ada), StorageError);
}

// Breakages: NewFiles that keeps all; Journal that does not change back.
TEST_F(BulkImports, ThatFailLeaveNoFilesBehind) {
  State const wrong = {table("order", {{{"book", "b-none"}, {"member", "m-none"}}})};
  auto const files = [&] {
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(folder_)) names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
  };
  EXPECT_FALSE(bulk_import(path("new.db"), wrong, ImportMode::merge, ada));
  EXPECT_THAT(files(), ElementsAre("new.db.lock"));
  std::filesystem::remove(path("new.db.lock"));
  // Into one that was there, empty: it is as it was, and used as before.
  { Store::open(path("old.db"), rulebook()); }
  auto const head = Archive::open(path("old.db"))->head().note;
  EXPECT_FALSE(bulk_import(path("old.db"), wrong, ImportMode::merge, ada));
  EXPECT_THAT(files(), ElementsAre("old.db", "old.db.lock", "old.db.log-key"));
  EXPECT_EQ(Archive::open(path("old.db"))->head().note, head);
  EXPECT_TRUE(bulk_import(path("old.db"), library::state(), ImportMode::merge, ada));
  EXPECT_THAT(files(), ElementsAre("old.db", "old.db.lock", "old.db.log-key"));
  EXPECT_TRUE(bulk_import(path("other.db"), {}, ImportMode::merge, ada)) << "nothing to import is no fault";
  EXPECT_TRUE(std::filesystem::exists(path("other.db")));
}

}  // namespace
}  // namespace bylaw::engine
