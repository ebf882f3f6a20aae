// A made-up state that changes record by record: settings are set, records written anew, added and taken away.
#pragma once
#include <stdexcept>

#include "engine/snapshot_settings.hpp"
#include "tests/property/random_state.hpp"

namespace bylaw::engine::generated {

class ChangingState {
 public:
  ChangingState(std::shared_ptr<dsl::Rulebook const> rulebook, dsl::Date day, unsigned seed, int of_each, int referred)
      : rulebook_(std::move(rulebook)),
        random_(*rulebook_, day, seed),
        of_each_(of_each),
        referred_(referred),
        snapshot_(require(make_snapshot(rulebook_, random_.state(of_each, referred)))) {}

  // Sets a setting, or writes a record anew, or a new one, or takes one away that nothing refers to.
  void change() {
    auto const kind = random_.any_kind();
    switch (random_.number(0, 7)) {
      case 0:
        return set();
      case 1:
        return remove(kind, static_cast<std::size_t>(random_.number(0, of_each_)));
      case 2:
      case 3:
      case 4:
        return touch(kind);
      default:
        write(kind, random_.record(kind, random_.number(1, of_each_ + 2), referred_));
    }
  }

  std::shared_ptr<Snapshot const> const& snapshot() const { return snapshot_; }
  RandomState& random() { return random_; }

 private:
  static std::shared_ptr<Snapshot const> require(std::expected<std::shared_ptr<Snapshot const>, Faults> made) {
    if (!made) throw std::runtime_error(made.error().front().message);
    return *made;
  }

  void write(Index kind, StateRecord row) {
    // Refused where it refers to what was taken away.
    if (auto made = overlay(snapshot_, {StateTable{kind, {std::move(row)}}})) snapshot_ = *made;
  }
  void set() {
    auto const record = find_setting_record(*rulebook_).record;
    if (record == dsl::none || rulebook_->settings.empty()) return;
    auto const last = static_cast<int>(rulebook_->settings.size()) - 1;
    write(record, random_.chosen_setting(static_cast<Index>(random_.number(0, last))));
  }
  // One field of a record that is there.
  void touch(Index kind) {
    auto const& rows = snapshot_->table(kind).rows;
    if (rows.empty()) return;
    auto const row = rows[static_cast<std::size_t>(random_.number(0, static_cast<int>(rows.size()) - 1))];
    auto record = record_of(*snapshot_, kind, row);
    auto const& declared = rulebook_->records[kind];
    auto const field = static_cast<Index>(random_.number(0, static_cast<int>(declared.fields.size()) - 1));
    if (std::ranges::find(declared.key, field) != declared.key.end()) return;
    auto const& of = declared.fields[field];
    bool const may_lack = of.optional || of.event || of.open;
    record.fields[field].reset();
    if (!may_lack || random_.number(0, 3) > 0) record.fields[field] = random_.datum(of.type, referred_);
    write(kind, std::move(record));
  }
  void remove(Index kind, std::size_t which) {
    auto const& rows = snapshot_->table(kind).rows;
    if (which < rows.size() && referrers(*snapshot_, kind, rows[which]).empty())
      snapshot_ = without(*snapshot_, kind, rows[which]);
  }

  std::shared_ptr<dsl::Rulebook const> rulebook_;
  RandomState random_;
  int of_each_, referred_;
  std::shared_ptr<Snapshot const> snapshot_;
};

}  // namespace bylaw::engine::generated
