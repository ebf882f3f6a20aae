// Interning of texts, generation upon generation.
#include "engine/snapshot.hpp"

namespace bylaw::engine {

Symbols::Symbols(std::shared_ptr<Symbols const> parent)
    : parent_(std::move(parent)), base_(parent_ ? parent_->size() : 0) {}

Symbol Symbols::intern(std::string_view text) {
  if (auto const found = find(text)) return *found;
  auto const symbol = size();
  texts_.push_back(std::make_unique<std::string>(text));
  numbers_.emplace(*texts_.back(), symbol);
  return symbol;
}

std::optional<Symbol> Symbols::find(std::string_view text) const {
  for (auto const* generation = this; generation; generation = generation->parent_.get()) {
    auto const found = generation->numbers_.find(text);
    if (found != generation->numbers_.end()) return found->second;
  }
  return std::nullopt;
}

std::string_view Symbols::text(Symbol symbol) const {
  auto const* generation = this;
  while (symbol < generation->base_) generation = generation->parent_.get();
  return *generation->texts_[symbol - generation->base_];
}

Symbol Symbols::size() const { return base_ + static_cast<Symbol>(texts_.size()); }

std::shared_ptr<Symbols const> Symbols::settle(std::shared_ptr<Symbols const> child) {
  if (child->texts_.empty() && child->parent_) return child->parent_;
  while (child->parent_ && child->parent_->texts_.size() <= child->texts_.size()) {
    auto const& parent = *child->parent_;
    auto merged = std::make_shared<Symbols>(parent.parent_);
    for (auto const& text : parent.texts_) merged->intern(*text);
    for (auto const& text : child->texts_) merged->intern(*text);
    child = std::move(merged);
  }
  return child;
}

Symbols literal_symbols(dsl::Rulebook const& rulebook) {
  Symbols symbols;
  for (auto const& expression : rulebook.expressions) {
    if (auto const* text = std::get_if<std::string>(&expression.constant)) symbols.intern(*text);
  }
  return symbols;
}

}  // namespace bylaw::engine
