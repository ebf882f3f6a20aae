#include "api/explanation_text.hpp"

#include <algorithm>

#include "api/decision_text.hpp"
#include "api/json_writer.hpp"
#include "api/write_value.hpp"
#include "dsl/plain.hpp"
#include "engine/name_of.hpp"

namespace bylaw::api {
namespace {

class ExplanationText {
 public:
  ExplanationText(AskedQuestion const& asked, engine::Decision const& decision)
      : rulebook_(*asked.snapshot->rulebook), asked_(asked), decision_(decision) {}

  std::string write() {
    line(headline(rulebook_, decision_));
    line("Outcome: " + in_words(engine::to_string(decision_.outcome)) + " on " + dsl::to_string(asked_.question.date) +
         '.');
    if (!decision_.in_force) line("Not all texts behind this are in force on that day.");
    write_required();
    write_missing();
    write_findings();
    write_read();
    write_assumed();
    return std::move(text_);
  }

 private:
  void line(std::string_view text) { (text_ += text) += '\n'; }

  static std::string in_words(std::string_view name) {
    std::string words(name);
    std::ranges::replace(words, '_', ' ');
    return words;
  }

  static std::string joined(std::vector<std::string> const& names) {
    std::string text;
    for (auto const& name : names) text += (text.empty() ? "" : " or ") + in_words(name);
    return text;
  }

  std::string source(dsl::Rule const& rule) const {
    auto const& norm = rulebook_.norms[rule.norm];
    return norm.document + ", section " + norm.section;
  }

  void write_required() {
    if (decision_.required.empty()) return;
    line("\nWhat to do:");
    for (auto const index : decision_.required) {
      auto const& finding = decision_.findings[index];
      auto const& rule = rulebook_.rules[finding.rule];
      auto const who = joined(rule.bearers), whom = joined(rule.counterparts);
      auto const taken = finding.status == engine::Status::pending ? "wait for the answer: " : "";
      line("- " + (taken + rule.title) + " (" + source(rule) + ')');
      line("  " + who + ' ' + in_words(dsl::to_string(rule.force)) + ' ' + in_words(rule.act) +
           (whom.empty() ? "" : ' ' + whom) + '.');
    }
  }

  void write_missing() {
    if (decision_.missing.empty()) return;
    line("\nWhat is not known, and could change the answer:");
    for (auto const& missing : decision_.missing) {
      auto const [question, type] = missing_text(rulebook_, *asked_.snapshot, missing);
      line("- " + question + " (" + missing.name + ": " + type + ')');
    }
  }

  void write_findings() {
    if (decision_.findings.empty()) return;
    line("\nWhy:");
    for (auto const& finding : decision_.findings) write_finding(finding);
  }

  void write_finding(engine::Finding const& finding) {
    auto const& rule = rulebook_.rules[finding.rule];
    auto const& norm = rulebook_.norms[rule.norm];
    line("- " + in_words(engine::to_string(finding.status)) + ": " + rule.title);
    line("  " + norm.id + ": " + norm.says);
    for (auto const& because : finding.because) write_because(because);
    for (auto const& [record, row] : finding.evidence) {
      line("  on record: " + rulebook_.records[record].name + '/' + std::string(asked_.snapshot->key(record, row)));
    }
    if (finding.status == engine::Status::prohibited) {
      for (auto const& remedy : rule.remedies)
        line("  what would lift it: " + remedy.act + " (" + rulebook_.norms[remedy.norm].id + ')');
    }
    for (auto const& [name, reading] : rule.readings) line("  as we read it: " + reading);
  }

  void write_because(engine::Because const& because) {
    auto const condition =
        because.expression == dsl::none ? std::string() : dsl::plain_condition(rulebook_, because.expression);
    line("  " + std::string(because.clause) + ": " + condition + " - " + std::string(truth_name(because.truth)));
    for (auto const& reading : decision_.readings_of(because)) {
      if (std::ranges::find(read_, reading) == read_.end()) read_.push_back(reading);
    }
  }

  // Each value once, whichever conditions read it.
  void write_read() {
    if (read_.empty()) return;
    line("\nWhat this rests on:");
    for (auto const& reading : read_) {
      auto const name = engine::name_of(rulebook_, *asked_.snapshot, asked_.question.date, reading.where);
      line("- " + reading_label(rulebook_, name) + " = " +
           value_text(reading_type(rulebook_, reading.where), reading.value) + " (" +
           std::string(origin_name(reading.origin)) + ')');
    }
  }

  std::string value_text(dsl::Type type, engine::Value value) const {
    if (value.is_unknown()) return "not known";
    if (value.is_never()) return "not so far";
    if (value.kind == engine::Kind::money) return dsl::to_string(dsl::Money{value.number, dsl::Currency{value.aux}});
    if (value.kind == engine::Kind::enumeration) return enumeration_label(type, value);
    std::string text;
    JsonWriter json(text);
    write_value(json, *asked_.snapshot, *asked_.question.symbols, type, value);
    return text;
  }

  std::string enumeration_label(dsl::Type type, engine::Value value) const {
    return rulebook_.enumerations[type.of].values[static_cast<std::size_t>(value.number)].label;
  }

  void write_assumed() {
    if (decision_.assumed.empty()) return;
    line("\nWhat was assumed:");
    for (auto const& assumed : decision_.assumed) {
      auto const& fact = rulebook_.facts[assumed.fact];
      line("- " + fact.label + " = " + value_text(fact.type, assumed.value) + ": " +
           fact.assumptions[assumed.assumption].because);
    }
  }

  dsl::Rulebook const& rulebook_;
  AskedQuestion const& asked_;
  engine::Decision const& decision_;
  std::vector<engine::Reading> read_;
  std::string text_;
};

}  // namespace

std::string explanation_text(AskedQuestion const& asked, engine::Decision const& decision) {
  return ExplanationText(asked, decision).write();
}

}  // namespace bylaw::api
