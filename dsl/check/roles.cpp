// The table of who may do what. What nobody wrote is not allowed, so nothing here has a default.
#include "dsl/check/roles.hpp"

#include <algorithm>

#include "dsl/check/expression.hpp"
#include "dsl/confidential_reads.hpp"

namespace bylaw::dsl::checking {
namespace {

class RoleChecker {
 public:
  RoleChecker(Context& context, Placed<syntax::Role> node) : context_(context), node_(node) {
    scope_.facts = Scope::Facts::none;
    role_.own.resize(context.book.records.size());
    role_.sees.resize(context.book.records.size());
    role_.writes.resize(context.book.records.size());
  }

  Role check() {
    role_.name = node_->name.text;
    role_.title = node_->title.value;
    role_.where = node_.at(node_->name);
    role_.source = node_->span;
    check_clauses<syntax::HolderClause>();  // first: conditions speak of the holder
    check_clauses<syntax::OwnClause>();
    check_clauses<syntax::MayClause>();
    check_clauses<syntax::SeesClause>();
    check_clauses<syntax::WritesClause>();
    check_whole();
    return std::move(role_);
  }

 private:
  template <class Clause>
  void check_clauses() {
    for (auto const& clause : node_->clauses)
      if (auto const* wanted = std::get_if<Clause>(&clause)) check(*wanted);
  }

  void check(syntax::HolderClause const& clause) {
    auto const& binder = clause.binder;
    if (role_.holder_slot != none)
      return context_.faults.error("duplicate_clause", node_.at(clause), "a role has one 'for'");
    role_.holder = context_.records.require(context_.faults, binder.record->text, node_.at(*binder.record));
    role_.holder_slot = declare(binder.variable, role_.holder);
  }

  Index declare(syntax::Name const& name, Index record) {
    auto const type = record == none ? faulty_type : Type{TypeKind::reference, record, false};
    scope_.variables.push_back({name.text, type, scope_.slots, node_.at(name), false});
    return scope_.slots++;
  }

  void check(syntax::OwnClause const& clause) {
    if (role_.holder_slot == none)
      return context_.faults.error("missing_clause", node_.at(clause),
                                   "'own' speaks of somebody: say with 'for' whom the role is for");
    for (auto const& name : clause.records) {
      auto const record = context_.records.require(context_.faults, name.text, node_.at(name));
      if (record == none) continue;
      if (role_.own[record].when != none)
        context_.faults.error("duplicate_value", node_.at(name),
                              "which " + quoted(name.text) + " are the holder's own is said already");
      else if (!check_ownership(clause, record))
        return;  // it would be wrong in the same place for the next record
    }
  }

  bool check_ownership(syntax::OwnClause const& clause, Index record) {
    auto const slot = declare(clause.variable, record);
    auto const when =
        ExpressionChecker(context_, scope_, node_.source).condition(*clause.condition, "what follows 'when'");
    if (!scope_.variables.back().used)
      context_.faults.warning("unused_variable", node_.at(clause.variable),
                              "the variable " + quoted(clause.variable.text) + " is never used");
    scope_.variables.pop_back();
    role_.own[record] = {slot, when};
    return when != none;
  }

  void check(syntax::MayClause const& clause) {
    for (auto const& name : clause.scopes) {
      auto const scope = access_scope(name.text);
      if (!scope) {
        context_.faults.unknown("unknown_scope", node_.at(name), "there is no scope " + quoted(name.text), name.text,
                                {access_scope_names.begin(), access_scope_names.end()});
        continue;
      }
      auto& reach = role_.may[static_cast<std::size_t>(*scope)];
      if (reach != Reach::nothing)
        context_.faults.error("duplicate_value", node_.at(name), quoted(name.text) + " is given twice");
      if (clause.own && !can_be_of_own(*scope))
        context_.faults.error("bad_scope", node_.at(name),
                              quoted(name.text) + " cannot be limited to the holder's own records");
      reach = clause.own ? Reach::own : Reach::all;
    }
  }

  void check(syntax::SeesClause const& clause) {
    reach(clause.reached, role_.sees, [&](syntax::Name const& name, Index record) {
      if (!has_confidential(context_.book.records[record]))
        context_.faults.error("not_confidential", node_.at(name),
                              "nothing of " + quoted(name.text) + " is confidential: everybody who reads records sees it",
                              context_.book.records[record].where, "it is declared here");
    });
  }
  void check(syntax::WritesClause const& clause) {
    reach(clause.reached, role_.writes, [](syntax::Name const&, Index) {});
  }

  void reach(syntax::RecordsReached const& node, std::vector<Reach>& reaches, auto const& check_record) {
    if (node.every) std::ranges::fill(reaches, Reach::all);
    for (auto const& name : node.records) {
      auto const record = context_.records.require(context_.faults, name.text, node_.at(name));
      if (record == none) continue;
      check_record(name, record);
      if (reaches[record] != Reach::nothing)
        context_.faults.error("duplicate_value", node_.at(name), quoted(name.text) + " is given twice");
      if (node.own && role_.own[record].slot == none)
        context_.faults.error("no_owner", node_.at(name),
                              "which " + quoted(name.text) + " are the holder's own is not said: 'own " + name.text +
                                  " x when ...'");
      reaches[record] = node.own ? Reach::own : Reach::all;
    }
  }

  void check_whole() {
    auto const may = [&](AccessScope scope) { return role_.may[static_cast<std::size_t>(scope)] != Reach::nothing; };
    auto const report = [&](std::string const& what) {
      context_.faults.error("missing_clause", node_.at(node_->name), what);
    };
    bool const damaged = std::ranges::any_of(
        node_->clauses, [](auto const& clause) { return std::holds_alternative<syntax::BadClause>(clause); });
    if (damaged) return;
    bool const writes = std::ranges::any_of(role_.writes, [](Reach reach) { return reach != Reach::nothing; });
    if (may(AccessScope::write_records) != writes)
      report(writes ? "what a role 'writes' needs 'may write_records'"
                    : "this role may write records: say with 'writes' which");
    // Whoever replaces records meets all of them, by their keys at least.
    if (may(AccessScope::import_records) &&
        std::ranges::any_of(role_.sees, [](Reach reach) { return reach != Reach::all; }))
      report("an import touches every record: this role has to see 'every record'");
    if (std::ranges::count(role_.may, Reach::own) > 0 && role_.holder_slot == none)
      report("'of own' speaks of somebody: say with 'for' whom the role is for");
  }

  Context& context_;
  Placed<syntax::Role> node_;
  Scope scope_;
  Role role_;
};

}  // namespace

void check_roles(Context& context, Items const& items) {
  for (auto const& node : declare(context.faults, context.roles, items.all<syntax::Role>()))
    context.book.roles.push_back(RoleChecker(context, node).check());
}

}  // namespace bylaw::dsl::checking
