#include "api/pages/standing_model.hpp"

#include <algorithm>
#include <map>

#include "api/compliance/finding_order.hpp"
#include "api/pages/record_search.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {

using dsl::StandingStatus;
using engine::StandingRow;

std::vector<StandingStatus> const& shown_statuses() {
  static std::vector<StandingStatus> const statuses = {StandingStatus::overdue, StandingStatus::due,
                                                       StandingStatus::unmet,   StandingStatus::unknown,
                                                       StandingStatus::refer,   StandingStatus::met};
  return statuses;
}

std::string status_name(StandingStatus status) { return std::string(dsl::syntax::to_string(status)); }

std::string topic_of(dsl::Standing const& rule) { return rule.name.substr(0, rule.name.find('.')); }

std::vector<std::string> topics_of(dsl::Rulebook const& rulebook) {
  std::vector<std::string> topics;
  for (auto const& rule : rulebook.standing)
    if (rule.of_record == dsl::none && (topics.empty() || topics.back() != topic_of(rule)))
      topics.push_back(topic_of(rule));
  return topics;
}

FindingQuery::FindingQuery(PageCall const& call) : call_(call), narrowed_(call.request) {
  auto const known = finding_parameters(call.rulebook());
  narrowed_.query.clear();
  for (auto const& [name, value] : call.request.query) {
    bool const ours = name == "theme" || name == "q" || name == "on" || name == "order";
    bool const shared = std::ranges::find(known, name) != known.end();
    if (value.empty() || (!ours && !shared)) continue;
    values_.emplace_back(name, value);
    if (shared) narrowed_.query.emplace_back(name, value);
  }
  InputFaults faults;
  filter_.emplace(call.service, *call.everything, Call{narrowed_, {}, call.caller}, faults);
  faulty_ = !faults.empty();
  topic_ = call.given("theme");
  if (!topic_.empty())
    for (auto const& rule : call.rulebook().standing) on_topic_.push_back(topic_of(rule) == topic_);
  auto const groups = groups_of(call.rulebook());
  if (auto const words = call.given("q"); !words.empty() && groups != dsl::none) {
    auto const rows = search_records(*call.snapshot, groups, words, call.snapshot->table(groups).rows.size());
    found_.emplace(rows.begin(), rows.end());
  }
}

bool FindingQuery::keeps(StandingRow const& row) const {
  if (!on_topic_.empty() && !on_topic_[row.rule]) return false;
  if (found_ && !found_->contains(row.concerns[0])) return false;
  return filter_->keeps_in_counts(row);
}

bool FindingQuery::is_told_by_first_column() const {
  return std::ranges::all_of(filter_->columns(), [](dsl::Index column) { return column == 0; });
}

bool FindingQuery::looks_at_first_column() const { return found_.has_value() || !filter_->columns().empty(); }

bool FindingQuery::keeps(dsl::Index rule, StandingStatus status) const {
  return (on_topic_.empty() || on_topic_[rule]) && filter_->keeps(rule, status);
}

bool FindingQuery::keeps_first(engine::Row about) const {
  return (!found_ || found_->contains(about)) && filter_->keeps_concern(0, about);
}

NamedValues FindingQuery::with(std::string_view name, std::string_view value) const {
  auto values = values_;
  std::erase_if(values, [&](auto const& one) { return one.first == name; });
  if (!value.empty()) values.emplace_back(name, value);
  return values;
}

NamedValues FindingQuery::for_programs() const {
  auto values = narrowed_.query;
  if (auto const on = call_.given("on"); !on.empty()) values.emplace_back("on", on);
  std::string rules, groups;
  for (auto const& rule : call_.rulebook().standing)
    if (!topic_.empty() && topic_of(rule) == topic_) rules += (rules.empty() ? "" : ",") + rule.name;
  if (!rules.empty() && call_.given("rule").empty()) values.emplace_back("rule", rules);
  if (found_) {
    for (auto const row : *found_)
      groups += (groups.empty() ? "" : ",") + std::string(call_.snapshot->key(groups_of(call_.rulebook()), row));
    auto const& column = call_.rulebook().columns.front().name;
    if (call_.given(column).empty()) values.emplace_back(column, groups.empty() ? "-" : groups);
  }
  return values;
}

Model standing_model(PageCall const& call, StandingRow const& row, dsl::Date date, OwnPage page_of) {
  auto const& rulebook = call.rulebook();
  auto const& rule = rulebook.standing[row.rule];
  Words const words(*call.snapshot, call.language);
  Model made = model({{"title", rule.title},
                      {"status", call.texts().get("finding." + status_name(row.status))},
                      {"tone", status_name(row.status)},
                      {"force", call.texts().get("force." + std::string(dsl::to_string(rule.force)))},
                      {"place", words.place(rulebook.norms[rule.norm])},
                      {"path", "/rulebook/" + path_segment(rule.name)},
                      {"has_due", row.due.has_value()},
                      {"has_since", row.since.has_value()},
                      {"late", row.late}});
  if (row.due) made.set("due", words.date(*row.due));
  if (row.since) made.set("since", words.date(*row.since));
  made.set("has_number", row.number.has_value());
  if (row.number) made.set("number", std::to_string(*row.number));
  std::string who;
  for (auto const& bearer : rule.bearers)
    who += (who.empty() ? "" : ' ' + call.texts().get("or") + ' ') + words.party(bearer);
  made.set("who", capitalised(who));
  List about;
  for (dsl::Index column = 0; column < rulebook.columns.size(); ++column) {
    if (row.concerns[column] == dsl::none) continue;
    auto const record = rulebook.columns[column].type.of;
    if (record == page_of.record && row.concerns[column] == page_of.row) continue;
    about.push_back(model({{"title", words.title(record, row.concerns[column])},
                           {"path", "/records/" + rulebook.records[record].name + '/' +
                                        path_segment(call.snapshot->key(record, row.concerns[column]))}}));
  }
  made.set("about", about);
  List details;
  for (auto const& text : call.details(row, date)) details.push_back(model({{"text", text}}));
  made.set("details", details);
  // The record itself, where it is not one of those named already.
  bool const own = row.subject != dsl::none && rule.record != groups_of(rulebook) &&
                   rule.record != people_of(rulebook) && !rulebook.records[rule.record].in_rulebook;
  made.set("has_subject", own);
  if (own) {
    made.set("subject", words.singular(rule.record));
    made.set("subject_path", "/records/" + rulebook.records[rule.record].name + '/' +
                                 path_segment(call.snapshot->key(rule.record, row.subject)));
  }
  return made;
}

namespace {

constexpr std::size_t most_named = 5;

using FindingGroup = std::vector<StandingRow const*>;

// In the order of their first rows.
std::vector<FindingGroup> groups_among(std::vector<StandingRow> const& rows) {
  std::vector<FindingGroup> groups;
  std::map<std::pair<dsl::Index, StandingStatus>, std::size_t> known;
  for (auto const& row : rows) {
    auto const [at, fresh] = known.emplace(std::pair(row.rule, row.status), groups.size());
    if (fresh) groups.emplace_back();
    groups[at->second].push_back(&row);
  }
  return groups;
}

// Whom the rows of a group are about, each once, as far as the column that differs most tells.
List named_in(PageCall const& call, FindingGroup const& group, std::size_t& left) {
  auto const& rulebook = call.rulebook();
  Words const words(*call.snapshot, call.language);
  std::size_t column = 0;
  std::set<engine::Row> different;
  for (std::size_t i = 0; i < rulebook.columns.size(); ++i) {
    std::set<engine::Row> rows;
    for (auto const* row : group)
      if (row->concerns[i] != dsl::none) rows.insert(row->concerns[i]);
    if (rows.size() > different.size()) column = i, different = std::move(rows);
  }
  List named;
  auto const record = rulebook.columns[column].type.of;
  for (auto const row : different) {
    if (named.size() == most_named) break;
    named.push_back(model(
        {{"title", words.title(record, row)},
         {"path", "/records/" + rulebook.records[record].name + '/' + path_segment(call.snapshot->key(record, row))}}));
  }
  left = different.size() - named.size();
  return named;
}

}  // namespace

std::size_t count_groups(std::vector<StandingRow> const& rows) { return groups_among(rows).size(); }

List grouped_findings(PageCall const& call, std::vector<StandingRow> const& rows, std::size_t first, std::size_t most,
                      NamedValues const& list, OwnPage own) {
  auto const groups = groups_among(rows);
  List shown;
  for (auto i = first; i < std::min(first + most, groups.size()); ++i) {
    auto const& group = groups[i];
    auto made = standing_model(call, *group.front(), call.day(), own);
    made.set("several", group.size() > 1);
    if (group.size() > 1) {
      std::size_t left = 0;
      auto query = list;
      query.emplace_back("rule", call.rulebook().standing[group.front()->rule].name);
      query.emplace_back("status", status_name(group.front()->status));
      made.set("times", call.texts().counted("finding.times", group.size()));
      made.set("about", named_in(call, group, left));
      made.set("details", List());
      made.set("has_subject", false);
      made.set("has_number", false);
      made.set("all", address("/dashboard/list", query));
    }
    shown.push_back(made);
  }
  return shown;
}

void sort_by_pressure(std::vector<StandingRow>& rows) {
  std::ranges::stable_sort(rows, [](StandingRow const& a, StandingRow const& b) {
    if (a.status != b.status) return pressure(a.status) < pressure(b.status);
    auto const far = dsl::Date{std::numeric_limits<std::int32_t>::max()};
    return a.due.value_or(far) < b.due.value_or(far);
  });
}

namespace {

Model select_field(std::string const& name, std::string const& label, std::string const& chosen,
                   std::vector<std::pair<std::string, std::string>> const& values) {
  List options;
  for (auto const& [value, text] : values)
    options.push_back(model({{"value", value}, {"label", text}, {"chosen", value == chosen}}));
  return model({{"name", name}, {"label", label}, {"id", "filter-" + name}, {"options", options}});
}

}  // namespace

List filter_fields(PageCall const& call, FindingQuery const&) {
  auto const& rulebook = call.rulebook();
  List fields;
  std::vector<std::pair<std::string, std::string>> topics, statuses;
  for (auto const& topic : topics_of(rulebook)) topics.emplace_back(topic, capitalised(in_words(topic)));
  fields.push_back(select_field("theme", call.texts().get("filter.topic"), call.given("theme"), topics));
  for (auto const status : shown_statuses())
    statuses.emplace_back(status_name(status), call.texts().get("finding." + status_name(status)));
  fields.push_back(select_field("status", call.texts().get("filter.status"), call.given("status"), statuses));
  for (auto const& field : finding_fields(rulebook)) {
    auto const& declared = rulebook.records[rulebook.columns[field.column].type.of].fields[field.field];
    if (field.name.contains('.') || declared.type.kind != dsl::TypeKind::enumeration) continue;
    std::vector<std::pair<std::string, std::string>> values;
    for (auto const& value : rulebook.enumerations[declared.type.of].values)
      values.emplace_back(value.name, capitalised(value.label));
    auto const label = declared.label.empty() ? in_words(declared.name) : declared.label;
    fields.push_back(select_field(field.name, capitalised(label), call.given(field.name), values));
  }
  return fields;
}

}  // namespace bylaw::api::pages
