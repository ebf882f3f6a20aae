#include "api/import_state.hpp"

#include "api/read_state.hpp"

namespace bylaw::api {
namespace {

using Laid = std::expected<std::shared_ptr<engine::Snapshot const>, engine::Faults>;

// The records as they would be.
Laid laid_over(engine::Store const& store, engine::State const& state, engine::ImportMode mode) {
  auto const base = store.snapshot();
  return mode == engine::ImportMode::replace ? engine::make_snapshot(base->rulebook, state)
                                             : engine::overlay(base, state);
}

// What is wrong with references and keys in a state that has other faults already, so that one answer names all of it.
void add_further_faults(engine::Store const& store, dsl::Rulebook const& rulebook, engine::ImportMode mode,
                        ReadState& read) {
  if (auto const checked = laid_over(store, read.state, mode); !checked)
    add_engine_faults(rulebook, checked.error(), "", read.faults);
}

Imported counted(std::uint64_t revision, engine::State const& state) {
  Imported imported{revision, {}};
  for (auto const& table : state) imported.counts.emplace_back(table.record, table.rows.size());
  return imported;
}

}  // namespace

std::expected<Imported, Problem> import_state(engine::Store& store, dsl::Rulebook const& rulebook,
                                              std::string_view text, engine::ImportMode mode,
                                              engine::Author const& author, ImportRefusal const& refusal) {
  auto read = read_state_text(rulebook, text, {.bytes = text.size()});
  if (!read) return std::unexpected(malformed(read.error()));
  if (!read->faults.empty()) {
    add_further_faults(store, rulebook, mode, *read);
    return std::unexpected(invalid(read->faults));
  }
  if (auto problem = refusal ? refusal(read->state) : std::nullopt) return std::unexpected(*std::move(problem));
  auto const written = store.import(read->state, mode, author);
  if (!written) {
    add_engine_faults(rulebook, written.error(), "", read->faults);
    return std::unexpected(invalid(read->faults));
  }
  return counted(written->revision, read->state);
}

std::expected<Imported, Problem> try_import(engine::Store const& store, dsl::Rulebook const& rulebook,
                                            std::string_view text, engine::ImportMode mode) {
  auto read = read_state_text(rulebook, text, {.bytes = text.size()});
  if (!read) return std::unexpected(malformed(read.error()));
  add_further_faults(store, rulebook, mode, *read);
  if (!read->faults.empty()) return std::unexpected(invalid(read->faults));
  return counted(store.snapshot()->revision, read->state);
}

}  // namespace bylaw::api
