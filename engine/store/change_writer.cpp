#include "engine/store/change_writer.hpp"

#include "engine/store/receipt_table.hpp"

namespace bylaw::engine {

ChangeWriter::ChangeWriter(Connection& connection, AuditLog& log, std::vector<RecordTable> const& tables,
                           Snapshot const& base, Author const& author)
    : connection_(connection),
      tables_(tables),
      base_(base),
      author_(author),
      revision_(base.revision + 1),
      transaction_(connection),
      writing_(log) {}

bool ChangeWriter::put(Index record, StateRecord const& row) {
  auto const key = key_of(*base_.rulebook, record, row);
  auto const there = base_.find(record, key);
  auto const before = there ? std::optional(record_of(base_, record, *there)) : std::nullopt;
  if (before && *before == row) return false;
  tables_[record].write(connection_, row, revision_);
  note({record, key, before ? &*before : nullptr, &row});
  return true;
}

void ChangeWriter::erase(Index record, Row row) {
  auto const key = base_.key(record, row);
  auto const before = record_of(base_, record, row);
  tables_[record].erase(connection_, key);
  note({record, key, &before, nullptr});
}

void ChangeWriter::erase_all_but(Snapshot const& next) {
  for (Index record = 0; record < base_.tables.size(); ++record) {
    for (auto const row : base_.table(record).rows) {
      if (!next.find(record, base_.key(record, row))) erase(record, row);
    }
  }
}

void ChangeWriter::commit() {
  if (author_.request) note_receipt(connection_, *author_.request, author_.at);
  write_revision(connection_, revision_);
  writing_.seal();
  transaction_.commit();
  writing_.done();
}

void ChangeWriter::note(Change const& change) {
  write_change(connection_, writing_, *base_.rulebook, change, revision_, author_);
  wrote_ = true;
}

}  // namespace bylaw::engine
