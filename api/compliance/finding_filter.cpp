#include "api/compliance/finding_filter.hpp"

#include <algorithm>
#include <array>

#include "api/nearest.hpp"
#include "api/query.hpp"
#include "api/read_value.hpp"
#include "engine/snapshot_values.hpp"

namespace bylaw::api {
namespace {

using dsl::StandingStatus;

constexpr std::array<std::string_view, 4> own_parameters = {"norm", "rule", "status", "force"};
constexpr std::array all_statuses = {StandingStatus::met,           StandingStatus::unmet,   StandingStatus::due,
                                     StandingStatus::overdue,       StandingStatus::unknown, StandingStatus::refer,
                                     StandingStatus::not_applicable};
constexpr std::array all_forces = {dsl::Force::must,       dsl::Force::must_not, dsl::Force::should,
                                   dsl::Force::should_not, dsl::Force::may,      dsl::Force::power,
                                   dsl::Force::information};

bool is_filterable(dsl::Type type) {
  using enum dsl::TypeKind;
  return !type.list && (type.kind == enumeration || type.kind == boolean || type.kind == text || type.kind == id);
}

bool is_taken(dsl::Rulebook const& rulebook, std::string_view name) {
  return std::ranges::count(own_parameters, name) > 0 || dsl::find_column(rulebook, name) != dsl::none;
}

std::vector<std::string> asked_for(Call const& call, std::string_view name) {
  auto const text = call.request.parameter(name);
  return text ? parts_of(*text) : std::vector<std::string>{};
}

void report_unknown(InputFaults& faults, std::string_view parameter, std::string_view value,
                    std::vector<std::string_view> const& names) {
  add_query_fault(faults, parameter, "unknown_value",
                  "There is no " + std::string(parameter) + ' ' + in_quotes(value) + nearest_hint(value, names) + '.');
}

bool encodes(dsl::Standing const& rule, dsl::Index norm) {
  return rule.norm == norm || std::ranges::count(rule.also, norm) > 0;
}

}  // namespace

std::vector<FindingField> finding_fields(dsl::Rulebook const& rulebook) {
  std::vector<FindingField> found;
  for (dsl::Index column = 0; column < rulebook.columns.size(); ++column) {
    auto const& declared = rulebook.columns[column];
    if (declared.type.of == dsl::none) continue;
    auto const& fields = rulebook.records[declared.type.of].fields;
    for (dsl::Index field = 0; field < fields.size(); ++field) {
      auto const& name = fields[field].name;
      if (!is_filterable(fields[field].type) || fields[field].confidential) continue;
      found.push_back({column, field, declared.name + '.' + name});
      bool const taken = is_taken(rulebook, name) || std::ranges::count(found, name, &FindingField::name) > 0;
      if (!taken) found.push_back({column, field, name});
    }
  }
  return found;
}

std::vector<std::string> finding_parameters(dsl::Rulebook const& rulebook) {
  std::vector<std::string> names(own_parameters.begin(), own_parameters.end());
  for (auto const& column : rulebook.columns) names.push_back(column.name);
  for (auto const& field : finding_fields(rulebook)) names.push_back(field.name);
  return names;
}

FindingFilter::FindingFilter(Service const& service, engine::Snapshot const& snapshot, Call const& call,
                             InputFaults& faults)
    : rulebook_(*service.rulebook), snapshot_(snapshot), rules_(rulebook_.standing.size(), true) {
  read_columns(call);
  read_rules(call, faults);
  read_statuses(call, faults);
  read_forces(call, faults);
  read_fields(call, faults);
}

void FindingFilter::read_columns(Call const& call) {
  for (dsl::Index column = 0; column < rulebook_.columns.size(); ++column) {
    auto const keys = asked_for(call, rulebook_.columns[column].name);
    if (keys.empty()) continue;
    narrow_ = true;
    auto& [at, rows] = columns_.emplace_back(column, std::vector<engine::Row>{});
    for (auto const& key : keys)
      if (auto const row = snapshot_.find(rulebook_.columns[column].type.of, key)) rows.push_back(*row);
  }
}

void FindingFilter::read_rules(Call const& call, InputFaults& faults) {
  std::vector<std::string_view> norm_ids;
  for (auto const& norm : rulebook_.norms) norm_ids.push_back(norm.id);
  auto const narrow_to = [&](std::string_view parameter, auto matches) {
    auto const values = asked_for(call, parameter);
    if (values.empty()) return;
    narrow_ = true;
    for (std::size_t i = 0; i < rules_.size(); ++i)
      rules_[i] = rules_[i] &&
                  std::ranges::any_of(values, [&](auto const& value) { return matches(rulebook_.standing[i], value); });
  };
  for (auto const& norm : asked_for(call, "norm"))
    if (dsl::find_norm(rulebook_, norm) == dsl::none) report_unknown(faults, "norm", norm, norm_ids);
  for (auto const& rule : asked_for(call, "rule"))
    if (std::ranges::count(names_of(rulebook_.standing), rule) == 0)
      report_unknown(faults, "rule", rule, names_of(rulebook_.standing));
  narrow_to("norm", [&](dsl::Standing const& rule, std::string const& id) {
    return encodes(rule, dsl::find_norm(rulebook_, id));
  });
  narrow_to("rule", [](dsl::Standing const& rule, std::string const& name) { return rule.name == name; });
}

void FindingFilter::read_statuses(Call const& call, InputFaults& faults) {
  std::vector<std::string_view> names;
  for (auto const status : all_statuses) names.push_back(dsl::syntax::to_string(status));
  for (auto const& value : asked_for(call, "status")) {
    if (auto const status = dsl::syntax::standing_status(value))
      statuses_.insert(*status);
    else
      report_unknown(faults, "status", value, names);
  }
  narrow_ = narrow_ || statuses_.contains(StandingStatus::met);
}

void FindingFilter::read_forces(Call const& call, InputFaults& faults) {
  auto const values = asked_for(call, "force");
  if (values.empty()) return;
  std::vector<std::string_view> names;
  for (auto const force : all_forces) names.push_back(dsl::to_string(force));
  for (auto const& value : values)
    if (std::ranges::count(names, value) == 0) report_unknown(faults, "force", value, names);
  for (std::size_t i = 0; i < rules_.size(); ++i)
    rules_[i] = rules_[i] && std::ranges::count(values, dsl::to_string(rulebook_.standing[i].force)) > 0;
}

void FindingFilter::read_fields(Call const& call, InputFaults& faults) {
  Place const root, query(root, "query");
  for (auto const& [column, field, name] : finding_fields(rulebook_)) {
    auto const values = asked_for(call, name);
    if (values.empty()) continue;
    FieldValue filter{column, field, {}};
    auto const type = rulebook_.records[rulebook_.columns[column].type.of].fields[field].type;
    for (auto const& value : values) {
      auto const constant = read_constant_text(rulebook_, type, value, Place(query, name), faults);
      if (!constant) continue;
      auto const* text = std::get_if<std::string>(&*constant);
      engine::Symbols none_needed;
      if (!text)
        filter.values.push_back(engine::scalar_value(*constant, none_needed));
      else if (auto const symbol = snapshot_.symbols->find(*text))
        filter.values.push_back(engine::Value::text(*symbol));
    }
    fields_.push_back(std::move(filter));
  }
}

bool FindingFilter::keeps_field(FieldValue const& filter, engine::Row about) const {
  if (about == dsl::none) return false;
  auto const& table = snapshot_.table(rulebook_.columns[filter.column].type.of);
  auto const value = table.value(about, filter.field);
  return std::ranges::any_of(filter.values, [&](engine::Value const& wanted) {
    return wanted.kind == value.kind && wanted.number == value.number;
  });
}

std::set<dsl::Index> FindingFilter::columns() const {
  std::set<dsl::Index> looked_at;
  for (auto const& [column, rows] : columns_) looked_at.insert(column);
  for (auto const& filter : fields_) looked_at.insert(filter.column);
  return looked_at;
}

bool FindingFilter::keeps(dsl::Index rule, dsl::StandingStatus status) const {
  return rules_[rule] && (statuses_.empty() ? status != StandingStatus::not_applicable : statuses_.contains(status));
}

std::vector<engine::Row> const* FindingFilter::wanted_in(dsl::Index column) const {
  auto const found = std::ranges::find(columns_, column, [](auto const& wanted) { return wanted.first; });
  return found == columns_.end() ? nullptr : &found->second;
}

bool FindingFilter::keeps_concern(dsl::Index column, engine::Row about) const {
  return std::ranges::all_of(columns_,
                             [&](auto const& wanted) {
                               return wanted.first != column || std::ranges::count(wanted.second, about) > 0;
                             }) &&
         std::ranges::all_of(
             fields_, [&](FieldValue const& filter) { return filter.column != column || keeps_field(filter, about); });
}

bool FindingFilter::keeps(engine::StandingRow const& row) const {
  bool const too_many = row.status == StandingStatus::met && rulebook_.standing[row.rule].unlisted_when_met;
  return (narrow_ || !too_many) && keeps_in_counts(row);
}

bool FindingFilter::keeps_in_counts(engine::StandingRow const& row) const {
  if (!keeps(row.rule, row.status)) return false;
  for (auto const& [column, rows] : columns_)
    if (std::ranges::count(rows, row.concerns[column]) == 0) return false;
  return std::ranges::all_of(
      fields_, [&](FieldValue const& filter) { return keeps_field(filter, row.concerns[filter.column]); });
}

}  // namespace bylaw::api
