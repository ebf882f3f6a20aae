// What a step records and by which action that is checked: fields and facts that exist, values that fit them.
#include <algorithm>

#include "dsl/check/procedure_parts.hpp"

namespace bylaw::dsl::checking {
namespace {

constexpr std::string_view given_word = "given";

syntax::Names const* path_of(syntax::Expression const& expression) {
  auto const* path = std::get_if<syntax::Path>(&expression.value);
  return path ? &path->parts : nullptr;
}

class WriteChecker {
 public:
  WriteChecker(ProcedureParts& parts, std::uint32_t source) : parts_(parts), context_(parts.context), source_(source) {}

  Write check(syntax::WriteClause const& node) {
    Write write;
    write.each = node.each;
    if (node.record) write.record = context_.records.require(context_.faults, node.record->text, at(*node.record));
    if (node.target) check_target(**node.target, write);
    if (write.record == none) return write;
    NameTable seen("field");
    for (auto const& value : node.values)
      if (seen.declare(context_.faults, value.name.text, at(value.name), 0)) check_field(write, value);
    if (node.record) check_complete(write, node);
    if (node.record) made_.push_back(write.record);
    return write;
  }

 private:
  void check_target(syntax::Expression const& target, Write& write) {
    write.changed = parts_.value(source_, target);
    if (write.changed == none) return;
    auto const type = context_.book.expressions[write.changed].type;
    if (type.kind == TypeKind::reference && !type.list)
      write.record = type.of;
    else
      context_.faults.error("not_a_record", {source_, syntax::span_of(target)},
                            "what is changed must be a record, and this is " + describe(context_.book, type));
  }

  void check_field(Write& write, syntax::Assignment const& node) {
    auto const& record = context_.book.records[write.record];
    Assignment made;
    made.target = find_field(record, node.name.text);
    if (made.target == none) {
      std::vector<std::string_view> candidates;
      for (auto const& field : record.fields) candidates.push_back(field.name);
      return context_.faults.unknown("unknown_field", at(node.name),
                                     "the record " + quoted(record.name) + " has no field " + quoted(node.name.text),
                                     node.name.text, candidates);
    }
    auto const* path = path_of(*node.value);
    made.given = path && path->size() == 1 && path->front().text == given_word;
    auto const type = record.fields[made.target].type;
    if (!made.given) made.value = parts_.value(source_, *node.value, type, "the value of " + quoted(node.name.text));
    if (made.given || made.value != none) write.values.push_back(made);
  }

  // A new record needs its mandatory fields: those not named here are its key, or refer to the case or to a record that
  // the same step makes before.
  void check_complete(Write const& write, syntax::WriteClause const& node) {
    auto const& record = context_.book.records[write.record];
    for (Index field = 0; field < record.fields.size(); ++field) {
      auto const& declared = record.fields[field];
      bool const left_out = declared.optional || declared.event || declared.open;
      bool const found = names(node, declared.name) || std::ranges::find(record.key, field) != record.key.end();
      if (left_out || found || refers_to_known(declared.type)) continue;
      context_.faults.error("missing_field", at(*node.record),
                            "nothing says where the field " + quoted(declared.name) + " of " + quoted(record.name) +
                                " comes from: give it a value, or write 'given'");
    }
  }

  static bool names(syntax::WriteClause const& node, std::string const& field) {
    return std::ranges::any_of(node.values, [&](syntax::Assignment const& value) { return value.name.text == field; });
  }

  bool refers_to_known(Type type) const {
    if (type.kind != TypeKind::reference || type.list) return false;
    if (parts_.procedure.record == none) return true;
    return type.of == parts_.procedure.record || std::ranges::find(made_, type.of) != made_.end();
  }

  Location at(syntax::Node const& node) const { return {source_, node.span}; }

  ProcedureParts& parts_;
  Context& context_;
  std::uint32_t source_;
  std::vector<Index> made_;  // records that the step has made so far
};

// What a check is told: a fact of the action, or a parameter that every question may carry.
class CheckedChecker {
 public:
  CheckedChecker(ProcedureParts& parts, std::uint32_t source, std::vector<Write> const& writes)
      : parts_(parts), context_(parts.context), source_(source), writes_(writes) {}

  ActionCheck check(syntax::CheckedClause const& node) {
    ActionCheck made;
    made.action = context_.actions.require(context_.faults, node.action.text, {source_, node.action.span});
    if (made.action == none) return made;
    NameTable seen("fact");
    for (auto const& value : node.values)
      if (seen.declare(context_.faults, value.name.text, {source_, value.name.span}, 0)) add(made, value);
    return made;
  }

 private:
  void add(ActionCheck& made, syntax::Assignment const& node) {
    auto const& facts = context_.book.actions[made.action].facts;
    auto const fact = context_.facts.find(node.name.text);
    Assignment value;
    value.parameter = fact == none || std::ranges::find(facts, fact) == facts.end();
    value.target = value.parameter ? context_.parameters.find(node.name.text) : fact;
    if (value.target == none) return report_unknown(made, node.name);
    auto const type =
        value.parameter ? context_.book.parameters[value.target].type : context_.book.facts[value.target].type;
    if (!from_write(value, *node.value, type))
      value.value = parts_.value(source_, *node.value, type, "the value of " + quoted(node.name.text));
    if (value.value != none || value.write != none) made.values.push_back(value);
  }

  void report_unknown(ActionCheck const& made, syntax::Name const& name) {
    std::vector<std::string_view> candidates;
    for (auto const fact : context_.book.actions[made.action].facts)
      candidates.push_back(context_.book.facts[fact].name);
    for (auto const& parameter : context_.book.parameters) candidates.push_back(parameter.name);
    context_.faults.unknown(
        "unknown_fact", {source_, name.span},
        "the action " + quoted(context_.book.actions[made.action].name) + " has no fact " + quoted(name.text),
        name.text, candidates);
  }

  // `nomination.candidate`: a field of a record that the step makes.
  bool from_write(Assignment& value, syntax::Expression const& expression, Type type) {
    auto const* path = path_of(expression);
    if (!path || path->size() != 2) return false;
    for (Index i = 0; i < writes_.size(); ++i) {
      if (writes_[i].record == none || writes_[i].changed != none || writes_[i].each) continue;
      auto const& record = context_.book.records[writes_[i].record];
      if (record.name != (*path)[0].text) continue;
      value.field = find_field(record, (*path)[1].text);
      if (value.field == none || !fits(record.fields[value.field].type, type)) return false;
      value.write = i;
      return true;
    }
    return false;
  }

  ProcedureParts& parts_;
  Context& context_;
  std::uint32_t source_;
  std::vector<Write> const& writes_;
};

}  // namespace

std::vector<Write> check_writes(ProcedureParts& parts, std::uint32_t source, StepClauses const& clauses) {
  std::vector<Write> writes;
  WriteChecker checker(parts, source);
  for (auto const* node : clauses.writes) writes.push_back(checker.check(*node));
  return writes;
}

ActionCheck check_checked(ProcedureParts& parts, std::uint32_t source, StepClauses const& clauses,
                          std::vector<Write> const& writes) {
  return clauses.checked ? CheckedChecker(parts, source, writes).check(*clauses.checked) : ActionCheck{};
}

}  // namespace bylaw::dsl::checking
