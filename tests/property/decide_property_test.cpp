// Deciding made-up questions by made-up rulebooks: both evaluators agree, more knowledge never contradicts less, the
// order of the text means nothing, and what is asked for is exactly what matters.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "tests/property/decide_generator.hpp"
#include "tests/property/pick.hpp"
#include "tests/support/asked.hpp"

namespace bylaw::engine {
namespace {

using asked::Case;

constexpr int questions = 20;  // for each rulebook

Case read(std::string const& text) {
  try {
    return asked::ask_scenario(text);
  } catch (std::runtime_error const& fault) {
    RC_FAIL(text.substr(text.find("norm club/")) + fault.what());
  }
  return {};
}

std::string told(Case const& on, Decision const& decision) {
  auto text = std::string(to_string(decision.outcome));
  for (auto const& finding : decision.findings) {
    text += "\n  " + on.rulebook->rules[finding.rule].name + " " + std::string(to_string(finding.status));
    for (auto const& row : finding.evidence) text += " " + std::string(on.snapshot->key(row.record, row.row));
    for (auto const rule : finding.lifted_by) text += " by " + on.rulebook->rules[rule].name;
  }
  for (auto const index : decision.required) text += "\n  required " + std::to_string(index);
  for (auto const& one : decision.missing) text += "\n  missing " + one.name;
  for (auto const& one : decision.assumed) text += "\n  assumed " + std::to_string(one.fact);
  text += decision.in_force ? "\n  in force" : "\n  not in force";
  if (decision.until) text += " until " + dsl::to_string(*decision.until);
  return text + (decision.exact ? "" : "\n  not exact");
}

Decision ask(Case const& on, Explain explain = Explain::none) {
  return decide(*compile(on.rulebook), *on.snapshot, on.question, explain);
}

std::string with_first_records(std::string const& state) {
  auto result = state;
  for (std::string const record : {"club \"c1\"", "club \"c2\""})
    if (state.find("given " + record) == state.npos) result += "given " + record + "\n";
  for (std::string const record : {"player \"p1\"", "player \"p2\""})
    if (state.find("given " + record) == state.npos) result += "given " + record + " has joined 2021-01-01\n";
  return result;
}

RC_GTEST_PROP(Deciding, AgreesWithTheReference, ()) {
  generated::Options const options;
  auto const book = generated::book(options);
  for (int i = 0; i < questions; ++i) {
    auto const text = generated::text(book, with_first_records(generated::state()), generated::question(options, 4));
    auto const on = read(text);
    auto const explain = dsl::arbitrary::coin() ? Explain::full : Explain::none;
    std::optional<Decision> reference;
    try {
      reference = decide_by_reference(*on.rulebook, *on.snapshot, on.question, explain);
    } catch (std::runtime_error const&) {
      continue;  // too much for it
    }
    auto const compiled = ask(on, explain);
    // Where one of them could not try everything, what it says instead depends on the order in which it tried.
    if (!compiled.exact || !reference->exact) continue;
    if (told(on, compiled) != told(on, *reference))
      RC_FAIL(text.substr(book.vocabulary.size()) + "\ncompiled: " + told(on, compiled) +
              "\nreference: " + told(on, *reference));
  }
}

RC_GTEST_PROP(Deciding, IsNotContradictedByAFactMore, ()) {
  generated::Options const options{.presence = false, .references = true, .records = true};
  auto const book = generated::book(options);
  for (int i = 0; i < questions; ++i) {
    auto const state = with_first_records(generated::state());
    auto const question = generated::question(options);
    auto const& all = generated::facts(options);
    auto const& fact = all[static_cast<std::size_t>(dsl::arbitrary::number(0, static_cast<int>(all.size()) - 1))];
    if (question.find(" " + fact.name + " ") != question.npos) continue;
    auto const value = generated::written(fact);
    auto const more = question + (question.find(" with ") == question.npos ? " with " : ", ") + fact.name + " " + value;
    auto const before_case = read(generated::text(book, state, question));
    auto const after_case = read(generated::text(book, state, more));
    auto const before = ask(before_case, Explain::full), after = ask(after_case, Explain::full);
    auto const context =
        state + more + "\nbefore: " + told(before_case, before) + "\nafter: " + told(after_case, after);
    bool const settled = before.missing.empty() && before.exact && before.outcome != Outcome::undetermined;
    if (settled && after.exact && before.outcome != after.outcome && after.outcome != Outcome::advice)
      RC_FAIL(generated::text(book, "", "").substr(book.vocabulary.size()) + context);
    std::map<std::string, Status> now;
    for (auto const& finding : after.findings) now[after_case.rulebook->rules[finding.rule].name] = finding.status;
    for (auto const& finding : before.findings) {
      if (finding.status == Status::undetermined) continue;
      auto const found = now.find(before_case.rulebook->rules[finding.rule].name);
      // A search that was cut short may leave open what an exact one had settled; it says so, and never the contrary.
      if (found != now.end() && !after.exact && found->second == Status::undetermined) continue;
      if (found == now.end() || found->second != finding.status)
        RC_FAIL(generated::text(book, "", "").substr(book.vocabulary.size()) + context);
    }
  }
}

RC_GTEST_PROP(Deciding, DoesNotDependOnTheOrderOfRules, ()) {
  generated::Options const options;
  auto const book = generated::book(options);
  auto turned = book;
  std::ranges::reverse(turned.rules);
  for (int i = 0; i < questions / 4; ++i) {
    auto const state = with_first_records(generated::state());
    auto const question = generated::question(options);
    auto const one = read(generated::text(book, state, question)),
               other = read(generated::text(turned, state, question));
    RC_ASSERT(told(one, ask(one, Explain::full)) == told(other, ask(other, Explain::full)));
  }
}

constexpr auto rates =
    "given exchange_rate \"EUR@2023-01-01\" has usd 1.1 given exchange_rate \"JPY@2023-01-01\" has usd 0.009\n";

// A value as the generator writes it.
Value value_of(Case const& on, Question& question, Symbols& symbols, dsl::Type type, std::string const& written) {
  if (type.list) {
    auto items = std::make_unique<std::vector<Value>>();
    for (auto at = written.find('"'); at != written.npos; at = written.find('"', at + 1)) {
      auto const end = written.find('"', at + 1);
      items->push_back(Value::text(symbols.intern(written.substr(at + 1, end - at - 1))));
      at = end;
    }
    question.lists.push_back(std::move(items));
    return Value::list(question.lists.back()->data(), static_cast<std::uint32_t>(question.lists.back()->size()));
  }
  switch (type.kind) {
    case dsl::TypeKind::boolean:
      return Value::boolean(written == "true");
    case dsl::TypeKind::integer:
      return Value::integer(std::stoll(written));
    case dsl::TypeKind::date:
      return Value::date(dsl::parse_date(written).value());
    case dsl::TypeKind::text:
      return Value::text(symbols.intern(written.substr(1, written.size() - 2)));
    case dsl::TypeKind::money:
      return Value::money(
          dsl::parse_money(written.substr(4), dsl::parse_currency(written.substr(0, 3)).value()).value());
    default:
      return Value::enumeration(dsl::find_value(on.rulebook->enumerations[type.of], written));
  }
}

// The question with the facts filled in: the values that the digits of `number` choose.
Question answers(Case const& on, std::vector<generated::Fact> const& open, std::size_t number) {
  Question result;
  result.action = on.question.action;
  result.date = on.question.date;
  result.already_done = on.question.already_done;
  result.parameters = on.question.parameters;
  result.facts = on.question.facts;
  auto const symbols = std::make_shared<Symbols>(on.question.symbols);
  for (auto const& fact : open) {
    auto const index = dsl::find_fact(*on.rulebook, fact.name);
    result.facts[index] =
        value_of(on, result, *symbols, on.rulebook->facts[index].type, fact.values[number % fact.values.size()]);
    number /= fact.values.size();
  }
  result.symbols = symbols;
  return result;
}

// What the answer is as far as asking goes: the outcome and what has to be done.
std::string gist(Case const& on, Decision const& decision) {
  std::set<std::string> required;
  for (auto const index : decision.required) {
    auto const& finding = decision.findings[index];
    required.insert(on.rulebook->rules[finding.rule].name + " " + std::string(to_string(finding.status)));
  }
  // Advice is never asked for: whether there is some makes no difference.
  std::string text(to_string(decision.outcome == Outcome::advice ? Outcome::clear : decision.outcome));
  for (auto const& one : required) text += ", " + one;
  return text;
}

// By filling in every combination of values, and looking at the answers: knows nothing of cells. A setting that is not
// set cannot be filled in this way, so questions that turn on it are left out.
RC_GTEST_PROP(Deciding, AsksForExactlyWhatMatters, ()) {
  generated::Options const options{.presence = false, .references = false, .records = false};
  auto const book = generated::book(options);
  auto const& all = generated::facts(options);
  for (int i = 0; i < questions; ++i) {
    auto const question = generated::question(options, 2);
    auto const on = read(generated::text(book, rates, question));
    auto const decision = ask(on);
    std::set<std::string> listed, relevant;
    for (auto const& one : decision.missing) listed.insert(one.name);
    if (!decision.exact || listed.contains("club.word")) continue;
    std::vector<generated::Fact> open;
    for (auto const& fact : all)
      if (question.find(" " + fact.name + " ") == question.npos) open.push_back(fact);
    auto const program = compile(on.rulebook);
    std::vector<std::string> gists;
    std::size_t total = 1;
    for (auto const& fact : open) total *= fact.values.size();
    for (std::size_t completion = 0; completion < total; ++completion) {
      gists.push_back(gist(on, decide(*program, *on.snapshot, answers(on, open, completion))));
    }
    std::size_t step = 1;
    for (auto const& fact : open) {
      for (std::size_t one = 0; one < total; ++one)
        if (gists[one] != gists[one - (one / step % fact.values.size()) * step]) relevant.insert(fact.name);
      step *= fact.values.size();
    }
    if (listed != relevant) {
      std::string names;
      for (auto const& name : relevant) names += " " + name;
      RC_FAIL(generated::text(book, "", "").substr(book.vocabulary.size()) + question +
              "\nanswer: " + told(on, decision) + "\nrelevant:" + names);
    }
  }
}

}  // namespace
}  // namespace bylaw::engine
