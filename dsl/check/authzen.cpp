// The names that others use stand for facts, parameters and fields that are declared, each once; what can be requested
// has a rule that asks for it and a record that holds the request.
#include "dsl/check/authzen.hpp"

#include <algorithm>

#include "dsl/check/constants.hpp"

namespace bylaw::dsl::checking {
namespace {

using Kind = SentTarget::Kind;

// The names at the two sides of the dot, if there is one.
std::vector<std::string> parts_of(std::string_view dotted) {
  std::vector<std::string> parts(1);
  for (char const letter : dotted) {
    if (letter == '.')
      parts.emplace_back();
    else
      parts.back() += letter;
  }
  return parts;
}

class AuthzenChecker {
 public:
  AuthzenChecker(Context& context, Placed<syntax::Authzen> node) : context_(context), node_(node) {}

  void check(NameTable& subjects, NameTable& resources, NameTable& actions, NameTable& values) {
    for (auto const& clause : node_->clauses) {
      switch (clause.kind) {
        case syntax::SentClause::Kind::subject:
          add_entity(clause, subjects, made().subjects);
          break;
        case syntax::SentClause::Kind::resource:
          add_entity(clause, resources, made().resources);
          break;
        case syntax::SentClause::Kind::action:
          add_action(clause, actions);
          break;
        case syntax::SentClause::Kind::every_action:
          break;  // when all that have a name of their own are known
        case syntax::SentClause::Kind::context:
          if (!values.declare(context_.faults, clause.name->value, node_.at(*clause.name), 0)) break;
          if (auto const to = target(*clause.target); to.kind != Kind::nowhere)
            made().context.push_back({clause.name->value, to});
      }
    }
    for (auto const& request : node_->requests) add_request(request);
  }

 private:
  Authzen& made() { return context_.book.authzen; }

  void add_entity(syntax::SentClause const& clause, NameTable& table, std::vector<SentEntity>& entities) {
    if (!table.declare(context_.faults, clause.name->value, node_.at(*clause.name), 0)) return;
    SentEntity entity{clause.name->value, {}, {}};
    if (clause.target) entity.target = entity_target(*clause.target);
    entity.properties = properties(clause, entity.target);
    entities.push_back(std::move(entity));
  }

  void add_action(syntax::SentClause const& clause, NameTable& table) {
    if (!table.declare(context_.faults, clause.name->value, node_.at(*clause.name), 0)) return;
    auto const action = context_.actions.require(context_.faults, clause.target->text, node_.at(*clause.target));
    auto found = properties(clause, {});
    if (action != none) made().actions.push_back({clause.name->value, action, std::move(found)});
  }

  // An id is the key of a record, or a text of its own.
  SentTarget entity_target(syntax::Name const& name) {
    auto const found = target(name);
    if (found.kind == Kind::nowhere) return found;
    auto const type = type_of(context_.book, found);
    bool const names_one =
        !type.list && (type.kind == TypeKind::reference || type.kind == TypeKind::text || type.kind == TypeKind::id);
    bool const asked = found.kind == Kind::fact || found.kind == Kind::parameter;
    if (names_one && asked && found.field == none) return found;
    context_.faults.error("bad_target", node_.at(name),
                          "a subject or resource is a fact or parameter that is text or refers to a record, and " +
                              quoted(name.text) + " is " + describe(context_.book, type));
    return {};
  }

  std::vector<SentProperty> properties(syntax::SentClause const& clause, SentTarget const& entity) {
    std::vector<SentProperty> made;
    NameTable seen("property");
    for (auto const& property : clause.properties) {
      if (!seen.declare(context_.faults, property.name.value, node_.at(property.name), 0)) continue;
      auto const to = target(property.target);
      if (to.kind == Kind::nowhere || !may_set(property.target, to, entity)) continue;
      made.push_back({property.name.value, to});
    }
    return made;
  }

  // Fields are set in the record that the subject or resource itself is, and never those that tell which one it is.
  bool may_set(syntax::Name const& name, SentTarget const& to, SentTarget const& entity) {
    if (to.field == none) return true;
    bool const own = to.kind == entity.kind && to.index == entity.index;
    auto const& record = context_.book.records[record_of(to)];
    bool const key = std::ranges::find(record.key, to.field) != record.key.end();
    if (own && !key) return true;
    context_.faults.error("bad_target", node_.at(name),
                          own ? quoted(name.text) + " is what the record is known by: the id that is sent"
                              : "a property can be a field of what it is a property of, or a fact; " +
                                    quoted(name.text) + " is a field of something else");
    return false;
  }

  Index record_of(SentTarget target) {
    target.field = none;
    return type_of(context_.book, target).of;
  }

  // `actor`, `amount`, `date`, `reader.role`; nowhere after a fault.
  SentTarget target(syntax::Name const& name) {
    auto const parts = parts_of(name.text);
    auto found = named(parts.front());
    if (found.kind == Kind::nowhere) {
      auto candidates = context_.facts.names();
      std::ranges::copy(context_.parameters.names(), std::back_inserter(candidates));
      candidates.insert(candidates.end(), {"date", "already_done"});
      context_.faults.unknown("unknown_target", node_.at(name),
                              "there is no fact or parameter " + quoted(parts.front()), parts.front(), candidates);
      return {};
    }
    return parts.size() == 1 ? found : field_of(name, found, parts);
  }

  SentTarget named(std::string_view word) {
    if (auto const parameter = context_.parameters.find(word); parameter != none)
      return {Kind::parameter, parameter, none};
    if (auto const fact = context_.facts.find(word); fact != none) return {Kind::fact, fact, none};
    if (word == "date") return {Kind::date, none, none};
    if (word == "already_done") return {Kind::already_done, none, none};
    return {};
  }

  SentTarget field_of(syntax::Name const& name, SentTarget found, std::vector<std::string> const& parts) {
    auto const type = type_of(context_.book, found);
    if (type.kind != TypeKind::reference || type.list || parts.size() > 2) {
      context_.faults.error("bad_target", node_.at(name),
                            quoted(parts.front()) + " is " + describe(context_.book, type) +
                                ": only a field of one record can be named here, as in reader.role");
      return {};
    }
    auto const& record = context_.book.records[type.of];
    found.field = find_field(record, parts[1]);
    if (found.field != none) return found;
    std::vector<std::string_view> names;
    for (auto const& field : record.fields) names.push_back(field.name);
    context_.faults.unknown("unknown_field", node_.at(name),
                            "the record " + quoted(record.name) + " has no field " + quoted(parts[1]), parts[1], names);
    return {};
  }

  void add_request(syntax::AccessRequest const& node) {
    auto const rule = context_.rules.require(context_.faults, node.rule.text, node_.at(node.rule));
    auto const record = context_.records.require(context_.faults, node.record.text, node_.at(node.record));
    if (rule == none || record == none) return;
    AccessRequest request;
    auto const& rules = context_.book.rules;
    auto const named = std::ranges::find(rules, node.rule.text, &Rule::name);
    if (named == rules.end()) return;
    request.rule = static_cast<Index>(named - rules.begin());
    request.record = record;
    request.values = values(node.values, record);
    request.queue = words(node.queue);
    request.where = node_.at(node.rule);
    for (auto const& answer : node.answers)
      request.answers.push_back({answer.status, answer.name.text, values(answer.values, record)});
    check_complete(node, request);
    made().requests.push_back(std::move(request));
  }

  // The key is given by the service; whatever else must be there has to be recorded by the request.
  void check_complete(syntax::AccessRequest const& node, AccessRequest const& request) {
    auto const& record = context_.book.records[request.record];
    for (Index field = 0; field < record.fields.size(); ++field) {
      bool const given = std::ranges::find(request.values, field, &RequestValue::field) != request.values.end();
      bool const key = std::ranges::find(record.key, field) != record.key.end();
      if (given || key || record.fields[field].optional) continue;
      context_.faults.error("missing_field", node_.at(node.record),
                            "the request does not record the field " + quoted(record.fields[field].name), record.where,
                            "it is declared here");
    }
  }

  std::vector<RequestValue> values(syntax::Assignments const& assignments, Index record) {
    std::vector<RequestValue> made;
    NameTable seen("field");
    for (auto const& assignment : assignments) {
      auto const field = find_field(context_.book.records[record], assignment.name.text);
      if (field == none) {
        std::vector<std::string_view> names;
        for (auto const& known : context_.book.records[record].fields) names.push_back(known.name);
        context_.faults.unknown("unknown_field", node_.at(assignment.name),
                                "the record " + quoted(context_.book.records[record].name) + " has no field " +
                                    quoted(assignment.name.text),
                                assignment.name.text, names);
      } else if (seen.declare(context_.faults, assignment.name.text, node_.at(assignment.name), field)) {
        made.push_back(value(assignment, record, field));
      }
    }
    return made;
  }

  // A word is a value of the field's enumeration where it has such a one, else something of the question.
  RequestValue value(syntax::Assignment const& assignment, Index record, Index field) {
    auto const type = context_.book.records[record].fields[field].type;
    auto const* path = std::get_if<syntax::Path>(&assignment.value->value);
    bool const enumerated = type.kind == TypeKind::enumeration && path &&
                            find_value(context_.book.enumerations[type.of], path->parts.front().text) != none;
    if (!path || enumerated) return {field, {}, literal_of(context_, node_.source, *assignment.value, type)};
    auto const source = path->parts.size() == 1 ? target(path->parts.front()) : SentTarget{};
    if (path->parts.size() > 1)
      context_.faults.error("bad_target", node_.at(*path),
                            "only a fact, a parameter, 'date' or a value can stand here");
    if (source.kind != Kind::nowhere && !fits(type_of(context_.book, source), type))
      context_.faults.error("type_mismatch", node_.at(*path),
                            quoted(assignment.name.text) + " is " + describe(context_.book, type) + ", and " +
                                quoted(path->parts.front().text) + " is " +
                                describe(context_.book, type_of(context_.book, source)));
    return {field, source, none};
  }

  Context& context_;
  Placed<syntax::Authzen> node_;
};

// Every action that has no name of its own here is called as in the rulebook, and its facts are its properties.
void add_every_action(Context& context) {
  auto& actions = context.book.authzen.actions;
  for (Index index = 0; index < context.book.actions.size(); ++index) {
    auto const& action = context.book.actions[index];
    if (std::ranges::find(actions, action.name, &SentAction::name) != actions.end()) continue;
    SentAction made{action.name, index, {}};
    for (auto const fact : action.facts)
      made.properties.push_back({context.book.facts[fact].name, {Kind::fact, fact, none}});
    actions.push_back(std::move(made));
  }
}

bool has_every_action(Placed<syntax::Authzen> const& node) {
  return std::ranges::find(node->clauses, syntax::SentClause::Kind::every_action, &syntax::SentClause::kind) !=
         node->clauses.end();
}

}  // namespace

void check_authzen(Context& context, Items const& items) {
  NameTable subjects("subject type"), resources("resource type"), actions("action of AuthZEN"), values("context value");
  auto const& nodes = items.all<syntax::Authzen>();
  for (auto const& node : nodes) AuthzenChecker(context, node).check(subjects, resources, actions, values);
  if (std::ranges::any_of(nodes, has_every_action)) add_every_action(context);
  std::ranges::sort(context.book.authzen.actions, {}, &SentAction::name);
}

}  // namespace bylaw::dsl::checking
