#include "engine/store/log_reader.hpp"

#include "engine/store/change_log.hpp"

namespace bylaw::engine {
namespace {

template <class Row>
void take(StoredEntry& stored, Row const& row) {
  stored.entry = entry_of(row);
  stored.erased_parts = row.seals.erased;
  stored.found = true;
}

}  // namespace

LogReader::LogReader(Connection& connection) : connection_(connection), decisions_(connection) {}

std::vector<StoredEntry> LogReader::read(std::uint64_t from, std::size_t limit) const {
  std::vector<StoredEntry> entries;
  auto rows = connection_.query(
      "SELECT \"number\", \"kind\", \"nodes\" FROM \"_log\" WHERE \"number\" >= ? ORDER BY \"number\" LIMIT ?");
  rows.bind(static_cast<std::int64_t>(from)).bind(static_cast<std::int64_t>(limit));
  while (rows.step()) {
    StoredEntry stored;
    stored.entry.number = static_cast<std::uint64_t>(rows.number(0));
    stored.entry.kind = rows.text(1);
    stored.nodes = rows.text(2);
    fill(stored, rows.text(1));
    entries.push_back(std::move(stored));
  }
  return entries;
}

void LogReader::fill(StoredEntry& stored, std::string const& kind) const {
  auto const number = stored.entry.number;
  if (kind == "decision") {
    if (auto const row = decisions_.find(connection_, number)) take(stored, *row);
  } else if (kind == "change") {
    auto const rows = read_change_rows(connection_, number, 1);
    if (!rows.empty() && rows.front().number == number) take(stored, rows.front());
  } else if (kind == "event") {
    if (auto const row = find_event(connection_, number)) take(stored, *row);
  }
}

}  // namespace bylaw::engine
