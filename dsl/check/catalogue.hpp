// The documents in force and the catalogue of their norms.
#pragma once
#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

void check_documents(Context& context, Items const& items);
void check_norms(Context& context, Items const& items);

// Whether each is a value of the enumeration `party`, or one of the two words the language has itself: actor, anyone.
// A rulebook without that enumeration may call its parties as it likes.
std::vector<std::string> check_parties(Context& context, std::uint32_t source, syntax::Names const& parties);
// Whether the period ends after it begins.
void check_period(Context& context, std::uint32_t source, syntax::DateLiteral const& from,
                  syntax::DateLiteral const& until);

// Every norm has a rule that encodes it or a reason why none does, and not both.
void check_accounting(Context& context);

}  // namespace bylaw::dsl::checking
