#include "api/read_state.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "api/nearest.hpp"
#include "api/read_value.hpp"

namespace bylaw::api {
namespace {

bool may_be_left_out(dsl::Field const& field) { return field.optional || field.event || field.open; }

void add_unknown_record(dsl::Rulebook const& rulebook, std::string const& name, Place const& place,
                        InputFaults& faults) {
  faults.add(place, "unknown_record",
             "There are no records called " + in_quotes(name) + nearest_hint(name, names_of(rulebook.records)) + '.');
}

std::string field_pointer(dsl::Rulebook const& rulebook, engine::Fault const& fault, std::string pointer) {
  if (fault.field == dsl::none) return pointer;
  pointer = pointer_to(std::move(pointer), rulebook.records[fault.record].fields[fault.field].name);
  bool const in_list = fault.item != static_cast<std::size_t>(-1);
  return in_list ? pointer + '/' + std::to_string(fault.item) : pointer;
}

// Whether this place, or one that it is a part of, has a fault.
bool is_taken(std::set<std::string> const& taken, std::string pointer) {
  for (;; pointer.erase(pointer.rfind('/'))) {
    if (taken.contains(pointer)) return true;
    if (pointer.empty()) return false;
  }
}

void merge(engine::Faults const& found, InputFaults& faults, auto pointer_of) {
  std::set<std::string> taken;
  for (auto const& fault : faults.all()) taken.insert(fault.pointer);
  for (auto const& fault : found) {
    auto pointer = pointer_of(fault);
    if (!is_taken(taken, pointer)) faults.add({std::move(pointer), fault.code, fault.message});
  }
}

}  // namespace

engine::StateRecord read_row(dsl::Rulebook const& rulebook, dsl::Index record, JsonValue const& json,
                             Place const& place, InputFaults& faults) {
  auto const& declared = rulebook.records[record];
  engine::StateRecord row;
  row.fields.resize(declared.fields.size());
  auto const* members = json.object();
  if (!members) {
    faults.add(place, "wrong_type", "A record must be an object, not " + std::string(json.kind()) + '.');
    return row;
  }
  std::vector<bool> seen(declared.fields.size());
  for (auto const& [name, value] : *members) {
    Place const field_place(place, name);
    auto const field = dsl::find_field(declared, name);
    if (field == dsl::none) {
      faults.add(field_place, "unknown_field",
                 in_quotes(name) + " is not a field of " + declared.name +
                     nearest_hint(name, names_of(declared.fields)) + '.');
    } else if (!value.is_null()) {
      seen[field] = true;
      row.fields[field] = read_datum(rulebook, declared.fields[field].type, value, field_place, faults);
    }
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] || may_be_left_out(declared.fields[i])) continue;
    faults.add(Place(place, declared.fields[i].name), "missing_field",
               "The field " + declared.fields[i].name + " of " + declared.name + " is missing.");
  }
  return row;
}

ReadState read_state(dsl::Rulebook const& rulebook, JsonValue const& json, Place const& place) {
  ReadState result;
  auto const* tables = json.object();
  if (!tables) {
    result.faults.add(place, "wrong_type", "Records must be an object of lists, not " + std::string(json.kind()) + '.');
    return result;
  }
  for (auto const& [name, rows] : *tables) {
    Place const table_place(place, name);
    auto const record = dsl::find_record(rulebook, name);
    if (record == dsl::none) {
      add_unknown_record(rulebook, name, table_place, result.faults);
    } else if (auto const* list = rows.list()) {
      auto& table = result.state.emplace_back(engine::StateTable{record, {}});
      for (std::size_t i = 0; i < list->size(); ++i) {
        table.rows.push_back(read_row(rulebook, record, (*list)[i], Place(table_place, i), result.faults));
      }
    } else {
      result.faults.add(table_place, "wrong_type",
                        "This must be a list of records, not " + std::string(rows.kind()) + '.');
    }
  }
  return result;
}

namespace {

// `parse` is given what takes the rows.
std::expected<engine::State, InputFault> read_rows(dsl::Rulebook const& rulebook, auto parse, InputFaults& faults,
                                                   RecordSink const& sink) {
  auto const take_row = [&](std::string const& name, std::size_t position, JsonValue const& json) {
    auto const record = dsl::find_record(rulebook, name);
    Place const root, table_place(root, name), place(table_place, position);
    if (record != dsl::none) sink(record, read_row(rulebook, record, json, place, faults));
  };
  auto const rest = parse(RowSink(take_row));
  if (!rest) return std::unexpected(rest.error());
  // What was not handed over: names, and whatever is no list of rows.
  auto frame = read_state(rulebook, *rest);
  for (auto const& fault : frame.faults.all()) faults.add(fault);
  return std::move(frame.state);
}

}  // namespace

std::expected<ReadState, InputFault> read_state_text(dsl::Rulebook const& rulebook, std::string_view text,
                                                     JsonLimits const& limits) {
  ReadState result;
  std::map<dsl::Index, std::vector<engine::StateRecord>> rows;
  auto kinds = read_rows(
      rulebook, [&](RowSink const& sink) { return parse_json_rows(text, limits, sink); }, result.faults,
      [&](dsl::Index record, engine::StateRecord row) { rows[record].push_back(std::move(row)); });
  if (!kinds) return std::unexpected(kinds.error());
  result.state = *std::move(kinds);
  for (auto& table : result.state) table.rows = std::move(rows[table.record]);
  return result;
}

std::expected<engine::State, InputFault> read_state_stream(dsl::Rulebook const& rulebook, JsonStream& stream,
                                                           InputFaults& faults, RecordSink const& sink) {
  return read_rows(
      rulebook, [&](RowSink const& take) { return parse_json_rows(stream, {}, take); }, faults, sink);
}

void add_engine_faults(dsl::Rulebook const& rulebook, engine::Faults const& found, std::string const& pointer,
                       InputFaults& faults) {
  merge(found, faults, [&](engine::Fault const& fault) {
    if (fault.record == dsl::none) return pointer;
    auto const row = pointer_to(pointer, rulebook.records[fault.record].name) + '/' + std::to_string(fault.position);
    return field_pointer(rulebook, fault, row);
  });
}

void add_row_faults(dsl::Rulebook const& rulebook, engine::Faults const& found, InputFaults& faults) {
  merge(found, faults, [&](engine::Fault const& fault) { return field_pointer(rulebook, fault, ""); });
}

}  // namespace bylaw::api
