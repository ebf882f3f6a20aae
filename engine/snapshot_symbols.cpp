// Interning of texts, generation upon generation.
#include "engine/snapshot.hpp"

namespace bylaw::engine {

Symbols::Symbols(std::shared_ptr<Symbols const> parent)
    : parent_(std::move(parent)), base_(parent_ ? parent_->size() : 0) {}

Symbol Symbols::intern(std::string_view text) {
  auto const hash = TextTable::hash(text);
  if (parent_) {
    if (auto const found = parent_->find(text, hash)) return *found;
  }
  return base_ + texts_.add(text, hash).first;
}

std::optional<Symbol> Symbols::find(std::string_view text) const { return find(text, TextTable::hash(text)); }

std::optional<Symbol> Symbols::find(std::string_view text, std::uint64_t hash) const {
  for (auto const* generation = this; generation; generation = generation->parent_.get()) {
    if (auto const found = generation->texts_.find(text, hash)) return generation->base_ + *found;
  }
  return std::nullopt;
}

std::string_view Symbols::text(Symbol symbol) const {
  auto const* generation = this;
  while (symbol < generation->base_) generation = generation->parent_.get();
  return generation->texts_.text(symbol - generation->base_);
}

Symbol Symbols::size() const { return base_ + texts_.size(); }

std::shared_ptr<Symbols const> Symbols::settle(std::shared_ptr<Symbols const> child) {
  if (child->texts_.size() == 0 && child->parent_) return child->parent_;
  while (child->parent_ && child->parent_->texts_.size() <= child->texts_.size()) {
    auto const& parent = *child->parent_;
    auto merged = std::make_shared<Symbols>(parent.parent_);
    for (auto const* part : {&parent, child.get()}) {
      for (Symbol symbol = part->base_; symbol < part->size(); ++symbol) merged->intern(part->text(symbol));
    }
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
