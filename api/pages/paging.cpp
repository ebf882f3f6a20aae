#include "api/pages/paging.hpp"

#include <algorithm>
#include <charconv>

namespace bylaw::api::pages {

std::size_t set_paging(PageCall const& call, std::string const& path, NamedValues const& query, std::size_t total,
                       std::size_t on_page, Model& values) {
  auto const text = call.given("page");
  std::size_t wanted = 1;
  std::from_chars(text.data(), text.data() + std::min<std::size_t>(text.size(), 6), wanted);
  auto const pages = std::max<std::size_t>((total + on_page - 1) / on_page, 1);
  auto const here = std::clamp<std::size_t>(wanted, 1, pages);
  auto const to = [&](std::size_t number) {
    auto values_there = query;
    values_there.emplace_back("page", std::to_string(number));
    return address(path, values_there);
  };
  values.set("page", std::to_string(here));
  values.set("pages", std::to_string(pages));
  values.set("has_pages", pages > 1);
  values.set("has_earlier", here > 1);
  values.set("has_later", here < pages);
  values.set("earlier", to(here - 1));
  values.set("later", to(here + 1));
  return (here - 1) * on_page;
}

}  // namespace bylaw::api::pages
