// If-Match and If-None-Match over versions of one record.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "api/server/http_types.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

std::string etag(std::uint64_t version);

// If-None-Match on a read: the caller has this version already.
bool is_known_version(HttpRequest const& request, std::uint64_t version);

// What a write has to find, in the store's terms (0: no record yet; nothing inside: anything), when the headers hold
// for what is stored now; nothing when they do not. The store checks again in the transaction of the write.
std::optional<std::optional<std::uint64_t>> expected_version(HttpRequest const& request,
                                                             std::optional<engine::StoredRecord> const& stored);

}  // namespace bylaw::api
