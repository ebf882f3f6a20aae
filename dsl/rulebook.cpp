// Lookups by name and the words for forces and types. Rulebooks have hundreds of names and are looked up by name only
// at the edges, so the lists are simply searched.
#include "dsl/rulebook.hpp"

#include <algorithm>

namespace bylaw::dsl {
namespace {

template <class Things, class NameOf>
Index position(Things const& things, std::string_view name, NameOf name_of) {
  auto const found = std::ranges::find(things, name, name_of);
  return found == things.end() ? none : static_cast<Index>(found - things.begin());
}

template <class Thing>
std::string_view name_of(Thing const& thing) {
  return thing.name;
}

std::string values_text(Enumeration const& enumeration) {
  std::string text = "one of ";
  for (auto const& value : enumeration.values) text += (&value == enumeration.values.data() ? "" : ", ") + value.name;
  return text;
}

std::string element_text(Rulebook const& book, Type type) {
  switch (type.kind) {
    case TypeKind::boolean:
      return "boolean";
    case TypeKind::integer:
      return "integer";
    case TypeKind::decimal:
      return "decimal";
    case TypeKind::text:
      return "text";
    case TypeKind::id:
      return "id";
    case TypeKind::date:
      return "date";
    case TypeKind::month_day:
      return "month_day";
    case TypeKind::duration:
      return "duration";
    case TypeKind::money:
      return "money";
    case TypeKind::currency:
      return "currency";
    case TypeKind::enumeration:
      return type.of == none ? "unknown" : values_text(book.enumerations[type.of]);
    case TypeKind::reference:
      return type.of == none ? "unknown" : "ref " + book.records[type.of].name;
  }
  return {};
}

}  // namespace

Index find_record(Rulebook const& book, std::string_view name) { return position(book.records, name, name_of<Record>); }
Index find_field(Record const& record, std::string_view name) { return position(record.fields, name, name_of<Field>); }
Index find_fact(Rulebook const& book, std::string_view name) { return position(book.facts, name, name_of<Fact>); }
Index find_parameter(Rulebook const& book, std::string_view name) {
  return position(book.parameters, name, name_of<Parameter>);
}
Index find_action(Rulebook const& book, std::string_view name) { return position(book.actions, name, name_of<Action>); }
Index find_norm(Rulebook const& book, std::string_view id) {
  return position(book.norms, id, [](Norm const& norm) -> std::string_view { return norm.id; });
}
Index find_setting(Rulebook const& book, std::string_view name) {
  return position(book.settings, name, name_of<Setting>);
}
Index find_role(Rulebook const& book, std::string_view name) { return position(book.roles, name, name_of<Role>); }
Index find_column(Rulebook const& book, std::string_view name) { return position(book.columns, name, name_of<Column>); }
Index find_value(Enumeration const& enumeration, std::string_view name) {
  return position(enumeration.values, name, name_of<EnumerationValue>);
}

std::string_view to_string(Force force) {
  switch (force) {
    case Force::must:
      return "must";
    case Force::must_not:
      return "must_not";
    case Force::should:
      return "should";
    case Force::should_not:
      return "should_not";
    case Force::may:
      return "may";
    case Force::power:
      return "power";
    case Force::definition:
      return "definition";
    case Force::information:
      return "information";
  }
  return {};
}

std::string type_text(Rulebook const& book, Type type) {
  return (type.list ? "list of " : "") + element_text(book, type);
}

}  // namespace bylaw::dsl
