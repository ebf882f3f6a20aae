// Decisions over loopback beside the limit: a handler on the same kind of server that answers a constant body of the
// same size to the same requests. Slices of both alternate, and the best slice of each counts: whatever else the
// machine does can only take away.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <thread>

#include "api/routes.hpp"
#include "api/server/http_server.hpp"
#include "api/service.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/material.hpp"
#include "tests/bench/samples.hpp"

namespace bylaw::bench {
namespace {

class RunningServer {
 public:
  explicit RunningServer(api::Handler handler) : server_({}, std::move(handler), api::body_limit) {
    if (auto const bound = server_.bind("127.0.0.1", 0); !bound) throw std::runtime_error(bound.error());
    thread_ = std::thread([this] { server_.listen(); });
  }
  ~RunningServer() {
    server_.stop();
    thread_.join();
  }
  RunningServer(RunningServer const&) = delete;
  RunningServer& operator=(RunningServer const&) = delete;
  int port() const { return server_.port(); }

 private:
  api::HttpServer server_;
  std::thread thread_;
};

double seconds_of(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}
// Of all threads but this one, which makes the load.
double server_cpu() { return seconds_of(CLOCK_PROCESS_CPUTIME_ID) - seconds_of(CLOCK_THREAD_CPUTIME_ID); }

// What was measured of one server, slice by slice.
struct Side {
  std::vector<double> per_second, p50, p99, cpu;

  void run(LoadPlan const& plan, engine::Store* flushed) {
    auto const cpu_before = server_cpu(), start = seconds_of(CLOCK_MONOTONIC);
    auto const load = run_load(plan);
    if (flushed) flushed->flush();  // what is not yet durable was not yet recorded
    auto const seconds = seconds_of(CLOCK_MONOTONIC) - start;
    if (load.failures) throw std::runtime_error("Answers were not 2xx, or connections broke.");
    auto const answers = static_cast<double>(load.answers);
    per_second.push_back(answers / seconds);
    p50.push_back(std::chrono::duration<double, std::micro>(load.p50).count());
    p99.push_back(std::chrono::duration<double, std::micro>(load.p99).count());
    cpu.push_back((server_cpu() - cpu_before) / answers * 1e6);
  }
  double best() const { return std::ranges::max(per_second); }
  void report(benchmark::State& state, std::string const& prefix) {
    state.counters[prefix + "per_second"] = best();
    state.counters[prefix + "p50_us"] = quantile(p50, 0.5);
    state.counters[prefix + "p99_us"] = quantile(p99, 0.5);
    state.counters[prefix + "cpu_us"] = quantile(cpu, 0.5);
  }
};

std::string http(std::string const& body) {
  return "POST /v1/decisions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// How large the answers to these requests are on average.
std::size_t usual_size(api::Service& service, std::vector<std::string> const& bodies) {
  std::size_t bytes = 0;
  for (auto const& body : bodies) {
    auto const answer = api::dispatch(service, {"POST",
                                                "/v1/decisions",
                                                "/v1/decisions",
                                                {},
                                                {{"Content-Type", "application/json"}},
                                                body,
                                                "127.0.0.1",
                                                "bench"});
    bytes += answer.body.size();
  }
  return bytes / bodies.size();
}

struct Asked {
  std::string members{};  // of each request, besides what it has
  std::chrono::milliseconds slice{100};
  bool recorded = false;
};

// A pair of slices each time: first the constant body, then decisions.
void compare(benchmark::State& state, Asked const& how) {
  api::Service service(material().rulebook, *material().store);
  service.door.dev = true;
  auto const bodies = material().mix(how.members);
  std::string const constant(usual_size(service, bodies), ' ');
  RunningServer const limit([&](auto const&) { return api::HttpResponse{200, "application/json", constant, {}}; });
  RunningServer const deciding([&](api::HttpRequest const& request) { return api::dispatch(service, request); });
  LoadPlan plan{.connections = static_cast<std::size_t>(state.range(0)), .requests = {}, .duration = how.slice};
  for (auto const& body : bodies) plan.requests.push_back(http(body));
  Side constants, decisions;
  for (auto _ : state) {
    plan.port = limit.port();
    constants.run(plan, nullptr);
    plan.port = deciding.port();
    decisions.run(plan, how.recorded ? &*material().store : nullptr);
    state.SetIterationTime(std::chrono::duration<double>(how.slice).count());
  }
  constants.report(state, "constant_");
  decisions.report(state, "");
  state.counters["ratio"] = decisions.best() / constants.best();
  state.counters["bytes"] = static_cast<double>(constant.size());
}

void add(std::string const& name, Asked const& how) {
  benchmark::RegisterBenchmark(("http/" + name).c_str(), compare, how)
      ->Arg(1)
      ->Arg(8)
      ->Arg(64)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_http() {
  add("decision", {.members = "\"record\":false"});
  add("decision, fully explained", {.members = "\"record\":false,\"explain\":\"full\""});
  // Longer, since what is queued at the end is written before the time counts as over.
  add("decision, recorded", {.slice = std::chrono::milliseconds(400), .recorded = true});
}

}  // namespace bylaw::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  bylaw::bench::register_http();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
