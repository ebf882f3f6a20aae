#include "engine/store/key_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/store.hpp"

namespace bylaw::engine {
namespace {

[[noreturn]] void refuse(std::string const& file, std::string const& why) {
  throw StorageError("The key \"" + file + "\", which signs the log, " + why + ".");
}

// Down to the disk, the name in the folder included: a log signed by a key that is lost cannot go on.
void write_durably(std::string const& file, std::string const& text) {
  int const descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) refuse(file, "cannot be made: " + std::string(std::strerror(errno)));
  bool const written =
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written) {
    ::unlink(file.c_str());
    refuse(file, "cannot be written");
  }
  auto const folder = std::filesystem::path(file).parent_path().string();
  int const parent = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (parent < 0) return;
  ::fsync(parent);
  ::close(parent);
}

std::string new_name() { return "bylaw/" + audit::random_hex(8); }

}  // namespace

std::string key_path(std::string const& database) {
  return std::filesystem::weakly_canonical(database).string() + ".log-key";
}

std::optional<audit::SigningKey> read_key(std::string const& database) {
  auto const file = key_path(database);
  if (!std::filesystem::exists(file)) return std::nullopt;
  std::ifstream stream(file);
  std::string const text(std::istreambuf_iterator<char>(stream), {});
  if (!stream) refuse(file, "cannot be read");
  auto key = audit::SigningKey::parse(text);
  if (!key) refuse(file, "is no such key");
  return key;
}

audit::SigningKey create_key(std::string const& database) {
  auto key = audit::SigningKey::make(new_name());
  write_durably(key_path(database), key.text() + '\n');
  return key;
}

audit::SigningKey passing_key() { return audit::SigningKey::make(new_name()); }

}  // namespace bylaw::engine
