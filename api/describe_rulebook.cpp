#include "api/describe_rulebook.hpp"

#include "api/write_value.hpp"

namespace bylaw::api {
namespace {

using dsl::Rulebook;

void write_enumerations(JsonWriter& json, Rulebook const& rulebook) {
  json.key("enumerations");
  json.begin_list();
  for (auto const& enumeration : rulebook.enumerations) {
    json.begin_object();
    json.member("name", enumeration.name);
    json.member("label", enumeration.label);
    json.key("values");
    json.begin_list();
    for (auto const& value : enumeration.values) {
      json.begin_object();
      json.member("name", value.name);
      json.member("label", value.label);
      json.end_object();
    }
    json.end_list();
    json.end_object();
  }
  json.end_list();
}

void write_field(JsonWriter& json, Rulebook const& rulebook, dsl::Field const& field) {
  json.begin_object();
  json.member("name", field.name);
  json.member("type", dsl::type_text(rulebook, field.type));
  json.member("label", field.label);
  json.member("optional", field.optional || field.event || field.open);
  if (field.event) json.member("event", true);
  if (field.open) json.member("open", true);
  if (field.opening) json.member("opening", true);
  if (field.confidential) json.member("confidential", true);
  json.end_object();
}

void write_records(JsonWriter& json, Rulebook const& rulebook) {
  json.key("records");
  json.begin_list();
  for (auto const& record : rulebook.records) {
    json.begin_object();
    json.member("name", record.name);
    json.member("label", record.label);
    if (record.confidential) json.member("confidential", true);
    json.key("key");
    json.begin_list();
    for (auto const field : record.key) json.text(record.fields[field].name);
    json.end_list();
    json.key("fields");
    json.begin_list();
    for (auto const& field : record.fields) write_field(json, rulebook, field);
    json.end_list();
    json.end_object();
  }
  json.end_list();
}

void write_parameters(JsonWriter& json, Rulebook const& rulebook) {
  json.key("parameters");
  json.begin_list();
  for (auto const& parameter : rulebook.parameters) {
    json.begin_object();
    json.member("name", parameter.name);
    json.member("type", dsl::type_text(rulebook, parameter.type));
    json.member("ask", parameter.ask);
    json.end_object();
  }
  json.end_list();
}

void write_facts(JsonWriter& json, Rulebook const& rulebook) {
  json.key("facts");
  json.begin_list();
  for (auto const& fact : rulebook.facts) {
    json.begin_object();
    json.member("name", fact.name);
    json.member("type", dsl::type_text(rulebook, fact.type));
    json.member("label", fact.label);
    json.member("ask", fact.ask);
    if (!fact.help.empty()) json.member("help", fact.help);
    json.end_object();
  }
  json.end_list();
}

void write_actions(JsonWriter& json, Rulebook const& rulebook) {
  json.key("actions");
  json.begin_list();
  for (auto const& action : rulebook.actions) {
    json.begin_object();
    json.member("name", action.name);
    json.member("title", action.title);
    if (!action.asked_by.empty()) json.member("asked_by", action.asked_by);
    json.key("facts");
    json.begin_list();
    for (auto const fact : action.facts) json.text(rulebook.facts[fact].name);
    json.end_list();
    json.end_object();
  }
  json.end_list();
}

void write_settings(JsonWriter& json, Rulebook const& rulebook) {
  json.key("settings");
  json.begin_list();
  for (auto const& setting : rulebook.settings) {
    json.begin_object();
    json.member("name", setting.name);
    json.member("type", dsl::type_text(rulebook, setting.type));
    json.member("label", setting.label);
    if (setting.fallback != dsl::none) {
      json.key("default");
      write_datum(json, rulebook, setting.type, {rulebook.expression(setting.fallback).constant, {}});
    }
    if (!setting.source.empty()) json.member("source", setting.source);
    json.end_object();
  }
  json.end_list();
}

void write_day(JsonWriter& json, std::string_view name, std::optional<dsl::Date> day) {
  json.text_or_null(name, day ? dsl::to_string(*day) : "");
}

void write_documents(JsonWriter& json, Rulebook const& rulebook) {
  json.key("documents");
  json.begin_list();
  for (auto const& document : rulebook.documents) {
    json.begin_object();
    json.member("name", document.name);
    json.member("title", document.title);
    write_day(json, "adopted_on", document.adopted_on);
    write_day(json, "from", document.from);
    write_day(json, "until", document.until);
    json.end_object();
  }
  json.end_list();
}

void write_names(JsonWriter& json, std::string_view name, auto const& things, std::vector<dsl::Index> const& listed) {
  json.key(name);
  json.begin_list();
  for (auto const thing : listed) json.text(things[thing].name);
  json.end_list();
}

// What rules of every kind have.
void write_head(JsonWriter& json, Rulebook const& rulebook, RuleShape shape, auto const& rule) {
  auto const& norm = rulebook.norms[rule.norm];
  json.member("name", rule.name);
  json.member("kind", to_string(shape));
  json.member("title", rule.title);
  json.member("norm", norm.id);
  json.member("force", dsl::to_string(rule.force));
  json.member("document", norm.document);
  json.member("section", norm.section);
}

void write_members(JsonWriter& json, Rulebook const& rulebook, dsl::Rule const& rule) {
  write_head(json, rulebook, RuleShape::decision, rule);
  write_names(json, "actions", rulebook.actions, rule.actions);  // empty: every action
}

void write_members(JsonWriter& json, Rulebook const& rulebook, dsl::Standing const& rule) {
  write_head(json, rulebook, RuleShape::standing, rule);
  json.text_or_null("for", rule.record == dsl::none ? "" : rulebook.records[rule.record].name);
  json.text_or_null("of", rule.of_record == dsl::none ? "" : rulebook.records[rule.of_record].name);  // a checklist
}

// Calls `with` with the rule itself.
void visit(Rulebook const& rulebook, NamedRule const& rule, auto with) {
  switch (rule.shape) {
    case RuleShape::decision:
      return with(rulebook.rules[rule.index]);
    case RuleShape::standing:
      return with(rulebook.standing[rule.index]);
  }
}

std::string_view source_text(Rulebook const& rulebook, auto const& rule) {
  return std::string_view(rulebook.sources[rule.where.source].text)
      .substr(rule.source.begin, rule.source.end - rule.source.begin);
}

}  // namespace

void write_vocabulary(JsonWriter& json, Rulebook const& rulebook) {
  json.begin_object();
  json.member("name", rulebook.name);
  json.member("title", rulebook.title);
  json.member("revision", rulebook.revision);
  write_enumerations(json, rulebook);
  write_records(json, rulebook);
  write_parameters(json, rulebook);
  write_facts(json, rulebook);
  write_actions(json, rulebook);
  write_settings(json, rulebook);
  write_documents(json, rulebook);
  json.end_object();
}

void write_norm(JsonWriter& json, Rulebook const& rulebook, dsl::Norm const& norm) {
  json.begin_object();
  json.member("norm", norm.id);
  json.member("document", norm.document);
  json.member("section", norm.section);
  json.member("force", dsl::to_string(norm.force));
  json.member("word", norm.word);
  json.member("text", norm.says);
  json.texts("bearers", norm.bearers);
  json.texts("counterparts", norm.counterparts);
  json.key("restates");
  json.begin_list();
  for (auto const other : norm.restates) json.text(rulebook.norms[other].id);
  json.end_list();
  write_names(json, "rules", rulebook.rules, norm.rules);
  write_names(json, "standing", rulebook.standing, norm.standing);
  if (norm.uncoded) json.member("uncoded", norm.uncoded_why);
  if (!norm.note.empty()) json.member("note", norm.note);
  json.end_object();
}

void write_rule_summary(JsonWriter& json, Rulebook const& rulebook, NamedRule const& rule) {
  json.begin_object();
  visit(rulebook, rule, [&](auto const& found) { write_members(json, rulebook, found); });
  json.end_object();
}

void write_rule(JsonWriter& json, Rulebook const& rulebook, NamedRule const& rule) {
  json.begin_object();
  visit(rulebook, rule, [&](auto const& found) {
    write_members(json, rulebook, found);
    json.member("text", plain_text(rulebook, rule));
    json.member("source", source_text(rulebook, found));
  });
  json.end_object();
}

}  // namespace bylaw::api
