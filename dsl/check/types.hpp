// Types as written to types as checked, and what may be done with which.
#pragma once
#include <string>

#include "dsl/check/context.hpp"

namespace bylaw::dsl::checking {

// A type that could not be made out: whatever has it has been reported, and nothing more is said about its uses.
inline constexpr Type faulty_type{TypeKind::enumeration, none, false};
inline bool is_faulty(Type type) {
  return type.of == none && (type.kind == TypeKind::enumeration || type.kind == TypeKind::reference);
}
inline bool is(Type type, TypeKind kind) { return type.kind == kind && !type.list; }
inline Type simple(TypeKind kind) { return {kind, none, false}; }
inline Type element_of(Type list) { return {list.kind, list.of, false}; }

// `owner` names the enumeration that a `one of` makes: "contact.purpose".
Type resolve_type(Context& context, std::uint32_t source, syntax::TypeName const& type, std::string const& owner);

bool is_numeric(Type type);
bool is_textual(Type type);
// May stand on the two sides of `is`, or of `in`.
bool can_be_equal(Type a, Type b);
// May stand on the two sides of `<`.
bool can_be_ordered(Type a, Type b);
// May be given where the other is wanted.
bool fits(Type given, Type wanted);

// What messages call a value of a type: "money", "a 'size'", "a reference to a group", "a list of text".
std::string describe(Rulebook const& book, Type type);
// What to write instead when values of the two types were compared, as "; ..."; empty when there is no advice.
std::string comparison_advice(Type a, Type b);

}  // namespace bylaw::dsl::checking
