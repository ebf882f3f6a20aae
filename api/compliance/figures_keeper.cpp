#include "api/compliance/figures_keeper.hpp"

#include <sched.h>

namespace bylaw::api {
namespace {

using namespace std::chrono_literals;

constexpr int months_of_trend = 12;
constexpr auto between_looks = 1s;

// This thread and those that it starts run where nobody else wants to. A low priority would not do: whoever wakes up to
// answer a request would still wait until a turn begun is over, some milliseconds.
void step_back() {
  sched_param const none{};
  ::sched_setscheduler(0, SCHED_IDLE, &none);
}

// The days that pages show ahead of today.
std::vector<dsl::Date> days_to_come(dsl::Date today) {
  std::vector<dsl::Date> days;
  for (auto const months : {12, 24})
    if (auto const day = dsl::add(today, dsl::Duration{months, 0})) days.push_back(*day);
  return days;
}

// `with_rows`: of today in any case, for most pages look at them.
void work_on(Service& service, std::shared_ptr<engine::Snapshot const> const& snapshot, dsl::Date day, bool with_rows,
             engine::LeaveOff const& leave_off) {
  auto const rows = with_rows ? service.compliance.rows(*service.program, snapshot, day) : nullptr;
  if (service.figures.find(*service.program, *service.compliance.routes_of(*service.program), snapshot, day)) return;
  auto const made = rows ? engine::count_rows(*rows) : engine::count_day(*service.program, snapshot, day, leave_off);
  if (made) service.figures.keep(made);
}

}  // namespace

std::vector<dsl::Date> trend_days(dsl::Date last) {
  std::vector<dsl::Date> days;
  for (int back = months_of_trend; back >= 0; --back) days.push_back(dsl::add(last, dsl::Duration{-back, 0}).value_or(last));
  return days;
}

void work_ahead(Service& service, engine::LeaveOff const& leave_off) {
  auto const snapshot = service.store.snapshot();
  bool const quick = is_quickly_swept(*service.program, *snapshot);
  auto const today = day_of(service.clock());
  auto days = trend_days(today);
  auto const wanted = service.figures.take_wanted();
  days.insert(days.end(), wanted.begin(), wanted.end());
  for (auto day = days.rbegin(); day != days.rend() && !leave_off(); ++day)
    work_on(service, snapshot, *day, quick || *day == today, leave_off);
  for (auto const day : days_to_come(today))
    if (quick && !leave_off()) service.compliance.rows(*service.program, snapshot, day);
}

FiguresKeeper::FiguresKeeper(Service& service)
    : service_(service), thread_([this](std::stop_token const& stop) { run(stop); }) {}

FiguresKeeper::~FiguresKeeper() {
  thread_.request_stop();
  wake_.notify_all();
}

void FiguresKeeper::run(std::stop_token const& stop) {
  step_back();
  while (!stop.stop_requested()) {
    try {
      work_ahead(service_, [&] { return stop.stop_requested(); });
    } catch (std::exception const& error) {
      log_line(std::string("figures ahead: ") + error.what());
    }
    std::unique_lock guard(mutex_);
    wake_.wait_for(guard, stop, between_looks, [] { return false; });
  }
}

}  // namespace bylaw::api
