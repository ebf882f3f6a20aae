#include "api/query.hpp"

#include <algorithm>
#include <charconv>

#include "api/cursor.hpp"
#include "api/nearest.hpp"
#include "engine/cases.hpp"

namespace bylaw::api {
namespace {

std::vector<std::string_view> known_parameters(Service const& service, Route const& route, Call const& call) {
  auto names = route.query;
  if (route.method == "GET") names.push_back("on");
  if (takes_known_at(route)) names.push_back("known_at");
  if (route.filters == Filters::question_parameters)
    std::ranges::copy(names_of(service.rulebook->parameters), std::back_inserter(names));
  if (route.filters == Filters::record_fields) {
    auto const record = dsl::find_record(*service.rulebook, call.captured.front());
    if (record != dsl::none)
      std::ranges::copy(names_of(service.rulebook->records[record].fields), std::back_inserter(names));
  }
  if (route.filters == Filters::case_fields)
    if (auto const record = engine::case_record(*service.rulebook); record != dsl::none)
      std::ranges::copy(names_of(service.rulebook->records[record].fields), std::back_inserter(names));
  if (route.filters == Filters::findings) {
    // The names live as long as the service: they are the rulebook's.
    for (auto const& name : service.finding_parameters) names.push_back(name);
  }
  return names;
}

}  // namespace

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    auto const comma = std::min(list.find(',', at), list.size());
    parts.emplace_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

void add_query_fault(InputFaults& faults, std::string_view name, std::string_view code, std::string message) {
  Place const root, query(root, "query");
  faults.add(Place(query, name), code, std::move(message));
}

Page read_page(Call const& call, InputFaults& faults) {
  Page page;
  if (auto const limit = call.request.parameter("limit")) {
    auto const end = limit->data() + limit->size();
    auto const [stopped, error] = std::from_chars(limit->data(), end, page.limit);
    if (error != std::errc{} || stopped != end || page.limit < 1 || page.limit > longest_page) {
      page.limit = longest_page;
      add_query_fault(faults, "limit", "out_of_range",
                      "The limit must be a number from 1 to " + std::to_string(longest_page) + '.');
    }
  }
  if (auto const cursor = call.request.parameter("cursor")) {
    if (auto after = decode_cursor(*cursor))
      page.after = *std::move(after);
    else
      add_query_fault(faults, "cursor", "bad_cursor", "This is not a cursor that a list gave back as `next`.");
  }
  return page;
}

std::optional<dsl::Date> read_day(Call const& call, std::string_view name, InputFaults& faults) {
  auto const text = call.request.parameter(name);
  if (!text) return std::nullopt;
  auto const date = dsl::parse_date(*text);
  if (!date)
    add_query_fault(faults, name, "bad_date", in_quotes(*text) + " is not a day of the calendar, written YYYY-MM-DD.");
  return date;
}

std::int64_t read_number(Call const& call, std::string_view name, std::int64_t least, std::int64_t most,
                         std::int64_t otherwise, InputFaults& faults) {
  auto const text = call.request.parameter(name);
  if (!text) return otherwise;
  std::int64_t number = 0;
  auto const end = text->data() + text->size();
  auto const [stopped, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc{} && stopped == end && number >= least && number <= most) return number;
  add_query_fault(faults, name, "out_of_range",
                  "This must be a number from " + std::to_string(least) + " to " + std::to_string(most) + '.');
  return otherwise;
}

std::string read_choice(Call const& call, std::string_view name, std::vector<std::string_view> const& names,
                        InputFaults& faults) {
  auto const text = call.request.parameter(name);
  if (!text) return {};
  if (std::ranges::find(names, *text) != names.end()) return std::string(*text);
  add_query_fault(faults, name, "unknown_value",
                  "There is no " + std::string(name) + ' ' + in_quotes(*text) + nearest_hint(*text, names) + '.');
  return {};
}

InputFaults check_query(Service const& service, Route const& route, Call const& call) {
  InputFaults faults;
  auto const known = known_parameters(service, route, call);
  auto const& query = call.request.query;
  for (auto it = query.begin(); it != query.end(); ++it) {
    auto const& name = it->first;
    bool const repeated = std::any_of(query.begin(), it, [&](auto const& earlier) { return earlier.first == name; });
    if (std::ranges::find(known, name) == known.end()) {
      add_query_fault(faults, name, "unknown_parameter",
                      "This takes no parameter " + in_quotes(name) + nearest_hint(name, known) + '.');
    } else if (repeated) {
      add_query_fault(faults, name, "given_twice", "The parameter " + in_quotes(name) + " is given more than once.");
    }
  }
  if (std::ranges::find(known, "on") != known.end()) read_day(call, "on", faults);
  return faults;
}

}  // namespace bylaw::api
