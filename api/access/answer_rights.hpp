// Two pairs of eyes: who asked for something does not say what came of it. What asks, and which fields answer it, is
// said by the requests of the rulebook; who asked is whoever the record names as a subject, and whoever wrote any
// other field of it than those that answer. Under --dev nobody is told apart, so nobody is refused.
#pragma once
#include <optional>
#include <set>

#include "api/access/caller.hpp"
#include "api/problem.hpp"
#include "engine/store.hpp"

namespace bylaw::api {

// Whether the record is such a request, answered or not.
bool is_request(dsl::Rulebook const& rulebook, dsl::AccessRequest const& request, engine::StateRecord const& row);
// A field that holds who asked: what some subject is.
bool is_asker(dsl::Rulebook const& rulebook, dsl::RequestValue const& value);
// The fields that answer it.
std::set<dsl::Index> answer_fields(dsl::AccessRequest const& request);

// Whether the caller asked for what is recorded under this key.
bool has_asked(engine::Store const& store, dsl::AccessRequest const& request, std::string_view key,
               engine::StateRecord const& row, Caller const& caller);
// Why the caller may not leave the record as answered as this is: it is their own, or what is asked is new, too.
std::optional<Problem> check_answer(engine::Store const& store, Caller const& caller, dsl::Index record,
                                    std::string_view key, engine::StateRecord const& row);

// The same of what is imported, where records are taken over as they are, answers included: only not answers to what
// the caller asked for.
std::optional<Problem> check_imported(engine::Store const& store, Caller const& caller, engine::State const& state);

}  // namespace bylaw::api
