// Whether records that come one by one make a whole state: keys complete and given once, nothing mandatory missing,
// every reference leading somewhere, settings readable. Holds their keys, as texts without any ornament, and nothing
// else of them; of references only those to records that have not come yet.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/state_fault.hpp"
#include "engine/text_table.hpp"

namespace bylaw::engine {

class ImportCheck {
 public:
  // `stored`: whether there is such a record besides those that come; asked once for each key.
  using Stored = std::function<bool(Index record, std::string_view key)>;

  ImportCheck(dsl::Rulebook const& rulebook, Stored stored);

  // Its key; nothing where the record cannot be told from others.
  std::optional<std::string> add(Index record, StateRecord const& row);
  // Whether a record of this key came.
  bool was_given(Index record, std::string_view key) const;
  bool found_faults() const { return !faults_.empty(); }
  // Once all have come: everything that is wrong, at most `most_faults`.
  Faults finish();

 private:
  enum class Known : std::uint8_t { no, stored, given };
  struct Keys {
    TextTable texts;
    std::vector<Known> known;  // by number
  };
  // A reference to a record that has not come.
  struct Open {
    Index record, field;
    std::uint32_t position, item;
    Index target;
    TextTable::Number key, from;  // of the target; of the record itself
  };
  struct Setting {
    std::size_t position;
    std::string name, text;
  };

  bool has_key(Given const& given);
  void check_fields(Given const& given, TextTable::Number key);
  void check_reference(Given const& given, TextTable::Number key, Index field, std::size_t item,
                       Constant const& constant);
  void note_setting(Given const& given);
  void check_open();
  void check_settings();
  bool exists(Index record, std::string_view key);
  TextTable::Number number_of(Index record, std::string_view key);
  void fault(Fault fault);

  dsl::Rulebook const& rulebook_;
  Stored stored_;
  std::vector<Keys> keys_;              // by record
  std::vector<std::size_t> positions_;  // by record: how many came
  std::vector<Open> open_;
  std::vector<Setting> settings_;
  Faults faults_;
};

}  // namespace bylaw::engine
