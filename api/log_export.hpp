// The log as JSON: entries with what they commit to, and an export that can be checked far from the database. One line
// for the head, then one for each entry.
#pragma once
#include <istream>
#include <ostream>

#include "api/json_text.hpp"
#include "api/json_writer.hpp"
#include "engine/archive.hpp"
#include "engine/audit/log_check.hpp"

namespace bylaw::api {

// What is left out of the parts that can be erased: nothing, or everything but the commitments.
enum class Parts { whole, committed };

void write_log_entry(JsonWriter& json, audit::Entry const& entry, Parts parts);

void write_log(engine::Archive const& archive, Parts parts, std::ostream& out);
bool is_log_export(std::string_view first_bytes);
audit::LogVerdict verify_log_export(std::istream& in, audit::Expected const& expected);

}  // namespace bylaw::api
