// What an installation has chosen: the texts of the record `setting`, read as the types that the rulebook declares.
#pragma once
#include <functional>

#include "engine/snapshot.hpp"

namespace bylaw::engine {

// The record `setting` of a rulebook and its fields; `record` is none where it declares no such record.
struct SettingRecord {
  Index record = dsl::none, name = dsl::none, value = dsl::none;
};
SettingRecord find_setting_record(dsl::Rulebook const& rulebook);

// What reading a setting needs besides its text.
struct SettingContext {
  dsl::Rulebook const& rulebook;
  Symbols& symbols;
  Table::Lists& lists;  // list values point into it
  std::function<std::optional<Row>(Index record, std::string_view key)> find_row;
};

// The value, or a sentence that says what was expected.
std::expected<Value, std::string> read_setting(SettingContext const& context, Index setting, std::string_view text);
// The setting that a row of the record `setting` is about, and its value; or what is wrong, but for the row's position.
struct GivenSetting {
  Index setting = dsl::none;
  Value value;
};
std::expected<GivenSetting, Fault> read_setting_record(SettingContext const& context, std::string_view name,
                                                       std::string_view text);
// What its default says, or Unknown{setting}.
Value default_setting(dsl::Rulebook const& rulebook, Index setting, Symbols& symbols);

}  // namespace bylaw::engine
