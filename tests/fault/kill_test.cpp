// The process is killed at random moments while it writes: what it acknowledged is there, nothing half-done is, and the
// log verifies.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <mutex>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "tests/fault/scratch.hpp"

namespace bylaw::fault {
namespace {

using testing::IsEmpty;

constexpr int writers = 4;

// When a decision counts as acknowledged: once it is durable; or, to show that the drill notices, as soon as it is
// queued.
enum class Promise { kept, broken };

// Writes until it is killed, and says on the pipe what it has acknowledged: "d ID" or "r REVISION".
[[noreturn]] void write_for_ever(std::string const& path, int round, int pipe, Promise promise) {
  auto const store = engine::Store::open(path, library::rulebook());
  auto const acknowledge = [&](std::string const& what) {
    auto const line = what + "\n";
    if (::write(pipe, line.data(), line.size()) < 0) ::_exit(1);
  };
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      for (int i = 0;; ++i) {
        auto const id = std::to_string(round) + "-" + std::to_string(writer) + "-" + std::to_string(i);
        store->log(decision(id));
        if (promise == Promise::kept) store->flush();
        acknowledge("d " + id);
      }
    });
  }
  for (int i = 0;; ++i) {
    auto const name = "x" + std::to_string(i % 20);
    auto const done =
        store->put(library::record("branch"),
                   library::row("branch", {{"id", name}, {"name", std::to_string(round) + "." + std::to_string(i)}}),
                   std::nullopt, ada);
    if (!done || !*done) ::_exit(2);
    acknowledge("r " + std::to_string((*done)->revision));
  }
}

struct Acknowledged {
  std::vector<std::string> decisions;
  std::uint64_t revision = 0;
};

// Everything that was said before the pipe broke; a line that is not whole was not said.
Acknowledged read_acknowledged(std::string const& said) {
  Acknowledged all;
  std::istringstream lines(said.substr(0, said.rfind('\n') + 1));
  for (std::string kind, what; lines >> kind >> what;) {
    if (kind == "d") all.decisions.push_back(what);
    if (kind == "r") all.revision = std::stoull(what);
  }
  return all;
}

// Lets a process write for a moment from its first acknowledgement on, and kills it.
Acknowledged kill_one(std::string const& path, int round, Promise promise, std::chrono::microseconds moment) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  auto const child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_for_ever(path, round, ends[1], promise);
  }
  ::close(ends[1]);
  std::string said;
  char buffer[65536];
  std::thread killer;
  for (ssize_t got; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;
       said.append(buffer, static_cast<std::size_t>(got))) {
    if (killer.joinable()) continue;
    killer = std::thread([child, moment] {
      std::this_thread::sleep_for(moment);
      ::kill(child, SIGKILL);
    });
  }
  ::close(ends[0]);
  if (killer.joinable()) killer.join();
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
  return read_acknowledged(said);
}

struct Tally {
  std::size_t acknowledged = 0, lost = 0, kills = 0;
};

Tally drill(std::string const& path, int kills, Promise promise) {
  std::mt19937 random(20240501);
  Tally tally;
  for (int round = 0; round < kills; ++round) {
    auto const all = kill_one(path, round, promise, std::chrono::microseconds(random() % 100'000));
    ++tally.kills;
    tally.acknowledged += all.decisions.size();
    EXPECT_THAT(faults(path), IsEmpty()) << "round " << round;
    auto const store = engine::Store::open(path, library::rulebook());
    EXPECT_GE(store->snapshot()->revision, all.revision);
    for (auto const& id : all.decisions) tally.lost += !store->find_decision(id);
  }
  return tally;
}

// Breakages: acknowledge when it is queued (the control below); commit without the log's head in the same transaction
// (the log then does not verify).
TEST(Kill, LosesNothingAcknowledged) {
  Folder const folder;
  auto const tally = drill(folder / "library.db", rounds(20, 200), Promise::kept);
  EXPECT_EQ(tally.lost, 0u);
  EXPECT_GT(tally.acknowledged, tally.kills);
  std::cout << tally.kills << " kills, " << tally.acknowledged << " decisions acknowledged, " << tally.lost
            << " lost\n";
}

TEST(Kill, ControlLosesWhatIsAcknowledgedTooEarly) {
  Folder const folder;
  auto const tally = drill(folder / "library.db", 5, Promise::broken);
  EXPECT_GT(tally.lost, 0u);
}

TEST(Kill, LeavesTheLockToTheNextAndASecondInstanceOutside) {
  Folder const folder;
  auto const path = folder / "library.db";
  auto const store = engine::Store::open(path, library::rulebook());
  auto const start = std::chrono::steady_clock::now();
  auto const child = ::fork();
  if (child == 0) {
    try {
      auto const second = engine::Store::open(path, library::rulebook());
      ::_exit(0);
    } catch (engine::StorageError const& error) {
      ::_exit(std::string(error.what()).find("in use by another process") == std::string::npos ? 1 : 42);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 42);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

}  // namespace
}  // namespace bylaw::fault
