// A database meets a rulebook that is not the one it was made with.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "engine/store.hpp"
#include "tests/engine/store_library.hpp"

namespace bylaw::engine {
namespace {

using library::changed;
using testing::HasSubstr;

Author const ada{"ada", "2024-05-01T10:00:00Z"};

class StoreUpgrade : public testing::Test {
 protected:
  StoreUpgrade() {
    forget();
    auto const store = Store::open(path_, library::rulebook());
    EXPECT_TRUE(store->import(library::state(), ImportMode::replace, ada));
  }
  ~StoreUpgrade() override { forget(); }

  // Opens with another rulebook; what it says when it refuses.
  std::string reopen(std::string const& rules) {
    rulebook_ = library::rulebook_of(rules);
    store_.reset();
    try {
      store_ = Store::open(path_, rulebook_);
    } catch (StorageError const& error) {
      return error.what();
    }
    return "";
  }
  StateRecord get(std::string const& record, std::string const& key) const {
    return store_->get(dsl::find_record(*rulebook_, record), key).value().record;
  }
  void put(std::string const& record, library::Fields const& fields) const {
    auto const result =
        store_->put(dsl::find_record(*rulebook_, record), library::row(*rulebook_, record, fields), std::nullopt, ada);
    EXPECT_TRUE(result && *result);
  }

  std::shared_ptr<dsl::Rulebook const> rulebook_;
  std::unique_ptr<Store> store_;

 private:
  void forget() const {
    for (auto const* part : {"", "-wal", "-shm", ".lock", ".log-key"}) std::filesystem::remove(path_ + part);
  }
  std::string path_ =
      std::filesystem::temp_directory_path() / ("bylaw_upgrade_" + std::to_string(::getpid()) + "_" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name() + ".db");
};

struct Edit {
  char const *from, *to;
};

TEST_F(StoreUpgrade, TakesWhatIsNew) {
  ASSERT_EQ(reopen(changed("record order key", "record shelf\n id: id\n branch: ref branch\nend\nrecord order key")),
            "");
  put("shelf", {{"id", "s-1"}, {"branch", "east"}});
  EXPECT_EQ(get("book", "b-1"), library::state()[1].rows[0]);
  ASSERT_EQ(reopen(changed("  pages: integer optional",
                           "  shelf_mark: text\n  cost: money optional\n  pages: integer optional")),
            "The database \"" + std::filesystem::temp_directory_path().string() + "/bylaw_upgrade_" +
                std::to_string(::getpid()) +
                "_TakesWhatIsNew.db\" holds 1 of the record \"shelf\", which the rulebook no longer has. `bylaw migrate` gives such "
                "data another name, or gives it up.");
}

TEST_F(StoreUpgrade, AddsFieldsInAnyPlaceAndKeepsTheRest) {
  ASSERT_EQ(reopen(changed("  pages: integer optional",
                           "  shelf_mark: text\n  cost: money optional\n  pages: integer optional")),
            "");
  auto const book = get("book", "b-1");
  EXPECT_FALSE(book.fields[dsl::find_field(rulebook_->records[dsl::find_record(*rulebook_, "book")], "shelf_mark")]);
  put("book", {{"id", "b-1"}, {"title", "Dune"}, {"genre", "fiction"}, {"shelf_mark", "S 1"}, {"cost", "EUR 9.99"}});
  EXPECT_EQ(store_->get(dsl::find_record(*rulebook_, "book"), "b-2")->version, 1u);
  // References still hold: the table they point to was built anew.
  put("order", {{"book", "b-1"}, {"member", "m-2"}});
}

TEST_F(StoreUpgrade, AcceptsChangesThatTheDataFits) {
  for (auto const& [from, to] : std::vector<Edit>{
           {"  travel", "  travel\n  poetry"},
           {"  fiction\n  science", "  science\n  fiction"},
           {"title: text", "title: text optional"},
           {"group: text optional", "group: text optional \"the reading group\""},
           {"pages: integer optional\n  fragile", "fragile"},
       }) {
    auto const refusal = reopen(changed(from, to));
    if (std::string_view(to) == "fragile") {
      EXPECT_THAT(
          refusal,
          HasSubstr("holds 1 of the record \"book\" with the field \"pages\", which the rulebook no longer has"));
    } else {
      EXPECT_EQ(refusal, "") << to;
    }
  }
}

TEST_F(StoreUpgrade, WritesValuesThatAreNew) {
  ASSERT_EQ(reopen(changed("  travel", "  travel\n  poetry")), "");
  put("book", {{"id", "b-5"}, {"title", "Sonnets"}, {"genre", "poetry"}});
  ASSERT_EQ(reopen(changed("  travel", "  travel\n  poetry")), "");
  EXPECT_TRUE(get("book", "b-5").fields[2]);
  EXPECT_THAT(reopen(library::text),
              HasSubstr("whose field \"genre\" is \"poetry\", a value that the rulebook no longer has"));
}

TEST_F(StoreUpgrade, RefusesToLoseOrReinterpretData) {
  for (auto const& [from, to] : std::vector<Edit>{
           {"pages: integer optional", "pages: text optional"},
           {"joined_on: date", "joined_on: text"},
           {"parent: ref branch optional", "parent: ref member optional"},
           {"key book, member", "key member, book"},
           {"tags: list of text optional", "tags: text optional"},
           {"balance: money optional", "balance: decimal optional"},
       }) {
    EXPECT_THAT(reopen(changed(from, to)), HasSubstr("the rulebook now")) << to;
  }
  EXPECT_EQ(reopen(library::text), "");
  EXPECT_EQ(get("book", "b-1"), library::state()[1].rows[0]);
}

TEST_F(StoreUpgrade, LetsGoOfWhatNobodyUsed) {
  ASSERT_EQ(reopen(changed("  group: text optional\nend", "  group: text optional\n  note: integer optional\nend")),
            "");
  ASSERT_EQ(reopen(changed("  group: text optional\nend", "  group: text optional\n  note: date optional\nend")), "");
  put("order", {{"book", "b-2"}, {"member", "m-2"}, {"note", "2024-01-01"}});
  EXPECT_THAT(reopen(library::text), HasSubstr("with the field \"note\", which the rulebook no longer has"));
}

TEST_F(StoreUpgrade, LetsAnUnusedFieldChangeIntoAnything) {
  for (auto const* type : {"money", "genre", "list of genre", "ref branch", "text"}) {
    EXPECT_EQ(reopen(changed("  group: text optional\nend",
                             "  group: text optional\n  note: " + std::string(type) + " optional\nend")),
              "");
  }
}

TEST_F(StoreUpgrade, RefusesSettingsThatNoLongerFit) {
  ASSERT_EQ(reopen(library::text), "");
  put("setting", {{"name", "loans.most"}, {"value", "7"}});
  EXPECT_THAT(reopen(changed("setting loans.most: integer default 5", "setting loans.limit: integer default 5")),
              HasSubstr("There is no setting \"loans.most\""));
}

TEST_F(StoreUpgrade, GivesNewQuestionParametersAColumn) {
  ASSERT_EQ(reopen(changed("  branch: ref branch \"Where?\"",
                           "  branch: ref branch \"Where?\"\n  book: ref book \"Which?\"")),
            "");
  store_->log({.id = "d1", .parameters = {{"book", "b-1"}}});
  EXPECT_EQ(store_->decisions({.parameters = {{"book", "b-1"}}}).size(), 1u);
}

}  // namespace
}  // namespace bylaw::engine
