#include "api/access/sight.hpp"

#include <algorithm>

#include "dsl/confidential_reads.hpp"
#include "engine/decide/program.hpp"

namespace bylaw::api {

using dsl::Index;
using dsl::Reach;
using engine::Row;
using engine::Snapshot;

Sight::Sight(engine::Program const& program, std::shared_ptr<Snapshot const> now, dsl::Date today,
             Caller const& caller)
    : program_(program), now_(std::move(now)), today_(today), caller_(caller) {
  auto const& rulebook = *program.rulebook;
  whole_ = true;
  for (Index record = 0; record < rulebook.records.size(); ++record) whole_ = whole_ && !is_limited(record);
  if (!caller.unrestricted && caller.role != dsl::none && rulebook.roles[caller.role].holder != dsl::none)
    own_.emplace(program, *now_, today_, caller.role, caller.holder);
}

Reach Sight::sees(Index record) const {
  if (caller_.unrestricted) return Reach::all;
  return caller_.role == dsl::none ? Reach::nothing : program_.rulebook->roles[caller_.role].sees[record];
}

bool Sight::sees_all(Index record) const { return sees(record) == Reach::all; }

bool Sight::is_limited(Index record) const {
  return !sees_all(record) && dsl::has_confidential(program_.rulebook->records[record]);
}

bool Sight::judge(Index record, std::optional<Row> row) {
  if (!row || !own_) return false;
  auto const [known, fresh] = judged_.try_emplace({record, *row}, false);
  if (fresh) known->second = own_->owns(record, *row);
  return known->second;
}

std::optional<Row> Sight::here(Snapshot const& of, Index record, Row row) const {
  return &of == now_.get() ? std::optional(row) : now_->find(record, of.key(record, row));
}

bool Sight::owns(Snapshot const& of, Index record, Row row) { return judge(record, here(of, record, row)); }
bool Sight::owns(Index record, std::string_view key) { return judge(record, now_->find(record, key)); }

bool Sight::confidential_fields(Snapshot const& of, Index record, Row row) {
  auto const reach = sees(record);
  return reach == Reach::all || (reach == Reach::own && owns(of, record, row));
}
bool Sight::confidential_fields(Index record, std::string_view key) {
  auto const reach = sees(record);
  return reach == Reach::all || (reach == Reach::own && owns(record, key));
}

bool Sight::row(Snapshot const& of, Index record, Row row) {
  return !program_.rulebook->records[record].confidential || confidential_fields(of, record, row);
}
bool Sight::row(Index record, std::string_view key) {
  return !program_.rulebook->records[record].confidential || confidential_fields(record, key);
}

bool Sight::hides(Index record, std::string_view key) { return !row(record, key) && now_->find(record, key); }

bool Sight::field(Snapshot const& of, Index record, Row row, Index field) {
  auto const& declared = program_.rulebook->records[record].fields[field];
  if (declared.confidential && !confidential_fields(of, record, row)) return false;
  if (declared.type.kind != dsl::TypeKind::reference || declared.type.list) return true;
  auto const value = of.table(record).value(row, field);
  return value.kind != engine::Kind::reference || this->row(of, declared.type.of, static_cast<Row>(value.number));
}

// Takes out what refers to a record that the caller must not know of.
void Sight::keep_known(Index record, engine::Datum& datum) {
  std::erase_if(datum.items, [&](auto const& item) { return hides(record, std::get<std::string>(item)); });
}

engine::StateRecord Sight::shown(Index record, engine::StateRecord row) {
  if (whole_) return row;
  auto const& declared = program_.rulebook->records[record];
  bool const confidential = !is_limited(record) || confidential_fields(record, engine::key_of(*program_.rulebook, record, row));
  for (Index field = 0; field < declared.fields.size(); ++field) {
    auto const& its = declared.fields[field];
    auto& datum = row.fields[field];
    if (!datum) continue;
    bool const refers = its.type.kind == dsl::TypeKind::reference && is_limited(its.type.of);
    if (refers && its.type.list) keep_known(its.type.of, *datum);
    bool const unknown_to_caller =
        refers && !its.type.list && hides(its.type.of, std::get<std::string>(datum->scalar));
    if ((its.confidential && !confidential) || unknown_to_caller) datum.reset();
  }
  return row;
}

bool Sight::would_own(Index record, engine::StateRecord const& row) {
  auto const& rulebook = *program_.rulebook;
  if (caller_.role == dsl::none || rulebook.roles[caller_.role].holder == dsl::none) return false;
  auto const with_it = engine::overlay(now_, {{record, {row}}});
  if (!with_it) return false;
  auto const there = (*with_it)->find(record, engine::key_of(rulebook, record, row));
  return there &&
         engine::OwnRecords(program_, **with_it, today_, caller_.role, caller_.holder).owns(record, *there);
}

}  // namespace bylaw::api
