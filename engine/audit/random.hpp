// Bytes that nobody can foresee.
#pragma once
#include <cstddef>
#include <string>

namespace bylaw::audit {

std::string random_bytes(std::size_t count);

}  // namespace bylaw::audit
