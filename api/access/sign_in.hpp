// Secrets that people choose, and signing in with them. Slow on purpose, one at a time, and slower still for whoever
// keeps guessing. Any thread.
#pragma once
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "api/clock.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

inline constexpr std::size_t shortest_secret = 12, longest_secret = 1024;

class SignIn {
 public:
  explicit SignIn(engine::Store& store) : store_(store) {}

  void set(std::string const& person, std::string const& role, std::string_view secret, Time now,
           std::string const& by = {});
  // How long to wait before this person may be tried again, or anybody while many are tried; nothing: now.
  std::optional<std::chrono::seconds> wait(std::string const& person, Time now);
  // The role that the person signs in to. Nothing where the secret is wrong; as slow for somebody who has none.
  std::optional<std::string> check(std::string const& person, std::string_view secret, Time now);

 private:
  struct Failures {
    int count = 0;
    Time last;
  };
  std::optional<std::chrono::seconds> wait_after_failures(std::string const& person, Time now);
  void note_failure(std::string const& person, Time now);

  engine::Store& store_;
  std::atomic<int> checking_ = 0;
  std::mutex hashing_;  // one at a time: each needs 64 MiB
  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace bylaw::api
