// One record and what belongs to it, on a day: for a group, what has to be acted on first, who leads it, what refers to
// it, what happened. What is shown follows from what the rulebook declares.
#include <algorithm>
#include <set>

#include "api/compliance/finding_order.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/record_events.hpp"
#include "api/pages/record_model.hpp"
#include "api/pages/site.hpp"
#include "api/pages/standing_model.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_findings = 10, most_related = 12, most_events = 40, most_changes = 20;

class RecordPage {
 public:
  RecordPage(PageCall const& call, dsl::Index record, engine::Row row)
      : call_(call),
        record_(record),
        row_(row),
        declared_(call.rulebook().records[record]),
        words_(*call.snapshot, call.language),
        key_(call.snapshot->key(record, row)) {}

  HttpResponse made() {
    auto const here = record_path(call_, record_, key_);
    Model values = model(
        {{"kind", words_.singular(record_)}, {"key", key_}, {"on", dsl::to_string(call_.day())}, {"action", here}});
    values.set("day", words_.date(call_.day()));
    values.set("is_today", call_.day() == call_.today);
    values.set("fields", field_rows(call_, record_, row_));
    auto const events = open_events(call_, record_, row_);
    values.set("event_list", events);
    values.set("has_event_list", !events.empty());
    if (!events.empty()) values.set("version", version());
    values.set("paper", here + "/paper");
    values.set("is_letter", is_letter(call_, record_));
    values.set("edit", here + "/edit");
    values.set("can_edit", call_.may_write(record_, key_));
    values.set("json", "/v1" + here);
    set_findings(values);
    set_related(values);
    set_events(values);
    set_changes(values);
    set_checklists(values);
    return page(call_, "record", {words_.title(record_, row_), trail()}, std::move(values));
  }

 private:
  std::string version() const {
    auto const reply = ask(call_, "GET", "/v1/records/" + declared_.name + '/' + key_);
    if (reply)
      for (auto const& [name, value] : reply->headers)
        if (name == "ETag") return value;
    return {};
  }

  std::vector<Crumb> trail() const {
    bool const group = record_ == groups_of(call_.rulebook());
    return {{group ? call_.texts().get("nav.groups") : words_.plural(record_),
             group ? "/groups" : "/records/" + declared_.name}};
  }

  void set_findings(Model& values) {
    auto const& columns = call_.rulebook().columns;
    std::vector<engine::StandingRow> open;
    std::size_t met = 0;
    std::size_t column = 0;
    while (column < columns.size() && columns[column].type.of != record_) ++column;
    values.set("has_findings", column < columns.size() && call_.may(dsl::AccessScope::read_compliance));
    values.set("facts_open", column == columns.size());
    if (column == columns.size()) return;
    auto const all = call_.findings(call_.day());  // held while it is gone through
    for (auto const& row : *all) {
      if (row.concerns[column] != row_ || row.status == dsl::StandingStatus::not_applicable) continue;
      if (row.status == dsl::StandingStatus::met)
        ++met;
      else
        open.push_back(row);
    }
    sort_by_pressure(open);
    NamedValues list = {{columns[column].name, key_}};
    if (call_.day() != call_.today) list.emplace_back("on", dsl::to_string(call_.day()));
    values.set("findings", grouped_findings(call_, open, 0, most_findings, list, {record_, row_}));
    values.set("nothing_open", open.empty());
    values.set("open_count", call_.texts().counted("record.open", open.size()));
    values.set("met_count", call_.texts().counted("record.met", met));
    values.set("list", address("/dashboard/list", list));
  }

  // Record kinds that refer to this one; what runs on the day before what is over.
  void set_related(Model& values) {
    List sections, additions, letters;
    auto const& records = call_.rulebook().records;
    for (dsl::Index kind = 0; kind < records.size(); ++kind) {
      if (records[kind].in_rulebook) continue;
      for (dsl::Index field = 0; field < records[kind].fields.size(); ++field) {
        auto const& type = records[kind].fields[field].type;
        if (type.kind != dsl::TypeKind::reference || type.of != record_) continue;
        auto rows = rows_referring(*call_.snapshot, kind, field, row_);
        if (!type.list && field == first_reference(records[kind]) && call_.may_write(kind))
          (is_letter(call_, kind) ? letters : additions)
              .push_back(model({{"label", words_.singular(kind)},
                                {"path", address("/records/" + records[kind].name + "/new", beginning(kind, field))}}));
        if (!rows.empty()) sections.push_back(related(kind, field, std::move(rows)));
      }
    }
    values.set("related", sections);
    values.set("letters", letters);
    values.set("additions", additions);
    values.set("has_additions", !additions.empty());
  }

  // What a new record that belongs to this one begins with; of a letter also who gives it, and today.
  NamedValues beginning(dsl::Index kind, dsl::Index reference) const {
    auto const& declared = call_.rulebook().records[kind];
    NamedValues values = {{declared.fields[reference].name, key_}};
    if (!is_letter(call_, kind)) return values;
    values.emplace_back(declared.fields[declared.opening].name, dsl::to_string(call_.today));
    auto const giver = std::ranges::find_if(declared.fields, [&](dsl::Field const& field) {
      return field.type.kind == dsl::TypeKind::reference && field.type.of == people_of(call_.rulebook()) &&
             !field.optional;
    });
    if (giver != declared.fields.end() && call_.viewer.known()) values.emplace_back(giver->name, call_.viewer.key);
    return values;
  }

  dsl::Index first_reference(dsl::Record const& record) const {
    for (dsl::Index field = 0; field < record.fields.size(); ++field)
      if (auto const& type = record.fields[field].type;
          type.kind == dsl::TypeKind::reference && !type.list && type.of == record_)
        return field;
    return dsl::none;
  }

  Model related(dsl::Index kind, dsl::Index field, std::vector<engine::Row> rows) {
    auto const& declared = call_.rulebook().records[kind];
    std::ranges::stable_sort(rows, [&](engine::Row a, engine::Row b) { return rank(kind, a) > rank(kind, b); });
    auto const running = static_cast<std::size_t>(
        std::ranges::count_if(rows, [&](engine::Row row) { return runs_on(*call_.snapshot, kind, row, call_.day()); }));
    auto const total = rows.size();
    rows.resize(std::min(total, most_related));
    List lines;
    auto const columns = telling_fields(call_, kind, field);
    for (auto const row : rows) lines.push_back(record_line(call_, kind, row, columns));
    auto title = words_.plural(kind);
    bool const plain = declared.fields[field].name == declared_.name || first_reference(declared) == field;
    if (!plain) title += " (" + words_.field(declared.fields[field]) + ')';
    return model({{"title", title},
                  {"id", "related-" + declared.name + '-' + declared.fields[field].name},
                  {"heads", field_heads(call_, kind, columns)},
                  {"lines", lines},
                  {"count", call_.texts().with("record.running", {{"running", std::to_string(running)},
                                                                  {"total", std::to_string(total)}})},
                  {"open", running > 0 && total <= most_related && leads(kind)},
                  {"more", total > most_related},
                  {"path", address("/records/" + declared.name, {{declared.fields[field].name, key_}})}});
  }

  // What a reader looks for first: who holds what, and what was passed on to whom.
  bool leads(dsl::Index kind) const {
    return end_of_duty(call_.rulebook(), call_.rulebook().records[kind]) != dsl::none || is_letter(call_, kind);
  }

  // Running before over, later beginnings before earlier ones.
  std::pair<bool, std::int64_t> rank(dsl::Index kind, engine::Row row) const {
    auto const& declared = call_.rulebook().records[kind];
    auto const begun =
        declared.opening == dsl::none ? engine::Value() : call_.snapshot->table(kind).value(row, declared.opening);
    return {runs_on(*call_.snapshot, kind, row, call_.day()), begun.is_unknown() ? 0 : begun.number};
  }

  struct Event {
    std::int32_t day = 0;
    dsl::Index kind = dsl::none;
    engine::Row row = 0;
    dsl::Index field = dsl::none;
  };

  // Every date of what belongs to it, up to the day.
  void set_events(Model& values) {
    std::vector<Event> events;
    auto const& records = call_.rulebook().records;
    for (dsl::Index kind = 0; kind < records.size(); ++kind) {
      auto const field = records[kind].in_rulebook ? dsl::none : first_reference(records[kind]);
      if (field == dsl::none) continue;
      auto const rows = rows_referring(*call_.snapshot, kind, field, row_);
      if (rows.size() > 60) continue;  // members come and go; they would crowd out everything else
      for (auto const row : rows) add_events(events, kind, row);
    }
    add_events(events, record_, row_);
    std::ranges::sort(events, [](Event const& a, Event const& b) {
      return std::tie(b.day, a.kind, a.row) < std::tie(a.day, b.kind, b.row);
    });
    events.resize(std::min(events.size(), most_events));
    List shown;
    for (auto const& event : events)
      shown.push_back(model({{"day", words_.date(dsl::Date{event.day})},
                             {"what", words_.field(records[event.kind].fields[event.field])},
                             {"kind", words_.singular(event.kind)},
                             {"title", event.kind == record_ ? "" : words_.title(event.kind, event.row)},
                             {"path", record_path(call_, event.kind, call_.snapshot->key(event.kind, event.row))}}));
    values.set("events", shown);
    values.set("has_events", !shown.empty());
  }

  void add_events(std::vector<Event>& events, dsl::Index kind, engine::Row row) const {
    auto const& fields = call_.rulebook().records[kind].fields;
    for (dsl::Index field = 0; field < fields.size(); ++field) {
      if (fields[field].type.kind != dsl::TypeKind::date || fields[field].type.list || fields[field].confidential)
        continue;
      auto const value = call_.snapshot->table(kind).value(row, field);
      if (value.is_unknown() || value.is_never() || value.number > call_.day().days) continue;
      events.push_back({static_cast<std::int32_t>(value.number), kind, row, field});
    }
  }

  void set_changes(Model& values) {
    List shown;
    auto const history =
        read(call_, "/v1" + record_path(call_, record_, key_) + "/history", {{"limit", std::to_string(most_changes)}});
    if (history)
      for (auto const& change : list_at(*history, "data")) shown.push_back(change_model(call_, record_, change));
    values.set("changes", shown);
    values.set("has_changes", !shown.empty());
  }

  void set_checklists(Model& values) {
    List lists;
    for (auto const& rule : call_.rulebook().standing)
      if (rule.of_record == record_ && read(call_, "/v1/checklists/" + rule.name + '/' + key_))
        lists.push_back(model(
            {{"title", rule.title}, {"path", "/checklists/" + path_segment(rule.name) + '/' + path_segment(key_)}}));
    values.set("checklists", lists);
    values.set("has_checklists", !lists.empty());
  }

  PageCall const& call_;
  dsl::Index record_;
  engine::Row row_;
  dsl::Record const& declared_;
  Words words_;
  std::string key_;
};

}  // namespace

HttpResponse record_page(PageCall const& call) {
  auto const record = dsl::find_record(call.rulebook(), call.captured[0]);
  auto const row = record == dsl::none ? std::nullopt : call.snapshot->find(record, call.captured[1]);
  if (!row) return not_found_page(call);
  return RecordPage(call, record, *row).made();
}

}  // namespace bylaw::api::pages
