// Long lists, page by page.
#pragma once
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

// Sets what the template `paging` needs. Returns the position of the first entry of the page asked for.
std::size_t set_paging(PageCall const& call, std::string const& path, NamedValues const& query, std::size_t total,
                       std::size_t on_page, Model& values);

}  // namespace bylaw::api::pages
