// Whatever somebody does to what was committed, without the key: `bylaw verify` finds it.
#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <random>

#include "engine/store/key_file.hpp"
#include "engine/store/log_reader.hpp"
#include "tests/fault/scratch.hpp"

namespace bylaw::fault {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Tamper : public testing::Test {
 protected:
  Tamper() {
    auto const store = engine::Store::open(original_, library::rulebook());
    fill(*store);
    admit(*store);
    key_ = audit::PublicKey::parse(store->archive().head().public_key);
    checkpoint_ = store->archive().head().note;
  }

  // A fresh copy to do something to; what is found then.
  std::vector<std::string> after(std::function<void(Intruder&)> const& change, audit::Expected const& expected = {}) {
    copy_database(original_, copy_);
    {
      Intruder intruder(copy_);
      change(intruder);
    }
    return faults(copy_, expected);
  }
  std::vector<std::string> after(std::string const& sql) {
    return after([&](Intruder& intruder) {
      EXPECT_TRUE(intruder.run(sql)) << sql;
      EXPECT_GT(intruder.changes(), 0) << sql;
    });
  }

  Folder folder_;
  std::string original_ = folder_ / "library.db", copy_ = folder_ / "copy.db";
  std::optional<audit::PublicKey> key_;
  std::string checkpoint_;
};

TEST_F(Tamper, FindsNothingWhereNothingWasDone) {
  EXPECT_THAT(faults(original_), IsEmpty());
  EXPECT_THAT(faults(original_, {key_, checkpoint_}), IsEmpty());
  EXPECT_THAT(after("UPDATE \"_log\" SET \"kind\" = \"kind\""), IsEmpty());
  EXPECT_THAT(after("UPDATE \"_access_token\" SET \"last_used_at\" = '2024-06-01T00:00:00Z'"), IsEmpty());
}

// Breakages: a column left out of log_rows.cpp; a check left out of verify.cpp. Each makes its column pass unnoticed.
TEST_F(Tamper, FindsAChangeOfAnyColumnOfAnyRow) {
  Intruder reader(original_);
  int columns = 0;
  for (auto const& table :
       reader.column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")) {
    auto const quoted = "\"" + table + "\"";
    auto const rows = std::stoi(reader.column("SELECT count(*) FROM " + quoted).front());
    for (auto const& name : reader.column("SELECT name FROM pragma_table_info('" + table + "')")) {
      if (name == "last_used_at") continue;  // the one that is not in the log
      auto const column = "\"" + name + "\"";
      auto const changed = "CASE typeof(" + column + ") WHEN 'integer' THEN " + column + " + 1000 WHEN 'blob' THEN " +
                           "CAST(substr(" + column + ", 2) || x'07' AS BLOB) WHEN 'null' THEN CAST('0' AS BLOB) ELSE " +
                           column + " || '0' END";
      for (int row = 0; row < rows; ++row) {
        // Where there is no rowid, the rows in their order.
        auto const from = " FROM " + quoted + " LIMIT 1 OFFSET " + std::to_string(row);
        auto const key =
            reader
                .column("SELECT group_concat('\"' || name || '\"', ' || ''|'' || ') FROM pragma_table_info('" + table +
                        "') WHERE pk > 0")
                .front();
        auto const which = " WHERE " + key + " = (SELECT " + key + from + ")";
        bool done = false;
        auto const found = after([&](Intruder& intruder) {
          done = intruder.run("UPDATE " + quoted + " SET " + column + " = " + changed + which) ||
                 intruder.run("UPDATE " + quoted + " SET " + column + " = CASE WHEN " + column +
                              " IS NULL THEN '0' ELSE 0 END" + which) ||
                 intruder.run("UPDATE " + quoted + " SET " + column + " = 0" + which);
          done = done && intruder.changes() == 1;
        });
        EXPECT_TRUE(done) << table << " " << name << " " << row;
        EXPECT_THAT(found, Not(IsEmpty())) << table << " " << name << " " << row;
      }
      columns += rows > 0;
    }
  }
  EXPECT_GT(columns, 70);
  RecordProperty("columns", columns);
}

TEST_F(Tamper, FindsWhatWasDropped) {
  auto const entries = engine::Archive::open(original_)->entries(0, 100);
  ASSERT_GT(entries.size(), 10u);
  for (auto const& entry : entries) {
    auto const number = std::to_string(entry.number);
    auto const row = "DELETE FROM \"_" + entry.kind + "\" WHERE \"number\" = " + number;
    EXPECT_THAT(after(row), Not(IsEmpty()));
    EXPECT_THAT(after(row + "; DELETE FROM \"_log\" WHERE \"number\" = " + number), Not(IsEmpty()));
    // From here to the end.
    auto const rest = " WHERE \"number\" >= " + number + ";";
    EXPECT_THAT(after("DELETE FROM \"_decision\"" + rest + "DELETE FROM \"_change\"" + rest + "DELETE FROM \"_event\"" +
                      rest + "DELETE FROM \"_log\"" + rest),
                Not(IsEmpty()));
  }
  for (auto const* table : {"_checkpoint", "_source", "book", "order"})
    EXPECT_THAT(after("DELETE FROM \"" + std::string(table) + "\""), Not(IsEmpty())) << table;
}

TEST_F(Tamper, FindsWhatWasSwapped) {
  struct Case {
    std::string table, columns;
  };
  for (auto const& [table, columns] :
       {Case{"_decision", "number"}, Case{"_change", "number"}, Case{"_event", "number"}}) {
    Intruder reader(original_);
    auto const numbers = reader.column("SELECT number FROM \"" + table + "\" ORDER BY number");
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      auto const move = [&](std::string const& from, std::string const& to) {
        return "UPDATE \"" + table + "\" SET \"" + columns + "\" = " + to + " WHERE \"number\" = " + from + ";";
      };
      EXPECT_THAT(after(move(numbers[i], "-1") + move(numbers[i - 1], numbers[i]) + move("-1", numbers[i - 1])),
                  Not(IsEmpty()))
          << table << " " << numbers[i];
    }
  }
}

TEST_F(Tamper, FindsWhatWasPutIn) {
  EXPECT_THAT(after("INSERT INTO \"_decision\" (number, id, decided_at, action, outcome, date, salts) VALUES (99, "
                    "'d9', '', '', '', '', x'00')"),
              Not(IsEmpty()));
  EXPECT_THAT(after("INSERT INTO \"branch\" (_version, id, name) VALUES (1, 'south', 'South')"),
              Contains(HasSubstr("not recorded by the log")));
  EXPECT_THAT(after("INSERT INTO \"_source\" VALUES ('sha256:0', x'00')"), Not(IsEmpty()));
}

TEST_F(Tamper, FindsWhatTheStateHidesFromTheLog) {
  EXPECT_THAT(after("UPDATE \"book\" SET \"title\" = 'Doom' WHERE id = 'b-1'"),
              Contains(HasSubstr("not as the log has it")));
  EXPECT_THAT(after("UPDATE \"book\" SET \"_version\" = 7 WHERE id = 'b-1'"),
              Contains(HasSubstr("not as the log has it")));
  EXPECT_THAT(after("DELETE FROM \"rate\""), Contains(HasSubstr("recorded by the log and not there")));
}

// Breakages: a column left out of digest_of; the digest before left out of the event, which makes an edited row a good one with its
// next rotation; faults() passing over what is left in the ledger.
TEST_F(Tamper, FindsWhatWasDoneToTokensAndSecrets) {
  auto const wide = std::string("UPDATE \"_access_token\" SET \"scopes\" = '' WHERE \"id\" = 't-narrow'");
  EXPECT_THAT(after(wide), Contains(HasSubstr("The token \"t-narrow\" is not as the log has it")));
  EXPECT_THAT(after("UPDATE \"_access_token\" SET \"revoked_at\" = '' WHERE \"id\" = 't-revoked'"),
              Contains(HasSubstr("t-revoked")));
  EXPECT_THAT(after("DELETE FROM \"_access_token\" WHERE \"id\" = 't-narrow'"), Contains(HasSubstr("The token \"t-narrow\" is recorded by the log and not there")));
  EXPECT_THAT(after("DELETE FROM \"_person_secret\""), Contains(HasSubstr("A person's secret is recorded by the log")));
  EXPECT_THAT(after("DROP TABLE \"_access_token\"; DELETE FROM \"_person_secret\" WHERE \"person\" = 'm-1'"), Contains(HasSubstr("t-narrow")));
  auto const columns = std::string("kind, label, role, person, scopes");
  EXPECT_THAT(after("INSERT INTO \"_access_token\" SELECT 't-new', " + columns +
                    ", 'ab', '', '', created_at, created_by, expires_at, '', '' FROM \"_access_token\" LIMIT 1"),
              Contains(HasSubstr("t-new")));
  // The secrets of two, swapped.
  EXPECT_THAT(after("UPDATE \"_access_token\" SET \"hash\" = \"hash\" || '-'; UPDATE \"_access_token\" SET \"hash\" = CASE \"id\" WHEN "
                    "'t-narrow' THEN 'cd' WHEN 't-revoked' THEN '0a' ELSE rtrim(\"hash\", '-') END"),
              testing::AllOf(Contains(HasSubstr("t-narrow")), Contains(HasSubstr("t-revoked"))));
  EXPECT_THAT(after("UPDATE \"_person_secret\" SET \"person\" = CASE \"person\" WHEN 'm-1' THEN 'm-x' ELSE 'm-1' END;"
                    "UPDATE \"_person_secret\" SET \"person\" = 'm-2' WHERE \"person\" = 'm-x'"),
              Contains(HasSubstr("secret")));
}

TEST_F(Tamper, LetsNobodyInByWhatTheLogDoesNotHave) {
  after("UPDATE \"_access_token\" SET \"scopes\" = '' WHERE \"id\" = 't-narrow';"
        "UPDATE \"_person_secret\" SET \"role\" = 'owner' WHERE \"person\" = 'm-1'");
  {
    auto const store = engine::Store::open(copy_, library::rulebook());
    for (auto const& token : store->access_tokens()) EXPECT_NE(token.id, "t-narrow");
    for (auto const& secret : store->person_secrets()) EXPECT_NE(secret.person, "m-1");
    EXPECT_EQ(store->person_secrets().size(), 1u);
    EXPECT_EQ(store->access_faults().size(), 2u);
    // A change made over an edited row does not make it a good one.
    store->write_access_token(token("t-narrow", "0a"), ada);
  }
  EXPECT_THAT(faults(copy_), Contains(HasSubstr("changes a token that was not as the log had it")));
}

// What an earlier layout kept is taken over once. Breakage: leave out check_named_layout.
TEST_F(Tamper, FindsATokenSmuggledInAsIfItWereFromAnEarlierVersion) {
  auto const sql = std::string("INSERT INTO \"_access_token\" SELECT 't-new', kind, label, role, person, '', 'ab', '', '', "
                               "created_at, created_by, expires_at, '', '' FROM \"_access_token\" LIMIT 1;");
  after(sql + "PRAGMA user_version = 2");
  EXPECT_THAT(faults(copy_), testing::AllOf(Contains(HasSubstr("layout")), Contains(HasSubstr("t-new"))));
  EXPECT_THROW(engine::Store::open(copy_, library::rulebook()), engine::StorageError);
}

// What an erasure does to the bytes, without the entry that says so.
TEST_F(Tamper, FindsAnErasureThatWasNotLogged) {
  audit::Entry entry;
  for (auto const& candidate : engine::Archive::open(original_)->entries(0, 100))
    if (candidate.kind == "decision") entry = candidate;
  auto const committed = audit::hex(audit::bytes_of(entry.parts.front().committed()));
  EXPECT_THAT(
      after(
          "UPDATE \"_decision\" SET request = NULL, answer = NULL, \"parameter.reader\" = NULL, salts = zeroblob(16), "
          "erased = x'" +
          committed + "' WHERE number = " + std::to_string(entry.number)),
      testing::ElementsAre(HasSubstr("no erasure was logged")));
}

// Makes every stored hash fit what the rows say now, as somebody with the file and without the key can.
void hash_again(std::string const& path) {
  engine::Connection connection(path);
  audit::Frontier frontier;
  for (auto const& stored : engine::LogReader(connection).read(0, 1000)) {
    std::string nodes;
    for (auto const& hash : frontier.append(audit::leaf_hash(audit::leaf_of(stored.entry))))
      nodes += audit::bytes_of(hash);
    connection.query("UPDATE \"_log\" SET \"nodes\" = ? WHERE \"number\" = ?")
        .bind_blob(nodes)
        .bind(static_cast<std::int64_t>(stored.entry.number))
        .run();
  }
}

// Signs the head anew with a key of the intruder's own, and names that key.
std::string sign_again(std::string const& path) {
  auto const key = engine::passing_key();
  engine::Connection connection(path);
  connection.query("UPDATE \"_event\" SET \"text\" = ? WHERE \"kind\" = 'key'").bind(key.public_key().text()).run();
  hash_again(path);
  auto const size = engine::log_size(connection);
  auto const root = audit::root_of(size, engine::stored_nodes(connection));
  connection.query("UPDATE \"_checkpoint\" SET \"note\" = ?")
      .bind(key.sign({key.public_key().name(), size, root}))
      .run();
  return key.public_key().text();
}

TEST_F(Tamper, FindsAForkThatIsConsistentInItself) {
  auto const forge = [](Intruder& intruder) {
    EXPECT_TRUE(intruder.run("UPDATE \"_decision\" SET \"outcome\" = 'breach' WHERE \"id\" = 'd1'"));
  };
  after(forge);
  hash_again(copy_);
  EXPECT_THAT(faults(copy_), Contains(HasSubstr("do not lead to the signed head")));
}

// Only somebody who knows the key, or kept a head, can tell: that is what they are for.
TEST_F(Tamper, FindsAForkUnderAnotherKeyByTheKeyOrByAKeptHead) {
  after("UPDATE \"_decision\" SET \"outcome\" = 'breach' WHERE \"id\" = 'd1'");
  sign_again(copy_);
  EXPECT_THAT(faults(copy_), IsEmpty());
  EXPECT_THAT(faults(copy_, {key_, {}}), Not(IsEmpty()));
  EXPECT_THAT(faults(copy_, {{}, checkpoint_}), Not(IsEmpty()));
  std::filesystem::copy_file(original_ + ".log-key", copy_ + ".log-key", std::filesystem::copy_options::overwrite_existing);
  EXPECT_THROW(engine::Store::open(copy_, library::rulebook()), engine::StorageError);
}

TEST_F(Tamper, FindsAnOldDatabasePutBackByAKeptHead) {
  copy_database(original_, copy_);
  std::string newer;
  {
    auto const store = engine::Store::open(original_, library::rulebook());
    store->log(decision("d4"));
    store->flush();
    newer = store->archive().head().note;
  }
  EXPECT_THAT(faults(original_, {key_, checkpoint_}), IsEmpty());
  EXPECT_THAT(faults(copy_, {key_, {}}), IsEmpty());
  EXPECT_THAT(faults(copy_, {key_, newer}), Contains(HasSubstr("entries by the checkpoint given")));
}

TEST_F(Tamper, KeepsTheStoreFromOpeningWhatDoesNotFitItsHead) {
  for (auto const* sql :
       {"DELETE FROM \"_log\" WHERE \"number\" = (SELECT max(\"number\") FROM \"_log\")",
        "UPDATE \"_checkpoint\" SET \"note\" = replace(\"note\", 'A', 'B')", "DELETE FROM \"_checkpoint\""}) {
    after(sql);
    EXPECT_THROW(engine::Store::open(copy_, library::rulebook()), engine::StorageError) << sql;
  }
}

std::string bytes_of(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Where the values of the log's rows lie in the file: each place is a committed byte.
std::vector<std::size_t> committed_places(std::string const& path, std::string const& bytes) {
  Intruder reader(path);
  std::vector<std::size_t> places;
  for (auto const& table : reader.column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('_log', "
                                         "'_change', '_event', '_decision', '_checkpoint', '_source')")) {
    for (auto const& column : reader.column("SELECT name FROM pragma_table_info('" + table + "')")) {
      for (auto const& value : reader.column("SELECT hex(\"" + column + "\") FROM \"" + table + "\" WHERE length(\"" +
                                             column + "\") >= 9")) {  // shorter ones are words of the schema, too
        std::string raw;
        for (std::size_t i = 0; i < value.size(); i += 2)
          raw += static_cast<char>(std::stoi(value.substr(i, 2), nullptr, 16));
        auto const at = bytes.find(raw);
        for (std::size_t i = 0; at != std::string::npos && i < raw.size(); ++i) places.push_back(at + i);
      }
    }
  }
  return places;
}

// Breakage: hash only some columns, as a chain over the answers alone would: 375 of 400 were found that way, and
// SQLite's own check finds 16.
TEST_F(Tamper, FindsEveryFlippedBitInCommittedBytes) {
  {
    auto const store = engine::Store::open(original_, library::rulebook());
    for (int i = 0; i < 30; ++i) store->log(decision("more-" + std::to_string(i)));
  }
  { Intruder(original_).run("PRAGMA wal_checkpoint(TRUNCATE); VACUUM"); }
  auto const bytes = bytes_of(original_);
  auto const places = committed_places(original_, bytes);
  ASSERT_GT(places.size(), 5000u);
  std::mt19937 random(20240501);
  int found = 0, integrity = 0;
  constexpr int flips = 400;
  for (int flip = 0; flip < flips; ++flip) {
    auto const place = places[random() % places.size()];
    auto damaged = bytes;
    damaged[place] = static_cast<char>(damaged[place] ^ (1 << random() % 8));
    for (auto const* part : {"-wal", "-shm"}) std::filesystem::remove(copy_ + part);
    std::ofstream(copy_, std::ios::binary) << damaged;
    auto const all = faults(copy_);
    EXPECT_THAT(all, Not(IsEmpty())) << "byte " << place << ": " << bytes.substr(place - 60, 120);
    found += !all.empty();
    integrity += Intruder(copy_).column("PRAGMA integrity_check") != std::vector<std::string>{"ok"};
  }
  EXPECT_EQ(found, flips);
  // The control: what SQLite checks by itself is not enough.
  EXPECT_LT(integrity, flips / 2);
  std::cout << found << " of " << flips << " flipped bits found; SQLite's own check finds " << integrity << "\n";
}

}  // namespace
}  // namespace bylaw::fault
