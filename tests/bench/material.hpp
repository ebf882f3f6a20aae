// What the benchmarks work on: the rulebook of rules/, a demo network imported the way the program imports, and
// questions about it that have been answered once and show what they are meant to show.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "api/rule_texts.hpp"
#include "dsl/check.hpp"
#include "engine/decide.hpp"
#include "engine/store.hpp"

namespace bylaw::bench {

struct Kind {
  std::string name;
  bool mixed = false;                 // belongs to the mix
  std::vector<std::string> requests;  // JSON, as sent
};

// A database in a folder of its own, which goes with it.
class ScratchStore {
 public:
  explicit ScratchStore(std::shared_ptr<dsl::Rulebook const> rulebook);
  ~ScratchStore();
  ScratchStore(ScratchStore&&) = default;
  ScratchStore& operator=(ScratchStore&&) = delete;
  engine::Store& operator*() const { return *store_; }
  engine::Store* operator->() const { return store_.get(); }

 private:
  std::string folder_;
  std::unique_ptr<engine::Store> store_;
};

std::vector<dsl::Source> read_rules();
// Ends the program with what is wrong when the rules have errors.
std::shared_ptr<dsl::Rulebook const> checked(std::vector<dsl::Source> sources);
// The demo network, or one of so many times the groups and members (1, 2 or 4), in the import shape.
std::string network_text(int times = 1);
void import_network(engine::Store& store, dsl::Rulebook const& rulebook, std::string const& text);

// Made once, on first use. Ends the program with a message when it cannot be made.
struct Material {
  std::shared_ptr<dsl::Rulebook const> rulebook;
  std::shared_ptr<engine::Program const> program;
  std::unique_ptr<api::RuleTexts const> texts;
  ScratchStore store;
  std::vector<Kind> kinds;

  // Of all kinds in the mix, in turn, with these members added to each ("\"record\":false"); empty: as they are.
  std::vector<std::string> mix(std::string const& members = {}) const;
};
Material const& material();

// Add to what the program runs what is measured of sweeps, of the four core policies, and of many rules.
void register_sweeps();
void register_core();
void register_many_rules();

// A request with more members at its end.
std::string with_members(std::string request, std::string const& members);

}  // namespace bylaw::bench
