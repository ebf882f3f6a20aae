// What the service would have answered at an earlier moment: with what was recorded by then, under the rules that were
// in force then. Worked out from the database when it is asked for; the last few are kept.
#pragma once
#include <list>
#include <memory>
#include <mutex>

#include "api/routes.hpp"
#include "engine/archive.hpp"

namespace bylaw::api {

// The rulebook as it was stored under that revision; null where it was not, or does not hold any more.
std::shared_ptr<dsl::Rulebook const> stored_rulebook(engine::Archive const& archive, std::string_view revision);
// The state as recorded at a revision; a sentence where it cannot be put together.
std::expected<std::shared_ptr<engine::Snapshot const>, std::string> recorded_state(
    engine::Archive const& archive, std::shared_ptr<dsl::Rulebook const> rulebook, std::uint64_t revision);

// What others are told who ask for the past.
Problem past_is_whole();

class Past {
 public:
  Past();
  ~Past();

  // `moment` as somebody wrote it, under this name. The service given where nothing has changed since.
  std::expected<std::shared_ptr<Service>, Problem> at(Service& now, std::string_view moment, InputFault const& fault);
  // Something of the past was erased.
  void forget();

 private:
  struct Then;
  std::shared_ptr<Then> find(std::string const& policy, std::uint64_t revision);
  std::expected<std::shared_ptr<Then>, Problem> make(Service& now, std::string const& policy, std::uint64_t revision);

  std::mutex mutex_;
  std::list<std::shared_ptr<Then>> kept_;  // the one used last first
};

}  // namespace bylaw::api
