#include "api/access/sign_in.hpp"

#include <algorithm>

#include "api/secrets/secrets.hpp"

namespace bylaw::api {
namespace {

constexpr int free_failures = 5;
constexpr std::chrono::minutes window{15};
constexpr std::size_t most_remembered = 10'000;
constexpr int most_at_once = 3;  // who wait for their turn; each holds up a worker

}  // namespace

void SignIn::set(std::string const& person, std::string const& role, std::string_view secret, Time now,
                 std::string const& by) {
  std::lock_guard const guard(hashing_);
  store_.write_person_secret({person, role, secrets::password_hash(secret), rfc3339(now)}, {by, rfc3339(now), {}});
}

std::optional<std::chrono::seconds> SignIn::wait(std::string const& person, Time now) {
  if (checking_ >= most_at_once) return std::chrono::seconds(1);
  return wait_after_failures(person, now);
}

std::optional<std::chrono::seconds> SignIn::wait_after_failures(std::string const& person, Time now) {
  std::lock_guard const guard(mutex_);
  auto const found = failures_.find(person);
  if (found == failures_.end() || found->second.count < free_failures) return {};
  auto const left = found->second.last + window - now;
  if (left > Time::duration::zero()) return std::chrono::ceil<std::chrono::seconds>(left);
  failures_.erase(found);
  return {};
}

std::optional<std::string> SignIn::check(std::string const& person, std::string_view secret, Time now) {
  ++checking_;
  std::lock_guard const guard(hashing_);
  struct Done {
    std::atomic<int>& count;
    ~Done() { --count; }
  } const done{checking_};
  // Others may have guessed while this one waited for its turn.
  if (wait_after_failures(person, now)) return {};
  static auto const nobody = secrets::password_hash(secrets::hex(secrets::random_bytes()));
  auto const known = store_.person_secrets();
  auto const found = std::ranges::find(known, person, &engine::PersonSecret::person);
  bool const fits = secrets::fits_password(found == known.end() ? nobody : found->hash, secret);
  if (!fits || found == known.end()) {
    note_failure(person, now);
    return {};
  }
  std::lock_guard const forgetting(mutex_);
  failures_.erase(person);
  return found->role;
}

void SignIn::note_failure(std::string const& person, Time now) {
  std::lock_guard const guard(mutex_);
  if (failures_.size() >= most_remembered)
    std::erase_if(failures_, [&](auto const& entry) { return entry.second.last + window < now; });
  if (failures_.size() >= most_remembered)
    failures_.erase(std::ranges::min_element(failures_, {}, [](auto const& entry) { return entry.second.last; }));
  auto& failures = failures_[person];
  ++failures.count;
  failures.last = now;
}

}  // namespace bylaw::api
