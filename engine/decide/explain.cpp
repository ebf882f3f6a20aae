#include "engine/decide/explain.hpp"

#include <algorithm>
#include <span>

#include "engine/decide/plain.hpp"
#include "engine/decide/status.hpp"
#include "engine/decide/witness.hpp"

namespace bylaw::engine {
namespace {

constexpr std::size_t most_readings = 40;  // of one condition

}  // namespace

void Explainer::show(Finding& finding, Index position) {
  auto const& bearing = world_.program().actions[world_.question().action].rules[position];
  auto const& rule = world_.program().rules[bearing.rule];
  switch (finding.status) {
    case Status::satisfied:
      collect(finding, rule.done);
      break;
    case Status::pending:
      collect(finding, rule.waiting);
      break;
    case Status::refer:
      collect(finding, rule.refer);
      break;
    case Status::lifted: {
      for (auto const& exception : rule.unless) collect(finding, exception);
      Plain plain;
      Machine machine(world_, plain, frame_);
      Judge judge(machine);
      for (auto const lifter : bearing.lifters)
        if (judge.applies(lifter) == Truth::yes)
          finding.lifted_by.push_back(world_.program().actions[world_.question().action].rules[lifter].rule);
      break;
    }
    default:
      break;
  }
  std::ranges::sort(finding.evidence);
  finding.evidence.erase(std::ranges::unique(finding.evidence).begin(), finding.evidence.end());
}

void Explainer::collect(Finding& finding, Clause const& clause) {
  if (!clause.written()) return;
  Witness witness(finding.evidence);
  Machine machine(world_, witness, frame_);
  machine.test(clause.node);
}

// The clauses in the order in which they are read, up to the one that decided.
void Explainer::explain(Finding& finding, Index position) {
  auto const& rule = world_.program().rules[world_.program().actions[world_.question().action].rules[position].rule];
  finding.because.reserve(rule.when.conjuncts.size() + rule.done.conjuncts.size() + rule.refer.conjuncts.size() +
                          rule.waiting.conjuncts.size());
  explain(finding, "when", rule.when);
  if (finding.status == Status::not_applicable) return;
  for (auto const& exception : rule.unless) explain(finding, "unless", exception);
  if (finding.status == Status::lifted) return;
  explain(finding, "done", rule.done);
  if (finding.status == Status::satisfied) return;
  explain(finding, "refer", rule.refer);
  if (finding.status == Status::refer) return;
  explain(finding, "undetermined", rule.undetermined);
  explain(finding, "waiting", rule.waiting);
}

void Explainer::explain(Finding& finding, std::string_view name, Clause const& clause) {
  for (auto const& conjunct : clause.conjuncts) finding.because.push_back(because(name, conjunct));
}

Because Explainer::because(std::string_view name, Conjunct const& conjunct) {
  auto told = std::ranges::find(room_.told, conjunct.node, &Room::Told::node);
  if (told == room_.told.end()) told = room_.told.insert(told, tell(conjunct.node));
  return {name, conjunct.expression, told->truth, told->first, told->count};
}

// Each value once, where it was read first.
Explainer::Room::Told Explainer::tell(Index node) {
  auto& places = room_.places;
  places.clear();
  room_.readings.start_over();
  auto const truth = Machine(world_, room_.readings, frame_).test(node);
  auto& told = decision_.readings;
  auto const first = told.size();
  for (auto const& [where, value] : room_.readings.kept()) {
    if (places.size() == most_readings) break;
    auto const place = where.packed();
    if (std::ranges::find(places, place) != places.end()) continue;
    places.push_back(place);
    told.push_back({origin_of(where), where, value});
  }
  return {node, truth, first, places.size()};
}

Reading::Origin Explainer::origin_of(Unknown where) const {
  using Origin = Reading::Origin;
  switch (where.source) {
    case Unknown::Source::none:
      return Origin::question;
    case Unknown::Source::field:
    case Unknown::Source::rate:
      return Origin::record;
    case Unknown::Source::setting:
      return Origin::setting;
    default:
      return assumed(where) ? Origin::assumed : Origin::request;
  }
}

bool Explainer::assumed(Unknown where) const {
  return where.source == Unknown::Source::fact && !world_.given(where.index) && !world_.fact(where.index).is_unknown();
}

}  // namespace bylaw::engine
