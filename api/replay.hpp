// A logged decision, evaluated again from what it was decided over: the same bytes have to come out.
#pragma once
#include <map>
#include <memory>

#include "api/past.hpp"

namespace bylaw::api {

enum class ReplayResult { same, differs, erased, impossible };

struct Replayed {
  ReplayResult result = ReplayResult::impossible;
  std::string why{};     // where it is not the same: a sentence
  std::string answer{};  // what comes out now
};

class Replayer {
 public:
  // Under the rulebook that was in force, or under another one where it is given.
  explicit Replayer(engine::Archive const& archive, std::shared_ptr<dsl::Rulebook const> other = nullptr);
  ~Replayer();
  Replayed replay(engine::LoggedDecision const& logged);

 private:
  struct Rules;
  std::shared_ptr<Rules> rules_of(std::string const& revision);
  std::expected<std::shared_ptr<engine::Snapshot const>, std::string> state_of(Rules& rules, std::uint64_t revision);

  engine::Archive const& archive_;
  std::shared_ptr<dsl::Rulebook const> other_;
  std::map<std::string, std::shared_ptr<Rules>> rules_;
};

}  // namespace bylaw::api
