// The reference's decision: statuses rule by rule, every completion of what is not known, and the contract's words for
// the outcome and what is missing. Gives no `because`.
#include <algorithm>
#include <tuple>

#include "engine/decide.hpp"
#include "engine/decide/missing_order.hpp"
#include "engine/name_of.hpp"
#include "engine/reference/completions.hpp"

namespace bylaw::engine {
namespace {

using namespace reference;

struct OneRule {
  Index rule = dsl::none;
  std::set<Status> statuses;  // over all completions; as evaluated where nothing had to be tried
  bool open = false;
  bool matters = true;
  bool silent = false;  // advice and permissions that may apply
};

class Reader {
 public:
  Reader(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Question const& question, Explain explain)
      : rulebook_(rulebook),
        snapshot_(snapshot),
        question_(question),
        explain_(explain),
        evaluator_(rulebook, snapshot, question) {}

  Decision decide() {
    evaluate();
    if (std::ranges::any_of(rules_, &OneRule::open)) complete();
    for (auto const& one : rules_) find(one);
    sort();
    in_force();
    decision_.assumed = evaluator_.assumed;
    return std::move(decision_);
  }

 private:
  Outcome weight(Index rule, Status status) const {
    bool const must = rulebook_.rules[rule].force == dsl::Force::must;
    bool const done = question_.already_done;
    if (status == Status::prohibited) return done ? Outcome::breach : Outcome::not_permitted;
    if (status == Status::late) return must ? Outcome::breach : Outcome::missed;
    if (status == Status::outstanding) return must ? Outcome::action_required : Outcome::action_requested;
    if (status == Status::undetermined) return Outcome::undetermined;
    if (status == Status::pending) return Outcome::pending;
    if (status == Status::refer) return Outcome::refer;
    if (status == Status::discouraged) return Outcome::discouraged;
    if (status == Status::advised) return Outcome::advice;
    return Outcome::clear;
  }
  static bool required(Status status) {
    return status == Status::outstanding || status == Status::pending || status == Status::late;
  }

  void evaluate() {
    for (auto const rule : rulebook_.actions[question_.action].rules) {
      auto const kind = rulebook_.rules[rule].kind;
      bool const asks = kind != dsl::RuleKind::advice && kind != dsl::RuleKind::permission;
      OneRule one{rule, possible_statuses(evaluator_, rulebook_, question_, rule)};
      bool const uncertain = one.statuses.size() > 1;
      one.open = asks && (uncertain || one.statuses.contains(Status::undetermined));
      one.silent = !asks && uncertain;
      rules_.push_back(one);
    }
  }

  void complete() {
    std::vector<Index> open;
    for (auto const& one : rules_)
      if (one.open) open.push_back(one.rule);
    evaluator_.observations.emplace(rulebook_, snapshot_, question_);
    auto const completions = try_all(evaluator_, rulebook_, question_, open);
    std::vector<Outcome> outcomes;
    for (auto const& statuses : completions.statuses) outcomes.push_back(outcome_of(open, statuses));
    decision_.outcome = *std::ranges::max_element(outcomes);
    collect_statuses(completions);
    std::set<std::uint64_t> missing = completions.impossible;
    decision_.exact = missing.empty();
    find_missing(completions, outcomes, missing);
    name(missing);
  }

  Outcome outcome_of(std::vector<Index> const& open, std::vector<Status> const& statuses) const {
    auto result = Outcome::clear;
    for (std::size_t i = 0; i < open.size(); ++i) result = std::min(result, weight(open[i], statuses[i]));
    for (auto const& one : rules_)
      if (!one.open && !one.silent) result = std::min(result, weight(one.rule, *one.statuses.begin()));
    return result;
  }

  void collect_statuses(Completions const& completions) {
    std::size_t number = 0;
    for (auto& one : rules_) {
      if (!one.open) continue;
      one.statuses.clear();
      std::set<std::pair<int, Outcome>> effects;
      for (auto const& statuses : completions.statuses) {
        auto const status = statuses[number];
        one.statuses.insert(status);
        effects.emplace(required(status) ? static_cast<int>(status) : -1,
                        std::min(weight(one.rule, status), decision_.outcome));
      }
      one.matters = one.statuses.size() == 1 || effects.size() > 1;
      ++number;
    }
  }

  // Two completions that differ in one unknown only, and come to different answers.
  void find_missing(Completions const& completions, std::vector<Outcome> const& outcomes,
                    std::set<std::uint64_t>& missing) const {
    auto const answer = [&](std::size_t completion) {
      std::vector<int> result{static_cast<int>(outcomes[completion])};
      for (auto const status : completions.statuses[completion])
        result.push_back(required(status) ? static_cast<int>(status) : -1);
      return result;
    };
    std::size_t step = 1;
    for (std::size_t i = 0; i < completions.unknowns.size(); ++i) {
      auto const size = completions.sizes[i];
      for (std::size_t one = 0; one < outcomes.size(); ++one) {
        auto const first = one - (one / step % size) * step;
        if (answer(one) != answer(first)) missing.insert(completions.unknowns[i]);
      }
      step *= size;
    }
  }

  void name(std::set<std::uint64_t> const& missing) {
    for (auto const what : missing) {
      auto const unknown = Unknown::unpack(what);
      decision_.missing.push_back({unknown, name_of(rulebook_, snapshot_, question_.date, unknown)});
    }
    sort_missing(rulebook_, question_.action, decision_.missing);
  }

  void find(OneRule const& one) {
    if (one.silent) return;
    Finding finding;
    finding.rule = one.rule;
    finding.status = one.statuses.size() == 1 ? *one.statuses.begin() : Status::undetermined;
    bool const hidden = finding.status == Status::not_applicable || finding.status == Status::lifted || !one.matters;
    if (hidden && explain_ != Explain::full) return;
    if (one.matters) decision_.outcome = std::min(decision_.outcome, weight(one.rule, finding.status));
    show(finding);
    decision_.findings.push_back(std::move(finding));
  }

  void show(Finding& finding) {
    auto const& rule = rulebook_.rules[finding.rule];
    evaluator_.evidence.clear();
    auto const look = [&](Index expression) {
      if (expression != dsl::none) evaluator_.clause(expression, rule.slots);
    };
    if (finding.status == Status::satisfied) look(rule.done);
    if (finding.status == Status::pending) look(rule.waiting);
    if (finding.status == Status::refer) look(rule.refer);
    if (finding.status == Status::lifted) {
      for (auto const exception : rule.unless) look(exception);
      auto const& here = rulebook_.actions[question_.action].rules;
      for (auto const other : here) {
        if (std::ranges::find(rule.overridden_by, other) == rule.overridden_by.end()) continue;
        if (applies(other)) finding.lifted_by.push_back(other);
      }
    }
    finding.evidence = evaluator_.evidence;
    std::ranges::sort(finding.evidence);
    finding.evidence.erase(std::ranges::unique(finding.evidence).begin(), finding.evidence.end());
  }

  // Certainly holds: it comes to something other than not_applicable and lifted.
  bool applies(Index rule) {
    auto const evidence = evaluator_.evidence;
    auto const statuses = possible_statuses(evaluator_, rulebook_, question_, rule);
    evaluator_.evidence = evidence;
    return !statuses.contains(Status::not_applicable) && !statuses.contains(Status::lifted);
  }

  void sort() {
    std::ranges::sort(decision_.findings, {}, [this](Finding const& one) {
      return std::tuple(weight(one.rule, one.status), rulebook_.rules[one.rule].name);
    });
    for (std::size_t i = 0; i < decision_.findings.size(); ++i)
      if (required(decision_.findings[i].status)) decision_.required.push_back(i);
  }

  void in_force() {
    for (auto const index : rulebook_.actions[question_.action].rules) {
      auto const& rule = rulebook_.rules[index];
      auto from = rule.from, until = rule.until;
      if (!from && !until && rule.norm != dsl::none)
        for (auto const& document : rulebook_.documents)
          if (document.name == rulebook_.norms[rule.norm].document)
            std::tie(from, until) = std::tie(document.from, document.until);
      if ((from && question_.date < *from) || (until && *until < question_.date)) decision_.in_force = false;
      if (until && (!decision_.until || *until < *decision_.until)) decision_.until = until;
    }
    if (!decision_.in_force) decision_.until.reset();
  }

  dsl::Rulebook const& rulebook_;
  Snapshot const& snapshot_;
  Question const& question_;
  Explain explain_;
  Evaluator evaluator_;
  std::vector<OneRule> rules_;
  Decision decision_;
};

}  // namespace

Decision decide_by_reference(dsl::Rulebook const& rulebook, Snapshot const& snapshot, Question const& question,
                             Explain explain) {
  return Reader(rulebook, snapshot, question, explain).decide();
}

}  // namespace bylaw::engine
