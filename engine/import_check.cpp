#include "engine/import_check.hpp"

#include "engine/snapshot_settings.hpp"

namespace bylaw::engine {
namespace {

constexpr auto no_item = static_cast<std::size_t>(-1);
constexpr auto no_item_kept = static_cast<std::uint32_t>(-1);

Datum const* datum_of(StateRecord const& record, Index field) {
  return field < record.fields.size() && record.fields[field] ? &*record.fields[field] : nullptr;
}

}  // namespace

ImportCheck::ImportCheck(dsl::Rulebook const& rulebook, Stored stored)
    : rulebook_(rulebook),
      stored_(std::move(stored)),
      keys_(rulebook.records.size()),
      positions_(rulebook.records.size()) {
  for (auto const& table : entries_of(rulebook)) {
    for (auto const& row : table.rows)
      keys_[table.record].known[number_of(table.record, key_of(rulebook, table.record, row))] = Known::stored;
  }
}

std::optional<std::string> ImportCheck::add(Index record, StateRecord const& row) {
  Given const given{record, positions_[record]++, row};
  if (rulebook_.records[record].in_rulebook) fault(part_of_rulebook(rulebook_, given));
  if (!has_key(given)) return std::nullopt;
  auto key = key_of(rulebook_, record, row);
  auto const number = number_of(record, key);
  auto& known = keys_[record].known[number];
  if (known == Known::given) {
    fault(duplicate_key(rulebook_, given));
    return std::nullopt;
  }
  known = Known::given;
  check_fields(given, number);
  note_setting(given);
  return key;
}

bool ImportCheck::was_given(Index record, std::string_view key) const {
  auto const number = keys_[record].texts.find(key);
  return number && keys_[record].known[*number] == Known::given;
}

Faults ImportCheck::finish() {
  check_open();
  check_settings();
  return std::move(faults_);
}

bool ImportCheck::has_key(Given const& given) {
  bool complete = true;
  for (auto const field : rulebook_.records[given.record].key) {
    if (datum_of(given.row, field)) continue;
    complete = false;
    fault(missing_key(rulebook_, given, field));
  }
  return complete;
}

void ImportCheck::check_fields(Given const& given, TextTable::Number key) {
  auto const& fields = rulebook_.records[given.record].fields;
  for (Index field = 0; field < fields.size(); ++field) {
    auto const& declared = fields[field];
    auto const* datum = datum_of(given.row, field);
    if (!datum) {
      if (!declared.optional && !declared.event && !declared.open) fault(missing_field(rulebook_, given, field));
    } else if (declared.type.kind != dsl::TypeKind::reference) {
      continue;
    } else if (!declared.type.list) {
      check_reference(given, key, field, no_item, datum->scalar);
    } else {
      for (std::size_t item = 0; item < datum->items.size(); ++item)
        check_reference(given, key, field, item, datum->items[item]);
    }
  }
}

void ImportCheck::check_reference(Given const& given, TextTable::Number key, Index field, std::size_t item,
                                  Constant const& constant) {
  auto const target = rulebook_.records[given.record].fields[field].type.of;
  auto const number = number_of(target, std::get<std::string>(constant));
  if (keys_[target].known[number] != Known::no) return;
  open_.push_back({given.record, field, static_cast<std::uint32_t>(given.position),
                   item == no_item ? no_item_kept : static_cast<std::uint32_t>(item), target, number, key});
}

void ImportCheck::note_setting(Given const& given) {
  auto const setting = find_setting_record(rulebook_);
  if (given.record != setting.record) return;
  auto const *name = datum_of(given.row, setting.name), *value = datum_of(given.row, setting.value);
  auto const* name_text = name ? std::get_if<std::string>(&name->scalar) : nullptr;
  auto const* value_text = value ? std::get_if<std::string>(&value->scalar) : nullptr;
  if (name_text && value_text) settings_.push_back({given.position, *name_text, *value_text});
}

void ImportCheck::check_open() {
  for (auto const& open : open_) {
    if (keys_[open.target].known[open.key] != Known::no) continue;
    fault(unknown_reference(rulebook_,
                            {open.record, open.field, open.position, open.item == no_item_kept ? no_item : open.item,
                             keys_[open.record].texts.text(open.from), keys_[open.target].texts.text(open.key)}));
  }
}

void ImportCheck::check_settings() {
  Symbols symbols;
  Table::Lists lists;
  SettingContext const context{rulebook_, symbols, lists, [this](Index record, std::string_view key) {
                                 return exists(record, key) ? std::optional<Row>(0) : std::nullopt;
                               }};
  for (auto const& setting : settings_) {
    auto const read = read_setting_record(context, setting.name, setting.text);
    if (read) continue;
    auto wrong = read.error();
    wrong.position = setting.position;
    fault(std::move(wrong));
  }
}

bool ImportCheck::exists(Index record, std::string_view key) {
  return keys_[record].known[number_of(record, key)] != Known::no;
}

TextTable::Number ImportCheck::number_of(Index record, std::string_view key) {
  auto& [texts, known] = keys_[record];
  auto const [number, is_new] = texts.add(key);
  if (is_new) known.push_back(stored_ && stored_(record, key) ? Known::stored : Known::no);
  return number;
}

void ImportCheck::fault(Fault fault) {
  if (faults_.size() < most_faults) faults_.push_back(std::move(fault));
}

}  // namespace bylaw::engine
