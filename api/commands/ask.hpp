// One question asked from files, for the commands that answer without a server.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "api/answer_question.hpp"
#include "api/commands/command.hpp"

namespace bylaw::api {

// Nothing when a file does not hold; what is wrong with it has been printed.
// `least`: explain at least this much, whatever the request says.
std::optional<AnsweredQuestion> ask_from_files(Arguments const& arguments,
                                               std::shared_ptr<dsl::Rulebook const> rulebook, engine::Explain least,
                                               Streams const& streams);

// 1 where something that is required is missing, or others decide.
int exit_status(engine::Outcome outcome);

}  // namespace bylaw::api
