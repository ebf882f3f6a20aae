#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include <stdexcept>

#include "api/secrets/secrets.hpp"

namespace bylaw::api::secrets {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void refuse(std::string const& path, std::string const& why) {
  throw std::runtime_error("The key file \"" + path + "\" " + why);
}

Bytes32 read_key(std::string const& path, int file) {
  struct stat facts {};
  if (fstat(file, &facts) != 0) refuse(path, "cannot be read.");
  if ((facts.st_mode & 077) != 0)
    refuse(path, "may be read by others than its owner: take that away (chmod 600), and renew the tokens if others had it.");
  std::string text(65, '\0');
  auto const length = ::read(file, text.data(), text.size());
  text.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  if (text.ends_with('\n')) text.pop_back();
  auto const key = bytes_of(text);
  if (!key) refuse(path, "does not hold a key of 64 hexadecimal digits.");
  return *key;
}

Bytes32 make_key(std::string const& path) {
  Descriptor const file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  auto const key = random_bytes();
  auto const text = hex(key) + '\n';
  if (file.number() < 0 || ::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      ::fsync(file.number()) != 0)
    refuse(path, "cannot be written.");
  return key;
}

}  // namespace

Bytes32 key_of_file(std::string const& path, bool make) {
  Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() >= 0) return read_key(path, file.number());
  if (make && errno == ENOENT) return make_key(path);
  refuse(path, errno == ENOENT ? "is missing, and without it no token can be checked: put it back beside the database."
                               : "cannot be read.");
}

}  // namespace bylaw::api::secrets
