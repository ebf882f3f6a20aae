// An import of any size: read on the calling thread, checked and written on a second one, a few records between them.
// All or nothing, every fault with its pointer, as import_state() has it.
#pragma once
#include "api/import_state.hpp"
#include "api/json_stream.hpp"
#include "engine/bulk_import.hpp"

namespace bylaw::api {

// Called now and then with how many records were read; once all of them are there and only the end of the transaction
// is left to do, with `all`.
using ImportProgress = std::function<void(std::size_t records, bool all)>;

std::expected<Imported, Problem> import_stream(engine::BulkImport& import, dsl::Rulebook const& rulebook,
                                               JsonStream& stream, ImportProgress const& progress = {});

}  // namespace bylaw::api
