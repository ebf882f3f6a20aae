// Due dates as a calendar (RFC 5545), for whoever lives by theirs: a day-long event for each row that has one.
#pragma once
#include <span>
#include <string>

#include "api/access/finding_sight.hpp"
#include "api/compliance/finding_filter.hpp"

namespace bylaw::api {

// The rows must have due dates. The same row is the same event whenever it is asked for.
std::string calendar_of(engine::Program const& program, engine::Snapshot const& snapshot, dsl::Date date,
                        FindingSight& sight, std::span<engine::StandingRow const> rows);

// One content line: folded after 75 bytes, never within a character, and ended.
std::string content_line(std::string_view text);
// A text as a value: backslash, comma, semicolon and line breaks escaped.
std::string calendar_text(std::string_view text);

}  // namespace bylaw::api
