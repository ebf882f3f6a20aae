#include "api/import_state.hpp"

#include "api/read_state.hpp"

namespace bylaw::api {
namespace {

// What is wrong with references and keys in a state that has other faults already, so that one answer names all of it.
void add_further_faults(engine::Store const& store, dsl::Rulebook const& rulebook, engine::ImportMode mode,
                        ReadState& read) {
  auto const base = store.snapshot();
  auto const checked = mode == engine::ImportMode::replace ? engine::make_snapshot(base->rulebook, read.state)
                                                           : engine::overlay(base, read.state);
  if (!checked) add_engine_faults(rulebook, checked.error(), "", read.faults);
}

}  // namespace

std::expected<Imported, Problem> import_state(engine::Store& store, dsl::Rulebook const& rulebook,
                                              std::string_view text, engine::ImportMode mode,
                                              engine::Author const& author) {
  auto read = read_state_text(rulebook, text, {.bytes = text.size()});
  if (!read) return std::unexpected(malformed(read.error()));
  if (!read->faults.empty()) {
    add_further_faults(store, rulebook, mode, *read);
    return std::unexpected(invalid(read->faults));
  }
  auto const written = store.import(read->state, mode, author);
  if (!written) {
    add_engine_faults(rulebook, written.error(), "", read->faults);
    return std::unexpected(invalid(read->faults));
  }
  Imported imported{written->revision, {}};
  for (auto const& table : read->state) imported.counts.emplace_back(table.record, table.rows.size());
  return imported;
}

}  // namespace bylaw::api
