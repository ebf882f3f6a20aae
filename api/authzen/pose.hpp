// A question of AuthZEN in the terms of the rulebook: its ids become records, its properties facts, or fields laid over
// the records for this question only. What goes where is declared in the rulebook.
#pragma once
#include <expected>
#include <memory>
#include <string>

#include "api/authzen/sent.hpp"
#include "api/read_question.hpp"

namespace bylaw::api::authzen {

// Nothing that the rulebook can be asked about: that is no fault of the request, and the answer is no.
struct NotKnown {
  std::string code;     // "unknown_subject"...
  std::string message;  // a sentence
};

class Posing {
 public:
  // `today` is the day asked about unless the context has another.
  // `sight`: records that it hides are as if they were not there.
  Posing(std::shared_ptr<engine::Snapshot const> snapshot, dsl::Date today, Sight& sight)
      : rulebook_(*snapshot->rulebook), snapshot_(std::move(snapshot)), today_(today), sight_(sight) {}

  // Lays over the records what is sent of them; not that of what is sought, which is nobody in particular.
  InputFaults lay_over(Sent const& sent, Sought sought, Place const& place = {});
  // Over what was laid over. Values that do not fit are faults.
  std::expected<std::expected<AskedQuestion, NotKnown>, InputFaults> pose(Sent const& sent,
                                                                          Place const& place = {}) const;

  engine::Snapshot const& snapshot() const { return *snapshot_; }
  engine::State const& laid_over() const { return laid_over_; }

 private:
  bool may_set(dsl::Index record, engine::Row row, dsl::SentProperty const& property, engine::Datum const& datum,
               Place const& place, InputFaults& faults);
  void collect(dsl::SentEntity const& entity, Entity const& sent, Place const& place, InputFaults& faults);

  dsl::Rulebook const& rulebook_;
  std::shared_ptr<engine::Snapshot const> snapshot_;
  dsl::Date today_;
  Sight& sight_;
  engine::State laid_over_;
};

// Null where the rulebook declares no such.
dsl::SentEntity const* find_entity(std::vector<dsl::SentEntity> const& entities, std::string_view type);
dsl::SentAction const* find_sent_action(dsl::Rulebook const& rulebook, std::string_view name);
// The record that the ids of such entities are keys of; `none` where they are keys of none.
dsl::Index record_of(dsl::Rulebook const& rulebook, dsl::SentEntity const& entity);

}  // namespace bylaw::api::authzen
