// Text that comes in pieces is read as one that is all there; what a large import needs does not grow with it.
#include "api/import_stream.hpp"

#include <gmock/gmock.h>
#include <malloc.h>

#include <algorithm>

#include "api/read_state.hpp"
#include "tests/api/workshop.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

JsonStream::Read pieces_of(std::string_view text, std::size_t most) {
  return [text, most](char* room, std::size_t size) mutable {
    auto const count = text.substr(0, std::min(size, most)).copy(room, size);
    text.remove_prefix(count);
    return count;
  };
}

std::string shown(std::expected<engine::State, InputFault> const& read, InputFaults const& faults) {
  if (!read) return read.error().pointer + ' ' + read.error().code + ' ' + read.error().message;
  std::string text;
  for (auto const& fault : faults.all()) text += fault.pointer + ' ' + fault.code + ' ' + fault.message + '\n';
  for (auto const& table : *read) text += std::to_string(table.record) + ' ';
  return text;
}

std::string read_whole(std::string_view text) {
  auto read = read_state_text(*workshop::rulebook(), text, {.bytes = text.size()});
  if (!read) return shown(std::unexpected(read.error()), {});
  return shown(read->state, read->faults);
}

std::string read_in_pieces(std::string_view text, std::size_t piece, std::size_t most) {
  JsonStream stream(pieces_of(text, most), piece);
  InputFaults faults;
  auto const read = read_state_stream(*workshop::rulebook(), stream, faults, [](dsl::Index, engine::StateRecord) {});
  return shown(read, faults);
}

std::vector<std::string> const texts = {
    workshop::state,
    "",
    " ",
    "{}",
    "[]",
    "{\"person\":[]}x",
    "{\"person\":[{\"id\":\"a\",\"name\":\"A\"}\n,\n  }",
    "{\n\n\"person\":[{\"id\":\"a\",\"id\":\"b\"}]}",
    R"({"person":[{"id":"a","name":"A"}],"person":[]})",
    R"({"persons":[{"id":"a"}],"bench":7,"person":[{"id":7},8,{"id":"b","name":"B","wrong":[1,2]}]})",
    R"({"person":[{"id":"é","name":"€ 𐍈 €€€"},{"id":1e999}]})",
    R"({"rate":[{"currency":"USD","day":"2024-01-01","worth":123456789012345678901234567890}]})",
    "{\"person\":[{\"id\":\"" + std::string(500, 'a') + "\",\"name\":\"" + std::string(500, 'n') + "\"}]\n}}",
    "{\"person\":[" + std::string(100, '[') + std::string(100, ']') + "]}",
};

TEST(ImportStream, ReadsPiecesAsTheWhole) {
  for (auto const& text : texts) {
    auto const whole = read_whole(text);
    for (std::size_t piece = 8; piece < 40; ++piece) EXPECT_EQ(read_in_pieces(text, piece, piece), whole) << text;
    EXPECT_EQ(read_in_pieces(text, JsonStream::usual_piece, 1), whole) << text;
    EXPECT_EQ(read_in_pieces(text, JsonStream::usual_piece, text.size() + 1), whole) << text;
  }
}

// In a whole text they are seen first; here, when they come.
TEST(ImportStream, RefusesBytesThatNoTextHas) {
  std::string const begin = R"({"person":[{"id":"a","name":")";
  for (auto const& [bytes, code] :
       {std::pair(std::string("\0", 1), "not_json"), std::pair(std::string("\xC3("), "not_utf8"),
        std::pair(std::string("\xE2\x82"), "not_utf8")}) {
    for (auto const& text : {begin + bytes, begin + bytes + R"("}]})", "{}" + bytes}) {
      for (std::size_t const piece : {8, 9, 10, 11, 4096}) {
        EXPECT_THAT(read_in_pieces(text, piece, piece), HasSubstr(code)) << text;
        EXPECT_EQ(read_in_pieces(text, piece, piece), read_whole(text)) << text;
      }
    }
  }
}

// Counts what it is given and looks at the memory in use meanwhile.
class Counting final : public engine::BulkImport {
 public:
  void add(dsl::Index, engine::StateRecord const&) override {
    if (++count % 100 == 0) note_memory();
  }
  void give_up() override { gave_up = true; }
  engine::Faults check() override { return {}; }
  engine::WriteResult commit() override { return {7, 7, false}; }

  std::size_t count = 0, most_memory = 0;
  bool gave_up = false;

 private:
  void note_memory() {
    auto const now = mallinfo2();
    most_memory = std::max(most_memory, now.uordblks + now.hblkhd);
  }
};

// A file of so many persons, made as it is read.
JsonStream::Read persons(std::size_t count) {
  return [count, given = std::size_t{0}, rest = std::string("{\"person\":[")](char* room, std::size_t size) mutable {
    while (rest.size() < size && given < count) {
      rest += (given ? ",\n" : "") + std::string("{\"id\":\"p-") + std::to_string(given) + "\",\"name\":\"Somebody\"}";
      if (++given == count) rest += "]}";
    }
    auto const taken = rest.copy(room, size);
    rest.erase(0, taken);
    return taken;
  };
}

TEST(ImportStream, NeedsNoMoreMemoryForMore) {
  std::size_t most[2] = {};
  std::size_t const counts[2] = {4'000, 80'000};
  for (int i = 0; i < 2; ++i) {
    Counting import;
    auto const before = mallinfo2();
    JsonStream stream(persons(counts[i]));
    auto const imported = import_stream(import, *workshop::rulebook(), stream);
    ASSERT_TRUE(imported);
    EXPECT_EQ(import.count, counts[i]);
    EXPECT_EQ(imported->revision, 7u);
    EXPECT_EQ(imported->counts.size(), 1u);
    EXPECT_EQ(imported->counts.front().second, counts[i]);
    most[i] = import.most_memory - std::min(import.most_memory, before.uordblks + before.hblkhd);
  }
#ifndef BYLAW_SANITIZED
  EXPECT_GT(most[0], 0u);
  EXPECT_LT(most[1],
            most[0] + most[0] / 2 + (std::size_t{1} << 20));  // of 24 bytes a person, 20 times as many were 2 MB
#endif
}

TEST(ImportStream, TellsHowManyWereRead) {
  Counting import;
  std::vector<std::size_t> told;
  JsonStream stream(persons(600));
  ASSERT_TRUE(import_stream(import, *workshop::rulebook(), stream,
                            [&](std::size_t records, bool all) { told.push_back(all ? records + 1 : records); }));
  EXPECT_THAT(told, ElementsAre(256, 512, 600, 601));
}

TEST(ImportStream, GivesUpWritingAtTheFirstFaultAndNamesAll) {
  Counting import;
  std::string const text = R"({"person":[{"id":"a"},{"id":"b","name":"B"},{"id":"c","name":3}],"benches":[]})";
  JsonStream stream(pieces_of(text, 100));
  auto const imported = import_stream(import, *workshop::rulebook(), stream);
  ASSERT_FALSE(imported);
  std::vector<std::string> pointers;
  for (auto const& fault : imported.error().errors) pointers.push_back(fault.pointer);
  EXPECT_THAT(pointers, ElementsAre("/person/0/name", "/person/2/name", "/benches"));
  EXPECT_TRUE(import.gave_up);
}

class Failing final : public engine::BulkImport {
 public:
  void add(dsl::Index, engine::StateRecord const&) override { throw engine::StorageError("The disk is full."); }
  void give_up() override {}
  engine::Faults check() override { return {}; }
  engine::WriteResult commit() override { return {}; }
};

TEST(ImportStream, StopsReadingWhereNothingCanBeWritten) {
  Failing import;
  JsonStream stream(persons(100'000));
  EXPECT_THROW(static_cast<void>(import_stream(import, *workshop::rulebook(), stream)), engine::StorageError);
  EXPECT_LT(stream.taken(), std::size_t{1} << 20);
}

}  // namespace
}  // namespace bylaw::api
