// A form for a new record of which something is known beforehand.
#pragma once
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

// `known` are fields by name, as values are written; `return_to` among them is where to go when it is saved.
HttpResponse new_record_form(PageCall const& call, dsl::Index record, NamedValues known, std::string const& title);

}  // namespace bylaw::api::pages
