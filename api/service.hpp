// What every handler works with: the rulebook in force, its compiled program, the store. One per process; shared by all
// threads.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "api/access/doorkeeper.hpp"
#include "api/access/standing_reads.hpp"
#include "api/clock.hpp"
#include "api/compliance/compliance_cache.hpp"
#include "api/compliance/figures_memory.hpp"
#include "api/metrics.hpp"
#include "api/rule_texts.hpp"
#include "api/ulid.hpp"
#include "engine/decide.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

class Past;

struct Service {
  Service(std::shared_ptr<dsl::Rulebook const> rules, engine::Store& state,
          Clock time_of_day = std::chrono::system_clock::now);

  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::shared_ptr<engine::Program const> program;
  RuleTexts texts;
  engine::Store& store;
  Clock clock;
  Doorkeeper door;
  UlidSource ids;
  ComplianceCache compliance;
  FiguresMemory figures;
  std::shared_ptr<Past> past;  // what it would have answered earlier
  Metrics metrics;
  std::vector<StandingReads> standing_reads;
  std::vector<std::string> finding_parameters;  // what findings can be filtered by
  std::string openapi;                          // the document, made once
  std::vector<std::string> webhook_hosts;       // where webhooks may lead; none: there are no webhooks
  std::string public_url;                       // how callers reach the service; no slash at its end
  std::string backups;                          // the folder that backups go to; empty: there is none
  std::atomic<bool> stopping{false};
  std::chrono::milliseconds batch_time{5000};  // for all questions of one request
  std::function<std::chrono::steady_clock::time_point()> stopwatch = std::chrono::steady_clock::now;
};

// One line on standard error, with the time; control characters are replaced.
void log_line(std::string_view text);

}  // namespace bylaw::api
