// Requests out of bytes: the same ones however the bytes are cut.
#include <gtest/gtest.h>

#include "api/server/request_collector.hpp"
#include "tests/api/server_harness.hpp"

namespace bylaw::api::testing {
namespace {

using Step = RequestCollector::Step;
using Stage = RequestCollector::Stage;

const HeadLimits limits;
const BodyLimit limit = body_limit;

// All requests in the bytes and how it ended, as text.
std::string collected(std::string_view bytes, std::size_t piece) {
  RequestCollector collector(limits, limit);
  std::string seen;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    collector.feed(bytes.substr(0, piece));
    Step step{};
    while ((step = collector.advance()) == Step::ready) {
      const auto request = collector.take_request();
      seen += request.method + ' ' + request.target + ' ' + request.body + '\n';
    }
    if (step == Step::refused) return seen + std::to_string(collector.refusal().status);
  }
  return seen + "stage " + std::to_string(static_cast<int>(collector.stage()));
}

TEST(Collector, GivesTheSameRequestsHoweverTheBytesAreCut) {
  const std::string streams[] = {
      get("/a") + post("/b", "hello") + "\r\n" + get("/c"),
      post("/b", "hello") + "GET / HT",
      post("/b", std::string(300, 'x')).substr(0, 250),
      get("/a") + "GET / HTTP/1.1\r\n\r\n" + get("/never"),
      get("/a") + get("/b", "A: \x01\r\n"),
      get("/a") + "GET /\r\x8a",
  };
  for (const auto& stream : streams) {
    const auto whole = collected(stream, stream.size());
    for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u}) EXPECT_EQ(collected(stream, piece), whole) << piece;
  }
  EXPECT_EQ(collected(streams[0], 5), "GET /a \nPOST /b hello\nGET /c \nstage 0");
  EXPECT_EQ(collected(streams[1], 5), "POST /b hello\nstage 1");
  EXPECT_EQ(collected(streams[2], 5), "stage 2");
  EXPECT_EQ(collected(streams[3], 5), "GET /a \n400");
}

TEST(Collector, RefusesEndlessHeadsBeforeTheyEnd) {
  EXPECT_EQ(collected(std::string(20'000, 'a'), 1000), "414");
  EXPECT_EQ(collected("GET / HTTP/1.1\r\nA: " + std::string(20'000, 'a'), 1000), "431");
}

TEST(Collector, ComparesTheLengthWithTheLimitOfThePath) {
  const auto head = [](const char* path, std::size_t length) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) +
           "\r\n\r\n";
  };
  EXPECT_EQ(collected(head("/a", 65536), 999), "stage 2");
  EXPECT_EQ(collected(head("/a", 65537), 999), "413");
  EXPECT_EQ(collected(head("/import", 65537), 999), "stage 2");
  EXPECT_EQ(collected(head("/import?x=/a", 8u << 20), 999), "stage 2");
  EXPECT_EQ(collected(head("/import", (8u << 20) + 1), 999), "413");
}

TEST(Collector, WishesToContinueOnceAndOnlyWithoutABody) {
  RequestCollector collector(limits, limit);
  const auto request = post("/a", "body", "Expect: 100-continue\r\n");
  collector.feed(std::string_view(request).substr(0, request.size() - 4));
  EXPECT_EQ(collector.advance(), Step::need_more);
  EXPECT_TRUE(collector.take_wish_to_continue());
  EXPECT_FALSE(collector.take_wish_to_continue());
  collector.feed("body" + request.substr(0, request.size() - 2));
  EXPECT_EQ(collector.advance(), Step::ready);
  EXPECT_EQ(collector.take_request().body, "body");
  EXPECT_EQ(collector.advance(), Step::need_more);
  EXPECT_FALSE(collector.take_wish_to_continue());
}

}  // namespace
}  // namespace bylaw::api::testing
