// What happens to a record on a day: a field for the day of an event, such as a revocation, is filled in with one
// press; and a record that one person gives another as a letter to print, with its scope and its last day.
#include "api/pages/record_events.hpp"

#include <algorithm>

#include "api/pages/json_reader.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"
#include "api/write_json.hpp"

namespace bylaw::api::pages {
namespace {

bool is_reference(dsl::Field const& field, dsl::Index of) {
  return field.type.kind == dsl::TypeKind::reference && !field.type.list && field.type.of == of;
}

// The first two people that it names: who gives, and who holds.
std::vector<dsl::Index> people_in(PageCall const& call, dsl::Record const& record) {
  std::vector<dsl::Index> fields;
  for (dsl::Index field = 0; field < record.fields.size(); ++field)
    if (is_reference(record.fields[field], people_of(call.rulebook())) && !record.fields[field].optional)
      fields.push_back(field);
  return fields;
}

std::string title_at(PageCall const& call, dsl::Index record, engine::Row row, dsl::Index field) {
  auto const value = call.snapshot->table(record).value(row, field);
  auto const of = call.rulebook().records[record].fields[field].type.of;
  return value.is_unknown() ? ""
                            : Words(*call.snapshot, call.language).title(of, static_cast<engine::Row>(value.number));
}

struct Found {
  dsl::Index record = dsl::none;
  engine::Row row = 0;
};
std::optional<Found> found(PageCall const& call) {
  auto const record = dsl::find_record(call.rulebook(), call.captured[0]);
  auto const row = record == dsl::none ? std::nullopt : call.snapshot->find(record, call.captured[1]);
  return row ? std::optional(Found{record, *row}) : std::nullopt;
}

// What the letter says: everything recorded but people, keys and what has its own place in it.
List letter_lines(PageCall const& call, Found const& of, std::vector<dsl::Index> const& people, dsl::Index group) {
  Words const words(*call.snapshot, call.language);
  auto const& declared = call.rulebook().records[of.record];
  List lines;
  for (dsl::Index field = 0; field < declared.fields.size(); ++field) {
    auto const value = call.snapshot->table(of.record).value(of.row, field);
    bool const placed =
        field == group || std::ranges::count(people, field) > 0 || std::ranges::count(declared.key, field) > 0;
    if (placed || value.is_unknown() || (value.is_never() && !declared.fields[field].open) ||
        declared.fields[field].type.kind == dsl::TypeKind::boolean)
      continue;
    lines.push_back(
        model({{"label", words.field(declared.fields[field])}, {"value", words.value(declared.fields[field], value)}}));
  }
  return lines;
}

// The record as it was read, with the day in one field.
std::string with_day(JsonValue record, std::string const& field, std::string const& day) {
  auto& members = std::get<JsonObject>(record.value);
  std::erase_if(members, [&](JsonMember const& member) { return member.key == field; });
  members.push_back({field, {day}});
  return json_text(record);
}

}  // namespace

bool is_letter(PageCall const& call, dsl::Index record) {
  auto const& declared = call.rulebook().records[record];
  bool const ends = std::ranges::any_of(declared.fields, &dsl::Field::open);
  return ends && declared.opening != dsl::none && people_in(call, declared).size() >= 2;
}

List open_events(PageCall const& call, dsl::Index record, engine::Row row) {
  Words const words(*call.snapshot, call.language);
  auto const& declared = call.rulebook().records[record];
  auto const key = call.snapshot->key(record, row);
  List events;
  if (!call.may_write(record, key) || !runs_on(*call.snapshot, record, row, call.today)) return events;
  for (dsl::Index field = 0; field < declared.fields.size(); ++field) {
    auto const& one = declared.fields[field];
    if (!one.event || one.type.kind != dsl::TypeKind::date ||
        !call.snapshot->table(record).value(row, field).is_never())
      continue;
    events.push_back(model({{"label", call.texts().with("event.today", {{"event", words.field(one)}})},
                            {"path", record_path(call, record, key) + "/happened/" + one.name}}));
  }
  return events;
}

HttpResponse record_happened(PageCall const& call) {
  auto const of = found(call);
  auto const field = of ? dsl::find_field(call.rulebook().records[of->record], call.captured[2]) : dsl::none;
  if (field == dsl::none || !call.rulebook().records[of->record].fields[field].event) return not_found_page(call);
  auto const path = record_path(call, of->record, call.captured[1]);
  auto const stored = read(call, "/v1/records/" + call.captured[0] + '/' + call.captured[1]);
  if (!stored) return not_found_page(call);
  auto const reply =
      ask(call, "PUT", "/v1/records/" + call.captured[0] + '/' + call.captured[1], {},
          with_day(*stored, call.captured[2], dsl::to_string(call.today)), {{"If-Match", call.given("version")}});
  if (reply) return redirect(path);
  if (reply.error().type == ProblemType::precondition_failed)
    return refusal_page(call, 409, call.texts().get("form.changed"));
  return refusal_page(call, 403,
                      reply.error().errors.empty() ? reply.error().detail : reply.error().errors.front().message);
}

HttpResponse letter_page(PageCall const& call) {
  auto const of = found(call);
  if (!of || !is_letter(call, of->record)) return not_found_page(call);
  Words const words(*call.snapshot, call.language);
  auto const& declared = call.rulebook().records[of->record];
  auto const people = people_in(call, declared);
  auto const group = std::ranges::find_if(
      declared.fields, [&](auto const& field) { return is_reference(field, groups_of(call.rulebook())); });
  auto const at_group =
      group == declared.fields.end() ? dsl::none : static_cast<dsl::Index>(group - declared.fields.begin());
  auto const opening = call.snapshot->table(of->record).value(of->row, declared.opening);
  auto const kind = words.singular(of->record);
  auto const head = at_group == dsl::none ? std::string() : title_at(call, of->record, of->row, at_group);
  Model values =
      model({{"kind", kind},
             {"letterhead", head.empty() ? call.rulebook().title : head},
             {"day", opening.is_unknown() ? "" : words.date(dsl::Date{static_cast<std::int32_t>(opening.number)})},
             {"giver_label", words.field(declared.fields[people[0]])},
             {"giver", title_at(call, of->record, of->row, people[0])},
             {"holder_label", words.field(declared.fields[people[1]])},
             {"holder", title_at(call, of->record, of->row, people[1])},
             {"lines", letter_lines(call, *of, {people[0], people[1]}, at_group)},
             {"key", call.captured[1]},
             {"over", !runs_on(*call.snapshot, of->record, of->row, call.today)},
             {"back", record_path(call, of->record, call.captured[1])}});
  return page(call, "paper",
              {kind, {{words.title(of->record, of->row), record_path(call, of->record, call.captured[1])}}},
              std::move(values));
}

}  // namespace bylaw::api::pages
