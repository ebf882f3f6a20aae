#include "api/compliance/finding_order.hpp"

#include <algorithm>

#include "api/json_writer.hpp"
#include "api/nearest.hpp"

namespace bylaw::api {
namespace {

using engine::StandingRow;

constexpr std::size_t fixed_parts = 4, parts_of_rank = 3;  // of a cursor

std::optional<std::int64_t> number_in(JsonValue const& json) {
  return json.number() ? whole_number(*json.number()) : std::nullopt;
}

}  // namespace

int pressure(dsl::StandingStatus status) {
  using enum dsl::StandingStatus;
  switch (status) {
    case overdue:
      return 0;
    case due:
      return 1;
    case unmet:
      return 2;
    case unknown:
      return 3;
    case refer:
      return 4;
    case met:
      return 5;
    case not_applicable:
      return 6;
  }
  return 7;
}

std::vector<std::string> finding_sort_keys(dsl::Rulebook const& rulebook) {
  std::vector<std::string> keys = {"status", "due", "since", "rule", "norm", "force", "year"};
  for (auto const& column : rulebook.columns) keys.push_back(column.name);
  return keys;
}

std::string identity_of(engine::Snapshot const& snapshot, StandingRow const& row) {
  auto const& rule = snapshot.rulebook->standing[row.rule];
  auto text = rule.name + '|';
  if (row.subject != dsl::none) text += snapshot.key(rule.record, row.subject);
  return text + '|' + (row.number ? std::to_string(*row.number) : "");
}

FindingOrder::FindingOrder(engine::Snapshot const& snapshot, Call const& call, Page const& page, InputFaults& faults)
    : snapshot_(snapshot), sort_(call.request.parameter("sort").value_or("")) {
  if (call.request.parameter("sort")) read_keys(faults);
  if (page.after.empty()) return;
  after_ = read_cursor(page.after);
  if (!after_)
    add_query_fault(faults, "cursor", "bad_cursor", "This is not a cursor that this list, sorted so, gave as `next`.");
}

void FindingOrder::read_keys(InputFaults& faults) {
  auto const known = finding_sort_keys(*snapshot_.rulebook);
  std::vector<std::string_view> const names(known.begin(), known.end());
  for (auto& name : parts_of(sort_)) {
    bool const backwards = name.starts_with('-');
    if (backwards) name.erase(0, 1);
    if (std::ranges::count(known, name) == 0)
      add_query_fault(faults, "sort", "unknown_value",
                      "Findings cannot be sorted by " + in_quotes(name) + nearest_hint(name, names) + '.');
    keys_.push_back({std::move(name), backwards});
  }
}

FindingOrder::Rank FindingOrder::rank_of(StandingRow const& row, std::string_view key) const {
  auto const day = [](std::optional<dsl::Date> date) { return Rank{!date, date ? date->days : 0, {}}; };
  auto const& rulebook = *snapshot_.rulebook;
  auto const& rule = rulebook.standing[row.rule];
  if (key == "status") return {false, pressure(row.status), {}};
  if (key == "due") return day(row.due);
  if (key == "since") return day(row.since);
  if (key == "year") return {!row.number, row.number.value_or(0), {}};
  if (key == "force") return {false, static_cast<std::int64_t>(rule.force), {}};
  if (key == "norm") return {false, 0, rulebook.norms[rule.norm].id};
  if (key == "rule") return {false, 0, rule.name};
  auto const column = dsl::find_column(rulebook, key);
  auto const about = column == dsl::none ? dsl::none : row.concerns[column];
  if (about == dsl::none) return {true, 0, {}};
  return {false, 0, snapshot_.key(rulebook.columns[column].type.of, about)};
}

FindingOrder::Place FindingOrder::place_of(StandingRow const& row) const {
  auto const& rule = snapshot_.rulebook->standing[row.rule];
  Place place{{}, rule.name, {}, row.number};
  if (row.subject != dsl::none) place.subject = snapshot_.key(rule.record, row.subject);
  for (auto const& key : keys_) place.ranks.push_back(rank_of(row, key.name));
  return place;
}

bool FindingOrder::is_before(Place const& a, Place const& b) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    auto const &left = a.ranks[i], &right = b.ranks[i];
    bool const turned = keys_[i].backwards && std::get<0>(left) == std::get<0>(right);
    if (left != right) return turned ? right < left : left < right;
  }
  return std::tie(a.rule, a.subject, a.number) < std::tie(b.rule, b.subject, b.number);
}

void FindingOrder::sort(std::vector<StandingRow>& rows) const {
  std::vector<std::pair<Place, StandingRow>> placed;
  placed.reserve(rows.size());
  for (auto const& row : rows) placed.emplace_back(place_of(row), row);
  std::ranges::sort(placed, [&](auto const& a, auto const& b) { return is_before(a.first, b.first); });
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = placed[i].second;
}

std::size_t FindingOrder::first_behind(std::vector<StandingRow> const& rows) const {
  if (!after_) return 0;
  auto const first =
      std::ranges::partition_point(rows, [&](StandingRow const& row) { return !is_before(*after_, place_of(row)); });
  return static_cast<std::size_t>(first - rows.begin());
}

std::string FindingOrder::cursor_behind(StandingRow const& row) const {
  auto const place = place_of(row);
  std::string text;
  JsonWriter json(text);
  json.begin_list();
  json.text(sort_);
  json.text(place.rule);
  json.text(place.subject);
  if (place.number)
    json.number(*place.number);
  else
    json.null();
  for (auto const& [missing, number, name] : place.ranks) {
    json.boolean(missing);
    json.number(number);
    json.text(name);
  }
  json.end_list();
  return text;
}

std::optional<FindingOrder::Place> FindingOrder::read_cursor(std::string const& text) {
  auto parsed = parse_json(text);
  if (!parsed) return std::nullopt;
  cursor_ = *std::move(parsed);
  auto const* parts = cursor_.list();
  if (!parts || parts->size() != fixed_parts + parts_of_rank * keys_.size()) return std::nullopt;
  auto const *sort = parts->at(0).text(), *rule = parts->at(1).text(), *subject = parts->at(2).text();
  auto const number = number_in(parts->at(3));
  if (!sort || *sort != sort_ || !rule || !subject || (!number && !parts->at(3).is_null())) return std::nullopt;
  Place place{{}, *rule, *subject, number};
  for (std::size_t at = fixed_parts; at < parts->size(); at += parts_of_rank) {
    auto const* missing = parts->at(at).boolean();
    auto const rank = number_in(parts->at(at + 1));
    auto const* name = parts->at(at + 2).text();
    if (!missing || !rank || !name) return std::nullopt;
    place.ranks.emplace_back(*missing, *rank, *name);
  }
  return place;
}

}  // namespace bylaw::api
