#include "engine/cases/recording.hpp"

#include <algorithm>

#include "engine/cases/case_desk.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::engine {
namespace {

CompiledWrites const& compiled_writes(Program const& program, Index procedure, Index step) {
  auto const& compiled = program.procedures[procedure];
  return step == dsl::none ? compiled.opening : compiled.steps[step].recording;
}

bool may_be_left_out(dsl::Field const& field) { return field.optional || field.event || field.open; }

class Planner {
 public:
  Planner(Program const& program, Snapshot const& snapshot, Recording const& recording,
          std::function<std::string()> const& new_id)
      : rulebook_(*program.rulebook),
        snapshot_(snapshot),
        recording_(recording),
        new_id_(new_id),
        writes_(writes_of(rulebook_, recording.procedure, recording.step)),
        compiled_(compiled_writes(program, recording.procedure, recording.step)),
        desk_(program, snapshot, recording.procedure, recording.row, recording.date, recording.parameters) {}

  std::expected<Plan, std::vector<Unfilled>> plan() {
    for (std::size_t write = 0; write < writes_.size(); ++write) {
      auto const& given = recording_.given[write];
      for (std::size_t item = 0; item < given.size(); ++item) add(write, item, given[item]);
    }
    if (!unfilled_.empty()) return std::unexpected(std::move(unfilled_));
    return std::move(plan_);
  }

 private:
  void add(std::size_t write, std::size_t item, GivenRecord const& given) {
    auto const& declared = writes_[write];
    if (declared.changed == dsl::none) return make(write, item, given);
    auto const target = desk_.value(compiled_.writes[write].changed);
    if (target.kind != Kind::reference) return unfilled_.push_back({write, item, dsl::none});
    auto& row = existing(declared.record, static_cast<Row>(target.number));
    fill(row, write, given);
    note(declared.record, row, write, item);
  }

  void make(std::size_t write, std::size_t item, GivenRecord const& given) {
    auto const record = writes_[write].record;
    auto const& fields = rulebook_.records[record].fields;
    StateRecord row;
    row.fields.resize(fields.size());
    fill(row, write, given);
    name(row, record, given);
    refer(row, record);
    auto const missing = [&](Index field) { return !row.fields[field] && !may_be_left_out(fields[field]); };
    bool complete = true;
    for (Index field = 0; field < fields.size(); ++field) {
      if (!missing(field)) continue;
      unfilled_.push_back({write, item, field});
      complete = false;
    }
    if (!complete) return;
    note(record, row, write, item);
    table(record).rows.push_back(std::move(row));
  }

  void fill(StateRecord& row, std::size_t write, GivenRecord const& given) {
    auto const& declared = writes_[write];
    for (std::size_t i = 0; i < declared.values.size(); ++i) {
      auto const& value = declared.values[i];
      auto& field = row.fields[value.target];
      if (value.given) {
        if (given.fields[value.target]) field = given.fields[value.target];
        continue;
      }
      auto const result = desk_.value(compiled_.writes[write].values[i]);
      if (!result.is_unknown() && !result.is_never()) field = Datum{scalar_constant(snapshot_, result), {}};
    }
  }

  // The key: what the request says, or a new one. Only a key of one field can be made up.
  void name(StateRecord& row, Index record, GivenRecord const& given) {
    auto const& key = rulebook_.records[record].key;
    if (key.size() == 1 && !row.fields[key.front()])
      row.fields[key.front()] = Datum{given.id ? *given.id : new_id_(), {}};
  }

  // Fields that refer to the case, or to a record made before, and that nothing else fills.
  void refer(StateRecord& row, Index record) const {
    auto const& fields = rulebook_.records[record].fields;
    for (Index field = 0; field < fields.size(); ++field) {
      auto const type = fields[field].type;
      if (row.fields[field] || type.kind != dsl::TypeKind::reference || type.list) continue;
      auto const made = std::ranges::find_if(plan_.recorded, [&](Recorded const& one) {
        return one.record == type.of && writes_[one.write].changed == dsl::none;
      });
      auto const& about = rulebook_.procedures[recording_.procedure].record;
      if (made != plan_.recorded.end())
        row.fields[field] = Datum{made->key, {}};
      else if (type.of == about && recording_.row)
        row.fields[field] = Datum{std::string(snapshot_.key(about, *recording_.row)), {}};
    }
  }

  StateTable& table(Index record) {
    auto const found = std::ranges::find(plan_.state, record, &StateTable::record);
    return found == plan_.state.end() ? plan_.state.emplace_back(StateTable{record, {}}) : *found;
  }

  // The record as it is so far: changed before by this recording, or as it is stored.
  StateRecord& existing(Index record, Row row) {
    auto& rows = table(record).rows;
    auto const key = snapshot_.key(record, row);
    for (auto& changed : rows)
      if (key_of(rulebook_, record, changed) == key) return changed;
    return rows.emplace_back(record_of(snapshot_, record, row));
  }

  void note(Index record, StateRecord const& row, std::size_t write, std::size_t item) {
    plan_.recorded.push_back({record, key_of(rulebook_, record, row), write, item});
  }

  dsl::Rulebook const& rulebook_;
  Snapshot const& snapshot_;
  Recording const& recording_;
  std::function<std::string()> const& new_id_;
  std::vector<dsl::Write> const& writes_;
  CompiledWrites const& compiled_;
  CaseDesk desk_;
  Plan plan_;
  std::vector<Unfilled> unfilled_;
};

Value written_value(Snapshot const& after, Plan const& plan, dsl::Assignment const& value) {
  auto const written = std::ranges::find(plan.recorded, value.write, &Recorded::write);
  if (written == plan.recorded.end()) return Value::unknown();
  auto const row = after.find(written->record, written->key);
  return row ? after.table(written->record).value(*row, value.field) : Value::unknown();
}

}  // namespace

std::vector<dsl::Write> const& writes_of(dsl::Rulebook const& rulebook, Index procedure, Index step) {
  auto const& declared = rulebook.procedures[procedure];
  return step == dsl::none ? declared.writes : declared.steps[step].writes;
}

dsl::ActionCheck const& check_of(dsl::Rulebook const& rulebook, Index procedure, Index step) {
  auto const& declared = rulebook.procedures[procedure];
  return step == dsl::none ? declared.check : declared.steps[step].check;
}

std::expected<Plan, std::vector<Unfilled>> plan_recording(Program const& program, Snapshot const& snapshot,
                                                          Recording const& recording,
                                                          std::function<std::string()> const& new_id) {
  return Planner(program, snapshot, recording, new_id).plan();
}

std::optional<Question> check_question(Program const& program, Snapshot const& after, Row row,
                                       Recording const& recording, Plan const& plan) {
  auto const& rulebook = *program.rulebook;
  auto const& check = check_of(rulebook, recording.procedure, recording.step);
  if (check.action == dsl::none) return std::nullopt;
  auto const& compiled = compiled_writes(program, recording.procedure, recording.step);
  CaseDesk desk(program, after, recording.procedure, row, recording.date, recording.parameters);
  Question question;
  question.action = check.action;
  question.date = recording.date;
  question.parameters = recording.parameters;
  question.parameters.resize(rulebook.parameters.size(), Value::unknown());
  question.facts.resize(rulebook.facts.size(), Value::unknown());
  question.symbols = after.symbols;
  auto const& about = rulebook.procedures[recording.procedure];
  auto const& facts = rulebook.actions[check.action].facts;
  if (std::ranges::find(facts, about.fact) != facts.end())
    question.facts[about.fact] = Value::reference(about.record, row);
  for (std::size_t i = 0; i < check.values.size(); ++i) {
    auto const& value = check.values[i];
    auto& target = value.parameter ? question.parameters[value.target] : question.facts[value.target];
    target = value.write == dsl::none ? desk.value(compiled.check[i]) : written_value(after, plan, value);
  }
  return question;
}

std::vector<Index> recusals(Program const& program, Snapshot const& after, Row row, Recording const& recording) {
  std::vector<Index> found;
  if (recording.step == dsl::none) return found;
  CaseDesk desk(program, after, recording.procedure, row, recording.date, recording.parameters);
  auto const& compiled = program.procedures[recording.procedure].steps[recording.step].recusals;
  for (Index i = 0; i < compiled.size(); ++i)
    if (desk.ask(compiled[i]).truth == Truth::yes) found.push_back(i);
  return found;
}

Truth is_for(Program const& program, Snapshot const& snapshot, Index procedure, Row row, dsl::Date date) {
  CaseDesk desk(program, snapshot, procedure, row, date);
  return desk.ask(program.procedures[procedure].when, Truth::yes).truth;
}

}  // namespace bylaw::engine
