// Query parameters of a call, read with pointers under "/query".
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "api/input_fault.hpp"
#include "api/routes.hpp"

namespace bylaw::api {

// Which part of a list is asked for.
struct Page {
  std::size_t limit = 100;
  std::string after;  // what the cursor stands for; empty: from the start
};
inline constexpr std::size_t longest_page = 500;

Page read_page(Call const& call, InputFaults& faults);
// A day; nothing when it is not given or is faulty.
std::optional<dsl::Date> read_day(Call const& call, std::string_view name, InputFaults& faults);
// A whole number from `least` to `most`; `otherwise` when it is not given or is faulty.
std::int64_t read_number(Call const& call, std::string_view name, std::int64_t least, std::int64_t most,
                         std::int64_t otherwise, InputFaults& faults);
// The value of a parameter that must be one of `names`; empty when it is not given or is faulty.
std::string read_choice(Call const& call, std::string_view name, std::vector<std::string_view> const& names,
                        InputFaults& faults);
// What stands between the commas of a value.
std::vector<std::string> parts_of(std::string_view list);
// A fault in the parameter of this name.
void add_query_fault(InputFaults& faults, std::string_view name, std::string_view code, std::string message);

// Every parameter is known to the route and given once, and `on` is a day.
InputFaults check_query(Service const& service, Route const& route, Call const& call);

}  // namespace bylaw::api
