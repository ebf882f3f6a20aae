// Documents and norms; after the rules, whether every norm is accounted for.
#include "dsl/check/catalogue.hpp"

namespace bylaw::dsl::checking {
namespace {

Document make_document(Context& context, Placed<syntax::Document> node) {
  Document made;
  made.name = node->name.text;
  made.title = node->title.value;
  if (node->adopted_on) made.adopted_on = node->adopted_on->value;
  if (node->adopted_by) made.adopted_by = node->adopted_by->text;
  if (node->from) made.from = node->from->value;
  if (node->until) made.until = node->until->value;
  if (node->from && node->until) check_period(context, node.source, *node->from, *node->until);
  for (auto const& [name, text] : node->readings) made.readings.emplace_back(name.text, text.value);
  return made;
}

// "policy/4.2/ask-first": the document, the section, a short name.
void split_id(Context& context, Placed<syntax::Norm> node, Norm& norm) {
  auto const first = norm.id.find('/'), last = norm.id.rfind('/');
  if (first == std::string::npos || first == last) {
    context.faults.error("bad_norm_id", node.at(node->id),
                         "a norm is identified by document, section and a short name: policy/4.2/ask-first");
    return;
  }
  norm.document = norm.id.substr(0, first);
  norm.section = norm.id.substr(first + 1, last - first - 1);
  context.documents.require(context.faults, norm.document, node.at(node->id));
}

Norm make_norm(Context& context, Placed<syntax::Norm> node) {
  Norm made;
  made.id = node->id.text;
  made.force = node->force;
  made.word = node->word.value;
  made.says = node->says.value;
  made.note = text_or(node->note);
  if (node->tier) made.tier = node->tier->text;
  made.uncoded = node->uncoded;
  made.uncoded_why = text_or(node->uncoded_why);
  made.where = node.at(node->id);
  made.bearers = check_parties(context, node.source, node->bearers);
  made.counterparts = check_parties(context, node.source, node->counterparts);
  split_id(context, node, made);
  return made;
}

void check_restated(Context& context, Placed<syntax::Norm> node, Index index) {
  for (auto const& name : node->restates) {
    auto const other = context.norms.require(context.faults, name.text, node.at(name));
    if (other == index) context.faults.error("bad_restates", node.at(name), "a norm cannot restate itself");
    if (other != none && other != index) context.book.norms[index].restates.push_back(other);
  }
}

void check_accounted(Context& context, Norm const& norm) {
  bool const encoded = !norm.rules.empty() || !norm.standing.empty();
  if (norm.uncoded && encoded) {
    auto const& where = norm.rules.empty() ? context.book.standing[norm.standing.front()].where
                                           : context.book.rules[norm.rules.front()].where;
    context.faults.error("uncoded_but_encoded", norm.where,
                         quoted(norm.id) + " says that no rule encodes it, but one does", where,
                         "this rule names it");
  }
  if (norm.uncoded && !norm.steps.empty()) {
    auto const [procedure, step] = norm.steps.front();
    context.faults.error("uncoded_but_encoded", norm.where,
                         quoted(norm.id) + " says that no rule encodes it, but a step does",
                         context.book.procedures[procedure].steps[step].where, "this step names it");
  }
  if (!norm.uncoded && !encoded && norm.steps.empty() && context.rules_complete)
    context.faults.error(
        "unaccounted_norm", norm.where,
        "no rule encodes " + quoted(norm.id) + ", and it does not say why: write a rule, or 'uncoded' with the reason");
}

}  // namespace

void check_documents(Context& context, Items const& items) {
  for (auto const& node : declare(context.faults, context.documents, items.all<syntax::Document>()))
    context.book.documents.push_back(make_document(context, node));
}

void check_norms(Context& context, Items const& items) {
  auto const id = [](syntax::Norm const& norm) -> syntax::Name const& { return norm.id; };
  auto const nodes = declare(context.faults, context.norms, items.all<syntax::Norm>(), id);
  for (auto const& node : nodes) context.book.norms.push_back(make_norm(context, node));
  for (Index i = 0; i < nodes.size(); ++i) check_restated(context, nodes[i], i);
}

std::vector<std::string> check_parties(Context& context, std::uint32_t source, syntax::Names const& parties) {
  auto const enumeration = context.enumerations.find("party");
  for (auto const& party : parties) {
    bool const own_word = party.text == "actor" || party.text == "anyone";
    if (enumeration == none || own_word || find_value(context.book.enumerations[enumeration], party.text) != none)
      continue;
    std::vector<std::string_view> candidates = {"actor", "anyone"};
    for (auto const& value : context.book.enumerations[enumeration].values) candidates.push_back(value.name);
    context.faults.unknown("unknown_party", {source, party.span},
                           quoted(party.text) + " is no party: neither a value of 'party' nor actor or anyone",
                           party.text, candidates);
  }
  return words(parties);
}

void check_period(Context& context, std::uint32_t source, syntax::DateLiteral const& from,
                  syntax::DateLiteral const& until) {
  if (until.value < from.value)
    context.faults.error("bad_period", {source, until.span}, "the period ends before it begins", {source, from.span},
                         "it begins here");
}

void check_accounting(Context& context) {
  if (context.book.rules.empty() && context.book.standing.empty()) return;
  for (auto const& norm : context.book.norms) check_accounted(context, norm);
}

}  // namespace bylaw::dsl::checking
