// Binding and stopping: a port has one owner, and what is in flight is answered.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "tests/api/server_harness.hpp"

namespace bylaw::api::testing {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

TEST(Bind, FailsWhenThePortIsTaken) {
  RunningServer first;
  for (const char* host : {"127.0.0.1", "0.0.0.0"}) {
    HttpServer second({}, echo, body_limit);
    const auto bound = second.bind(host, first.port());
    ASSERT_FALSE(bound.has_value()) << host;
    EXPECT_NE(bound.error().find("in use"), std::string::npos) << bound.error();
  }
}

TEST(Bind, SaysWhatIsWrongWithTheAddress) {
  HttpServer server({}, echo, body_limit);
  EXPECT_FALSE(server.bind("300.1.1.1", 0).has_value());
  EXPECT_FALSE(server.bind("127.0.0.1", 70000).has_value());
  EXPECT_FALSE(server.bind("203.0.113.1", 0).has_value());
}

TEST(Bind, GetsThePortAgainRightAfterAStop) {
  int port = 0;
  {
    RunningServer server;
    port = server.port();
    ask(port, get("/", "Connection: close\r\n"));
  }
  HttpServer next({}, echo, body_limit);
  EXPECT_TRUE(next.bind("127.0.0.1", port).has_value());
}

TEST(Stop, AnswersWhatIsInFlight) {
  RunningServer server;
  RawClient running(server.port()), arriving(server.port());
  running.send(get("/slow"));
  arriving.send("POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo");
  std::this_thread::sleep_for(milliseconds(50));
  server.server().stop();
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_THROW(RawClient(server.port()), std::runtime_error);
  arriving.send("dy");
  const auto late = arriving.answer();
  EXPECT_EQ(body_of(late), "POST /late 4");
  EXPECT_EQ(header_of(late, "Connection"), "close");
  EXPECT_EQ(body_of(running.answer()), "GET /slow 0");
  server.stop_and_join();
}

TEST(Stop, AnswersWhoWaitedToBeAccepted) {
  HttpServer server({}, echo, body_limit);
  ASSERT_TRUE(server.bind("127.0.0.1", 0).has_value());
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 200; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(get("/a"));
  }
  server.stop();
  std::thread thread([&] { server.listen(); });
  int answered = 0;
  for (auto& client : clients) {
    answered += status_of(client->answer()) == 200;
    client.reset();
  }
  EXPECT_EQ(answered, 200);
  thread.join();
}

TEST(Stop, SendsALargeAnswerToTheEnd) {
  RunningServer server;
  RawClient client(server.port());
  client.send(get("/big"));
  std::this_thread::sleep_for(milliseconds(50));
  server.server().stop();
  EXPECT_EQ(body_of(client.answer()).size(), 8u << 20);
}

TEST(Stop, DoesNotWaitForIdleConnections) {
  RunningServer server;
  RawClient fresh(server.port()), used(server.port());
  used.send(get("/"));
  EXPECT_EQ(status_of(used.answer()), 200);
  const auto begun = Clock::now();
  server.stop_and_join();
  EXPECT_LT(Clock::now() - begun, milliseconds(500));
}

TEST(Stop, WaitsForSlowClientsOnlySoLong) {
  RunningServer server({.drain_time = milliseconds(300)});
  RawClient slow(server.port());
  slow.send("GET / HT");
  std::this_thread::sleep_for(milliseconds(50));
  const auto begun = Clock::now();
  server.stop_and_join();
  EXPECT_GE(Clock::now() - begun, milliseconds(200));
  EXPECT_LT(Clock::now() - begun, milliseconds(1500));
}

// Asks again and again until the server ends the connection; counts the answers that came whole and those that did not.
struct Tally {
  std::atomic<int> broken = 0, answered = 0;
};
void keep_asking(RawClient& client, Tally& tally) {
  while (!client.closed() && client.send(get("/a"))) {
    const auto answer = client.answer();
    if (answer.empty()) return;
    ++(status_of(answer) == 200 ? tally.answered : tally.broken);
    if (header_of(answer, "Connection") == "close") return;
  }
}

TEST(Stop, BreaksNoRequestThatHadBegun) {
  constexpr int clients_at_once = 8;
  for (int round = 0; round < 10; ++round) {
    RunningServer server;
    Tally tally;
    // Connected before anything is asked: on a busy machine a thread may begin only after the stop.
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < clients_at_once; ++i) clients.push_back(std::make_unique<RawClient>(server.port()));
    std::vector<std::thread> threads;
    for (auto& client : clients) threads.emplace_back([&] { keep_asking(*client, tally); });
    const auto patience = Clock::now() + std::chrono::seconds(10);
    while (tally.answered < clients_at_once && Clock::now() < patience) std::this_thread::yield();
    server.stop_and_join();
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(tally.broken, 0);
    EXPECT_GE(tally.answered, clients_at_once);
  }
}

}  // namespace
}  // namespace bylaw::api::testing
