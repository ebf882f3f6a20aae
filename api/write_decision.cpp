#include "api/write_decision.hpp"

#include <algorithm>
#include <vector>

#include "api/decision_text.hpp"
#include "api/json_writer.hpp"
#include "api/write_value.hpp"

namespace bylaw::api {
namespace {

using engine::Finding;
using engine::Status;

class DecisionWriter {
 public:
  DecisionWriter(AskedQuestion const& asked, engine::Decision const& decision, ConditionTexts const& conditions,
                 std::string& out)
      : rulebook_(*asked.snapshot->rulebook),
        asked_(asked),
        decision_(decision),
        conditions_(conditions),
        out_(out),
        json_(out) {}

  void write(DecisionStamp const& stamp);

 private:
  void write_findings();
  void write_finding(Finding const& finding);
  void write_duty(dsl::Rule const& rule, Status status);
  void write_source(dsl::Rule const& rule);
  void write_evidence(Finding const& finding);
  void write_remedies(dsl::Rule const& rule);
  void write_readings(dsl::Rule const& rule);
  void write_because(Finding const& finding);
  void write_read(engine::Reading const& reading);
  void write_missing();
  void write_assumed();
  void write_policy();

  void write_norm_ids(std::string_view key, std::vector<dsl::Index> const& norms) {
    json_.key(key);
    json_.begin_list();
    for (auto const norm : norms) json_.text(rulebook_.norms[norm].id);
    json_.end_list();
  }

  dsl::Rulebook const& rulebook_;
  AskedQuestion const& asked_;
  engine::Decision const& decision_;
  ConditionTexts const& conditions_;
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
  json_.begin_object();
  json_.member("norm", rulebook_.norms[rule.norm].id);
  write_norm_ids("also", rule.also);
  json_.member("rule", rule.name);
  json_.member("title", rule.title);
  json_.member("force", dsl::to_string(rule.force));
  json_.member("status", engine::to_string(finding.status));
  write_duty(rule, finding.status);
  write_source(rule);
  write_evidence(finding);
  write_remedies(rule);
  write_readings(rule);
  if (asked_.explain != engine::Explain::none) write_because(finding);
  json_.end_object();
}

void DecisionWriter::write_duty(dsl::Rule const& rule, Status status) {
  bool const not_yet = rule.kind == dsl::RuleKind::step && (status == Status::outstanding || status == Status::pending);
  bool const asks_others = status == Status::refer && !rule.refer_to.empty();
  json_.text_or_null("bearer", rule.bearers.empty() ? "" : rule.bearers.front());
  json_.texts("bearers", rule.bearers);
  json_.text_or_null("act", rule.act);
  json_.texts("counterparts", asks_others ? rule.refer_to : rule.counterparts);
  json_.text_or_null("before", not_yet ? dsl::to_string(asked_.question.date) : "");
  if (status == Status::undetermined && !rule.undetermined_because.empty())
    json_.member("undetermined_because", rule.undetermined_because);
}

void DecisionWriter::write_source(dsl::Rule const& rule) {
  auto const& norm = rulebook_.norms[rule.norm];
  json_.member("word", norm.word);
  json_.member("text", norm.says);
  json_.member("document", norm.document);
  json_.member("section", norm.section);
  if (!rule.see.empty()) write_norm_ids("see", rule.see);
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

void DecisionWriter::write_remedies(dsl::Rule const& rule) {
  json_.key("remedies");
  json_.begin_list();
  for (auto const& remedy : rule.remedies) {
    json_.begin_object();
    json_.member("norm", rulebook_.norms[remedy.norm].id);
    json_.member("act", remedy.act);
    json_.end_object();
  }
  json_.end_list();
}

void DecisionWriter::write_readings(dsl::Rule const& rule) {
  json_.key("readings");
  json_.begin_list();
  for (auto const& [name, text] : rule.readings) {
    json_.begin_object();
    json_.member("name", name);
    json_.member("text", text);
    json_.end_object();
  }
  json_.end_list();
}

void DecisionWriter::write_because(Finding const& finding) {
  json_.key("because");
  json_.begin_list();
  for (auto const& because : finding.because) {
    json_.begin_object();
    json_.member("clause", because.clause);
    if (because.expression != dsl::none) json_.member("condition", conditions_.of(because.expression));
    json_.member("truth", truth_name(because.truth));
    json_.key("readings");
    json_.begin_list();
    for (auto const& reading : because.readings) write_read(reading);
    json_.end_list();
    json_.end_object();
  }
  json_.end_list();
}

void DecisionWriter::write_read(engine::Reading const& reading) {
  json_.begin_object();
  json_.member("from", origin_name(reading.origin));
  json_.member("name", reading.name);
  json_.key("value");
  write_value(json_, *asked_.snapshot, *asked_.question.symbols, reading_type(rulebook_, reading), reading.value);
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
                           ConditionTexts const& conditions) {
  std::string out;
  out.reserve(2048 + 1024 * (decision.findings.size() + decision.required.size()));
  DecisionWriter(asked, decision, conditions, out).write(stamp);
  return out;
}

}  // namespace bylaw::api
