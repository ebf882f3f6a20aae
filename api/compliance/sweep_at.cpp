#include "api/compliance/sweep_at.hpp"

#include <algorithm>

#include "api/handlers/handlers.hpp"

namespace bylaw::api {
namespace {

// The days on which every document with standing rules is in force.
struct InForce {
  std::optional<dsl::Date> from, until;

  void narrow(std::optional<dsl::Date> begin, std::optional<dsl::Date> end) {
    if (begin && (!from || *from < *begin)) from = begin;
    if (end && (!until || *end < *until)) until = end;
  }
  bool contains(dsl::Date date) const { return (!from || *from <= date) && (!until || date <= *until); }
};

InForce in_force(dsl::Rulebook const& rulebook) {
  InForce period;
  for (auto const& rule : rulebook.standing) {
    auto const& name = rulebook.norms[rule.norm].document;
    auto const document = std::ranges::find(rulebook.documents, name, &dsl::Document::name);
    if (document != rulebook.documents.end()) period.narrow(document->from, document->until);
  }
  return period;
}

}  // namespace

dsl::Date day_asked(Service const& service, Call const& call) {
  auto const on = call.request.parameter("on");
  auto const date = on ? dsl::parse_date(*on) : std::nullopt;
  return date ? *date : day_of(service.clock());
}

SweepAt sweep_at(Service& service, Call const& call) {
  auto snapshot = service.store.snapshot();
  auto const date = day_asked(service, call);
  auto sight = finding_sight(service, call);
  auto rows = rows_seen(service, *sight, snapshot, date);
  return {service.program, std::move(snapshot), date, std::move(rows), std::move(sight)};
}

std::shared_ptr<FindingSight> finding_sight(Service const& service, Call const& call) {
  return std::make_shared<FindingSight>(service.standing_reads, sight_of(service, call));
}

StandingRows rows_seen(Service& service, FindingSight& sight, std::shared_ptr<engine::Snapshot const> const& snapshot,
                       dsl::Date date) {
  return sight.seen(*snapshot, service.compliance.rows(*service.program, snapshot, date));
}

void write_sweep_members(JsonWriter& json, SweepAt const& swept) {
  auto const& rulebook = *swept.snapshot->rulebook;
  auto const period = in_force(rulebook);
  bool const holds = period.contains(swept.date);
  json.member("date", dsl::to_string(swept.date));
  json.member("state_revision", swept.snapshot->revision);
  json.key("policy");
  json.begin_object();
  json.member("revision", rulebook.revision);
  json.member("in_force", holds);
  json.text_or_null("until", holds && period.until ? dsl::to_string(*period.until) : "");
  json.end_object();
}

}  // namespace bylaw::api
