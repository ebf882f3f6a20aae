// The small parts: cursors, identifiers, times, nearest names, what is read of a command line.
#include <gmock/gmock.h>

#include "api/clock.hpp"
#include "api/commands/arguments.hpp"
#include "api/commands/listen_address.hpp"
#include "api/cursor.hpp"
#include "api/input_fault.hpp"
#include "api/nearest.hpp"
#include "api/ulid.hpp"

namespace bylaw::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Cursor, GivesBackWhatItWasMadeOf) {
  for (std::string const key : {"a", "ab", "abc", "abcd", "EUR@2024-05-01", "\x01\xFF\x80"})
    EXPECT_EQ(decode_cursor(encode_cursor(key)), key);
  for (auto const* wrong : {"", "A", "AB", "YQ==", "Y Q", "é"}) EXPECT_EQ(decode_cursor(wrong), std::nullopt) << wrong;
}

TEST(Ulid, GrowsEvenWhenTheClockDoesNot) {
  UlidSource source;
  std::string last;
  for (std::uint64_t const time : {5u, 5u, 6u, 4u, 4u, 7u, 7u}) {
    auto const next = source.next(time);
    EXPECT_EQ(next.size(), 26u);
    EXPECT_GT(next, last);
    last = next;
  }
  EXPECT_EQ(UlidSource().next(1469918176385).substr(0, 10), "01ARYZ6S41");
}

TEST(Clock, WritesTimesInUtc) {
  using namespace std::chrono;
  EXPECT_EQ(rfc3339(sys_days(year(2000) / 2 / 29) + 23h + 59min + 59s + 999ms), "2000-02-29T23:59:59.999Z");
  EXPECT_EQ(rfc3339(Time()), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(dsl::to_string(day_of(sys_days(year(1969) / 12 / 31) + 1h)), "1969-12-31");
}

TEST(Nearest, TakesTheSmallestShareOfLetters) {
  EXPECT_EQ(nearest_name("donor_kind", {"amount", "donor", "donor_scope"}), "donor_scope");
  EXPECT_EQ(nearest_name("acter", {"group", "actor"}), "actor");
  EXPECT_EQ(nearest_name("x", {}), "");
  EXPECT_EQ(nearest_name(std::string(100'000, 'x'), {"a", "b"}), "a");
}

TEST(InputFault, PointersEscapeTheirKeys) {
  Place const root, facts(root, "facts"), odd(facts, "a/b~c"), item(odd, std::size_t{3});
  EXPECT_EQ(root.pointer(), "");
  EXPECT_EQ(item.pointer(), "/facts/a~1b~0c/3");
}

TEST(InputFault, CutsLongWordsBetweenCharacters) {
  std::string text(79, 'a');
  EXPECT_EQ(in_quotes(text + "é"), '"' + text + "...\"");
  EXPECT_EQ(in_quotes("short"), "\"short\"");
}

std::vector<Option> const options = {{"--db", "FILE", "", true}, {"--mode", "MODE", ""}, {"--dev", "", ""}};

std::expected<Arguments, std::string> parse(std::vector<std::string> const& words) {
  return Arguments::parse(options, words);
}

TEST(Arguments, ReadsOptionsAndOperands) {
  auto const arguments = parse({"--db", "x", "one", "--mode=a=b", "--dev", "-", "--", "--two"});
  ASSERT_TRUE(arguments) << arguments.error();
  EXPECT_EQ(arguments->value("--db"), "x");
  EXPECT_EQ(arguments->value("--mode"), "a=b");
  EXPECT_TRUE(arguments->has("--dev"));
  EXPECT_THAT(arguments->operands(), ElementsAre("one", "-", "--two"));
}

TEST(Arguments, SaysWhatIsWrong) {
  EXPECT_THAT(parse({}).error(), HasSubstr("--db FILE is missing"));
  EXPECT_THAT(parse({"--bd", "x"}).error(), HasSubstr("the nearest is \"--db\""));
  EXPECT_THAT(parse({"--db"}).error(), HasSubstr("needs a value"));
  EXPECT_THAT(parse({"--db", "x", "--db", "y"}).error(), HasSubstr("twice"));
  EXPECT_THAT(parse({"--db", "x", "--dev=1"}).error(), HasSubstr("takes no value"));
}

TEST(ListenAddress, KnowsThisMachine) {
  for (auto const* text : {"127.0.0.1:0", "127.8.9.1:80", "[::1]:65535", "localhost:8080"})
    EXPECT_TRUE(parse_listen_address(text)->is_loopback()) << text;
  for (auto const* text :
       {"0.0.0.0:80", "[::]:80", "192.168.0.1:80", "example.org:80", "128.0.0.1:1", "127.0.0.1.example.org:80"}) {
    EXPECT_FALSE(parse_listen_address(text)->is_loopback()) << text;
  }
  for (auto const* text : {"", "8080", ":8080", "localhost", "localhost:", "localhost:x", "localhost:65536",
                           "localhost:-1", "localhost:80x"}) {
    EXPECT_FALSE(parse_listen_address(text)) << text;
  }
  EXPECT_EQ(parse_listen_address("[::1]:80")->url(), "http://[::1]:80");
}

}  // namespace
}  // namespace bylaw::api
