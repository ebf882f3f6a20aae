// Expressions as nested lists, `(and a (> b 1))`, so that tests can say which tree they expect without the formatter.
#pragma once
#include <string>

#include "dsl/syntax.hpp"

namespace bylaw::dsl {

struct Outline {
  std::string operator()(syntax::Expression const& expression) const { return std::visit(*this, expression.value); }
  std::string operator()(syntax::Child const& child) const { return (*this)(*child); }

  std::string operator()(syntax::BooleanLiteral const& node) const { return node.value ? "#true" : "#false"; }
  std::string operator()(syntax::IntegerLiteral const& node) const { return std::to_string(node.value); }
  std::string operator()(syntax::DecimalLiteral const& node) const { return "decimal:" + to_string(node.value); }
  std::string operator()(syntax::MoneyLiteral const& node) const {
    return to_string(node.value.currency) + ":" + amount_text(node.value);
  }
  std::string operator()(syntax::DateLiteral const& node) const { return to_string(node.value); }
  std::string operator()(syntax::DurationLiteral const& node) const {
    return node.value.months != 0 ? std::to_string(node.value.months) + "m" : std::to_string(node.value.days) + "d";
  }
  std::string operator()(syntax::Text const& node) const { return "'" + node.value + "'"; }
  std::string operator()(syntax::Path const& node) const {
    std::string path;
    for (auto const& part : node.parts) path += (path.empty() ? "" : ".") + part.text;
    return path;
  }
  std::string operator()(syntax::ListLiteral const& node) const { return list("list", node.items); }
  std::string operator()(syntax::SettingRead const& node) const { return "(setting " + node.name.text + ")"; }
  std::string operator()(syntax::Call const& node) const { return list("call " + node.callee.text, node.arguments); }
  std::string operator()(syntax::Not const& node) const { return "(not " + (*this)(node.operand) + ")"; }
  std::string operator()(syntax::Junction const& node) const {
    return list(node.connective == syntax::Connective::all ? "and" : "or", node.terms);
  }
  std::string operator()(syntax::Comparison const& node) const {
    static constexpr char const* signs[] = {"is", "is-not", "<", "<=", ">", ">="};
    return "(" + std::string(signs[static_cast<int>(node.op)]) + " " + (*this)(node.left) + " " + (*this)(node.right) +
           ")";
  }
  std::string operator()(syntax::Membership const& node) const {
    auto const* word = node.negated ? "not-in" : "in";
    auto const values = node.list ? (*this)(*node.list) : list("of", node.items);
    return "(" + std::string(word) + " " + (*this)(node.value) + " " + values + ")";
  }
  std::string operator()(syntax::PresenceTest const& node) const {
    auto const* word = node.presence == syntax::Presence::recorded ? "recorded" : "known";
    return "(" + std::string(node.negated ? "not-" : "") + word + " " + (*this)(node.subject) + ")";
  }
  std::string operator()(syntax::Arithmetic const& node) const {
    auto const* sign = node.op == syntax::ArithmeticOperator::plus ? "+" : "-";
    return "(" + std::string(sign) + " " + (*this)(node.left) + " " + (*this)(node.right) + ")";
  }
  std::string operator()(syntax::Otherwise const& node) const {
    return "(otherwise " + (*this)(node.value) + " " + (*this)(node.fallback) + ")";
  }
  std::string operator()(syntax::Quantified const& node) const {
    static constexpr char const* words[] = {"some", "no", "every"};
    return "(" + std::string(words[static_cast<int>(node.quantifier)]) + " " + binder(node.binder) +
           part("with", node.with) + part("has", node.has) + ")";
  }
  std::string operator()(syntax::Aggregated const& node) const {
    static constexpr char const* words[] = {"count", "sum", "latest", "earliest"};
    return "(" + std::string(words[static_cast<int>(node.aggregate)]) + part("of", node.value) + " " +
           binder(node.binder) + part("with", node.with) + ")";
  }

 private:
  std::string list(std::string const& word, std::vector<syntax::Child> const& items) const {
    auto out = "(" + word;
    for (auto const& item : items) out += " " + (*this)(item);
    return out + ")";
  }
  std::string binder(syntax::Binder const& node) const {
    if (node.record) return node.record->text + ":" + node.variable.text;
    return node.variable.text + " in " + (*this)(*node.list);
  }
  std::string part(std::string const& word, std::optional<syntax::Child> const& child) const {
    return child ? " " + word + " " + (*this)(*child) : "";
  }
};

}  // namespace bylaw::dsl
