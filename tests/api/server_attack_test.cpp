// Attacks over real sockets: the exact status, no answer too many, and a server that goes on as if nothing had been.
#include <gtest/gtest.h>

#include <vector>

#include "tests/api/server_harness.hpp"

namespace bylaw::api::testing {
namespace {

const std::string inner = get("/smuggled", "Connection: close\r\n");

struct Attack {
  const char* name;
  std::vector<std::string> parts;  // sent with a pause between them
  int status;
};

const std::vector<Attack>& attacks() {
  static const std::string length = std::to_string(inner.size());
  static const std::vector<Attack> all = {
      {"tls_hello", {std::string("\x16\x03\x01\x02\x00\x01", 6)}, 400},
      {"bare_line_feeds", {"GET / HTTP/1.1\nHost: x\n\n"}, 400},
      {"folded_field", {get("/", "A: b\r\n c\r\n")}, 400},
      {"nul_in_target", {get(std::string("/a\0b", 4))}, 400},
      {"encoded_nul_in_target", {get("/a%00b")}, 400},
      {"dot_segments", {get("/a/../../etc/passwd")}, 400},
      {"encoded_slash", {get("/a%2fb")}, 400},
      {"forged_address", {get("/peer", "REMOTE_ADDR: 6.6.6.6\r\n")}, 400},
      {"encoded_crlf_in_field", {get("/", "X: a%0d%0aSet-Cookie: b\r\n")}, 400},
      {"version_2", {"GET / HTTP/2.0\r\nHost: x\r\n\r\n"}, 505},
      {"no_host", {"GET / HTTP/1.1\r\n\r\n"}, 400},
      {"long_target", {get("/" + std::string(3000, 'a'))}, 414},
      {"endless_target", {"GET /" + std::string(100'000, 'a')}, 414},
      {"endless_field", {"GET / HTTP/1.1\r\nX: " + std::string(100'000, 'a')}, 431},
      {"many_fields",
       {get("/",
            [] {
              std::string fields;
              for (int i = 0; i < 65; ++i) fields += "X" + std::to_string(i) + ": y\r\n";
              return fields;
            }())},
       431},
      {"no_length", {"POST / HTTP/1.1\r\nHost: x\r\n\r\n", "{}"}, 411},
      {"chunked", {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n"}, 411},
      {"gzip", {post("/", "\x1f\x8b", "Content-Encoding: gzip\r\n")}, 415},
      {"body_over_limit", {post("/", std::string(70'000, 'a'))}, 413},
      {"body_over_limit_announced", {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n", inner}, 413},
      {"body_on_get", {"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n", inner}, 400},
      {"two_lengths",
       {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: " + length + "\r\n\r\n", inner},
       400},
      {"length_and_chunked",
       {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        inner},
       400},
  };
  return all;
}

class Attacked : public ::testing::TestWithParam<Attack> {};

TEST_P(Attacked, IsRefusedOnceWithAProblemDocument) {
  RunningServer server;
  RawClient bystander(server.port()), attacker(server.port());
  bystander.send(get("/before"));
  EXPECT_EQ(status_of(bystander.answer()), 200);

  for (const auto& part : GetParam().parts) {
    if (&part != &GetParam().parts.front()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    attacker.send(part);
  }
  attacker.end_sending();
  const auto seen = attacker.everything();
  EXPECT_EQ(status_of(seen), GetParam().status) << seen;
  EXPECT_EQ(answers_in(seen), 1u) << seen;
  EXPECT_EQ(header_of(seen, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header_of(seen, "Connection"), "close");
  EXPECT_NE(body_of(seen).find("\"status\":" + std::to_string(GetParam().status)), std::string::npos);
  EXPECT_EQ(std::to_string(body_of(seen).size()), header_of(seen, "Content-Length"));

  bystander.send(get("/after"));
  EXPECT_EQ(body_of(bystander.answer()), "GET /after 0");
}

INSTANTIATE_TEST_SUITE_P(Attacks, Attacked, ::testing::ValuesIn(attacks()),
                         [](const auto& one) { return one.param.name; });

TEST(Attack, RequestsBeforeARefusedOneAreAnsweredInOrder) {
  RunningServer server;
  const auto seen = ask(server.port(), get("/1") + post("/2", "xy") + get("/../3") + get("/4"));
  ASSERT_EQ(answers_in(seen), 3u) << seen;
  const auto first = seen.find("GET /1 0"), second = seen.find("POST /2 2"), third = seen.find("HTTP/1.1 400");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_NE(third, std::string::npos);
  EXPECT_EQ(seen.find("/4"), std::string::npos);
}

TEST(Attack, TheRefusalReachesAPeerThatSendsOnRegardless) {
  RunningServer server;
  for (int i = 0; i < 5; ++i) {
    RawClient client(server.port());
    EXPECT_TRUE(client.send(post("/", std::string(8u << 20, 'a'))));
    EXPECT_EQ(status_of(client.everything()), 413);
  }
}

TEST(Attack, RangesAndCodingsAskedForAreIgnored) {
  RunningServer server;
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1000; ++i) ranges += ",0-";
  const auto seen = ask(server.port(), get("/a", ranges + "\r\nAccept-Encoding: br, gzip\r\nConnection: close\r\n"));
  EXPECT_EQ(status_of(seen), 200);
  EXPECT_EQ(body_of(seen), "GET /a 0");
}

TEST(Attack, FloodsDoNotFillTheMemory) {
  RunningServer server;
  ask(server.port(), get("/", "Connection: close\r\n"));
  const auto before = resident_kib();
  const std::string megabyte(1 << 20, 'a');
  for (const std::string start : {"", "GET / HTTP/1.1\r\nX: "}) {
    RawClient client(server.port());
    client.send(start);
    for (int i = 0; i < 64 && client.send(megabyte); ++i) {
    }
  }
  for (int i = 0; i < 2000; ++i)
    RawClient(server.port()).send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\nabc");
  if (resident_means_used) {
    EXPECT_LT(resident_kib(), before + 8 * 1024);
  }
  EXPECT_EQ(status_of(ask(server.port(), get("/", "Connection: close\r\n"))), 200);
}

TEST(Attack, ManyPipelinedRequestsAreAllAnswered) {
  RunningServer server;
  std::string requests;
  for (int i = 0; i < 500; ++i) requests += get("/" + std::to_string(i));
  RawClient client(server.port());
  client.send(requests);
  for (int i = 0; i < 500; ++i) ASSERT_EQ(body_of(client.answer()), "GET /" + std::to_string(i) + " 0");
}

}  // namespace
}  // namespace bylaw::api::testing
