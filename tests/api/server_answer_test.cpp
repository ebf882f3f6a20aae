// What goes out: heads, bodies, failures of the handler, and answers too large for the socket.
#include <gtest/gtest.h>

#include "tests/api/server_harness.hpp"

namespace bylaw::api::testing {
namespace {

TEST(Answer, CarriesLengthDateAndRequestId) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/a"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.substr(0, 17), "HTTP/1.1 200 OK\r\n");
  EXPECT_EQ(header_of(answer, "Content-Length"), "8");
  EXPECT_EQ(header_of(answer, "Content-Type"), "text/plain");
  EXPECT_EQ(header_of(answer, "Connection"), "");
  EXPECT_EQ(header_of(answer, "X-Request-Id").size(), 27u);
  EXPECT_EQ(header_of(answer, "Date").size(), 29u);
  EXPECT_TRUE(header_of(answer, "Date").ends_with(" GMT"));
  client.send(get("/b"));
  EXPECT_NE(header_of(client.answer(), "X-Request-Id"), header_of(answer, "X-Request-Id"));
}

TEST(Answer, KeepsOnlyHarmlessRequestIdsOfTheCaller) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/", "X-Request-Id: Trace-1.2_3\r\n"));
  EXPECT_EQ(header_of(client.answer(), "X-Request-Id"), "Trace-1.2_3");
  for (const auto& id : {std::string("a b"), std::string("<x>"), std::string(65, 'a'), std::string()}) {
    client.send(get("/", "X-Request-Id: " + id + "\r\n"));
    EXPECT_NE(header_of(client.answer(), "X-Request-Id"), id);
  }
}

TEST(Answer, ToHeadHasNoBodyButItsLength) {
  RunningServer server;
  RawClient client(server.port());
  client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n" + get("/b"));
  const auto head = client.answer(true);
  EXPECT_EQ(header_of(head, "Content-Length"), "9");
  EXPECT_EQ(header_of(head, "Accept-Ranges"), "");
  EXPECT_EQ(status_of(client.answer()), 200);
}

TEST(Answer, WithoutContentHasNoLength) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/none") + get("/b"));
  const auto none = client.answer();
  EXPECT_EQ(status_of(none), 204);
  EXPECT_EQ(none.find("Content-Length"), std::string::npos);
  EXPECT_EQ(body_of(client.answer()), "GET /b 0");
}

TEST(Answer, DoesNotLetHandlersBreakTheFraming) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/injected"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(answer.find("999"), std::string::npos);
  EXPECT_EQ(header_of(answer, "X-Good"), "kept");
  EXPECT_EQ(body_of(answer), "x");
}

TEST(Answer, SaysNothingOfWhatTheHandlerThrew) {
  RunningServer server;
  RawClient client(server.port());
  for (const char* path : {"/throw", "/throw-int"}) {
    client.send(get(path));
    const auto answer = client.answer();
    EXPECT_EQ(status_of(answer), 500);
    EXPECT_EQ(header_of(answer, "Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.find("SELECT"), std::string::npos);
    EXPECT_EQ(answer.find("EXCEPTION"), std::string::npos);
  }
  client.send(get("/after"));
  EXPECT_EQ(status_of(client.answer()), 200);
}

TEST(Answer, FollowsTheRulesOfTheOldVersion) {
  RunningServer server;
  const auto seen = ask(server.port(), "GET /a HTTP/1.0\r\n\r\n");
  EXPECT_EQ(status_of(seen), 200);
  EXPECT_EQ(header_of(seen, "Connection"), "close");
  RawClient client(server.port());
  for (int i = 0; i < 2; ++i) {
    client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(header_of(client.answer(), "Connection"), "keep-alive");
  }
}

TEST(Answer, ReachesAPeerThatHasEndedItsSide) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/1") + get("/2"));
  client.end_sending();
  const auto seen = client.everything(std::chrono::seconds(2));
  EXPECT_EQ(answers_in(seen), 2u);
  EXPECT_TRUE(client.closed());
}

TEST(Answer, DoesNotMissTheEndOfThePeersSideWhileAWorkerIsBusy) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/slow") + get("/2"));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  client.end_sending();
  EXPECT_EQ(answers_in(client.everything(std::chrono::seconds(2))), 2u);
  EXPECT_TRUE(client.closed());
}

TEST(Answer, IsNotHeldBackForMore) {
  RunningServer server;
  RawClient client(server.port());
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    client.send(get("/1") + get("/2"));
    client.answer();
    EXPECT_EQ(body_of(client.answer()), "GET /2 0");
  }
  // Nagle's algorithm against delayed acknowledgements would take 40 ms each time.
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(400));
}

TEST(Answer, GoesOnWhenThePeerReadsSlowly) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/big") + get("/next"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(body_of(client.answer()), std::string(8u << 20, 'b'));
  EXPECT_EQ(body_of(client.answer()), "GET /next 0");
}

TEST(Answer, IsGivenUpWhenThePeerDoesNotReadIt) {
  RunningServer server({.slowest_bytes_per_second = 1u << 30, .write_time = std::chrono::milliseconds(200)});
  RawClient client(server.port());
  client.send(get("/big"));
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  EXPECT_LT(client.everything().size(), 8u << 20);
  EXPECT_TRUE(client.closed());
}

TEST(Answer, UnreadOnesTogetherAreBounded) {
  RunningServer server({.buffered_bytes = 20u << 20});
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/big"));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  int whole = 0;
  for (auto& client : clients) whole += body_of(client->answer()).size() == 8u << 20;
  EXPECT_GE(whole, 2);
  EXPECT_LT(whole, 6);
  RawClient after(server.port());  // the budget is free again
  after.send(get("/big"));
  EXPECT_EQ(body_of(after.answer()).size(), 8u << 20);
}

TEST(Body, ArrivesWholeUpToTheLimitOfItsPath) {
  RunningServer server;
  RawClient client(server.port());
  client.send(post("/import", std::string(8u << 20, 'a')));
  EXPECT_EQ(body_of(client.answer()), "POST /import 8388608");
  client.send(post("/other", std::string(64u << 10, 'a')));
  EXPECT_EQ(body_of(client.answer()), "POST /other 65536");
}

TEST(Body, IsWaitedForWithContinue) {
  RunningServer server;
  RawClient client(server.port());
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("body");
  EXPECT_EQ(body_of(client.answer()), "POST /a 4");
}

TEST(Body, TooManyLargeOnesAtOnceAreSentAway) {
  RunningServer server({.buffered_bytes = 1u << 20});
  const auto seen = ask(server.port(), post("/import", std::string(4u << 20, 'a')));
  EXPECT_EQ(status_of(seen), 503);
  EXPECT_NE(header_of(seen, "Retry-After"), "");
}

TEST(Address, IsThatOfTheConnection) {
  RunningServer four, six({}, echo, "::1");
  EXPECT_EQ(body_of(ask(four.port(), get("/peer", "Connection: close\r\nX-Forwarded-For: 6.6.6.6\r\n"))), "127.0.0.1");
  RawClient client(six.port(), "::1");
  client.send(get("/peer"));
  EXPECT_EQ(body_of(client.answer()), "::1");
}

TEST(Headers, AreFoundWhateverTheirCaseAndKeptAsSent) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/header?name=if-MATCH", "If-Match: \"a%20b\"\r\nif-match: \"c\"\r\n"));
  EXPECT_EQ(body_of(client.answer()), "\"a%20b\", \"c\"");
  client.send(get("/header?name=Absent"));
  EXPECT_EQ(body_of(client.answer()), "(none)");
}

}  // namespace
}  // namespace bylaw::api::testing
