#include "api/access/seen_snapshot.hpp"

#include <algorithm>

#include "engine/snapshot_table.hpp"

namespace bylaw::api {
namespace {

using dsl::Index;
using engine::Row;
using engine::Value;

class SeenTable {
 public:
  SeenTable(Sight& sight, engine::Snapshot const& whole, Index record)
      : sight_(sight),
        whole_(whole),
        record_(record),
        declared_(whole.rulebook->records[record]),
        builder_(*whole.tables[record]) {}

  std::shared_ptr<engine::Table const> made() {
    for (auto const row : whole_.table(record_).rows) {
      if (sight_.row(whole_, record_, row))
        keep(row);
      else
        builder_.erase(row);
    }
    return builder_.finish();
  }

 private:
  void keep(Row row) {
    std::vector<Value> values;
    for (Index field = 0; field < declared_.fields.size(); ++field) values.push_back(seen(row, field));
    builder_.set(row, values);
  }

  Value seen(Row row, Index field) {
    auto const value = whole_.table(record_).value(row, field);
    if (!sight_.field(whole_, record_, row, field))
      return Value::unknown({engine::Unknown::Source::field, record_, field, row});
    auto const& type = declared_.fields[field].type;
    bool const may_name_hidden = type.list && type.kind == dsl::TypeKind::reference && sight_.is_limited(type.of);
    return may_name_hidden && value.kind == engine::Kind::list ? known_items(type.of, value) : value;
  }

  Value known_items(Index of, Value list) {
    std::vector<Value> items;
    for (std::uint32_t i = 0; i < list.aux; ++i)
      if (sight_.row(whole_, of, static_cast<Row>(list.items[i].number))) items.push_back(list.items[i]);
    return items.size() == list.aux ? list : builder_.keep(std::move(items));
  }

  Sight& sight_;
  engine::Snapshot const& whole_;
  Index record_;
  dsl::Record const& declared_;
  engine::TableBuilder builder_;
};

bool may_hide(Sight const& sight, dsl::Rulebook const& rulebook, Index record) {
  auto const& fields = rulebook.records[record].fields;
  return sight.is_limited(record) || std::ranges::any_of(fields, [&](dsl::Field const& field) {
           return field.type.kind == dsl::TypeKind::reference && sight.is_limited(field.type.of);
         });
}

}  // namespace

std::shared_ptr<engine::Snapshot const> seen_snapshot(Sight& sight,
                                                      std::shared_ptr<engine::Snapshot const> const& whole) {
  if (sight.is_whole()) return whole;
  auto seen = std::make_shared<engine::Snapshot>(*whole);
  for (Index record = 0; record < seen->tables.size(); ++record)
    if (may_hide(sight, *whole->rulebook, record)) seen->tables[record] = SeenTable(sight, *whole, record).made();
  return seen;
}

}  // namespace bylaw::api
