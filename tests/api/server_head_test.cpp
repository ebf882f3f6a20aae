// What the one parser of request heads takes and refuses.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "api/server/request_head.hpp"

namespace bylaw::api {
namespace {

constexpr HeadLimits limits{.bytes = 1024, .target = 100, .fields = 5};
const std::string host = "Host: x\r\n";

// 0 when the head is taken.
int status(const std::string& head) {
  const auto parsed = parse_head(head, limits);
  return parsed ? 0 : parsed.error().status;
}

struct Case {
  const char* name;
  std::string head;
  int status;
};

std::string with(const std::string& fields) { return "GET / HTTP/1.1\r\n" + host + fields + "\r\n"; }
std::string posted(const std::string& fields) { return "POST / HTTP/1.1\r\n" + host + fields + "\r\n"; }
std::string asked(const std::string& line) { return line + "\r\n" + host + "\r\n"; }

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"plain", with(""), 0},
      {"leading_empty_line", "\r\n" + with(""), 0},
      {"two_leading_empty_lines", "\r\n\r\n" + with(""), 400},
      {"empty", "\r\n\r\n", 400},
      {"no_version", asked("GET /"), 400},
      {"http_09", asked("GET / HTTP/0.9"), 505},
      {"http_2", asked("PRI * HTTP/2.0"), 505},
      {"http_12", asked("GET / HTTP/1.2"), 505},
      {"lower_case_version", asked("GET / http/1.1"), 400},
      {"long_version", asked("GET / HTTP/1.10"), 400},
      {"two_spaces", asked("GET  / HTTP/1.1"), 400},
      {"space_in_target", asked("GET /a b HTTP/1.1"), 400},
      {"tab_in_line", asked("GET\t/ HTTP/1.1"), 400},
      {"trailing_space", asked("GET / HTTP/1.1 "), 400},
      {"unknown_method", asked("BREW / HTTP/1.1"), 501},
      {"lower_case_method", asked("get / HTTP/1.1"), 501},
      {"connect", asked("CONNECT x:443 HTTP/1.1"), 501},
      {"trace", asked("TRACE / HTTP/1.1"), 501},
      {"odd_method", asked("G@T / HTTP/1.1"), 400},
      {"no_method", asked(" / HTTP/1.1"), 400},
      {"absolute_form", asked("GET http://x/ HTTP/1.1"), 400},
      {"asterisk_form", asked("OPTIONS * HTTP/1.1"), 400},
      {"target_at_limit", asked("GET /" + std::string(99, 'a') + " HTTP/1.1"), 0},
      {"target_over_limit", asked("GET /" + std::string(100, 'a') + " HTTP/1.1"), 414},
      {"head_over_limit", with("A: " + std::string(1024, 'a') + "\r\n"), 431},
      {"fields_at_limit", with("A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n"), 0},
      {"fields_over_limit", with("A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\n"), 431},
      {"repeated_fields_over_limit", with("A: 1\r\nA: 1\r\nA: 1\r\nA: 1\r\nA: 1\r\n"), 431},
      {"no_host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"no_host_in_old_version", "GET / HTTP/1.0\r\n\r\n", 0},
      {"two_hosts", with(host), 400},
      {"empty_host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"odd_host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"two_hosts_in_one", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
      {"space_before_colon", with("A : b\r\n"), 400},
      {"no_colon", with("Abc\r\n"), 400},
      {"no_name", with(": b\r\n"), 400},
      {"underscore", with("REMOTE_ADDR: 6.6.6.6\r\n"), 400},
      {"folded", with("A: b\r\n c\r\n"), 400},
      {"folded_with_tab", with("A: b\r\n\tc\r\n"), 400},
      {"bare_line_feed", with("A: b\nC: d\r\n"), 400},
      {"bare_return", with("A: b\rC: d\r\n"), 400},
      {"nul_in_value", with(std::string("A: b\0c\r\n", 8)), 400},
      {"nul_in_name", with(std::string("A\0b: c\r\n", 8)), 400},
      {"delete_in_value", with("A: b\x7f\r\n"), 400},
      {"high_byte_in_value", with("A: \xc3\xa4\r\n"), 400},
      {"encoded_line_break", with("A: b%0d%0aSet-Cookie: x\r\n"), 400},
      {"encoded_line_break_upper", with("A: b%0D%0A\r\n"), 400},
      {"encoded_nul", with("A: %00\r\n"), 400},
      {"encoded_delete", with("A: %7F\r\n"), 400},
      {"percent_is_no_escape", with("A: 100%0 50%x1 %\r\n"), 0},
      {"encoded_letter", with("A: %41%20\r\n"), 0},
      {"two_authorizations", with("Authorization: a\r\nauthorization: b\r\n"), 400},
      {"post_without_length", posted(""), 411},
      {"post_of_nothing", posted("Content-Length: 0\r\n"), 0},
      {"two_lengths", posted("Content-Length: 0\r\nContent-Length: 5\r\n"), 400},
      {"two_equal_lengths", posted("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
      {"list_of_lengths", posted("Content-Length: 5, 5\r\n"), 400},
      {"length_with_sign", posted("Content-Length: +5\r\n"), 400},
      {"negative_length", posted("Content-Length: -1\r\n"), 400},
      {"length_in_hex", posted("Content-Length: 0x5\r\n"), 400},
      {"length_with_letters", posted("Content-Length: 5abc\r\n"), 400},
      {"empty_length", posted("Content-Length: \r\n"), 400},
      {"huge_length", posted("Content-Length: 18446744073709551616\r\n"), 400},
      {"chunked", posted("Transfer-Encoding: chunked\r\n"), 411},
      {"chunked_get", with("Transfer-Encoding: chunked\r\n"), 411},
      {"length_and_chunked", posted("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"chunked_and_length", posted("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
      {"body_on_get", with("Content-Length: 5\r\n"), 400},
      {"empty_body_on_get", with("Content-Length: 0\r\n"), 0},
      {"body_on_delete", "DELETE / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\n", 400},
      {"coded_body", posted("Content-Length: 5\r\nContent-Encoding: gzip\r\n"), 415},
      {"identity_body", posted("Content-Length: 5\r\nContent-Encoding: identity\r\n"), 0},
      {"odd_expectation", posted("Content-Length: 5\r\nExpect: tea\r\n"), 417},
      {"bytes_after_the_end", with("") + "x", 400},
      {"unfinished", "GET / HTTP/1.1\r\nHost: x\r\n", 400},
  };
  return all;
}

class HeadStatus : public ::testing::TestWithParam<Case> {};

TEST_P(HeadStatus, IsAsExpected) { EXPECT_EQ(status(GetParam().head), GetParam().status) << GetParam().head; }

INSTANTIATE_TEST_SUITE_P(Heads, HeadStatus, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.name; });

TEST(Head, GivesEveryPart) {
  const auto head = parse_head(
      "POST /v1/a%20b?x=1&y=%C3%A4+z&x=2&flag HTTP/1.1\r\nHost: h:80\r\ncontent-length:  12 \r\n"
      "Accept: a\r\nACCEPT: b\r\naccept:\r\nExpect: 100-continue\r\n\r\n",
      {});
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->method, "POST");
  EXPECT_EQ(head->path, "/v1/a b");
  EXPECT_EQ(head->target, "/v1/a%20b?x=1&y=%C3%A4+z&x=2&flag");
  EXPECT_EQ(head->query, (NamedValues{{"x", "1"}, {"y", "\u00e4 z"}, {"x", "2"}, {"flag", ""}}));
  EXPECT_EQ(head->fields,
            (NamedValues{{"Host", "h:80"}, {"content-length", "12"}, {"Accept", "a, b"}, {"Expect", "100-continue"}}));
  EXPECT_EQ(head->content_length, 12u);
  EXPECT_TRUE(head->expects_continue);
}

TEST(Head, KnowsWhetherTheConnectionStands) {
  const auto keeps = [](const std::string& version, const std::string& fields) {
    return parse_head("GET / " + version + "\r\n" + host + fields + "\r\n", limits)->keep_alive;
  };
  EXPECT_TRUE(keeps("HTTP/1.1", ""));
  EXPECT_FALSE(keeps("HTTP/1.1", "Connection: close\r\n"));
  EXPECT_FALSE(keeps("HTTP/1.1", "Connection: TE , Close\r\n"));
  EXPECT_TRUE(keeps("HTTP/1.1", "Connection: closed\r\n"));
  EXPECT_FALSE(keeps("HTTP/1.0", ""));
  EXPECT_TRUE(keeps("HTTP/1.0", "Connection: Keep-Alive\r\n"));
}

TEST(HeadScan, FindsTheEndWhereverTheBytesAreCut) {
  const std::string input = with("A: b\r\n") + "rest";
  for (std::size_t cut = 0; cut <= input.size(); ++cut) {
    std::size_t position = 0;
    const auto first = scan_head(std::string_view(input).substr(0, cut), position);
    if (first == HeadScan::incomplete) {
      EXPECT_EQ(scan_head(input, position), HeadScan::complete);
    }
    EXPECT_EQ(position, input.size() - 4) << cut;
  }
}

TEST(HeadScan, RefusesAtOnceWhatCanNeverBeAHead) {
  for (const std::string start : {"\x16\x03\x01", "GET / HTTP/1.1\n", "\n", "a\rb", "\x7f"}) {
    std::size_t position = 0;
    EXPECT_EQ(scan_head(start, position), HeadScan::malformed) << start;
  }
}

}  // namespace
}  // namespace bylaw::api
