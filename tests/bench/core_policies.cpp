#include "tests/bench/core_policies.hpp"

#include <algorithm>

namespace bylaw::bench::core {
namespace {

using engine::Outcome;

constexpr std::int64_t large_cents = 10'000'000;

class Policies {
 public:
  Policies(Records const& records, Question const& question)
      : records_(records), asked_(question), today_(question.date) {}

  Outcome decide() const {
    auto const acting = asked_.action == Question::Action::approach ? approach() : speak();
    return std::min(acting, declare());
  }

 private:
  static bool active(Group const& group, Day day) {
    if (group.status == GroupStatus::proposed || group.established > day) return false;
    return group.dissolved != never ? day < group.dissolved : group.status != GroupStatus::dissolved;
  }
  static bool runs(Term const& term, Day day) { return term.start <= day && day <= term.end; }

  bool heads(Id person, Day day) const {
    auto const& group = records_.groups[asked_.group];
    if (!active(group, day)) return false;
    return std::ranges::any_of(records_.terms[person], [&](Term const& term) {
      return term.group == asked_.group && term.start <= today_ && runs(term, day) &&
             (term.role != Role::rlac || group.is_authority);
    });
  }

  // -- fundraising

  Outcome approach() const {
    if (!asked_.in_group_name || asked_.in_kind) return Outcome::clear;
    auto const large = asked_.cents > large_cents ? large_approach() : Outcome::clear;
    return asked_.reach == Reach::regional ? std::min(large, regional_approach()) : large;
  }

  std::vector<Contact> const& contacts() const { return records_.contacts[asked_.group]; }
  bool in_this_quadrennium(Day day) const {
    return std::ranges::any_of(records_.quadrennia, [&](Quadrennium const& one) {
      return one.start <= today_ && today_ <= one.end && one.start <= day && day <= one.end;
    });
  }
  bool about(Contact const& contact) const {
    return contact.on <= today_ && contact.subject == asked_.donor && in_this_quadrennium(contact.on);
  }
  bool clears(Contact const& contact) const {
    return contact.purpose == Purpose::clearance &&
           (contact.party == Party::chairs_office || contact.party == Party::secretariat) && about(contact);
  }
  bool clears_region(Contact const& contact) const {
    return contact.purpose == Purpose::regional_clearance &&
           (contact.party == Party::regional_office || contact.party == Party::country_office) && about(contact);
  }
  bool is(Contact const& contact, Answer answer) const {
    return contact.outcome == answer && contact.outcome_on <= today_;
  }

  Outcome large_approach() const {
    bool asked = false, refused = false;
    for (auto const& one : contacts()) {
      if (!clears(one)) continue;
      asked = true;
      auto const later_refusal = [&](Contact const& other) {
        return clears(other) && is(other, Answer::refused) && other.outcome_on > one.outcome_on;
      };
      auto const asked_again = [&](Contact const& other) { return clears(other) && other.on > one.outcome_on; };
      if (is(one, Answer::accepted) && std::ranges::none_of(contacts(), later_refusal)) return Outcome::clear;
      refused = refused || (is(one, Answer::refused) && std::ranges::none_of(contacts(), asked_again));
    }
    return refused ? Outcome::refer : asked ? Outcome::pending : Outcome::action_requested;
  }

  bool cleared_in(Id region) const {
    return std::ranges::any_of(contacts(), [&](Contact const& one) {
      return one.region == region && clears_region(one) && is(one, Answer::accepted) &&
             std::ranges::none_of(contacts(), [&](Contact const& other) {
               return other.region == region && clears_region(other) && is(other, Answer::refused) &&
                      other.outcome_on > one.outcome_on;
             });
    });
  }
  bool asked_in(Id region) const {
    return std::ranges::any_of(contacts(),
                               [&](Contact const& one) { return one.region == region && clears_region(one); });
  }
  bool refused_for_good(Contact const& one) const {
    return clears_region(one) && is(one, Answer::refused) &&
           std::ranges::none_of(contacts(), [&](Contact const& other) {
             return other.region == one.region && clears_region(other) && other.on > one.outcome_on;
           });
  }

  Outcome regional_approach() const {
    if (std::ranges::none_of(contacts(), [&](Contact const& one) { return clears_region(one); }))
      return Outcome::action_requested;
    if (std::ranges::all_of(asked_.regions, [&](Id region) { return cleared_in(region); })) return Outcome::clear;
    if (std::ranges::any_of(contacts(), [&](Contact const& one) { return refused_for_good(one); }))
      return Outcome::refer;
    bool const everywhere = std::ranges::all_of(asked_.regions, [&](Id region) { return asked_in(region); });
    return everywhere ? Outcome::pending : Outcome::action_requested;
  }

  // -- speaking

  bool delegated(Delegation const& one) const {
    return one.of_group && one.group == asked_.group && one.in_writing && one.issued <= today_ && one.from <= today_ &&
           today_ <= one.until && today_ < one.revoked && (one.topic == nobody || one.topic == asked_.topic) &&
           one.meeting == nobody && heads(one.delegator, one.issued);
  }
  bool stands(Delegation const& one) const {
    return heads(one.delegator, today_) || (one.confirmed <= today_ && one.confirmed_by != nobody &&
                                            heads(one.confirmed_by, one.confirmed) && heads(one.confirmed_by, today_));
  }

  Outcome speak() const {
    if (!asked_.for_group || heads(asked_.actor, today_)) return Outcome::clear;
    bool may = false, confirmed = false;
    auto letterhead = Letterhead::no;
    for (auto const& one : records_.delegations[asked_.actor]) {
      if (!delegated(one)) continue;
      may = true;
      confirmed = confirmed || stands(one);
      letterhead = std::max(letterhead, one.letterhead);
    }
    if (!may) return Outcome::not_permitted;
    if (!confirmed) return Outcome::action_required;
    if (letterhead == Letterhead::unknown) return Outcome::undetermined;
    return letterhead == Letterhead::yes ? Outcome::clear : Outcome::action_requested;
  }

  // -- declarations

  bool declared_in(Term const& term) const {
    return std::ranges::any_of(records_.declarations[term.person], [&](Day filed) {
      return filed <= today_ && filed >= term.start &&
             std::ranges::none_of(records_.quadrennia, [&](Quadrennium const& one) {
               return one.start <= today_ && today_ <= one.end && filed < one.start;
             });
    });
  }

  Outcome declare() const {
    bool const missing = std::ranges::any_of(records_.terms[asked_.actor], [&](Term const& term) {
      return runs(term, today_) && active(records_.groups[term.group], today_) && !declared_in(term);
    });
    return missing ? Outcome::advice : Outcome::clear;
  }

  Records const& records_;
  Question const& asked_;
  Day today_;
};

}  // namespace

Outcome decide(Records const& records, Question const& question) { return Policies(records, question).decide(); }

}  // namespace bylaw::bench::core
