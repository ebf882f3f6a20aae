// The rulebook: every rule in plain language beside its section, and how it is written, tried and read.
#include <algorithm>

#include "api/pages/json_reader.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/record_search.hpp"
#include "api/pages/rule_history.hpp"
#include "api/pages/rule_settings.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"
#include "dsl/plain.hpp"

namespace bylaw::api::pages {
namespace {

bool has_words(std::string const& text, std::string const& wanted) {
  auto const hay = folded(text);
  auto rest = folded(wanted) + ' ';
  for (auto at = rest.find(' '); at != std::string::npos; at = rest.find(' ')) {
    if (at > 0 && !hay.contains(rest.substr(0, at))) return false;
    rest.erase(0, at + 1);
  }
  return true;
}

class RuleList {
 public:
  explicit RuleList(PageCall const& call) : call_(call), words_(*call.snapshot, call.language) {}

  template <class Rules>
  List of(Rules const& rules) {
    List lines;
    for (auto const& rule : rules) {
      if (rule.norm == dsl::none) continue;
      auto const& norm = call_.rulebook().norms[rule.norm];
      auto const document = call_.given("document");
      if (!document.empty() && norm.document != document) continue;
      if (!has_words(rule.title + ' ' + rule.name + ' ' + norm.says + ' ' + norm.id, call_.given("q"))) continue;
      lines.push_back(model({{"title", rule.title},
                             {"path", "/rulebook/" + path_segment(rule.name)},
                             {"place", words_.place(norm)},
                             {"force", call_.texts().get("force." + std::string(dsl::to_string(rule.force)))}}));
    }
    return lines;
  }

 private:
  PageCall const& call_;
  Words words_;
};

// Markdown as the plain texts have it: paragraphs, and lists of lines that begin with "- ". The title and the readings
// stand elsewhere on the page.
List blocks_of(std::string const& text) {
  List blocks, items;
  bool numbered = false;
  auto const close = [&] {
    if (!items.empty()) blocks.push_back(model({{"is_list", !numbered}, {"is_numbered", numbered}, {"items", items}}));
    items.clear();
  };
  auto const add = [&](std::string const& item, bool has_number) {
    if (numbered != has_number) close();
    numbered = has_number;
    items.push_back(model({{"text", item}}));
  };
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto const line = text.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("- ")) {
      add(line.substr(2), false);
    } else if (auto const dot = line.find(". "); dot < 3 && line.find_first_not_of("0123456789") == dot) {
      add(line.substr(dot + 2), true);
    } else if (!line.empty() && !line.starts_with("**") && !line.starts_with("How we read it: ")) {
      close();
      blocks.push_back(model({{"is_list", false}, {"is_text", true}, {"text", line}}));
    }
  }
  close();
  return blocks;
}

void set_norm(PageCall const& call, dsl::Index index, Model& values) {
  Words const words(*call.snapshot, call.language);
  auto const& norm = call.rulebook().norms[index];
  values.set("norm", norm.id);
  values.set("says", norm.says);
  values.set("word", norm.word);
  values.set("has_word", !norm.word.empty());
  values.set("note", norm.note);
  values.set("has_note", !norm.note.empty());
  values.set("place", words.place(norm));
  auto const document = std::ranges::find(call.rulebook().documents, norm.document, &dsl::Document::name);
  bool const dated = document != call.rulebook().documents.end() && document->from && document->until;
  values.set("has_period", dated);
  if (dated) values.set("from", words.date(*document->from)), values.set("until", words.date(*document->until));
}

template <class R>
void set_common(PageCall const& call, R const& rule, Model& values) {
  Words const words(*call.snapshot, call.language);
  set_norm(call, rule.norm, values);
  values.set("force", call.texts().get("force." + std::string(dsl::to_string(rule.force))));
  values.set("force_name", std::string(dsl::to_string(rule.force)));
  values.set("name", rule.name);
  List readings, settings;
  for (auto const& [name, text] : rule.readings) readings.push_back(model({{"text", text}}));
  for (auto const index : settings_of(call.rulebook(), rule)) {
    auto const& setting = call.rulebook().settings[index];
    dsl::Field field;
    field.type = setting.type;
    settings.push_back(model({{"label", capitalised(setting.label)},
                              {"name", setting.name},
                              {"source", setting.source},
                              {"value", words.value(field, call.snapshot->settings[index])}}));
  }
  values.set("readings", readings);
  values.set("has_readings", !readings.empty());
  values.set("settings", settings);
  values.set("has_settings", !settings.empty());
  values.set("source", std::string(source_text(call.rulebook(), rule)));
}

// As it is written, from its first line to its "end".
std::string scenario_text(PageCall const& call, dsl::Scenario const& scenario) {
  auto const& text = call.rulebook().sources[scenario.where.source].text;
  auto const line = text.rfind('\n', scenario.where.span.begin);
  auto const begin = line == std::string::npos ? 0 : line + 1;
  auto const end = text.find("\nend", begin);
  return text.substr(begin, end == std::string::npos ? std::string::npos : end + 4 - begin);
}

List scenarios_for(PageCall const& call, dsl::Index index) {
  List lines;
  auto const& norm = call.rulebook().norms[index];
  for (auto const& scenario : call.rulebook().scenarios) {
    bool const about = std::ranges::any_of(scenario.expectations,
                                           [&](auto const& expected) { return expected.subject.text == norm.id; });
    if (about)
      lines.push_back(model({{"title", capitalised(scenario.title)}, {"text", scenario_text(call, scenario)}}));
  }
  return lines;
}

void set_scenarios(PageCall const& call, dsl::Index norm, Model& values) {
  auto const scenarios = scenarios_for(call, norm);
  values.set("scenarios", scenarios);
  values.set("has_scenarios", !scenarios.empty());
}

// How the settings that it reads came to be what they are: what changes a rule from one day to the next.
void set_history(PageCall const& call, std::set<dsl::Index> const& settings, Model& values) {
  auto const record = dsl::find_record(call.rulebook(), "setting");
  List changes;
  for (auto const index : settings) {
    auto const& setting = call.rulebook().settings[index];
    auto const history =
        record == dsl::none ? std::nullopt : read(call, "/v1/records/setting/" + setting.name + "/history");
    if (!history) continue;
    for (auto const& change : list_at(*history, "data")) {
      auto line = change_model(call, record, change);
      line.set("setting", capitalised(setting.label));
      changes.push_back(line);
    }
  }
  values.set("changes", changes);
  values.set("has_changes", !changes.empty());
}

// Tables that are part of the rulebook, such as which document is for whom.
List tables_of(PageCall const& call) {
  Words const words(*call.snapshot, call.language);
  List tables;
  for (auto const& record : call.rulebook().records)
    if (record.in_rulebook)
      tables.push_back(
          model({{"title", words.plural(static_cast<dsl::Index>(&record - call.rulebook().records.data()))},
                 {"path", "/rulebook/tables/" + record.name}}));
  return tables;
}

}  // namespace

HttpResponse rulebook_page(PageCall const& call) {
  RuleList list(call);
  auto const acts = list.of(call.rulebook().rules), standing = list.of(call.rulebook().standing);
  List documents;
  for (auto const& document : call.rulebook().documents)
    documents.push_back(model(
        {{"name", document.name}, {"title", document.title}, {"chosen", document.name == call.given("document")}}));
  return page(call, "rulebook", {call.texts().get("nav.rules")},
              model({{"q", call.given("q")},
                     {"documents", documents},
                     {"acts", acts},
                     {"standing", standing},
                     {"tables", tables_of(call)},
                     {"has_acts", !acts.empty()},
                     {"has_standing", !standing.empty()},
                     {"none", acts.empty() && standing.empty()},
                     {"revision", call.rulebook().revision},
                     {"acts_count", call.texts().counted("rulebook.acts", acts.size())},
                     {"standing_count", call.texts().counted("rulebook.standing", standing.size())}}));
}

HttpResponse rule_page(PageCall const& call) {
  auto const& rulebook = call.rulebook();
  std::vector<Crumb> const trail = {{call.texts().get("nav.rules"), "/rulebook"}};
  auto const rule = std::ranges::find(rulebook.rules, call.captured[0], &dsl::Rule::name);
  Model values;
  if (rule != rulebook.rules.end()) {
    set_common(call, *rule, values);
    values.set("blocks",
               blocks_of(dsl::plain_rule_body(rulebook, static_cast<dsl::Index>(rule - rulebook.rules.begin()))));
    set_scenarios(call, rule->norm, values);
    set_history(call, settings_of(rulebook, *rule), values);
    values.set("texts", rule_history(call, "rule", rule->name));
    values.set("is_act", true);
    return page(call, "rule", {rule->title, trail}, std::move(values));
  }
  auto const standing = std::ranges::find(rulebook.standing, call.captured[0], &dsl::Standing::name);
  if (standing == rulebook.standing.end()) return not_found_page(call);
  set_common(call, *standing, values);
  values.set("blocks", blocks_of(dsl::plain_standing_body(
                           rulebook, static_cast<dsl::Index>(standing - rulebook.standing.begin()))));
  set_scenarios(call, standing->norm, values);
  set_history(call, settings_of(rulebook, *standing), values);
  values.set("texts", rule_history(call, "standing", standing->name));
  values.set("is_act", true);
  values.set("is_standing", call.may(dsl::AccessScope::read_compliance) && standing->of_record == dsl::none);
  values.set("list", address("/dashboard/list", {{"rule", standing->name}}));
  return page(call, "rule", {standing->title, trail}, std::move(values));
}

}  // namespace bylaw::api::pages
