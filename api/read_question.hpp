// A decision request from JSON: which action, on which day, what is given. Everything is checked against what the
// rulebook declares; all faults come in one answer.
#pragma once
#include <expected>
#include <memory>

#include "api/access/sight.hpp"
#include "api/input_fault.hpp"
#include "api/json_text.hpp"
#include "engine/decide.hpp"

namespace bylaw::api {

struct AskedQuestion {
  std::shared_ptr<engine::Snapshot const> snapshot;  // the given one, the what-if records laid over it
  engine::Question question;
  engine::Explain explain = engine::Explain::none;
  bool record = true;         // leave an entry in the decision log
  std::string known_at = {};  // as given: the snapshot is that of then
};

// `sight`: records that it hides are as if they were not there, for whoever asks; without it none are hidden.
std::expected<AskedQuestion, InputFaults> read_question(std::shared_ptr<engine::Snapshot const> snapshot,
                                                        JsonValue const& request, Sight* sight = nullptr);

}  // namespace bylaw::api
