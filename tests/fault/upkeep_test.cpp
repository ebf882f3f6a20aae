// Erasing somebody's past, copies and putting them back, and databases that go over to another vocabulary.
#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "engine/restore.hpp"
#include "tests/fault/scratch.hpp"

namespace bylaw::fault {
namespace {

using engine::Store;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string bytes_of(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// How often a text is anywhere in the files of a database.
std::size_t occurrences(std::string const& path, std::string const& text) {
  std::size_t count = 0;
  for (auto const* part : {"", "-wal"}) {
    auto const bytes = bytes_of(path + part);
    for (auto at = bytes.find(text); at != std::string::npos; at = bytes.find(text, at + 1)) ++count;
  }
  return count;
}

// Somebody with a name that is nowhere else, who borrowed, was asked about and left.
void come_and_go(Store& store) {
  engine::State state{{
                          library::record("member"),
                          {library::row("member", {{"id", "m-9"}, {"name", "Zephyrine"}, {"joined_on", "2020-01-01"}})},
                      },
                      {library::record("order"),
                       {library::row("order", {{"book", "b-2"}, {"member", "m-9"}, {"group", "for Zephyrine"}})}}};
  EXPECT_TRUE(store.import(state, engine::ImportMode::merge, ada));
  auto asked = decision("about-somebody");
  asked.parameters = {{"reader", "m-9"}};
  asked.request = R"({"reader":"m-9"})";
  asked.answer = R"({"to":"Zephyrine"})";
  store.log(asked);
  store.flush();
  EXPECT_TRUE(store.erase(library::record("order"), "b-2@m-9", std::nullopt, ada));
  EXPECT_TRUE(store.erase(library::record("member"), "m-9", std::nullopt, ada));
}

// Breakages: leave the salt behind; forget the write-ahead log; erase without an entry
// (FindsAnErasureThatWasNotLogged).
TEST(Erasure, LeavesNothingOfAPersonAndALogThatVerifies) {
  Folder const folder;
  auto const path = folder / "library.db";
  std::string before;
  {
    auto const store = Store::open(path, library::rulebook());
    fill(*store);
    come_and_go(*store);
    before = store->archive().head().note;
    EXPECT_GT(occurrences(path, "Zephyrine"), 0u);
    auto const erased = store->erase_past(library::record("member"), "m-9", ada);
    ASSERT_TRUE(erased);
    // The decision, and of each of the four changes the key and what stood before or after it.
    EXPECT_EQ(*erased, 1u + 4u * 2u);
    EXPECT_EQ(occurrences(path, "Zephyrine"), 0u);
    EXPECT_EQ(occurrences(path, "m-9"), 0u);
    EXPECT_TRUE(store->find_decision("about-somebody")->erased);
    EXPECT_THAT(store->history(library::record("member"), "m-9", 9), IsEmpty());
    EXPECT_TRUE(store->find_decision("d1")->request.size());
    EXPECT_EQ(*store->erase_past(library::record("member"), "m-9", ada), 0u);
  }
  EXPECT_EQ(occurrences(path, "Zephyrine"), 0u);
  EXPECT_THAT(faults(path, {{}, before}), IsEmpty());
  auto const archive = engine::Archive::open(path);
  auto const last = archive->entries(archive->head().checkpoint.size - 1, 1).front();
  EXPECT_EQ(std::get<std::string>(last.values[1]), "erasure");
  EXPECT_TRUE(archive->state_at(4).erased);
}

TEST(Erasure, IsOfThePastOnly) {
  auto const store = Store::open(":memory:", library::rulebook());
  fill(*store);
  EXPECT_FALSE(store->erase_past(library::record("member"), "m-1", ada));
  EXPECT_EQ(store->history(library::record("member"), "m-1", 9).size(), 1u);
}

// The drill: a copy under load, the database gone, the copy put back, everything compared, the erasure made again.
TEST(Backup, UnderLoadIsPutBackWhole) {
  Folder const folder;
  auto const path = folder / "library.db", copy = folder / "copy.db";
  std::atomic<bool> stop = false;
  std::size_t copied = 0;
  audit::Checkpoint head;
  {
    auto const store = Store::open(path, library::rulebook());
    fill(*store);
    come_and_go(*store);
    std::thread load([&] {
      for (int i = 0; !stop; ++i) {
        store->log(decision("load-" + std::to_string(i)));
        if (i % 50 == 0) store->flush();
      }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    store->back_up(copy);
    stop = true;
    load.join();
    store->flush();
    ASSERT_TRUE(store->erase_past(library::record("member"), "m-9", ada));
    head = store->archive().head().checkpoint;
  }
  EXPECT_THAT(faults(copy), IsEmpty());
  copied = engine::Archive::open(copy)->head().checkpoint.size;
  EXPECT_LE(copied, head.size);
  // What was copied is a beginning of what there was.
  EXPECT_EQ(engine::Archive::open(path)->root(copied), engine::Archive::open(copy)->head().checkpoint.root);
  EXPECT_GT(occurrences(copy, "Zephyrine"), 0u);

  auto const restored = engine::put_back(copy, path);
  EXPECT_THAT(restored.erased_since, Not(IsEmpty()));
  engine::StoreOptions options;
  options.restored_from = engine::Archive::open(copy)->head().note;
  options.erased_since = restored.erased_since;
  {
    auto const store = Store::open(path, library::rulebook(), options);
    EXPECT_TRUE(store->find_decision("d3"));
    EXPECT_EQ(store->everything().size(), library::rulebook()->records.size());
    store->log(decision("after"));
  }
  EXPECT_EQ(occurrences(path, "Zephyrine"), 0u);
  EXPECT_THAT(faults(path, {{}, options.restored_from}), IsEmpty());
  EXPECT_TRUE(std::filesystem::exists(restored.kept_aside));
}

TEST(Backup, ThatIsDamagedIsFound) {
  Folder const folder;
  auto const path = folder / "library.db", copy = folder / "copy.db";
  {
    auto const store = Store::open(path, library::rulebook());
    fill(*store);
    store->back_up(copy);
    EXPECT_THROW(store->back_up(copy), engine::StorageError);
    EXPECT_THROW(store->back_up(folder / "nowhere/copy.db"), engine::StorageError);
  }
  auto bytes = bytes_of(copy);
  auto const at = bytes.find("answer\":\"d2");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 10] = '9';
  std::ofstream(copy, std::ios::binary) << bytes;
  EXPECT_THAT(faults(copy), Not(IsEmpty()));
}

TEST(Key, ThatIsGoneHasToBeReplacedOnPurpose) {
  Folder const folder;
  auto const path = folder / "library.db";
  { fill(*Store::open(path, library::rulebook())); }
  EXPECT_EQ(std::filesystem::status(path + ".log-key").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::remove(path + ".log-key");
  EXPECT_THROW(Store::open(path, library::rulebook()), engine::StorageError);
  engine::StoreOptions options;
  options.new_key = true;
  { Store::open(path, library::rulebook(), options)->log(decision("under-the-new-key")); }
  EXPECT_THAT(faults(path), IsEmpty());
  EXPECT_TRUE(Store::open(path, library::rulebook())->find_decision("under-the-new-key"));
}

// A database with another vocabulary, after a migration.
class Migration : public testing::Test {
 protected:
  std::string what_it_says(std::string const& from, std::string const& to, std::vector<engine::MigrationStep> steps) {
    rulebook_ = library::rulebook_of(library::changed(from, to));
    store_.reset();
    try {
      engine::StoreOptions options;
      options.migration = std::move(steps);
      store_ = Store::open(path_, rulebook_, options);
    } catch (engine::StorageError const& error) {
      return error.what();
    }
    return "";
  }
  std::string last(std::string const& record, std::string const& key) {
    return store_->history(dsl::find_record(*rulebook_, record), key, 1).front().after;
  }
  // The database of a fixture.
  void make_from(std::string const& layout) {
    std::ifstream file(BYLAW_SOURCE_DIR "/tests/fault/fixtures/" + layout + ".sql");
    std::string const sql(std::istreambuf_iterator<char>(file), {});
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  void expect_sound() {
    store_.reset();
    EXPECT_THAT(faults(path_), IsEmpty());
  }

  Folder folder_;
  std::string path_ = folder_ / "library.db";
  std::shared_ptr<dsl::Rulebook const> rulebook_;
  std::unique_ptr<Store> store_;
};

TEST_F(Migration, TakesNewFieldsWithoutAWord) {
  { fill(*Store::open(path_, library::rulebook())); }
  EXPECT_EQ(what_it_says("  pages: integer optional", "  shelf: text optional\n  pages: integer optional", {}), "");
  expect_sound();
}

TEST_F(Migration, RenamesAFieldAndNotesIt) {
  { fill(*Store::open(path_, library::rulebook())); }
  EXPECT_THAT(what_it_says("  pages: integer", "  length: integer", {}), HasSubstr("`bylaw migrate`"));
  EXPECT_EQ(what_it_says("  pages: integer", "  length: integer", {{"book", "pages", "length"}}), "");
  EXPECT_THAT(last("book", "b-1"), HasSubstr("\"length\":412"));
  EXPECT_THAT(last("book", "b-2"), Not(HasSubstr("length")));
  // What was recorded before is still what was recorded before.
  auto const before = store_->archive().state_at(store_->snapshot()->revision - 1);
  EXPECT_THAT(before.rows.front().json, HasSubstr("\"pages\":412"));
  expect_sound();
}

TEST_F(Migration, RenamesMoneyAndKeys) {
  { fill(*Store::open(path_, library::rulebook())); }
  EXPECT_EQ(what_it_says("balance: money", "credit: money", {{"member", "balance", "credit"}}), "");
  EXPECT_THAT(last("member", "m-1"), HasSubstr("\"credit\":{\"amount\":\"12.30\""));
  expect_sound();
}

TEST_F(Migration, GivesUpAFieldOrARecordOnlyWhenTold) {
  { fill(*Store::open(path_, library::rulebook())); }
  EXPECT_THAT(what_it_says("  pages: integer optional\n", "", {}), HasSubstr("no longer has"));
  EXPECT_EQ(what_it_says("  pages: integer optional\n", "", {{"book", "pages", ""}}), "");
  EXPECT_THAT(last("book", "b-1"), Not(HasSubstr("pages")));
  expect_sound();
  auto const rate = std::string(
      "record rate key currency, on rates worth in EUR by currency, on\n  currency: currency\n  on: date\n  worth: "
      "decimal\nend\n");
  { Store::open(path_, rulebook_); }
  EXPECT_NE(what_it_says(rate, "", {}), "");
  EXPECT_EQ(what_it_says(rate, "", {{"rate", "", ""}}), "");
  expect_sound();
}

TEST_F(Migration, RefusesWhatItCannotDoAndChangesNothing) {
  { fill(*Store::open(path_, library::rulebook())); }
  auto const bytes = engine::Archive::open(path_)->head().note;
  EXPECT_THAT(what_it_says("  pages: integer", "  length: integer", {{"book", "sheets", "length"}}),
              HasSubstr("has no field"));
  EXPECT_THAT(what_it_says("  pages: integer", "  length: integer", {{"book", "pages", "title"}}),
              HasSubstr("already"));
  EXPECT_THAT(what_it_says("  pages: integer", "  length: integer", {{"tome", "pages", "length"}}),
              HasSubstr("no record"));
  EXPECT_THAT(what_it_says("  pages: integer", "  length: integer", {{"book", "id", ""}}), HasSubstr("identifies"));
  EXPECT_EQ(engine::Archive::open(path_)->head().note, bytes);
}

// From every earlier layout there was: a database of then opens, is as it was, and has a log.
TEST_F(Migration, TakesOverWhatEarlierVersionsMade) {
  for (auto const* layout : {"layout_1"}) {
    make_from(layout);
    EXPECT_THAT(faults(path_), ElementsAre(HasSubstr("earlier version")));
    {
      auto const store = Store::open(path_, library::rulebook());
      EXPECT_EQ(store->snapshot()->revision, 2u);
      EXPECT_EQ(store->get(library::record("book"), "b-1")->record, library::state()[1].rows[0]);
      EXPECT_EQ(store->history(library::record("book"), "b-3", 9).size(), 2u);
      EXPECT_EQ(store->find_decision("d1")->state_revision, 1u);
      EXPECT_EQ(store->decisions({.parameters = {{"reader", "m-1"}}}).size(), 1u);
      EXPECT_EQ(store->archive().state_at(1).rows.size(), 9u);
      store->log(decision("d9"));
    }
    EXPECT_THAT(faults(path_), IsEmpty());
    EXPECT_EQ(Store::open(path_, library::rulebook())->decisions({}).size(), 3u);
  }
}

// Tokens and secrets that were there before the log had them are in it from then on. Breakage: leave out take_over_access.
TEST_F(Migration, TakesOverTokensThatWereNotInTheLog) {
  make_from("layout_2");
  EXPECT_THAT(faults(path_), IsEmpty());
  EXPECT_FALSE(engine::verify_database(path_, {}).access);
  engine::StoreOptions options;
  options.new_key = true;  // that of the fixture is gone
  {
    auto const store = Store::open(path_, library::rulebook(), options);
    EXPECT_EQ(store->access_tokens().size(), 2u);
    EXPECT_EQ(store->access_tokens()[1].revoked_at, "2024-05-03T10:00:00.000Z");
    EXPECT_EQ(store->person_secrets().size(), 1u);
    EXPECT_THAT(store->access_faults(), IsEmpty());
    EXPECT_EQ(store->decisions({}).size(), 3u);
  }
  EXPECT_THAT(faults(path_), IsEmpty());
  EXPECT_EQ(engine::verify_database(path_, {}).access, 3u);
  { Intruder(path_).run("UPDATE \"_access_token\" SET \"revoked_at\" = ''"); }
  EXPECT_THAT(faults(path_), Contains(HasSubstr("t-0002")));
}

TEST(Verification, SaysWhatIsNoDatabase) {
  Folder const folder;
  auto const path = folder / "file";
  std::ofstream(path).flush();
  EXPECT_THAT(faults(path), ElementsAre(HasSubstr("is empty")));
  std::ofstream(path) << std::string(5000, 'x');
  EXPECT_THAT(faults(path), ElementsAre(HasSubstr("it is not a database")));
  std::ofstream(path) << "short";
  EXPECT_THAT(faults(path), ElementsAre(HasSubstr("it is not a database")));
  EXPECT_THAT(faults(folder / "nothing"), ElementsAre(HasSubstr("cannot be opened")));
  std::filesystem::remove(path);
  {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    sqlite3_exec(database, "CREATE TABLE t (x)", nullptr, nullptr, nullptr);
    sqlite3_close(database);
  }
  EXPECT_THAT(faults(path), ElementsAre(HasSubstr("belongs to another program")));
}

}  // namespace
}  // namespace bylaw::fault
