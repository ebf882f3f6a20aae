// Lines of calendars, signatures and URLs of webhooks: against the examples of the standards and at the edges.
#include <gtest/gtest.h>

#include "api/compliance/write_calendar.hpp"
#include "api/server/http_client.hpp"
#include "api/webhooks/sender.hpp"
#include "api/webhooks/signature.hpp"

namespace bylaw::api {
namespace {

TEST(Calendar, FoldsLinesBehind75BytesAndWithinNoCharacter) {
  EXPECT_EQ(content_line("SHORT:x"), "SHORT:x\r\n");
  EXPECT_EQ(content_line(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(content_line(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  EXPECT_EQ(content_line(std::string(74, 'a') + "\u00e9"), std::string(74, 'a') + "\r\n \u00e9\r\n");
  auto const long_line = content_line(std::string(200, 'b'));
  EXPECT_EQ(long_line, std::string(75, 'b') + "\r\n " + std::string(74, 'b') + "\r\n " + std::string(51, 'b') + "\r\n");
}

TEST(Calendar, EscapesTexts) { EXPECT_EQ(calendar_text("a, b; c\\d\ne\r"), "a\\, b\\; c\\\\d\\ne"); }

// RFC 4231, test cases 2 and 6 (a key that is longer than a block).
TEST(Webhooks, SignWithHmacSha256) {
  auto const hexadecimal = [](std::string const& bytes) {
    std::string text;
    for (unsigned char const byte : bytes) {
      text += "0123456789abcdef"[byte >> 4];
      text += "0123456789abcdef"[byte & 15];
    }
    return text;
  };
  EXPECT_EQ(hexadecimal(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      hexadecimal(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Webhooks, EncodeInBase64) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_NE(new_secret(), new_secret());
}

TEST(Webhooks, AreTriedLaterAndLaterAndThenGivenUp) {
  for (std::int64_t attempts = 1; attempts < 8; ++attempts)
    EXPECT_LT(*pause_after(attempts), *pause_after(attempts + 1));
  EXPECT_FALSE(pause_after(9));
}

TEST(Webhooks, LeadToPlainAddressesOnly) {
  auto const url = parse_url("https://example.org:8443/a?b=c");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->origin + " " + url->host + " " + url->path, "https://example.org:8443 example.org /a?b=c");
  EXPECT_EQ(parse_url("http://localhost")->path, "/");
  for (auto const* bad : {"", "ftp://a/", "https://", "https:///x", "https://a:/", "https://a:123456/", "https://a:8x/",
                          "https://user@a/", "https://a/ b", "https://a/#b", "https://[::1]/", "//a/"})
    EXPECT_FALSE(parse_url(bad)) << bad;
}

}  // namespace
}  // namespace bylaw::api
