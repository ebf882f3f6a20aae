// The key that signs the checkpoints of a database: a file beside it that only its owner may read. Whoever has the
// database and not the key cannot rewrite the log unnoticed.
#pragma once
#include <optional>
#include <string>

#include "engine/audit/checkpoint.hpp"

namespace bylaw::engine {

std::string key_path(std::string const& database);
// Nothing when there is none; a StorageError when it cannot be read or is no key.
std::optional<audit::SigningKey> read_key(std::string const& database);
// Makes one, under a name of its own, and writes it durably. There must be none.
audit::SigningKey create_key(std::string const& database);
// One that is not written anywhere, for a database in memory.
audit::SigningKey passing_key();

}  // namespace bylaw::engine
