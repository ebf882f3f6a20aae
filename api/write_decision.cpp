#include "api/write_decision.hpp"

#include <algorithm>
#include <vector>

#include "api/decision_text.hpp"
#include "api/json_writer.hpp"
#include "api/write_value.hpp"
#include "engine/name_of.hpp"

namespace bylaw::api {
namespace {

using engine::Finding;
using engine::Status;

class DecisionWriter {
 public:
  DecisionWriter(AskedQuestion const& asked, engine::Decision const& decision, RuleTexts const& texts,
                 std::string& out)
      : rulebook_(*asked.snapshot->rulebook),
        asked_(asked),
        decision_(decision),
        texts_(texts),
        out_(out),
        json_(out) {}

  void write(DecisionStamp const& stamp);

 private:
  void write_findings();
  void write_finding(Finding const& finding);
  void write_evidence(Finding const& finding);
  void write_because(Finding const& finding);
  void write_read(engine::Reading const& reading);
  void write_missing();
  void write_assumed();
  void write_policy();

  dsl::Rulebook const& rulebook_;
  AskedQuestion const& asked_;
  engine::Decision const& decision_;
  RuleTexts const& texts_;
  std::string& out_;
  JsonWriter json_;
};

void DecisionWriter::write(DecisionStamp const& stamp) {
  json_.begin_object();
  json_.member("id", stamp.id);
  json_.member("action", rulebook_.actions[asked_.question.action].name);
  json_.member("outcome", engine::to_string(decision_.outcome));
  json_.member("headline", headline(rulebook_, decision_));
  write_findings();
  write_missing();
  write_assumed();
  write_policy();
  if (!decision_.exact) json_.member("exact", false);
  json_.member("state_revision", asked_.snapshot->revision);
  json_.member("date", dsl::to_string(asked_.question.date));
  json_.member("decided_at", stamp.decided_at);
  if (!asked_.known_at.empty()) json_.member("known_at", asked_.known_at);
  json_.end_object();
}

// Every finding is written once; what has to be acted on repeats those bytes.
void DecisionWriter::write_findings() {
  std::vector<std::pair<std::size_t, std::size_t>> written;
  json_.key("findings");
  json_.begin_list();
  for (auto const& finding : decision_.findings) {
    auto const begin = out_.size() + !written.empty();  // behind the comma
    write_finding(finding);
    written.emplace_back(begin, out_.size() - begin);
  }
  json_.end_list();
  json_.key("required_actions");
  json_.begin_list();
  for (auto const index : decision_.required) json_.raw(out_.substr(written[index].first, written[index].second));
  json_.end_list();
}

void DecisionWriter::write_finding(Finding const& finding) {
  auto const& rule = rulebook_.rules[finding.rule];
  auto const& text = texts_.rule(finding.rule);
  bool const step = rule.kind == dsl::RuleKind::step;
  bool const not_yet = step && (finding.status == Status::outstanding || finding.status == Status::pending);
  json_.begin_object();
  json_.raw(text.opening);
  json_.member("status", engine::to_string(finding.status));
  json_.raw(finding.status == Status::refer ? text.duty_of_others : text.duty);
  json_.text_or_null("before", not_yet ? dsl::to_string(asked_.question.date) : "");
  if (finding.status == Status::undetermined && !text.undetermined_because.empty())
    json_.raw(text.undetermined_because);
  json_.raw(text.source);
  write_evidence(finding);
  json_.raw(text.closing);
  if (asked_.explain != engine::Explain::none) write_because(finding);
  json_.end_object();
}

void DecisionWriter::write_evidence(Finding const& finding) {
  json_.key("evidence");
  json_.begin_list();
  // By kind and key: rows have their numbers from the order in which records happened to come.
  std::vector<std::pair<dsl::Index, std::string_view>> evidence;
  for (auto const& [record, row] : finding.evidence) evidence.emplace_back(record, asked_.snapshot->key(record, row));
  std::ranges::sort(evidence);
  for (auto const& [record, key] : evidence) json_.text(rulebook_.records[record].name + '/' + std::string(key));
  json_.end_list();
  if (finding.lifted_by.empty()) return;
  json_.key("lifted_by");
  json_.begin_list();
  for (auto const rule : finding.lifted_by) json_.text(rulebook_.rules[rule].name);
  json_.end_list();
}

void DecisionWriter::write_because(Finding const& finding) {
  json_.key("because");
  json_.begin_list();
  for (auto const& because : finding.because) {
    json_.begin_object();
    json_.member("clause", because.clause);
    if (because.expression != dsl::none) {
      json_.key("condition");
      json_.raw(texts_.condition(because.expression));
    }
    json_.member("truth", truth_name(because.truth));
    json_.key("readings");
    json_.begin_list();
    for (auto const& reading : decision_.readings_of(because)) write_read(reading);
    json_.end_list();
    json_.end_object();
  }
  json_.end_list();
}

void DecisionWriter::write_read(engine::Reading const& reading) {
  json_.begin_object();
  json_.member("from", origin_name(reading.origin));
  json_.member("name", engine::name_of(rulebook_, *asked_.snapshot, asked_.question.date, reading.where));
  json_.key("value");
  write_value(json_, *asked_.snapshot, *asked_.question.symbols, reading_type(rulebook_, reading.where), reading.value);
  if (reading.value.is_unknown()) json_.member("known", false);
  json_.end_object();
}

void DecisionWriter::write_missing() {
  json_.key("missing");
  json_.begin_list();
  for (auto const& missing : decision_.missing) {
    auto const text = missing_text(rulebook_, *asked_.snapshot, missing);
    json_.begin_object();
    json_.member("fact", missing.name);
    json_.member("question", text.question);
    json_.member("type", text.type);
    json_.end_object();
  }
  json_.end_list();
}

void DecisionWriter::write_assumed() {
  json_.key("assumed");
  json_.begin_list();
  for (auto const& assumed : decision_.assumed) {
    auto const& fact = rulebook_.facts[assumed.fact];
    json_.begin_object();
    json_.member("fact", fact.name);
    json_.key("value");
    write_value(json_, *asked_.snapshot, *asked_.question.symbols, fact.type, assumed.value);
    json_.member("why", fact.assumptions[assumed.assumption].because);
    json_.end_object();
  }
  json_.end_list();
}

void DecisionWriter::write_policy() {
  json_.key("policy");
  json_.begin_object();
  json_.member("revision", rulebook_.revision);
  json_.member("in_force", decision_.in_force);
  json_.text_or_null("until", decision_.until ? dsl::to_string(*decision_.until) : "");
  json_.end_object();
}

}  // namespace

std::string write_decision(AskedQuestion const& asked, engine::Decision const& decision, DecisionStamp const& stamp,
                           RuleTexts const& texts) {
  std::string out;
  out.reserve(2048 + 1024 * (decision.findings.size() + decision.required.size()));
  DecisionWriter(asked, decision, texts, out).write(stamp);
  return out;
}

}  // namespace bylaw::api
