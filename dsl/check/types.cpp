// The built-in types by name, the interning of `one of` lists, and the rules of what compares with what.
#include "dsl/check/types.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bylaw::dsl::checking {
namespace {

constexpr std::array<std::pair<std::string_view, TypeKind>, 10> built_in_types = {{
    {"boolean", TypeKind::boolean},
    {"integer", TypeKind::integer},
    {"decimal", TypeKind::decimal},
    {"text", TypeKind::text},
    {"id", TypeKind::id},
    {"date", TypeKind::date},
    {"month_day", TypeKind::month_day},
    {"duration", TypeKind::duration},
    {"money", TypeKind::money},
    {"currency", TypeKind::currency},
}};

Type named_type(Context& context, Location where, std::string const& name) {
  for (auto const& [word, kind] : built_in_types)
    if (word == name) return simple(kind);
  if (auto const index = context.enumerations.find(name); index != none) return {TypeKind::enumeration, index, false};
  if (context.records.find(name) != none) {
    context.faults.error("unknown_type", where, quoted(name) + " is a record, not a type; write 'ref " + name + "'");
    return faulty_type;
  }
  auto candidates = context.enumerations.names();
  for (auto const& [word, kind] : built_in_types) candidates.push_back(word);
  context.faults.unknown("unknown_type", where, "there is no type " + quoted(name), name, candidates);
  return faulty_type;
}

Type value_list_type(Context& context, std::uint32_t source, syntax::Names const& names, std::string const& owner) {
  Enumeration enumeration{owner, with_blanks(owner), {}};
  NameTable seen("value");
  for (auto const& name : names) {
    if (seen.declare(context.faults, name.text, {source, name.span}, 0))
      enumeration.values.push_back({name.text, with_blanks(name.text)});
  }
  auto& enumerations = context.book.enumerations;
  auto const [known, fresh] = context.value_lists.try_emplace(words(names), static_cast<Index>(enumerations.size()));
  if (fresh) enumerations.push_back(std::move(enumeration));
  return {TypeKind::enumeration, known->second, false};
}

Type list_type(Context& context, std::uint32_t source, syntax::TypeName const& type, std::string const& owner) {
  if (!type.element) return faulty_type;
  auto const& element = **type.element;
  if (element.kind == syntax::TypeName::Kind::list_of) {
    context.faults.error("bad_type", {source, element.span}, "a list cannot be a list of lists");
    return faulty_type;
  }
  auto made = resolve_type(context, source, element, owner);
  made.list = true;
  return made;
}

}  // namespace

Type resolve_type(Context& context, std::uint32_t source, syntax::TypeName const& type, std::string const& owner) {
  using Kind = syntax::TypeName::Kind;
  Location const where{source, type.name.span};
  switch (type.kind) {
    case Kind::named:
      return named_type(context, where, type.name.text);
    case Kind::ref:
      return {TypeKind::reference, context.records.require(context.faults, type.name.text, where), false};
    case Kind::one_of:
      return value_list_type(context, source, type.values, owner);
    case Kind::list_of:
      return list_type(context, source, type, owner);
  }
  return faulty_type;
}

bool is_numeric(Type type) { return is(type, TypeKind::integer) || is(type, TypeKind::decimal); }
bool is_textual(Type type) { return is(type, TypeKind::text) || is(type, TypeKind::id); }

bool can_be_equal(Type a, Type b) {
  if (a.list || b.list) return false;
  return a == b || (is_numeric(a) && is_numeric(b)) || (is_textual(a) && is_textual(b));
}

bool can_be_ordered(Type a, Type b) {
  if (is_numeric(a) && is_numeric(b)) return true;
  auto const kind = a.kind;
  return a == b && !a.list && (kind == TypeKind::money || kind == TypeKind::date || kind == TypeKind::duration);
}

bool fits(Type given, Type wanted) {
  return given == wanted || (is_textual(given) && is_textual(wanted)) ||
         (is(given, TypeKind::integer) && is(wanted, TypeKind::decimal));
}

std::string describe(Rulebook const& book, Type type) {
  if (is_faulty(type)) return "something unknown";
  if (type.list) return "a list of " + describe(book, element_of(type));
  switch (type.kind) {
    case TypeKind::boolean:
      return "true or false";
    case TypeKind::integer:
      return "a whole number";
    case TypeKind::decimal:
      return "a decimal number";
    case TypeKind::text:
      return "text";
    case TypeKind::id:
      return "an id";
    case TypeKind::date:
      return "a date";
    case TypeKind::month_day:
      return "a day of the year";
    case TypeKind::duration:
      return "a length of time";
    case TypeKind::money:
      return "money";
    case TypeKind::currency:
      return "a currency";
    case TypeKind::enumeration:
      return "a " + quoted(book.enumerations[type.of].name);
    case TypeKind::reference:
      return "a reference to a " + book.records[type.of].name;
  }
  return {};
}

std::string comparison_advice(Type a, Type b) {
  auto const either = [&](auto const& one, auto const& other) { return (one(a) && other(b)) || (one(b) && other(a)); };
  auto const kind = [](TypeKind wanted) { return [wanted](Type type) { return is(type, wanted); }; };
  auto const list = [](Type type) { return type.list; };
  auto const any = [](Type) { return true; };
  if (either(list, any)) return "; whether a list has a value is asked with 'in'";
  if (either(kind(TypeKind::reference), is_textual)) return "; compare its '.id' with the text";
  if (either(kind(TypeKind::money), is_numeric)) return "; an amount is written with its currency: USD 100,000";
  if (either(kind(TypeKind::date), is_textual)) return "; a date is written without quotes: 2025-12-31";
  if (either(kind(TypeKind::date), kind(TypeKind::duration))) return "; add it to a date: date + 6 months";
  if (either(kind(TypeKind::duration), is_numeric)) return "; a length of time is written with its unit: 24 months";
  if (either(kind(TypeKind::enumeration), is_textual)) return "; the value of an enumeration is a word without quotes";
  if (a == b && is(a, TypeKind::enumeration) && a.of != none) return "; the values of an enumeration have no order";
  return {};
}

}  // namespace bylaw::dsl::checking
