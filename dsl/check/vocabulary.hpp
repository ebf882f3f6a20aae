// The vocabulary: enumerations, records, question parameters, facts, actions, settings.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

// In this order: each step may name what the ones before it declared.
void check_enumerations(Context& context, Items const& items);
void check_records(Context& context, Items const& items);
void check_parameters(Context& context, Items const& items);
void check_facts(Context& context, Items const& items);
void check_settings(Context& context, Items const& items);
void check_actions(Context& context, Items const& items);

// What assumptions presume; after the definitions, which their conditions may use.
void check_assumptions(Context& context, Items const& items);

}  // namespace bylaw::dsl::checking
