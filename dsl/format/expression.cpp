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
using syntax::Expression;

// How tightly an expression binds, and how tightly its place asks it to.
enum class Level { any, all, negation, comparison, sum, operand };

Level level_of(Expression const& expression) {
  struct {
    Level operator()(syntax::Junction const& junction) const {
      return junction.connective == syntax::Connective::any ? Level::any : Level::all;
    }
    Level operator()(syntax::Not const&) const { return Level::negation; }
    Level operator()(syntax::Comparison const&) const { return Level::comparison; }
    Level operator()(syntax::Membership const&) const { return Level::comparison; }
    Level operator()(syntax::PresenceTest const&) const { return Level::comparison; }
    Level operator()(syntax::Arithmetic const&) const { return Level::sum; }
    Level operator()(syntax::Otherwise const&) const { return Level::sum; }
    Level operator()(syntax::Node const&) const { return Level::operand; }
  } const level;
  return std::visit(level, expression.value);
}

// What stands directly behind an expression. A quantifier reaches as far as it can, so it must be put in parentheses
// where it would reach into that.
struct Follow {
  bool logic = false;  // `and`, `or` or a comparison
  bool sum = false;    // `+`, `-` or `otherwise`
  bool with_ = false;  // the `with` of something else
};

bool reaches_into(syntax::Quantified const& quantified, Follow follow) {
  if (quantified.with || quantified.has) return follow.logic || follow.sum;
  return follow.with_ || (quantified.binder.list && follow.sum);
}

std::string comparison_sign(syntax::CompareOperator op) {
  using enum syntax::CompareOperator;
  switch (op) {
    case is:
      return " is ";
    case is_not:
      return " is not ";
    case less:
      return " < ";
    case at_most:
      return " <= ";
    case more:
      return " > ";
    case at_least:
      return " >= ";
  }
  return {};
}

std::string decimal_text(Decimal value) {
  auto digits = to_string(value);
  return digits.find('.') == digits.npos ? digits + ".0" : digits;  // without it, it would be a whole number
}

class ExpressionLayout {
 public:
  explicit ExpressionLayout(int hang) : hang_(hang) {}

  Doc place(Expression const& expression, Level least, Follow follow) {
    auto const* quantified = std::get_if<syntax::Quantified>(&expression.value);
    auto const parenthesised = level_of(expression) < least || (quantified && reaches_into(*quantified, follow));
    if (!parenthesised) return std::visit([&](auto const& node) { return doc(node, follow); }, expression.value);
    hang_ = inner_hang;
    auto inner = std::visit([&](auto const& node) { return doc(node, Follow{}); }, expression.value);
    return concat(docs(text("("), std::move(inner), text(")")));
  }

 private:
  static constexpr int inner_hang = 4;

  Doc doc(syntax::BooleanLiteral const& node, Follow) { return text(node.value ? "true" : "false"); }
  Doc doc(syntax::IntegerLiteral const& node, Follow) { return text(std::to_string(node.value)); }
  Doc doc(syntax::DecimalLiteral const& node, Follow) { return text(decimal_text(node.value)); }
  Doc doc(syntax::MoneyLiteral const& node, Follow) { return text(to_string(node.value)); }
  Doc doc(syntax::DateLiteral const& node, Follow) { return text(to_string(node.value)); }
  Doc doc(syntax::DurationLiteral const& node, Follow) { return text(to_string(node.value)); }
  Doc doc(syntax::Text const& node, Follow) { return text(quoted(node.value)); }
  Doc doc(syntax::SettingRead const& node, Follow) { return text("setting " + node.name.text); }

  Doc doc(syntax::Path const& node, Follow) {
    std::string path;
    for (auto const& part : node.parts) path += (path.empty() ? "" : ".") + part.text;
    return text(path);
  }

  // Values with commas between them, in parentheses.
  Doc values(std::string open, std::vector<syntax::Child> const& items, Level least) {
    std::vector<Doc> parts;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) parts.push_back(line(syntax::span_of(*items[i]).begin));
      auto value = place(*items[i], least, Follow{});
      parts.push_back(i + 1 == items.size() ? std::move(value) : concat(docs(std::move(value), text(","))));
    }
    return concat(docs(text(std::move(open)), nest(inner_hang, docs(fill(std::move(parts)))), text(")")));
  }
  Doc doc(syntax::ListLiteral const& node, Follow) { return values("(", node.items, Level::any); }
  Doc doc(syntax::Call const& node, Follow) { return values(node.callee.text + "(", node.arguments, Level::any); }

  Doc doc(syntax::Not const& node, Follow follow) {
    return concat(docs(text("not "), place(*node.operand, Level::negation, follow)));
  }

  Doc doc(syntax::Junction const& node, Follow follow) {
    auto const all = node.connective == syntax::Connective::all;
    auto const least = all ? Level::negation : Level::all;
    auto const hang = std::exchange(hang_, inner_hang);
    std::vector<Doc> first, others;
    for (std::size_t i = 0; i < node.terms.size(); ++i) {
      auto inner = follow;
      if (i + 1 < node.terms.size()) inner.logic = true;
      auto term = place(*node.terms[i], least, inner);
      if (i == 0) {
        first.push_back(nest(hang, docs(std::move(term))));
      } else {
        others.push_back(line(syntax::span_of(*node.terms[i]).begin));
        others.push_back(concat(docs(text(all ? "and " : "or "), std::move(term))));
      }
    }
    first.push_back(nest(hang, std::move(others)));
    return group(std::move(first));
  }

  Doc doc(syntax::Comparison const& node, Follow follow) {
    return concat(docs(place(*node.left, Level::sum, {.logic = true}), text(comparison_sign(node.op)),
                       place(*node.right, Level::sum, follow)));
  }
  Doc doc(syntax::Membership const& node, Follow follow) {
    auto value = place(*node.value, Level::sum, {.logic = true});
    auto in = text(node.negated ? " not in " : " in ");
    auto list = node.list ? place(**node.list, Level::sum, follow) : values("(", node.items, Level::sum);
    return concat(docs(std::move(value), std::move(in), std::move(list)));
  }
  Doc doc(syntax::PresenceTest const& node, Follow) {
    auto const* state = node.presence == syntax::Presence::recorded ? "recorded" : "known";
    return concat(docs(place(*node.subject, Level::sum, {.logic = true}),
                       text(std::string(node.negated ? " is not " : " is ") + state)));
  }
  Doc doc(syntax::Arithmetic const& node, Follow follow) {
    auto const* sign = node.op == syntax::ArithmeticOperator::plus ? " + " : " - ";
    return concat(
        docs(place(*node.left, Level::sum, {.sum = true}), text(sign), place(*node.right, Level::operand, follow)));
  }
  Doc doc(syntax::Otherwise const& node, Follow follow) {
    return concat(docs(place(*node.value, Level::sum, {.sum = true}), text(" otherwise "),
                       place(*node.fallback, Level::operand, follow)));
  }

  Doc binder(syntax::Binder const& node, Follow follow) {
    if (node.record) return text(node.record->text + " " + node.variable.text);
    return concat(docs(text(node.variable.text + " in "), place(**node.list, Level::sum, follow)));
  }
  Doc doc(syntax::Quantified const& node, Follow follow) {
    using enum syntax::Quantifier;
    auto const* word = node.quantifier == some ? "some " : node.quantifier == no ? "no " : "every ";
    auto of_list = follow;
    of_list.with_ = of_list.with_ || node.with;
    auto parts = docs(text(word), binder(node.binder, of_list));
    if (node.with) {
      parts.push_back(text(" with "));
      parts.push_back(place(**node.with, Level::any, follow));
    }
    if (node.has) {
      parts.push_back(text(" has "));
      parts.push_back(place(**node.has, Level::any, follow));
    }
    return concat(std::move(parts));
  }

  Doc doc(syntax::Aggregated const& node, Follow) {
    using enum syntax::Aggregate;
    std::vector<Doc> parts;
    if (node.aggregate == count) {
      parts = docs(text("count("), binder(node.binder, {}));
    } else if (node.aggregate == sum) {
      parts = docs(text("sum("), place(**node.value, Level::sum, {}), text(" for "), binder(node.binder, {}));
    } else {
      parts = docs(text(node.aggregate == latest ? "latest(" : "earliest("), binder(node.binder, {}), text(" by "),
                   place(**node.value, Level::sum, {.with_ = node.with.has_value()}));
    }
    if (node.with) {
      parts.push_back(text(" with "));
      parts.push_back(place(**node.with, Level::any, {}));
    }
    parts.push_back(text(")"));
    return concat(std::move(parts));
  }

  int hang_;
};

}  // namespace

Doc expression_doc(Expression const& expression, int hang) {
  auto const is_junction = std::holds_alternative<syntax::Junction>(expression.value);
  return ExpressionLayout(is_junction ? hang : 4).place(expression, Level::any, {});
}

Doc value_doc(Expression const& expression, bool with_follows) {
  return ExpressionLayout(4).place(expression, Level::sum, {.with_ = with_follows});
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

}  // namespace bylaw::dsl
