// Starts libsodium, which has to happen before its random numbers and signatures are used.
#pragma once
#include <stdexcept>

namespace bylaw::audit {

class LibraryFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void start_library();

}  // namespace bylaw::audit
