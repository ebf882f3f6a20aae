// Expectations are checked by name only; whether they hold is for those who answer questions.
#include "dsl/check/expectations.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace bylaw::dsl::checking {
namespace {

using namespace std::string_view_literals;

constexpr std::array outcomes = {"breach"sv, "not_permitted"sv,    "action_required"sv, "undetermined"sv, "pending"sv,
                                 "missed"sv, "action_requested"sv, "refer"sv,           "discouraged"sv,  "advice"sv,
                                 "clear"sv};
constexpr std::array statuses = {"prohibited"sv, "outstanding"sv,  "pending"sv,        "satisfied"sv,
                                 "late"sv,       "discouraged"sv,  "advised"sv,        "permitted"sv,
                                 "refer"sv,      "undetermined"sv, "not_applicable"sv, "lifted"sv};

void require_word(Context& context, Location where, std::string const& word, std::span<std::string_view const> known,
                  std::string const& kind) {
  if (std::ranges::find(known, std::string_view(word)) != known.end()) return;
  context.faults.unknown("unknown_" + kind, where, "there is no " + kind + " " + quoted(word), word,
                         {known.begin(), known.end()});
}

// "record/id.field", the field after the last dot: ids may have dots.
void check_missing_field(Context& context, Location where, std::string const& path) {
  auto const slash = path.find('/'), dot = path.rfind('.');
  auto const record = context.records.require(context.faults, path.substr(0, slash), where);
  if (record == none) return;
  if (dot == std::string::npos || dot < slash) {
    context.faults.error("bad_expectation", where,
                         "what is missing is a field: \"" + path.substr(0, slash) + "/id.field\"");
    return;
  }
  auto const field = path.substr(dot + 1);
  if (find_field(context.book.records[record], field) != none) return;
  std::vector<std::string_view> candidates;
  for (auto const& candidate : context.book.records[record].fields) candidates.push_back(candidate.name);
  context.faults.unknown("unknown_field", where,
                         "the record " + quoted(context.book.records[record].name) + " has no field " + quoted(field),
                         field, candidates);
}

void check_missing(Context& context, Location where, std::string const& what, Index action) {
  if (what.find('/') != std::string::npos) return check_missing_field(context, where, what);
  if (context.parameters.find(what) != none || context.settings.find(what) != none) return;
  auto const fact = context.facts.require(context.faults, what, where);
  if (fact == none || action == none) return;
  auto const& asked = context.book.actions[action];
  if (std::ranges::find(asked.facts, fact) == asked.facts.end())
    context.faults.error("fact_not_of_action", where,
                         "the action " + quoted(asked.name) + " does not have the fact " + quoted(what), asked.where,
                         "the action is declared here");
}

void check_expectation(Context& context, Placed<syntax::Scenario> node, syntax::Expectation const& expectation,
                       Index action) {
  using Kind = syntax::Expectation::Kind;
  auto const where = node.at(expectation.subject);
  auto const& subject = expectation.subject.text;
  switch (expectation.kind) {
    case Kind::outcome:
      return require_word(context, where, subject, outcomes, "outcome");
    case Kind::absent:
      context.norms.require(context.faults, subject, where);
      return;
    case Kind::status:
      context.norms.require(context.faults, subject, where);
      if (expectation.status)
        require_word(context, node.at(*expectation.status), expectation.status->text, statuses, "status");
      return;
    case Kind::missing:
    case Kind::not_missing:
      return check_missing(context, where, subject, action);
  }
}

}  // namespace

void check_expectations(Context& context, Placed<syntax::Scenario> node, Index action) {
  for (auto const& expectation : node->expectations) check_expectation(context, node, expectation, action);
}

void check_headlines(Context& context, Items const& items) {
  NameTable seen("headline");
  for (auto const& node : items.all<syntax::Headline>()) {
    require_word(context, node.at(node->outcome), node->outcome.text, outcomes, "outcome");
    if (seen.declare(context.faults, node->outcome.text, node.at(node->outcome), 0))
      context.book.headlines.emplace_back(node->outcome.text, node->text.value);
  }
}

}  // namespace bylaw::dsl::checking
