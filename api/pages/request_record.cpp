#include "api/pages/request_record.hpp"

#include <algorithm>

#include "api/pages/words.hpp"
#include "engine/constant_text.hpp"

namespace bylaw::api::pages {
namespace {

using dsl::ExpressionKind;

// The values of definition parameters while their bodies are looked at: expressions, in the frame of the caller.
struct Frame {
  std::vector<dsl::Index> arguments;
  Frame const* caller = nullptr;
};

class RequestReader {
 public:
  RequestReader(engine::Snapshot const& snapshot, Answers const& answers)
      : rulebook_(*snapshot.rulebook), answers_(answers) {}

  std::optional<RequestRecord> read(dsl::Index condition) {
    auto const* some = find_some(condition);
    if (!some) return std::nullopt;
    slot_ = some->slot;
    made_.record = some->record;
    if (some->operands.empty() || some->operands[0] == dsl::none || !agree(some->operands[0], nullptr))
      return std::nullopt;
    return std::move(made_);
  }

 private:
  dsl::Expression const& at(dsl::Index index) const { return rulebook_.expression(index); }

  dsl::Expression const* find_some(dsl::Index index) const {
    if (index == dsl::none) return nullptr;
    auto const& expression = at(index);
    if (expression.kind == ExpressionKind::some && expression.record != dsl::none) return &expression;
    if (expression.kind != ExpressionKind::all && expression.kind != ExpressionKind::any) return nullptr;
    for (auto const operand : expression.operands)
      if (auto const* found = find_some(operand)) return found;
    return nullptr;
  }

  // Makes the record such that the condition holds; false where what is answered speaks against it.
  bool agree(dsl::Index index, Frame const* frame) {
    auto const& expression = at(index);
    switch (expression.kind) {
      case ExpressionKind::all:
        return std::ranges::all_of(expression.operands, [&](auto part) { return agree(part, frame); });
      case ExpressionKind::any:
        return std::ranges::any_of(expression.operands, [&](auto part) {
          auto const before = made_;
          if (agree(part, frame)) return true;
          made_ = before;
          return false;
        });
      case ExpressionKind::call: {
        Frame const inner{expression.operands, frame};
        return agree(rulebook_.definitions[expression.index].body, &inner);
      }
      case ExpressionKind::negation:
        return at(expression.operands[0]).kind != ExpressionKind::known || !agree(expression.operands[0], frame);
      case ExpressionKind::known:
        return !given(expression.operands[0]).empty();
      case ExpressionKind::setting:
        return false;
      case ExpressionKind::is:
      case ExpressionKind::in:
        return fill(expression, frame);
      default:
        return true;  // about days and other records: not for this record to say
    }
  }

  // `record.field is value`, `record.field in (value, ...)`: the first of several.
  bool fill(dsl::Expression const& expression, Frame const* frame) {
    auto const field = field_of_record(expression.operands[0], frame);
    if (field == dsl::none) return true;
    auto text = text_of(expression.operands[1], frame);
    if (text.empty()) return true;
    auto const& name = rulebook_.records[made_.record].fields[field].name;
    auto const known = std::ranges::find(made_.values, name, &NamedValues::value_type::first);
    if (known == made_.values.end()) made_.values.emplace_back(name, std::move(text));
    return true;
  }

  bool is_the_record(dsl::Index index, Frame const* frame) const {
    auto const& expression = at(index);
    if (expression.kind != ExpressionKind::variable) return false;
    if (!frame) return expression.index == slot_;
    return expression.index < frame->arguments.size() &&
           is_the_record(frame->arguments[expression.index], frame->caller);
  }

  dsl::Index field_of_record(dsl::Index index, Frame const* frame) const {
    auto const& expression = at(index);
    bool const ours = expression.kind == ExpressionKind::field && is_the_record(expression.operands[0], frame);
    return ours ? expression.index : dsl::none;
  }

  std::string given(dsl::Index index) const {
    auto const& expression = at(index);
    std::string const name = expression.kind == ExpressionKind::fact ? rulebook_.facts[expression.index].name
                             : expression.kind == ExpressionKind::parameter
                                 ? rulebook_.parameters[expression.index].name
                                 : std::string();
    auto const found = answers_.given.find(name);
    return found == answers_.given.end() || found->second.empty() ? std::string() : found->second.front();
  }

  std::string text_of(dsl::Index index, Frame const* frame) const {
    auto const& expression = at(index);
    if (expression.kind == ExpressionKind::literal)
      return engine::text_of(rulebook_, expression.type, expression.constant);
    if (expression.kind == ExpressionKind::variable && frame && expression.index < frame->arguments.size())
      return text_of(frame->arguments[expression.index], frame->caller);
    // A record that was answered stands for its own key.
    if (expression.kind == ExpressionKind::field) {
      auto const& of = at(expression.operands[0]);
      bool const key = of.type.kind == dsl::TypeKind::reference &&
                       rulebook_.records[of.type.of].key == std::vector<dsl::Index>{expression.index};
      return key ? given(expression.operands[0]) : std::string();
    }
    return given(index);
  }

  dsl::Rulebook const& rulebook_;
  Answers const& answers_;
  dsl::Index slot_ = dsl::none;
  RequestRecord made_;
};

}  // namespace

std::optional<RequestRecord> request_record(engine::Snapshot const& snapshot, dsl::Rule const& rule,
                                            Answers const& answers) {
  return RequestReader(snapshot, answers).read(rule.waiting);
}

}  // namespace bylaw::api::pages
