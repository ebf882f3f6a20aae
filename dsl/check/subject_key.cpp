// Variables are numbered by when they are first met, so that `some contact k` and `some contact c` give the same text.
#include "dsl/check/subject_key.hpp"

#include <map>

namespace bylaw::dsl::checking {
namespace {

struct ConstantText {
  std::string operator()(std::monostate) const { return "-"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return "n" + std::to_string(value); }
  std::string operator()(Decimal value) const { return "d" + std::to_string(value.scaled); }
  std::string operator()(std::string const& value) const { return "t" + std::to_string(value.size()) + ":" + value; }
  std::string operator()(Date value) const { return "D" + std::to_string(value.days); }
  std::string operator()(Duration value) const {
    return "L" + std::to_string(value.months) + "," + std::to_string(value.days);
  }
  std::string operator()(Money const& value) const {
    return "m" + std::to_string(value.minor) + "," + std::to_string(value.currency.packed);
  }
  std::string operator()(Index value) const { return "v" + std::to_string(value); }
};

struct Writer {
  Rulebook const& book;
  std::string text{};
  std::map<Index, std::size_t> numbers{};

  std::size_t number_of(Index slot) { return numbers.try_emplace(slot, numbers.size()).first->second; }

  void write(Index index) {
    if (index == none) {
      text += "_";
      return;
    }
    auto const& expression = book.expressions[index];
    text += "(" + std::to_string(static_cast<int>(expression.kind));
    if (expression.kind == ExpressionKind::variable)
      text += "#" + std::to_string(number_of(expression.index));
    else if (expression.index != none)
      text += ":" + std::to_string(expression.index);
    if (expression.kind == ExpressionKind::literal)
      text += "=" + std::visit(ConstantText{}, expression.constant) + "." + std::to_string(expression.type.of);
    if (expression.list != none) write(expression.list);
    if (expression.slot != none)
      text += "#" + std::to_string(number_of(expression.slot)) + "r" + std::to_string(expression.record);
    for (auto const operand : expression.operands) write(operand);
    text += ")";
  }
};

}  // namespace

std::string subject_key(Rulebook const& book, Index expression) {
  Writer writer{book};
  writer.write(expression);
  return std::move(writer.text);
}

}  // namespace bylaw::dsl::checking
