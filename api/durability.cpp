#include "api/durability.hpp"

#include <utility>

#include "api/service.hpp"

namespace bylaw::api {

void Durability::settle(std::string const& trouble) {
  if (!trouble.empty()) log_line("storage: " + trouble);
  std::unique_lock lock(mutex_);
  good_ = trouble.empty();
  auto const then = std::exchange(then_, {});
  lock.unlock();
  if (then) then(trouble.empty());
}

void DurableReply::log(engine::Store& store, engine::LoggedDecision decision) {
  auto const durability = std::make_shared<Durability>();
  store.log(std::move(decision), [durability](std::string const& trouble) { durability->settle(trouble); });
  logged_.push_back(durability);
}

HttpResponse DurableReply::hold(HttpResponse response) const {
  if (logged_.empty()) return response;
  // One after the other: none of them waits for a later one.
  response.hold = [all = logged_](std::function<void(bool)> then) {
    auto const next = std::make_shared<std::function<void(std::size_t, bool)>>();
    *next = [all, then, weak = std::weak_ptr(next)](std::size_t at, bool good) {
      if (!good || at == all.size()) return then(good);
      auto const self = weak.lock();
      all[at]->wait([self, at](bool settled) { (*self)(at + 1, settled); });
    };
    (*next)(0, true);
  };
  return response;
}

void Durability::wait(std::function<void(bool)> then) {
  std::unique_lock lock(mutex_);
  if (!good_) {
    then_ = std::move(then);
    return;
  }
  auto const good = *good_;
  lock.unlock();
  then(good);
}

}  // namespace bylaw::api
