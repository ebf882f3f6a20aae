// Asking for what a rule wants first: a request is a record, as the rulebook declares, and its status is what that
// record says. Nothing else is kept, so that whoever answers by other ways answers the request too.
#pragma once
#include <optional>
#include <string>

#include "api/answer_question.hpp"

namespace bylaw::api::authzen {

using RequestStatus = dsl::syntax::RequestAnswer::Status;

// What the outcome waits for and can be requested; null: nothing. `open`: it has been requested already.
struct Requestable {
  dsl::AccessRequest const* request = nullptr;
  bool open = false;
};
Requestable requestable(dsl::Rulebook const& rulebook, engine::Decision const& decision);

// The record that such a request is, under this key. Fields whose source is not known are left out.
engine::StateRecord request_record(AskedQuestion const& asked, dsl::AccessRequest const& request,
                                   std::string const& key);

// One request that is on record.
struct Task {
  dsl::AccessRequest const* request = nullptr;
  engine::StateRecord record;
  std::string key;
  dsl::RequestAnswer const* answer = nullptr;  // null: none yet
  RequestStatus status() const { return answer ? answer->status : RequestStatus::pending; }
};
// Nothing where the record is no request.
std::optional<Task> task_of(engine::Snapshot const& snapshot, std::string_view key);
// Those in the queue of a party (any, when it is empty) that no one has approved or denied.
std::vector<Task> open_tasks(engine::Snapshot const& snapshot, std::string_view party);

// The record with the answer in it, given on this day.
engine::StateRecord answered_record(dsl::Rulebook const& rulebook, Task const& task, dsl::RequestAnswer const& answer,
                                    dsl::Date date);

}  // namespace bylaw::api::authzen
