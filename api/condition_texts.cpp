#include "api/condition_texts.hpp"

#include "dsl/plain.hpp"

namespace bylaw::api {

ConditionTexts::ConditionTexts(dsl::Rulebook const& rulebook)
    : rulebook_(rulebook), texts_(rulebook.expressions.size()) {}

ConditionTexts::~ConditionTexts() {
  for (auto const& text : texts_) delete text.load();
}

std::string const& ConditionTexts::of(dsl::Index expression) const {
  auto& kept = texts_[expression];
  if (auto const* text = kept.load(std::memory_order_acquire)) return *text;
  auto made = std::make_unique<std::string const>(dsl::plain_condition(rulebook_, expression));
  std::string const* earlier = nullptr;
  if (!kept.compare_exchange_strong(earlier, made.get())) return *earlier;  // another thread was quicker: the same text
  return *made.release();
}

}  // namespace bylaw::api
