#include "api/rule_texts.hpp"

#include <memory>

#include "api/json_writer.hpp"
#include "dsl/plain.hpp"

namespace bylaw::api {
namespace {

template <class Write>
std::string members(Write write) {
  std::string text;
  JsonWriter json(text);
  write(json);
  return text;
}

void write_norm_ids(JsonWriter& json, dsl::Rulebook const& rulebook, std::string_view key,
                    std::vector<dsl::Index> const& norms) {
  json.key(key);
  json.begin_list();
  for (auto const norm : norms) json.text(rulebook.norms[norm].id);
  json.end_list();
}

void write_opening(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Rule const& rule) {
  json.member("norm", rulebook.norms[rule.norm].id);
  write_norm_ids(json, rulebook, "also", rule.also);
  json.member("rule", rule.name);
  json.member("title", rule.title);
  json.member("force", dsl::to_string(rule.force));
}

void write_duty(JsonWriter& json, dsl::Rule const& rule, std::vector<std::string> const& counterparts) {
  json.text_or_null("bearer", rule.bearers.empty() ? "" : rule.bearers.front());
  json.texts("bearers", rule.bearers);
  json.text_or_null("act", rule.act);
  json.texts("counterparts", counterparts);
}

void write_source(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Rule const& rule) {
  auto const& norm = rulebook.norms[rule.norm];
  json.member("word", norm.word);
  json.member("text", norm.says);
  json.member("document", norm.document);
  json.member("section", norm.section);
  if (!rule.see.empty()) write_norm_ids(json, rulebook, "see", rule.see);
}

void write_closing(JsonWriter& json, dsl::Rulebook const& rulebook, dsl::Rule const& rule) {
  json.key("remedies");
  json.begin_list();
  for (auto const& remedy : rule.remedies) {
    json.begin_object();
    json.member("norm", rulebook.norms[remedy.norm].id);
    json.member("act", remedy.act);
    json.end_object();
  }
  json.end_list();
  json.key("readings");
  json.begin_list();
  for (auto const& [name, text] : rule.readings) {
    json.begin_object();
    json.member("name", name);
    json.member("text", text);
    json.end_object();
  }
  json.end_list();
}

RuleText text_of(dsl::Rulebook const& rulebook, dsl::Rule const& rule) {
  RuleText text;
  text.opening = members([&](JsonWriter& json) { write_opening(json, rulebook, rule); });
  text.duty = members([&](JsonWriter& json) { write_duty(json, rule, rule.counterparts); });
  text.duty_of_others =
      rule.refer_to.empty() ? text.duty : members([&](JsonWriter& json) { write_duty(json, rule, rule.refer_to); });
  if (!rule.undetermined_because.empty())
    text.undetermined_because =
        members([&](JsonWriter& json) { json.member("undetermined_because", rule.undetermined_because); });
  text.source = members([&](JsonWriter& json) { write_source(json, rulebook, rule); });
  text.closing = members([&](JsonWriter& json) { write_closing(json, rulebook, rule); });
  return text;
}

template <class T, class Make>
T const& kept_or_made(std::atomic<T const*>& place, Make make) {
  if (auto const* kept = place.load(std::memory_order_acquire)) return *kept;
  auto made = std::make_unique<T const>(make());
  T const* earlier = nullptr;
  if (!place.compare_exchange_strong(earlier, made.get())) return *earlier;  // another thread was quicker: the same
  return *made.release();
}

}  // namespace

RuleTexts::RuleTexts(dsl::Rulebook const& rulebook)
    : rulebook_(rulebook), rules_(rulebook.rules.size()), conditions_(rulebook.expressions.size()) {}

RuleTexts::~RuleTexts() {
  for (auto const& text : rules_) delete text.load();
  for (auto const& text : conditions_) delete text.load();
}

RuleText const& RuleTexts::rule(dsl::Index rule) const {
  return kept_or_made(rules_[rule], [&] { return text_of(rulebook_, rulebook_.rules[rule]); });
}

std::string const& RuleTexts::condition(dsl::Index expression) const {
  return kept_or_made(conditions_[expression], [&] {
    std::string json;
    append_json_string(json, dsl::plain_condition(rulebook_, expression));
    return json;
  });
}

}  // namespace bylaw::api
