#include "engine/store/erasure.hpp"

#include <algorithm>

#include "engine/store/change_log.hpp"
#include "engine/store/decision_table.hpp"

namespace bylaw::engine {
namespace {

// The columns of a part.
struct PartColumns {
  std::string_view part;
  std::vector<std::string> columns;
};

std::vector<PartColumns> columns_of_parts(Connection& connection, std::string const& kind) {
  if (kind == "change") return {{"key", {"key"}}, {"who", {"who"}}, {"before", {"before"}}, {"after", {"after"}}};
  if (kind == "event") return {{"who", {"who"}}};
  PartColumns content{"content", {"request", "answer"}};
  auto names = connection.query("SELECT name FROM pragma_table_info('_decision') WHERE name GLOB 'parameter.*'");
  while (names.step()) content.columns.push_back(names.text(0));
  return {content};
}

// One row, whatever its kind, with the parts that can be erased in it.
struct ErasableRow {
  std::string kind;
  audit::Entry entry;
  Seals seals;
};

std::optional<ErasableRow> find_row(Connection& connection, std::uint64_t number) {
  std::string kind;
  {
    auto query = connection.query("SELECT \"kind\" FROM \"_log\" WHERE \"number\" = ?");
    query.bind(static_cast<std::int64_t>(number));
    if (!query.step()) return std::nullopt;
    kind = query.text(0);
  }
  if (kind == "decision") {
    auto const row = DecisionTable(connection).find(connection, number);
    if (row) return ErasableRow{kind, entry_of(*row), row->seals};
  } else if (kind == "change") {
    auto const rows = read_change_rows(connection, number, 1);
    if (!rows.empty() && rows.front().number == number)
      return ErasableRow{kind, entry_of(rows.front()), rows.front().seals};
  } else if (auto const row = find_event(connection, number)) {
    return ErasableRow{kind, entry_of(*row), row->seals};
  }
  return std::nullopt;
}

// The parts of one row that were there; their texts are gone afterwards.
std::vector<std::string> erase_row(Connection& connection, std::uint64_t number,
                                   std::vector<std::string> const& names) {
  auto row = find_row(connection, number);
  if (!row) return {};
  auto const parts = columns_of_parts(connection, row->kind);
  std::vector<std::string> erased;
  std::string sets;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (std::ranges::find(names, parts[part].part) == names.end() || is_erased(row->seals, part)) continue;
    erase_part(row->seals, row->entry, part);
    for (auto const& column : parts[part].columns) sets += quoted(column) + " = NULL, ";
    erased.emplace_back(parts[part].part);
  }
  if (erased.empty()) return {};
  auto update = connection.query("UPDATE " + quoted("_" + row->kind) + " SET " + sets +
                                 "\"salts\" = ?, \"erased\" = ? WHERE \"number\" = ?");
  update.bind_blob(row->seals.salts).bind_blob(row->seals.erased).bind(static_cast<std::int64_t>(number)).run();
  return erased;
}

}  // namespace

std::size_t erase_parts(Connection& connection, LogWriting& writing, audit::ErasedParts const& parts,
                        Author const& author) {
  audit::ErasedParts erased;
  std::size_t count = 0;
  for (auto const& [number, names] : parts) {
    auto done = erase_row(connection, number, names);
    count += done.size();
    if (!done.empty()) erased[number] = std::move(done);
  }
  if (count == 0) return 0;
  write_event(connection, writing, {0, author.at, "erasure", audit::erasure_text(erased), author.who, {}});
  return count;
}

}  // namespace bylaw::engine
