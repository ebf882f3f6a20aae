// What rules that do not concern a question cost it: a made-up rulebook of which ten rules are on the action asked
// about and all others on other actions; and twelve facts that nobody has given, with what could still matter.
#include <benchmark/benchmark.h>

#include "tests/bench/material.hpp"
#include "tests/bench/samples.hpp"
#include "tests/support/asked.hpp"

namespace bylaw::bench {
namespace {

using engine::Explain;

std::string numbered(std::string const& name, int number) { return name + std::to_string(number); }

std::string vocabulary(int actions) {
  std::string text =
      "rulebook harbour \"Rules of a harbour\"\n"
      "question\n  captain: ref boat \"Whose boat?\"\nend\n"
      "record boat\n  id: id\n  length: integer\nend\n"
      "record visit\n  id: id\n  boat: ref boat\n  on: date opening\nend\n"
      "norm harbour/1/ask must \"must\" says \"They must ask.\" end\n"
      "fact depth: integer \"the depth\" ask \"How deep?\"\n";
  std::string facts = "depth";
  for (int i = 0; i < 12; ++i) {
    auto const name = numbered("sign_", i);
    text += "fact " + name + ": boolean \"a sign\" ask \"Is it so?\"\n";
    facts += ", " + name;
  }
  for (int i = 0; i < actions; ++i) text += "action " + numbered("land_", i) + " \"Land\" facts " + facts + " end\n";
  return text + "document harbour \"Rules\" in force 2020-01-01 to 2039-12-31 end\n";
}

std::string rule(std::string const& name, std::string const& action, std::string const& when) {
  return "rule " + name + " \"Ask.\" norm harbour/1/ask on " + action + " when " + when +
         " captain must ask before action end\n";
}

std::string scenario(std::string const& facts) {
  return "scenario \"asked\" given boat \"b1\" has length 12 given visit \"v1\" has boat \"b1\", on 2023-01-01 "
         "when land_0 on 2023-05-04 with captain \"b1\"" +
         facts + " expect clear end\n";
}

// Ten rules to an action; the first action is asked about.
std::string generated(int rules) {
  constexpr int to_an_action = 10;
  auto text = vocabulary(std::max(1, rules / to_an_action));
  for (int i = 0; i < rules; ++i)
    text += rule(numbered("harbour.rule_", i), numbered("land_", i / to_an_action),
                 "depth > " + std::to_string(i % 7) + " and " + numbered("sign_", i % 12) +
                     " and some visit v with v.boat is captain and v.boat.length > " + std::to_string(i % 20));
  std::string facts = ", depth 5";
  for (int i = 0; i < 12; ++i) facts += ", " + numbered("sign_", i) + (i % 2 ? " true" : " false");
  return text + scenario(facts);
}

// Every rule leans on three facts of which nothing is known, so that each of the twelve can matter.
std::string unknown() {
  auto text = vocabulary(1);
  for (int i = 0; i < 12; ++i)
    text += rule(numbered("harbour.rule_", i), "land_0",
                 numbered("sign_", i) + " and (" + numbered("sign_", (i + 5) % 12) + " or not " +
                     numbered("sign_", (i + 7) % 12) + ") and depth > " + std::to_string(i));
  return text + scenario("");
}

void decide(benchmark::State& state, std::string const& text) {
  auto const asked = engine::asked::ask_scenario(text);
  auto const program = engine::compile(asked.rulebook);
  engine::Decision decision;
  Samples samples;
  for (auto _ : state)
    samples.time([&] { engine::decide(*program, *asked.snapshot, asked.question, Explain::none, decision); });
  samples.report(state);
  state.counters["missing"] = static_cast<double>(decision.missing.size());
  state.counters["exact"] = decision.exact;
}

}  // namespace

void register_many_rules() {
  for (int const rules : {10, 100, 1'000, 10'000})
    benchmark::RegisterBenchmark(("rules/" + std::to_string(rules)).c_str(),
                                 [rules](benchmark::State& state) { decide(state, generated(rules)); });
  benchmark::RegisterBenchmark("missing/thirteen facts unknown",
                               [](benchmark::State& state) { decide(state, unknown()); });
}

}  // namespace bylaw::bench
