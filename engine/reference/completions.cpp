#include "engine/reference/completions.hpp"

#include <algorithm>
#include <stdexcept>

namespace bylaw::engine::reference {
namespace {

constexpr std::size_t most_completions = 1'000;

bool bears_on(dsl::Rulebook const& rulebook, Question const& question, Index rule) {
  auto const& rules = rulebook.actions[question.action].rules;
  return std::ranges::find(rules, rule) != rules.end();
}

struct RuleReader {
  Evaluator& evaluator;
  dsl::Rulebook const& rulebook;
  Question const& question;

  Truth clause(dsl::Rule const& rule, Index expression, Truth unwritten) {
    return expression == dsl::none ? unwritten : evaluator.clause(expression, rule.slots);
  }

  Truth lifted(dsl::Rule const& rule) {
    auto result = Truth::no;
    for (auto const exception : rule.unless) result = std::max(result, clause(rule, exception, Truth::no));
    for (auto const other : rule.overridden_by)
      if (bears_on(rulebook, question, other) && result != Truth::yes)
        result = std::max(result, applies(rulebook.rules[other]));
    return result;
  }

  Truth applies(dsl::Rule const& rule) {
    auto const when = clause(rule, rule.when, Truth::yes);
    if (when == Truth::no) return when;
    auto const off = lifted(rule);
    if (off == Truth::yes) return Truth::no;
    return off == Truth::no ? when : Truth::unknown;
  }

  Status last(dsl::Rule const& rule) const {
    switch (rule.kind) {
      case dsl::RuleKind::step:
        return question.already_done ? Status::late : Status::outstanding;
      case dsl::RuleKind::advice:
        return Status::advised;
      case dsl::RuleKind::prohibition:
        return Status::prohibited;
      case dsl::RuleKind::discouragement:
        return Status::discouraged;
      case dsl::RuleKind::permission:
        return Status::permitted;
      default:
        return Status::refer;
    }
  }

  Possible possible(dsl::Rule const& rule) {
    Possible result;
    auto const when = clause(rule, rule.when, Truth::yes);
    if (when != Truth::yes) result.insert(Status::not_applicable);
    if (when == Truth::no) return result;
    auto const off = lifted(rule);
    if (off != Truth::no) result.insert(Status::lifted);
    if (off == Truth::yes) return result;
    std::pair<Index, Status> const clauses[]{{rule.done, Status::satisfied},
                                             {rule.refer, Status::refer},
                                             {rule.undetermined, Status::undetermined},
                                             {rule.waiting, Status::pending}};
    for (auto const& [expression, status] : clauses) {
      auto const truth = clause(rule, expression, Truth::no);
      if (truth != Truth::no) result.insert(status);
      if (truth == Truth::yes) return result;
    }
    result.insert(last(rule));
    return result;
  }
};

// One walk over all combinations. False when it met something new to try, which makes the walk worthless.
bool walk(Evaluator& evaluator, dsl::Rulebook const& rulebook, Question const& question,
          std::vector<Index> const& rules, Completions& result) {
  std::vector<std::vector<Value>> values;
  std::size_t total = 1;
  result.sizes.clear();
  result.statuses.clear();
  result.impossible.clear();
  for (auto const unknown : result.unknowns) {
    values.push_back(evaluator.observations->cells(Unknown::unpack(unknown)));
    result.sizes.push_back(values.back().size());
    if (values.back().empty()) return false;
    total *= values.back().size();
    if (total > most_completions) throw std::runtime_error("too many combinations of what is not known");
  }
  auto const changes = evaluator.observations->changes();
  bool found_more = false;
  for (std::size_t completion = 0; completion < total; ++completion) {
    evaluator.tried.clear();
    auto rest = completion;
    for (std::size_t i = 0; i < values.size(); ++i) {
      evaluator.tried[result.unknowns[i]] = values[i][rest % values[i].size()];
      rest /= values[i].size();
    }
    auto& statuses = result.statuses.emplace_back();
    for (auto const rule : rules) {
      evaluator.reads.clear();
      auto const possible = possible_statuses(evaluator, rulebook, question, rule);
      statuses.push_back(possible.size() == 1 ? *possible.begin() : Status::undetermined);
      if (possible.size() == 1) continue;
      for (auto const read : evaluator.reads) {
        if (std::ranges::find(result.unknowns, read) != result.unknowns.end()) continue;
        if (evaluator.observations->is_tangled(Unknown::unpack(read)))
          throw std::runtime_error("what is not known cannot be told apart");
        if (evaluator.observations->cells(Unknown::unpack(read)).empty()) {
          result.impossible.insert(read);
          continue;
        }
        result.unknowns.push_back(read);
        found_more = true;
      }
      if (found_more) return false;
    }
  }
  evaluator.tried.clear();
  if (evaluator.observations->changes() == changes) return true;
  for (std::size_t i = 0; i < result.unknowns.size(); ++i)
    if (!same_cells(evaluator.observations->cells(Unknown::unpack(result.unknowns[i])), values[i])) return false;
  return true;
}

}  // namespace

Possible possible_statuses(Evaluator& evaluator, dsl::Rulebook const& rulebook, Question const& question, Index rule) {
  return RuleReader{evaluator, rulebook, question}.possible(rulebook.rules[rule]);
}

Completions try_all(Evaluator& evaluator, dsl::Rulebook const& rulebook, Question const& question,
                    std::vector<Index> const& rules) {
  Completions result;
  // Once as it is, so that what the rules make of the unknowns is seen before anything is tried.
  for (auto const rule : rules) possible_statuses(evaluator, rulebook, question, rule);
  while (!walk(evaluator, rulebook, question, rules, result))
    std::erase_if(result.unknowns, [&](std::uint64_t unknown) {
      return evaluator.observations->cells(Unknown::unpack(unknown)).empty();
    });
  evaluator.tried.clear();
  return result;
}

}  // namespace bylaw::engine::reference
