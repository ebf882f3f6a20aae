// A form for a new record of which something is known beforehand.
#pragma once
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

// `known` are fields by name, as values are written; `return_to` among them is where to go when it is saved. What
// others fill in is left out; what is not known and may lack stands behind the rest.
HttpResponse new_record_form(PageCall const& call, dsl::Index record, NamedValues known, std::string const& title,
                             std::vector<dsl::Index> const& left_out);

}  // namespace bylaw::api::pages
