#include "api/authzen/write_context.hpp"

#include <algorithm>

#include "api/authzen/access_request.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api::authzen {
namespace {

using dsl::Force;
using engine::Finding;
using engine::Status;

class ContextWriter {
 public:
  ContextWriter(AnsweredQuestion const& answered, std::string& out)
      : rulebook_(*answered.asked.snapshot->rulebook), answered_(answered), json_(out) {}

  void write_lists() {
    write_list("obligations", [](Finding const& finding, Force force, bool required) {
      return required && is_strict(force) && finding.status != Status::prohibited;
    });
    write_list("advice", [](Finding const& finding, Force force, bool required) {
      bool const advised = finding.status == Status::advised || finding.status == Status::discouraged;
      return advised || (required && !is_strict(force));
    });
    write_remedies();
  }

  // Nothing where nothing can be requested, or it has been.
  void write_access_request(bool permitted, std::string_view url, std::string_view until) {
    auto const wanted = requestable(rulebook_, answered_.decision);
    if (!wanted.request || wanted.open) return;
    auto const& rule = rulebook_.rules[wanted.request->rule];
    json_.member("evaluation_id", answered_.stamp.id);
    json_.member("evaluated_at", answered_.stamp.decided_at);
    if (!permitted) json_.member("reason", "approval_required");
    json_.key("access_request");
    json_.begin_object();
    json_.member("endpoint", std::string(url) + "/access/v1/requests");
    json_.member("template", rule.name);
    json_.member("expires_at", until);
    json_.key("display");
    json_.begin_object();
    json_.member("title", rule.title);
    json_.member("description", rulebook_.norms[rule.norm].says);
    json_.end_object();
    json_.end_object();
  }

 private:
  static bool is_strict(Force force) { return force == Force::must || force == Force::must_not; }

  void write_list(std::string_view name, auto belongs) {
    json_.key(name);
    json_.begin_list();
    auto const& decision = answered_.decision;
    for (std::size_t i = 0; i < decision.findings.size(); ++i) {
      auto const& finding = decision.findings[i];
      bool const required = std::ranges::find(decision.required, i) != decision.required.end();
      if (belongs(finding, rulebook_.rules[finding.rule].force, required)) write_duty(finding);
    }
    json_.end_list();
  }

  void write_duty(Finding const& finding) {
    auto const& rule = rulebook_.rules[finding.rule];
    auto const& norm = rulebook_.norms[rule.norm];
    json_.begin_object();
    json_.member("id", rule.name);
    json_.member("type", "custom");
    json_.key("properties");
    json_.begin_object();
    json_.member("norm", norm.id);
    json_.member("title", rule.title);
    json_.member("force", dsl::to_string(rule.force));
    json_.member("word", norm.word);
    json_.member("status", engine::to_string(finding.status));
    json_.texts("bearers", rule.bearers);
    json_.text_or_null("act", rule.act);
    json_.texts("counterparts", finding.status == Status::refer ? rule.refer_to : rule.counterparts);
    json_.end_object();
    json_.end_object();
  }

  // What would lift what forbids it.
  void write_remedies() {
    json_.key("remedies");
    json_.begin_list();
    for (auto const& finding : answered_.decision.findings) {
      if (finding.status != Status::prohibited) continue;
      for (auto const& remedy : rulebook_.rules[finding.rule].remedies) {
        json_.begin_object();
        json_.member("norm", rulebook_.norms[remedy.norm].id);
        json_.member("act", remedy.act);
        json_.end_object();
      }
    }
    json_.end_list();
  }

  dsl::Rulebook const& rulebook_;
  AnsweredQuestion const& answered_;
  JsonWriter json_;
};

}  // namespace

std::string write_evaluation(AnsweredQuestion const& answered, bool permitted, std::string_view url,
                             std::string_view until) {
  std::string lists;
  ContextWriter writer(answered, lists);
  writer.write_lists();
  writer.write_access_request(permitted, url, until);
  std::string out = permitted ? R"({"decision":true,"context":)" : R"({"decision":false,"context":)";
  out.append(answered.json, 0, answered.json.size() - 1);  // the decision, its object still open
  out += ',' + lists + "}}";
  return out;
}

}  // namespace bylaw::api::authzen
