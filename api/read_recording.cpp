#include "api/read_recording.hpp"

#include <algorithm>

#include "api/nearest.hpp"
#include "api/question_values.hpp"
#include "api/read_value.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view date_key = "date", id_key = "id";

bool may_be_left_out(dsl::Write const& write, dsl::Field const& field) {
  return write.changed == dsl::none && (field.optional || field.event || field.open);
}

class RecordingReader {
 public:
  RecordingReader(engine::Snapshot const& snapshot, JsonValue const& body, dsl::Index procedure, dsl::Index step,
                  std::vector<std::string_view> const& also)
      : snapshot_(snapshot),
        rulebook_(*snapshot.rulebook),
        body_(body),
        writes_(engine::writes_of(rulebook_, procedure, step)),
        keys_(also) {
    recording_.procedure = procedure;
    recording_.step = step;
  }

  std::expected<engine::Recording, InputFaults> read() {
    if (!body_.object()) {
      faults_.add(root_, "wrong_type", "This must be an object, not " + std::string(body_.kind()) + '.');
      return std::unexpected(std::move(faults_));
    }
    read_date();
    read_parameters();
    for (auto const& write : writes_) recording_.given.push_back(write.each ? read_each(write) : read_one(write));
    check_keys();
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    return std::move(recording_);
  }

 private:
  JsonValue const* given(std::string_view key) {
    keys_.push_back(key);
    auto const* json = body_.member(key);
    return json && !json->is_null() ? json : nullptr;
  }

  void read_date() {
    Place const place(root_, date_key);
    auto const* json = given(date_key);
    if (!json) return faults_.add(place, "missing", "On which day was it done? Write it as YYYY-MM-DD.");
    if (auto const date = read_datum(rulebook_, {dsl::TypeKind::date, dsl::none, false}, *json, place, faults_))
      recording_.date = std::get<dsl::Date>(date->scalar);
  }

  void read_parameters() {
    QuestionValues values(snapshot_);
    for (dsl::Index i = 0; i < rulebook_.parameters.size(); ++i) {
      auto const& parameter = rulebook_.parameters[i];
      auto const* json = given(parameter.name);
      if (!json) continue;
      Place const place(root_, parameter.name);
      auto const datum = read_datum(rulebook_, parameter.type, *json, place, faults_);
      if (!datum) continue;
      for (auto const& missing : values.give_parameter(i, *datum))
        faults_.add(place, "unknown_reference",
                    "There is no " + rulebook_.records[missing.record].name + ' ' + in_quotes(missing.key) + '.');
    }
    recording_.parameters = values.question.parameters;
  }

  std::vector<engine::GivenRecord> read_one(dsl::Write const& write) {
    auto record = read_fields(write, body_, root_, true);
    if (write.changed == dsl::none && !id_taken_) {
      id_taken_ = true;
      record.id = read_id(given(id_key), root_);
    }
    return {std::move(record)};
  }

  std::vector<engine::GivenRecord> read_each(dsl::Write const& write) {
    auto const& name = rulebook_.records[write.record].name;
    Place const place(root_, name);
    auto const* json = given(name);
    std::vector<engine::GivenRecord> records;
    if (!json) return faults_.add(place, "missing", "The list of these is missing: " + name + '.'), records;
    auto const* list = json->list();
    if (!list)
      return faults_.add(place, "wrong_type", "This must be a list, not " + std::string(json->kind()) + '.'), records;
    for (std::size_t i = 0; i < list->size(); ++i) records.push_back(read_item(write, (*list)[i], Place(place, i)));
    return records;
  }

  engine::GivenRecord read_item(dsl::Write const& write, JsonValue const& json, Place const& place) {
    engine::GivenRecord record;
    record.fields.resize(rulebook_.records[write.record].fields.size());
    if (!json.object()) {
      faults_.add(place, "wrong_type", "This must be an object, not " + std::string(json.kind()) + '.');
      return record;
    }
    record = read_fields(write, json, place, false);
    auto const* id = json.member(id_key);
    record.id = read_id(id && !id->is_null() ? id : nullptr, place);
    std::vector<std::string_view> known = {id_key};
    for (auto const& value : write.values)
      if (value.given) known.push_back(rulebook_.records[write.record].fields[value.target].name);
    for (auto const& member : *json.object()) check_key(member.key, known, place);
    return record;
  }

  engine::GivenRecord read_fields(dsl::Write const& write, JsonValue const& json, Place const& place, bool note) {
    auto const& fields = rulebook_.records[write.record].fields;
    engine::GivenRecord record;
    record.fields.resize(fields.size());
    for (auto const& value : write.values) {
      if (!value.given) continue;
      auto const& field = fields[value.target];
      if (note) keys_.push_back(field.name);
      auto const* member = json.member(field.name);
      Place const field_place(place, field.name);
      if (member && !member->is_null())
        record.fields[value.target] = read_datum(rulebook_, field.type, *member, field_place, faults_);
      else if (!may_be_left_out(write, field))
        faults_.add(field_place, "missing_field",
                    "The field " + field.name + " of " + rulebook_.records[write.record].name + " is missing.");
    }
    return record;
  }

  std::optional<std::string> read_id(JsonValue const* json, Place const& place) {
    if (!json) return std::nullopt;
    auto const datum =
        read_datum(rulebook_, {dsl::TypeKind::id, dsl::none, false}, *json, Place(place, id_key), faults_);
    return datum ? std::optional(std::get<std::string>(datum->scalar)) : std::nullopt;
  }

  void check_keys() {
    for (auto const& member : *body_.object()) check_key(member.key, keys_, root_);
  }
  void check_key(std::string const& key, std::vector<std::string_view> const& known, Place const& place) {
    if (std::ranges::find(known, key) == known.end())
      faults_.add(Place(place, key), "unknown_key",
                  "There is no " + in_quotes(key) + " to be given here" + nearest_hint(key, known) + '.');
  }

  engine::Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  JsonValue const& body_;
  std::vector<dsl::Write> const& writes_;
  std::vector<std::string_view> keys_;
  bool id_taken_ = false;
  Place root_;
  InputFaults faults_;
  engine::Recording recording_;
};

// Where the value of a field was given: under its own name, in its list, or as the parameter that it is taken from.
std::string pointer_of(dsl::Rulebook const& rulebook, engine::Recording const& recording, std::size_t write_index,
                       std::size_t item, dsl::Index field) {
  auto const& write = engine::writes_of(rulebook, recording.procedure, recording.step)[write_index];
  auto const& record = rulebook.records[write.record];
  auto const value = std::ranges::find(write.values, field, &dsl::Assignment::target);
  bool const named = value != write.values.end();
  if (named && !value->given && rulebook.expression(value->value).kind == dsl::ExpressionKind::parameter)
    return pointer_to("", rulebook.parameters[rulebook.expression(value->value).index].name);
  bool const is_key = std::ranges::find(record.key, field) != record.key.end();
  std::string const place = write.each ? pointer_to("", record.name) + '/' + std::to_string(item) : "";
  return is_key || (named && value->given) ? pointer_to(place, record.fields[field].name) : place;
}

}  // namespace

std::expected<engine::Recording, InputFaults> read_recording(engine::Snapshot const& snapshot, JsonValue const& body,
                                                             dsl::Index procedure, dsl::Index step,
                                                             std::vector<std::string_view> const& also) {
  return RecordingReader(snapshot, body, procedure, step, also).read();
}

InputFaults recording_faults(dsl::Rulebook const& rulebook, engine::Recording const& recording,
                             std::vector<engine::Unfilled> const& unfilled) {
  InputFaults faults;
  for (auto const& one : unfilled) {
    auto const& write = engine::writes_of(rulebook, recording.procedure, recording.step)[one.write];
    auto const& record = rulebook.records[write.record];
    if (one.field == dsl::none)
      faults.add({"", "nothing_to_change", "There is no " + record.name + " yet that this could be noted in."});
    else
      faults.add({pointer_of(rulebook, recording, one.write, one.item, one.field), "missing",
                  "Nothing says what the field " + record.fields[one.field].name + " of " + record.name + " is."});
  }
  return faults;
}

InputFaults recording_faults(dsl::Rulebook const& rulebook, engine::Recording const& recording,
                             engine::Plan const& plan, engine::Faults const& found) {
  InputFaults faults;
  for (auto const& fault : found) {
    std::string pointer;
    auto const table = std::ranges::find(plan.state, fault.record, &engine::StateTable::record);
    if (table != plan.state.end() && fault.position < table->rows.size()) {
      auto const key = engine::key_of(rulebook, fault.record, table->rows[fault.position]);
      auto const made = std::ranges::find_if(
          plan.recorded, [&](engine::Recorded const& one) { return one.record == fault.record && one.key == key; });
      if (made != plan.recorded.end() && fault.field != dsl::none)
        pointer = pointer_of(rulebook, recording, made->write, made->item, fault.field);
    }
    faults.add({pointer, fault.code, fault.message});
  }
  return faults;
}

}  // namespace bylaw::api
