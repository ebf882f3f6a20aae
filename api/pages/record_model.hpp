// Records as templates take them: as rows of fields, as lines of a table, as changes.
#pragma once
#include "api/pages/page.hpp"

namespace bylaw::api::pages {

std::string record_path(PageCall const& call, dsl::Index record, std::string_view key);

// Every field of one record: label, value, and where it leads.
List field_rows(PageCall const& call, dsl::Index record, engine::Row row);

// The fields that tell records of a kind apart at a glance, without the one they were found by.
std::vector<dsl::Index> telling_fields(PageCall const& call, dsl::Index record, dsl::Index without);
List field_heads(PageCall const& call, dsl::Index record, std::vector<dsl::Index> const& fields);
Model record_line(PageCall const& call, dsl::Index record, engine::Row row, std::vector<dsl::Index> const& fields);

// Who changed what, when: the fields that are different.
Model change_model(PageCall const& call, dsl::Index record, JsonValue const& change);

}  // namespace bylaw::api::pages
