// The short texts of an answer that are put together here: its headline, and the questions for what is missing. All
// words come from the rulebook but the connecting ones.
#pragma once
#include <string>
#include <string_view>

#include "engine/decision.hpp"

namespace bylaw::api {

// The title of the strongest rule that speaks for the outcome, else what the rulebook says for it.
std::string headline(dsl::Rulebook const& rulebook, engine::Decision const& decision);

struct MissingText {
  std::string question;
  std::string type;
};
MissingText missing_text(dsl::Rulebook const& rulebook, engine::Snapshot const& snapshot,
                         engine::Missing const& missing);

// The declared type of what was read, by its place or by its name in an answer.
dsl::Type reading_type(dsl::Rulebook const& rulebook, engine::Unknown where);
dsl::Type reading_type(dsl::Rulebook const& rulebook, std::string_view name);
// The same as people call it: "the amount asked for", "contact k1, outcome".
std::string reading_label(dsl::Rulebook const& rulebook, std::string_view name);
// "request", "record"...
std::string_view origin_name(engine::Reading::Origin origin);
// "yes", "no" or "unknown".
std::string_view truth_name(engine::Truth truth);

}  // namespace bylaw::api
