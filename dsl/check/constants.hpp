// Literals where a value of a known type has to stand: defaults, assumptions, and the values of scenarios.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "dsl/check/context.hpp"
#include "dsl/check/types.hpp"

namespace bylaw::dsl::checking {

// The value, or nothing after a fault. References, ids, currencies ("EUR") and days of the year ("03-31") are texts.
std::optional<Constant> constant_of(Context& context, std::uint32_t source, syntax::Expression const& literal,
                                    Type type);
// One value, or the items of a list in parentheses where `type` is a list.
std::optional<std::vector<Constant>> constants_of(Context& context, std::uint32_t source,
                                                  syntax::Expression const& literal, Type type);
// A literal expression of exactly this type in the rulebook; `none` after a fault.
Index literal_of(Context& context, std::uint32_t source, syntax::Expression const& literal, Type type);

// Whether a text can be a value of the type: the code of a currency, a day of the year, any text.
bool text_fits(std::string_view text, TypeKind kind);
std::optional<Decimal> to_decimal(std::int64_t whole);

}  // namespace bylaw::dsl::checking
