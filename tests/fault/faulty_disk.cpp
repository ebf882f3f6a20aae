#include "tests/fault/faulty_disk.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

namespace bylaw::fault {
namespace {

constexpr std::int64_t sector = 512;
FaultyDisk* current = nullptr;

// What SQLite holds for a file: ours, and behind it the file of the system below.
struct OurFile {
  sqlite3_file base;
  std::string* path;
  sqlite3_file* below;
};

OurFile& ours(sqlite3_file* file) { return *reinterpret_cast<OurFile*>(file); }
sqlite3_file* below(sqlite3_file* file) { return ours(file).below; }

int close_file(sqlite3_file* file) {
  auto const code = below(file)->pMethods->xClose(below(file));
  delete ours(file).path;
  return code;
}
int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  if (auto const code = current->before(Call::read)) return code == SQLITE_FULL ? SQLITE_IOERR_READ : code;
  return below(file)->pMethods->xRead(below(file), to, size, offset);
}
int write_file(sqlite3_file* file, void const* from, int size, sqlite3_int64 offset) {
  if (auto const code = current->before(Call::write)) return code;
  current->written(*ours(file).path, offset, {static_cast<char const*>(from), static_cast<std::size_t>(size)});
  return below(file)->pMethods->xWrite(below(file), from, size, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (auto const code = current->before(Call::write)) return code;
  current->truncated(*ours(file).path, size);
  return below(file)->pMethods->xTruncate(below(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
  if (auto const code = current->before(Call::sync)) return code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : code;
  current->synchronised(*ours(file).path);
  static_cast<void>(flags);  // what counts here is what we call durable, not what the machine's disk does
  return SQLITE_OK;
}
int file_size(sqlite3_file* file, sqlite3_int64* size) { return below(file)->pMethods->xFileSize(below(file), size); }
int lock_file(sqlite3_file* file, int level) { return below(file)->pMethods->xLock(below(file), level); }
int unlock_file(sqlite3_file* file, int level) { return below(file)->pMethods->xUnlock(below(file), level); }
int check_lock(sqlite3_file* file, int* out) { return below(file)->pMethods->xCheckReservedLock(below(file), out); }
int control_file(sqlite3_file* file, int what, void* argument) {
  if (what == SQLITE_FCNTL_PRAGMA && current->is_weak()) {
    auto** const texts = static_cast<char**>(argument);
    if (!sqlite3_stricmp(texts[1], "synchronous") && texts[2] && !sqlite3_stricmp(texts[2], "FULL")) return SQLITE_OK;
  }
  return below(file)->pMethods->xFileControl(below(file), what, argument);
}
int sector_size(sqlite3_file*) { return sector; }
int characteristics(sqlite3_file*) { return 0; }
int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  return below(file)->pMethods->xShmMap(below(file), region, size, extend, out);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}
void barrier(sqlite3_file* file) { below(file)->pMethods->xShmBarrier(below(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return below(file)->pMethods->xShmUnmap(below(file), remove); }

sqlite3_io_methods const methods = {
    2,           close_file,  read_file,    write_file,   truncate_file, sync_file,       file_size,
    lock_file,   unlock_file, check_lock,   control_file, sector_size,   characteristics, map_shared,
    lock_shared, barrier,     unmap_shared, nullptr,      nullptr};

int open_file(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out) {
  auto& opened = ours(file);
  auto* const under = current->below();
  opened.below = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(OurFile));
  std::memset(opened.below, 0, static_cast<std::size_t>(under->szOsFile));
  auto const code = under->xOpen(under, name, opened.below, flags, out);
  if (code != SQLITE_OK) {
    opened.base.pMethods = nullptr;
    return code;
  }
  opened.path = new std::string(name ? name : "");
  opened.base.pMethods = &methods;
  current->opened(*opened.path);
  return SQLITE_OK;
}

int make_weak(sqlite3* database, char**, sqlite3_api_routines const*) {
  return sqlite3_exec(database, "PRAGMA synchronous = NORMAL", nullptr, nullptr, nullptr);
}

std::string content_of(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

FaultyDisk::FaultyDisk(unsigned seed) : random_(seed), below_(sqlite3_vfs_find(nullptr)), vfs_(*below_) {
  current = this;
  vfs_.zName = "faulty";
  vfs_.pNext = nullptr;
  vfs_.szOsFile = static_cast<int>(sizeof(OurFile)) + below_->szOsFile;
  vfs_.xOpen = open_file;
  sqlite3_vfs_register(&vfs_, 1);
}

FaultyDisk::~FaultyDisk() {
  if (weak_) sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(make_weak));
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(below_, 1);
}

void FaultyDisk::weaken() {
  weak_ = true;
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(make_weak));
}

void FaultyDisk::cut_at_write(int writes) {
  std::lock_guard const guard(mutex_);
  writes_left_ = writes;
}
bool FaultyDisk::is_cut() {
  std::lock_guard const guard(mutex_);
  return cut_;
}

void FaultyDisk::fail_from(Call call, int calls, Trouble trouble) {
  std::lock_guard const guard(mutex_);
  failing_call_ = call;
  calls_left_ = calls;
  trouble_ = trouble;
  failed_ = false;
}
void FaultyDisk::mend() {
  std::lock_guard const guard(mutex_);
  trouble_ = Trouble::none;
}
bool FaultyDisk::has_failed() {
  std::lock_guard const guard(mutex_);
  return failed_;
}

int FaultyDisk::before(Call call) {
  std::lock_guard const guard(mutex_);
  // The write at which the power goes is still on its way; nothing after it is.
  if (cut_)
    return call == Call::write ? SQLITE_IOERR_WRITE : call == Call::sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_READ;
  if (call == Call::write && writes_left_ >= 0 && writes_left_-- == 0) cut_ = true;
  if (trouble_ == Trouble::none || call != failing_call_) return SQLITE_OK;
  if (calls_left_ > 0) return --calls_left_, SQLITE_OK;
  failed_ = true;
  if (trouble_ == Trouble::full) return SQLITE_FULL;
  return call == Call::write ? SQLITE_IOERR_WRITE : call == Call::sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_READ;
}

void FaultyDisk::opened(std::string const& path) {
  std::lock_guard const guard(mutex_);
  if (!images_.contains(path)) images_[path].durable = content_of(path);
}
void FaultyDisk::written(std::string const& path, std::int64_t offset, std::string bytes) {
  std::lock_guard const guard(mutex_);
  images_[path].pending.push_back({offset, std::move(bytes), false});
}
void FaultyDisk::truncated(std::string const& path, std::int64_t size) {
  std::lock_guard const guard(mutex_);
  images_[path].pending.push_back({size, {}, true});
}
void FaultyDisk::synchronised(std::string const& path) {
  std::lock_guard const guard(mutex_);
  auto& image = images_[path];
  for (auto const& pending : image.pending) apply(image.durable, pending);
  image.pending.clear();
}

void FaultyDisk::apply(std::string& content, Pending const& pending) {
  auto const offset = static_cast<std::size_t>(pending.offset);
  if (pending.truncates) return content.resize(std::min(content.size(), offset));
  content.resize(std::max(content.size(), offset + pending.bytes.size()));
  content.replace(offset, pending.bytes.size(), pending.bytes);
}

// Of what was not synchronised each sector may be there, not be there, or be half-written rubbish.
void FaultyDisk::apply_some_sectors(std::string& content, Pending const& pending) {
  if (pending.truncates) {
    if (random_() % 2) apply(content, pending);
    return;
  }
  for (std::size_t at = 0; at < pending.bytes.size();) {
    auto const offset = pending.offset + static_cast<std::int64_t>(at);
    auto const size = std::min(pending.bytes.size() - at, static_cast<std::size_t>(sector - offset % sector));
    auto bytes = pending.bytes.substr(at, size);
    auto const fate = random_() % 20;
    if (fate == 0) std::ranges::generate(bytes, [&] { return static_cast<char>(random_()); });
    if (fate < 11) apply(content, {offset, bytes, false});
    at += size;
  }
}

void FaultyDisk::survive(std::string const& path, std::string const& to) {
  std::lock_guard const guard(mutex_);
  for (auto const* part : {"", "-wal", "-journal"}) {
    std::filesystem::remove(to + part);
    auto const found = images_.find(path + part);
    if (found == images_.end()) continue;
    auto content = found->second.durable;
    for (auto const& pending : found->second.pending) apply_some_sectors(content, pending);
    std::ofstream(to + part, std::ios::binary) << content;
  }
  std::filesystem::remove(to + "-shm");
  std::filesystem::copy_file(path + ".log-key", to + ".log-key", std::filesystem::copy_options::overwrite_existing);
}

}  // namespace bylaw::fault
