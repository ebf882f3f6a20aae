#include "tests/bench/larger_network.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace bylaw::bench {
namespace {

using engine::State;

// What there is once, whatever the number of groups.
constexpr std::array<std::string_view, 5> once{"quadrennium", "office_holder", "sc_seat", "exchange_rate", "setting"};

class Copier {
 public:
  Copier(dsl::Rulebook const& rulebook, State const& state) : rulebook_(rulebook) {
    for (auto const& table : state) {
      if (is_once(table.record)) continue;
      for (auto const& row : table.rows) keys_.insert(engine::key_of(rulebook, table.record, row));
    }
  }

  bool is_once(engine::Index record) const {
    return std::ranges::find(once, rulebook_.records[record].name) != once.end();
  }

  // Keys, references and texts that name a key get the number of the copy.
  engine::StateRecord copy(engine::StateRecord row, int number) const {
    for (auto& datum : row.fields) {
      if (!datum) continue;
      rename(datum->scalar, number);
      for (auto& item : datum->items) rename(item, number);
    }
    return row;
  }

 private:
  void rename(engine::Constant& constant, int number) const {
    auto* text = std::get_if<std::string>(&constant);
    if (text && keys_.contains(*text)) *text += '~' + std::to_string(number);
  }

  dsl::Rulebook const& rulebook_;
  std::set<std::string> keys_;
};

}  // namespace

std::shared_ptr<engine::Snapshot const> larger(std::shared_ptr<engine::Snapshot const> const& network, int times) {
  auto const state = engine::state_of(*network);
  Copier const copier(*network->rulebook, state);
  auto all = state;
  for (auto& table : all) {
    if (copier.is_once(table.record)) continue;
    auto const rows = table.rows;
    for (int number = 2; number <= times; ++number)
      for (auto const& row : rows) table.rows.push_back(copier.copy(row, number));
  }
  return engine::make_snapshot(network->rulebook, all).value();
}

}  // namespace bylaw::bench
