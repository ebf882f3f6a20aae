// Which request targets are taken, and what they decode to.
#include <gtest/gtest.h>

#include "api/server/request_target.hpp"

namespace bylaw::api {
namespace {

struct Case {
  const char* target;
  const char* path;  // nullptr: refused
};

class TargetPath : public ::testing::TestWithParam<Case> {};

TEST_P(TargetPath, IsDecodedOrRefused) {
  const auto parsed = parse_target(GetParam().target);
  if (GetParam().path == nullptr) {
    ASSERT_FALSE(parsed.has_value()) << parsed->path;
    EXPECT_EQ(parsed.error().status, 400);
  } else {
    ASSERT_TRUE(parsed.has_value()) << parsed.error().detail;
    EXPECT_EQ(parsed->path, GetParam().path);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Targets, TargetPath,
    ::testing::Values(Case{"/", "/"}, Case{"/a/b", "/a/b"}, Case{"/a/", "/a/"}, Case{"/a%20b", "/a b"},
                      Case{"/a+b", "/a+b"}, Case{"/%C3%A4", "/\u00e4"},
                      Case{"/a:b@c;d=e,f!$&'()*~", "/a:b@c;d=e,f!$&'()*~"}, Case{"/...", "/..."},
                      Case{"/.well-known/x", "/.well-known/x"}, Case{"/%25", "/%"}, Case{"/%252f", "/%2f"},
                      Case{"/?", "/"}, Case{"/?/../..", "/"}, Case{"", nullptr}, Case{"a", nullptr}, Case{"*", nullptr},
                      Case{"//", nullptr}, Case{"//x/", nullptr}, Case{"/a//b", nullptr}, Case{"/.", nullptr},
                      Case{"/..", nullptr}, Case{"/a/../b", nullptr}, Case{"/a/./b", nullptr},
                      Case{"/%2e%2e/b", nullptr}, Case{"/a/%2E", nullptr}, Case{"/.%2e/", nullptr},
                      Case{"/a%2fb", nullptr}, Case{"/a%2Fb", nullptr}, Case{"/a%5cb", nullptr}, Case{"/a\\b", nullptr},
                      Case{"/%00", nullptr}, Case{"/%0a", nullptr}, Case{"/%7f", nullptr}, Case{"/%", nullptr},
                      Case{"/%4", nullptr}, Case{"/%zz", nullptr}, Case{"/%ff", nullptr}, Case{"/%c0%af", nullptr},
                      Case{"/%ed%a0%80", nullptr}, Case{"/%f5%80%80%80", nullptr}, Case{"/%f0%9f%98", nullptr},
                      Case{"/a#b", nullptr}, Case{"/a\"", nullptr}, Case{"/\xc3\xa4", nullptr},
                      Case{"/?a=%00", nullptr}, Case{"/?a=%0d%0a", nullptr}, Case{"/?%=1", nullptr},
                      Case{"/?a=%ff", nullptr}, Case{"/?a=<b>", nullptr}, Case{"/?a#b", nullptr}));

TEST(TargetQuery, IsDecodedInOrder) {
  const auto parsed = parse_target("/?b=1&a=x%26y&b=+%2B&&c&=d&e=f=g&h={|}");
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->query,
            (NamedValues{{"b", "1"}, {"a", "x&y"}, {"b", " +"}, {"c", ""}, {"", "d"}, {"e", "f=g"}, {"h", "{|}"}}));
}

TEST(TargetQuery, HasABoundedNumberOfParameters) {
  std::string target = "/?";
  for (int i = 0; i < 128; ++i) target += "a&";
  EXPECT_TRUE(parse_target(target).has_value());
  EXPECT_FALSE(parse_target(target + "a").has_value());
}

TEST(Utf8, TakesTheFirstAndLastOfEachLength) {
  for (const char* good : {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                           "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
    EXPECT_TRUE(is_utf8(good)) << ::testing::PrintToString(good);
  for (const char* bad : {"\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
                          "\xf4\x90\x80\x80", "\xc2", "\xe1\x80", "\xc2\x20", "\xff"})
    EXPECT_FALSE(is_utf8(bad)) << ::testing::PrintToString(bad);
}

}  // namespace
}  // namespace bylaw::api
