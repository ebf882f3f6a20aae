// A question of AuthZEN as it is sent: who, what, to what, in which circumstances. Only its form is looked at here;
// what nobody knows is passed over, as the standard wants.
#pragma once
#include <expected>
#include <string>

#include "api/input_fault.hpp"
#include "api/json_text.hpp"

namespace bylaw::api::authzen {

// A subject or resource; of an action, `id` is its name and the type is empty.
struct Entity {
  std::string type, id;
  JsonObject const* properties = nullptr;  // null: none
};

struct Sent {
  Entity subject, action, resource;
  JsonObject const* context = nullptr;
};

// Which of the three is looked for: it needs no id (a searched action nothing at all).
enum class Sought { nothing, subject, resource, action };

// One question, and the object whose members stand in for those it lacks; null: none. Whole members are replaced, but
// a type, id or name that is left out is still that of the other.
// What is returned points into the JSON.
std::expected<Sent, InputFaults> read_sent(JsonValue const& question, JsonValue const* defaults, Sought sought,
                                           Place const& place = {});

}  // namespace bylaw::api::authzen
