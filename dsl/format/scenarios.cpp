#include <algorithm>

#include "dsl/format/expression.hpp"
#include "dsl/format/items.hpp"
#include "dsl/words.hpp"

namespace bylaw::dsl {
namespace {

using layout::concat;
using layout::Doc;
using layout::docs;
using layout::fill;
using layout::line;
using layout::nest;
using layout::text;

constexpr int wrapped = 2 * indent_step;

// `words first, second, third`, wrapped between the parts; `parts` are (begin in the source, what to write).
Doc listing(std::string words, std::vector<std::pair<std::uint32_t, Doc>> parts) {
  std::vector<Doc> pieces = docs(text(std::move(words)));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    pieces.push_back(line(parts[i].first));
    auto part = std::move(parts[i].second);
    pieces.push_back(i + 1 == parts.size() ? std::move(part) : concat(docs(std::move(part), text(","))));
  }
  return nest(wrapped, docs(fill(std::move(pieces))));
}

Doc values_doc(std::string words, std::vector<syntax::FieldValue> const& fields) {
  std::vector<std::pair<std::uint32_t, Doc>> parts;
  for (auto const& field : fields)
    parts.emplace_back(field.span.begin, concat(docs(text(field.name.text + " "), expression_doc(*field.value))));
  return listing(std::move(words), std::move(parts));
}

Doc record_doc(std::string const& before, syntax::GivenRecord const& record) {
  auto words = before + record.record.text + " " + quoted(record.id.value);
  if (record.fields.empty()) return text(std::move(words));
  return values_doc(words + " has", record.fields);
}

bool is_plain_word(std::string_view word) {
  return !word.empty() && is_lower(word[0]) && std::ranges::all_of(word, is_word_letter);
}

std::string expectation_text(syntax::Expectation const& expectation) {
  using enum syntax::Expectation::Kind;
  auto const& subject = expectation.subject.text;
  auto const what = is_plain_word(subject) ? subject : quoted(subject);
  switch (expectation.kind) {
    case outcome:
      return subject;
    case status:
      return subject + " " + expectation.status->text;
    case absent:
      return "no " + subject;
    case missing:
      return "missing " + what;
    case not_missing:
      return "not missing " + what;
  }
  return {};
}

// Backgrounds and records in the order of the text.
void add_given(Lines& lines, syntax::Scenario const& scenario) {
  std::vector<std::pair<std::uint32_t, Doc>> given;
  for (auto const& background : scenario.backgrounds)
    given.emplace_back(background.span.begin, text("given " + background.text));
  for (auto const& record : scenario.records) given.emplace_back(record.span.begin, record_doc("given ", record));
  std::ranges::stable_sort(given, {}, [](auto const& part) { return part.first; });
  for (auto const& [at, doc] : given) lines.add(indent_step, at, doc);
}

}  // namespace

void add_background(Lines& lines, syntax::Background const& background) {
  lines.add(0, background.span.begin, text("background " + background.name.text));
  for (auto const& record : background.records) lines.add(indent_step, record.span.begin, record_doc("", record));
  add_end(lines, background.span);
}

void add_entry(Lines& lines, syntax::Entry const& entry) {
  lines.add(0, entry.span.begin, record_doc("entry ", entry.record));
}

void add_scenario(Lines& lines, syntax::Scenario const& scenario) {
  lines.add(0, scenario.span.begin, text("scenario " + quoted(scenario.title.value)));
  add_given(lines, scenario);
  auto when = "when " + scenario.action.text + " on " + to_string(scenario.on.value) +
              (scenario.already_done ? " already done" : "");
  auto question = scenario.facts.empty() ? text(when) : values_doc(when + " with", scenario.facts);
  lines.add(indent_step, scenario.action.span.begin, question);
  std::vector<std::pair<std::uint32_t, Doc>> expected;
  for (auto const& expectation : scenario.expectations)
    expected.emplace_back(expectation.span.begin, text(expectation_text(expectation)));
  if (!expected.empty()) {
    auto const at = expected.front().first;
    lines.add(indent_step, at, listing("expect", std::move(expected)));
  }
  add_end(lines, scenario.span);
}

}  // namespace bylaw::dsl
