#include "engine/own_records.hpp"

#include "engine/decide/machine.hpp"
#include "engine/decide/plain.hpp"
#include "engine/standing/desk.hpp"

namespace bylaw::engine {

struct OwnRecords::Desk {
  Desk(Program const& program, Snapshot const& snapshot, dsl::Date date, CompiledRole const& its_role)
      : standing(program, snapshot, date), role(its_role), machine(standing.world, plain, standing.frame) {}

  StandingDesk standing;
  CompiledRole const& role;
  Plain plain{};
  Machine<Plain> machine;
};

OwnRecords::OwnRecords(Program const& program, Snapshot const& snapshot, dsl::Date date, Index role,
                       std::string_view holder) {
  auto const kind = program.rulebook->roles[role].holder;
  auto const row = kind == dsl::none ? std::nullopt : snapshot.find(kind, holder);
  if (!row) return;
  desk_ = std::make_unique<Desk>(program, snapshot, date, program.roles[role]);
  desk_->machine.bind(0, Value::reference(kind, *row));
}

OwnRecords::~OwnRecords() = default;
OwnRecords::OwnRecords(OwnRecords&&) noexcept = default;

bool OwnRecords::owns(Index record, Row row) {
  if (!desk_ || desk_->role.own[record] == dsl::none) return false;
  desk_->machine.bind(1, Value::reference(record, row));
  return desk_->machine.test(desk_->role.own[record]) == Truth::yes;
}

}  // namespace bylaw::engine
