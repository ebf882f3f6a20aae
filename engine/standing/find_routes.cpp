// Goes through the nodes of the standing rules as an evaluation would, with origins in the place of values, and notes
// what is read. Takes both sides of every choice.
#include <algorithm>

#include "engine/standing/routes.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;

constexpr std::size_t most_visits = 200'000;  // of one rule: beyond, it is taken to read everything

class RouteFinder {
 public:
  RouteFinder(Program const& program, Routes& routes) : program_(program), book_(*program.rulebook), routes_(routes) {
    routes_.readings.resize(book_.records.size());
    routes_.by_setting.resize(book_.settings.size());
    anything_ = origin({});
  }

  void rule(Index rule) {
    rule_ = rule;
    visits_ = 0;
    known_.clear();
    settled_.clear();
    auto const& written = book_.standing[rule];
    auto const& compiled = program_.standing[rule];
    Frame frame;
    if (written.record != none) {
      auto const subject = origin({.kind = Origin::Kind::subject, .record = written.record});
      frame.push_back(subject);
      read(subject, none);
      if (auto const opening = book_.records[written.record].opening; opening != none) read(subject, opening);
    }
    for (auto const node : {compiled.with, compiled.from_number, compiled.to_number}) visit(node, frame);
    if (compiled.from_number != none) frame.push_back(anything_);
    for (auto const node : {compiled.number_with, compiled.when, compiled.deadline, compiled.late}) visit(node, frame);
    for (auto const& [column, node] : compiled.concerns) visit(node, frame);
    for (auto const& one : compiled.cases) {
      a_case(one, frame);
      settle(one.when, frame);
    }
    if (compiled.otherwise) a_case(*compiled.otherwise, frame);
  }

 private:
  using Frame = std::vector<Index>;  // origins, by slot

  void a_case(CompiledCase const& one, Frame const& frame) {
    visit(one.when, frame);
    visit(one.since, frame);
  }

  // A case for subjects of which a field is not recorded decides on them: those behind it see only others.
  void settle(Index when, Frame const& frame) {
    auto const& node = program_.nodes[when];
    if (node.op == Op::any)
      for (Index i = 0; i < node.b; ++i) settle(program_.operands[node.a + i], frame);
    if (node.op != Op::negation) return;
    auto const& asked = program_.nodes[node.a];
    if (asked.op != Op::recorded_field) return;
    auto const& owner = program_.nodes[asked.a];
    if (owner.op != Op::slot || !is_subject(frame.at(owner.slot))) return;
    settled_.insert(asked.b);
    known_.clear();
  }
  bool is_subject(Index from) const { return routes_.origins[from].kind == Origin::Kind::subject; }

  Index origin(Origin one) {
    auto const [at, added] = numbers_.try_emplace(one, static_cast<Index>(routes_.origins.size()));
    if (added) routes_.origins.push_back(std::move(one));
    return at->second;
  }
  Index any_row(Index record) { return origin({.record = record}); }

  void read(Index from, Index field) {
    auto const record = routes_.origins[from].record;
    if (record == none) {
      routes_.opaque.insert(rule_);
      return;
    }
    if (field != none && book_.records[record].fields[field].type.kind == dsl::TypeKind::money)
      routes_.money.insert(rule_);
    auto& readings = routes_.readings[record];
    auto found = std::ranges::find(readings, from, &Readers::from);
    if (found == readings.end()) found = readings.insert(readings.end(), Readers{from, {}});
    found->rules[field].insert(rule_);
  }

  Index read_field(Index owner, Index field) {
    read(owner, field);
    auto const record = routes_.origins[owner].record;
    if (record == none) return anything_;
    auto const type = book_.records[record].fields[field].type;
    bool const row = type.kind == dsl::TypeKind::reference;
    return origin({.kind = Origin::Kind::field,
                   .record = row ? type.of : none,
                   .table = record,
                   .field = field,
                   .of = owner,
                   .known = is_subject(owner) && settled_.contains(field)});
  }

  // Where what the node comes to comes from.
  Index visit(Index index, Frame const& frame) {
    if (index == none) return anything_;
    if (++visits_ > most_visits) {
      routes_.opaque.insert(rule_);
      return anything_;
    }
    auto const [at, added] = known_.try_emplace({index, frame}, anything_);
    if (!added) return at->second;
    auto const found = follow(program_.nodes[index], frame);
    known_[{index, frame}] = found;
    return found;
  }
  void visit_all(Index first, Index count, Frame const& frame) {
    for (Index i = 0; i < count; ++i) visit(program_.operands[first + i], frame);
  }

  Index follow(Node const& node, Frame const& frame) {
    switch (node.op) {
      case Op::literal:
        if (node.literal.kind == Kind::money) routes_.money.insert(rule_);
        return anything_;
      case Op::fact:
      case Op::parameter:
      case Op::date:
      case Op::done:
      case Op::known_fact:
      case Op::known_parameter:
        return anything_;
      case Op::slot:
        return frame.at(node.slot);
      case Op::slot_field:
        return read_field(frame.at(node.slot), node.a);
      case Op::field:
        return read_field(visit(node.a, frame), node.b);
      case Op::recorded_field:
        read(visit(node.a, frame), node.b);
        return anything_;
      case Op::setting:
        return setting(node.a);
      case Op::call:
        return call(node, frame);
      case Op::otherwise:
        return either(visit(node.a, frame), visit(node.b, frame));
      case Op::truth_by_row:
      case Op::value_by_row:
        visit(node.a, frame);
        return visit(node.c, frame);
      case Op::all:
      case Op::any:
        visit_all(node.a, node.b, frame);
        return anything_;
      case Op::in:
        visit(node.a, frame);
        visit_all(node.b, node.c, frame);
        return anything_;
      case Op::some:
      case Op::no:
      case Op::every:
      case Op::count:
      case Op::sum:
      case Op::latest:
      case Op::earliest:
      case Op::listing:
        return quantifier(node, frame);
      default:
        visit(node.a, frame);
        visit(node.b, frame);
        return anything_;
    }
  }

  Index setting(Index index) {
    routes_.by_setting[index].insert(rule_);
    auto const type = book_.settings[index].type;
    if (type.kind == dsl::TypeKind::money) routes_.money.insert(rule_);
    return type.kind == dsl::TypeKind::reference ? any_row(type.of) : anything_;
  }

  Index either(Index a, Index b) {
    if (a == b) return a;
    auto const record = routes_.origins[a].record;
    if (record != routes_.origins[b].record) return anything_;
    return origin({.kind = Origin::Kind::either, .record = record, .of = a, .other = b});
  }

  Index call(Node const& node, Frame const& frame) {
    Frame inner;
    for (Index i = 0; i < node.b; ++i) inner.push_back(visit(program_.operands[node.a + i], frame));
    return visit(node.c, inner);
  }

  Index quantifier(Node const& node, Frame const& frame) {
    bool const chooses = node.op == Op::latest || node.op == Op::earliest;
    auto inner = frame;
    inner.resize(node.slot, anything_);
    Index const looked_at = node.record == none ? visit(node.a, frame) : rows(node, frame, chooses);
    inner.push_back(looked_at);
    if (node.record != none) {
      read(looked_at, none);
      if (node.opening != none) read(looked_at, node.opening);
    }
    visit(node.b, inner);
    visit(node.c, inner);
    if (!chooses) return anything_;
    return origin({.kind = Origin::Kind::chosen, .record = node.record, .of = looked_at});
  }

  Index rows(Node const& node, Frame const& frame, bool chooses) {
    Origin made{.kind = Origin::Kind::rows, .record = node.record, .table = node.record, .selects = chooses};
    for (Index i = node.first_plan; i < node.first_plan + node.plans; ++i) {
      auto const& plan = program_.plans[i];
      auto const from = visit(plan.key, frame);
      if (from != anything_) made.keys.push_back({plan.field, from, asks_recorded(node.b, node.slot, plan.field)});
    }
    return origin(std::move(made));
  }

  // Whether the condition cannot hold, nor be unknown, where that field of the row is not recorded.
  bool asks_recorded(Index condition, Index slot, Index field) const {
    auto const& node = program_.nodes[condition];
    if (node.op == Op::truth_by_row) return asks_recorded(node.c, slot, field);
    if (node.op == Op::all) {
      for (Index i = 0; i < node.b; ++i)
        if (asks_recorded(program_.operands[node.a + i], slot, field)) return true;
      return false;
    }
    if (node.op != Op::recorded_field || node.b != field) return false;
    auto const& owner = program_.nodes[node.a];
    return owner.op == Op::slot && owner.slot == slot;
  }

  Program const& program_;
  dsl::Rulebook const& book_;
  Routes& routes_;
  Index rule_ = none, anything_ = none;
  std::size_t visits_ = 0;
  std::set<Index> settled_;  // fields of the subject that are recorded wherever this is looked at
  std::map<Origin, Index> numbers_;
  std::map<std::pair<Index, Frame>, Index> known_;  // of the rule
};

}  // namespace

Routes find_routes(Program const& program) {
  Routes routes;
  RouteFinder finder(program, routes);
  for (Index rule = 0; rule < program.standing.size(); ++rule)
    if (program.rulebook->standing[rule].of_record == none) finder.rule(rule);
  return routes;
}

}  // namespace bylaw::engine
