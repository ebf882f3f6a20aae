#include "dsl/format/items.hpp"

#include "dsl/format/expression.hpp"

namespace bylaw::dsl {
namespace {

using layout::concat;
using layout::Doc;
using layout::docs;
using layout::fill;
using layout::group;
using layout::line;
using layout::nest;
using layout::text;

constexpr int wrapped = 2 * indent_step;

std::string label(std::optional<syntax::Text> const& label) { return label ? " " + quoted(label->value) : ""; }

std::string type_text(syntax::TypeName const& type) {
  switch (type.kind) {
    case syntax::TypeName::Kind::named:
      return type.name.text;
    case syntax::TypeName::Kind::ref:
      return "ref " + type.name.text;
    case syntax::TypeName::Kind::one_of:
      return "one of " + joined(type.values, ", ");
    case syntax::TypeName::Kind::list_of:
      return "list of " + type_text(**type.element);
  }
  return {};
}

// `name: one of a, b, c`: only the values of an enumeration are worth a second line.
Doc typed(std::string const& before, syntax::TypeName const& type, std::string behind) {
  if (type.kind != syntax::TypeName::Kind::one_of) return text(before + type_text(type) + behind);
  return names_doc(before + "one of", type.values, std::move(behind));
}

std::string mark_text(syntax::FieldMark mark) {
  switch (mark) {
    case syntax::FieldMark::optional:
      return " optional";
    case syntax::FieldMark::event:
      return " event";
    case syntax::FieldMark::open:
      return " open";
    case syntax::FieldMark::opening:
      return " opening";
    case syntax::FieldMark::confidential:
      return " confidential";
  }
  return {};
}

void add_field(Lines& lines, syntax::Field const& field) {
  std::string behind;
  for (auto const mark : field.marks) behind += mark_text(mark);
  lines.add(indent_step, field.span.begin, typed(field.name.text + ": ", field.type, behind + label(field.label)));
}

struct AddItem {
  Lines& lines;

  void operator()(syntax::BadItem const&) const {}
  void operator()(syntax::Header const& header) const {
    head(header, "rulebook " + header.name.text + " " + quoted(header.title.value));
  }
  void operator()(syntax::Headline const& headline) const {
    head(headline, "headline " + headline.outcome.text + " " + quoted(headline.text.value));
  }
  void operator()(syntax::Parameters const& question) const {
    head(question, "question");
    for (auto const& field : question.fields) add_field(lines, field);
    add_end(lines, question.span);
  }
  void operator()(syntax::Enumeration const& enumeration) const {
    head(enumeration, "enumeration " + enumeration.name.text + label(enumeration.label));
    for (auto const& value : enumeration.values) part(value, value.name.text + label(value.label));
    add_end(lines, enumeration.span);
  }
  void operator()(syntax::Record const& record) const {
    head(record, "record " + record.name.text + label(record.label) + (record.confidential ? " confidential" : ""));
    if (!record.key.empty()) lines.add(indent_step, record.key[0].span.begin, names_doc("key", record.key));
    if (auto const& rates = record.rates)
      part(*rates, "rates " + rates->value.text + " in " + rates->base.text + " by " + rates->currency.text + ", " +
                       rates->date.text);
    for (auto const& field : record.fields) add_field(lines, field);
    add_end(lines, record.span);
  }
  void operator()(syntax::Fact const& fact) const {
    lines.add(0, fact.span.begin, typed("fact " + fact.name.text + ": ", fact.type, " " + quoted(fact.label.value)));
    part(fact.ask, "ask " + quoted(fact.ask.value));
    if (fact.help) part(*fact.help, "help " + quoted(fact.help->value));
    for (auto const& assumption : fact.assumptions) add_assumption(assumption);
  }
  void operator()(syntax::Action const& action) const {
    head(action, "action " + action.name.text + " " + quoted(action.title.value));
    if (action.asked_by) part(*action.asked_by, "by " + quoted(action.asked_by->value));
    if (!action.facts.empty()) lines.add(indent_step, action.facts[0].span.begin, names_doc("facts", action.facts));
    add_end(lines, action.span);
  }
  void operator()(syntax::Document const& document) const {
    head(document, "document " + document.name.text + " " + quoted(document.title.value));
    if (auto const& day = document.adopted_on)
      part(*day, "adopted " + to_string(day->value) + (document.adopted_by ? " by " + document.adopted_by->text : ""));
    if (document.from && document.until)
      part(*document.from, "in force " + to_string(document.from->value) + " to " + to_string(document.until->value));
    for (auto const& [name, reading] : document.readings)
      part(name, "reading " + name.text + " " + quoted(reading.value));
    add_end(lines, document.span);
  }
  void operator()(syntax::Norm const& norm) const {
    head(norm, "norm " + norm.id.text + " " + force_text(norm.force) + " " + quoted(norm.word.value));
    part(norm.says, "says " + quoted(norm.says.value));
    list("bearer", norm.bearers);
    list("counterpart", norm.counterparts);
    list("restates", norm.restates);
    if (norm.tier) part(*norm.tier, "tier " + norm.tier->text);
    if (norm.uncoded)
      part(*norm.uncoded_why, "uncoded " + uncoded_text(*norm.uncoded) + " " + quoted(norm.uncoded_why->value));
    if (norm.note) part(*norm.note, "note " + quoted(norm.note->value));
    add_end(lines, norm.span);
  }
  // On one line if it fits; else the label and the source go to lines of their own as needed.
  void operator()(syntax::Setting const& setting) const {
    auto first = docs(
        typed("setting " + setting.name.text + ": ", setting.type, setting.fallback ? " default " : " default none"));
    if (setting.fallback) first.push_back(expression_doc(**setting.fallback));
    auto pieces = docs(concat(std::move(first)), line(setting.label.span.begin), text(quoted(setting.label.value)));
    if (setting.source) {
      pieces.push_back(line(setting.source->span.begin));
      pieces.push_back(text("source " + quoted(setting.source->value)));
    }
    lines.add(0, setting.span.begin, nest(indent_step, docs(fill(std::move(pieces)))));
  }
  void operator()(syntax::Definition const& definition) const {
    std::vector<Doc> parameters;
    for (auto const& parameter : definition.parameters) {
      if (!parameters.empty()) parameters.push_back(line(parameter.span.begin));
      auto const last = &parameter == &definition.parameters.back();
      parameters.push_back(text(parameter.name.text + ": " + type_text(parameter.type) + (last ? "" : ",")));
    }
    auto const body_begin = syntax::span_of(*definition.body).begin;
    auto body = nest(indent_step, docs(line(body_begin), expression_doc(*definition.body, 0)));
    lines.add(0, definition.span.begin,
              group(docs(text("define " + definition.name.text + "("), nest(wrapped, docs(fill(std::move(parameters)))),
                         text(")" + label(definition.phrase) + " ="), std::move(body))));
  }
  void operator()(syntax::Rule const& rule) const { add_rule(lines, rule); }
  void operator()(syntax::Columns const& columns) const {
    head(columns, "finding");
    for (auto const& field : columns.fields) add_field(lines, field);
    add_end(lines, columns.span);
  }
  void operator()(syntax::Standing const& standing) const { add_standing(lines, standing); }
  void operator()(syntax::Role const& role) const { add_role(lines, role); }
  void operator()(syntax::Entry const& entry) const { add_entry(lines, entry); }
  void operator()(syntax::Background const& background) const { add_background(lines, background); }
  void operator()(syntax::Scenario const& scenario) const { add_scenario(lines, scenario); }
  void operator()(syntax::Procedure const& procedure) const { add_procedure(lines, procedure); }
  void operator()(syntax::Route const& route) const { add_route(lines, route); }
  void operator()(syntax::Step const& step) const { add_step(lines, step); }

 private:
  void head(syntax::Node const& node, std::string line_text) const {
    lines.add(0, node.span.begin, text(std::move(line_text)));
  }
  void part(syntax::Node const& node, std::string line_text) const {
    lines.add(indent_step, node.span.begin, text(std::move(line_text)));
  }
  void list(std::string word, syntax::Names const& names) const {
    if (!names.empty()) lines.add(indent_step, names[0].span.begin, names_doc(std::move(word), names));
  }
  void add_assumption(syntax::Assumption const& assumption) const {
    auto first = docs(text("assume "), expression_doc(*assumption.value));
    if (assumption.when) {
      first.push_back(text(" when "));
      first.push_back(expression_doc(**assumption.when));
    }
    auto because = docs(line(assumption.because.span.begin), text("because " + quoted(assumption.because.value)));
    first.push_back(nest(wrapped, std::move(because)));
    lines.add(indent_step, assumption.span.begin, group(std::move(first)));
  }
  static std::string uncoded_text(syntax::Uncoded uncoded) {
    switch (uncoded) {
      case syntax::Uncoded::information:
        return "information";
      case syntax::Uncoded::judgement:
        return "judgement";
      case syntax::Uncoded::reference:
        return "reference";
      case syntax::Uncoded::later:
        return "later";
    }
    return {};
  }
};

}  // namespace

Doc names_doc(std::string word, syntax::Names const& names, std::string behind) {
  std::vector<Doc> parts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) parts.push_back(line(names[i].span.begin));
    auto const last = i + 1 == names.size();
    parts.push_back(text((i == 0 ? word + " " : "") + names[i].text + (last ? behind : ",")));
  }
  return nest(wrapped, docs(fill(std::move(parts))));
}

std::string joined(syntax::Names const& names, std::string_view separator) {
  std::string all;
  for (auto const& name : names) all.append(all.empty() ? "" : separator).append(name.text);
  return all;
}

std::string force_text(syntax::Force force) {
  switch (force) {
    case syntax::Force::must:
      return "must";
    case syntax::Force::must_not:
      return "must not";
    case syntax::Force::should:
      return "should";
    case syntax::Force::should_not:
      return "should not";
    case syntax::Force::may:
      return "may";
    case syntax::Force::power:
      return "power";
    case syntax::Force::definition:
      return "definition";
    case syntax::Force::information:
      return "information";
  }
  return {};
}

void add_end(Lines& lines, Span span) {
  constexpr std::uint32_t length = 3;
  auto const at = span.end - std::min(span.end, length);
  lines.add_comments_before(indent_step, at);
  lines.add(0, at, text("end"));
}

void add_item(Lines& lines, syntax::Item const& item) { std::visit(AddItem{lines}, item); }

}  // namespace bylaw::dsl
