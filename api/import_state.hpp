// An import from text to store: all or nothing, every fault with its pointer. Used by the server and the command line.
#pragma once
#include <expected>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "api/problem.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

struct Imported {
  std::uint64_t revision = 0;                              // of the state after it; of a trial, before it
  std::vector<std::pair<dsl::Index, std::size_t>> counts;  // rows by record kind, as given
};

// Why what was read may not be imported by whoever sends it.
using ImportRefusal = std::function<std::optional<Problem>(engine::State const&)>;

std::expected<Imported, Problem> import_state(engine::Store& store, dsl::Rulebook const& rulebook,
                                              std::string_view text, engine::ImportMode mode,
                                              engine::Author const& author, ImportRefusal const& refusal = {});
// What it would come to, and every fault of it; nothing is written.
std::expected<Imported, Problem> try_import(engine::Store const& store, dsl::Rulebook const& rulebook,
                                            std::string_view text, engine::ImportMode mode);

}  // namespace bylaw::api
