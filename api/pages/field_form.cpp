#include "api/pages/field_form.hpp"

#include <algorithm>

#include "api/pages/record_search.hpp"
#include "api/pages/written.hpp"
#include "api/write_value.hpp"
#include "engine/constant_text.hpp"

namespace bylaw::api::pages {
namespace {

using dsl::TypeKind;

constexpr std::size_t most_in_list = 250, most_named = 8;

}  // namespace

Model FieldForm::shown(dsl::Field const& field, std::string const& text) const {
  Model made =
      model({{"name", field.name}, {"id", "field-" + field.name}, {"label", words_.field(field)}, {"value", text}});
  made.set("may_lack", field.optional || field.event || field.open);
  auto const fault = std::ranges::find(faults, field.name, &FieldFault::field);
  made.set("faulty", fault != faults.end());
  if (fault != faults.end()) made.set("fault", fault->said);
  List options;
  auto const option = [&](std::string const& value, std::string const& label) {
    options.push_back(model({{"value", value}, {"label", label}, {"chosen", value == text}}));
  };
  auto const& type = field.type;
  if (!type.list && type.kind == TypeKind::boolean) {
    option("true", call_.texts().get("yes"));
    option("false", call_.texts().get("no"));
  } else if (!type.list && type.kind == TypeKind::enumeration) {
    for (auto const& value : call_.rulebook().enumerations[type.of].values)
      option(value.name, capitalised(value.label));
  } else if (!type.list && type.kind == TypeKind::reference &&
             call_.snapshot->table(type.of).rows.size() <= most_in_list) {
    for (auto const row : search_records(*call_.snapshot, type.of, "", most_in_list))
      option(std::string(call_.snapshot->key(type.of, row)), words_.title(type.of, row));
  }
  made.set("is_select", !options.empty());
  made.set("options", options);
  made.set("is_date", type.kind == TypeKind::date && !type.list);
  made.set("hint", hint(type, text));
  made.set("has_hint", !hint(type, text).empty());
  return made;
}

std::string FieldForm::hint(dsl::Type type, std::string const& text) const {
  bool const reference = type.kind == TypeKind::reference;
  if (reference && !type.list && call_.snapshot->table(type.of).rows.size() > most_in_list)
    return call_.snapshot->find(type.of, text) ? words_.title_of_key(type.of, text)
                                               : call_.texts().get("form.reference");
  if (type.list) return call_.texts().get("question.list");
  return type.kind == TypeKind::money ? call_.texts().get("form.money") : "";
}

// A record by its key, or by its name where only one is called like that.
std::optional<std::string> FieldForm::reference(dsl::Type type, std::string const& name, std::string const& text) {
  if (call_.snapshot->find(type.of, text)) return text;
  auto const found = search_records(*call_.snapshot, type.of, text, most_named + 1);
  if (found.size() == 1) return std::string(call_.snapshot->key(type.of, found.front()));
  std::string said = call_.texts().get(found.empty() ? "fault.record.none" : "fault.record.several");
  for (std::size_t i = 0; i < std::min(found.size(), most_named); ++i)
    said += (i ? "; " : " ") + words_.title(type.of, found[i]) + " = " +
            std::string(call_.snapshot->key(type.of, found[i]));
  faults.push_back({name, said});
  return std::nullopt;
}

void FieldForm::read(JsonWriter& json, dsl::Field const& field, std::string const& text) {
  if (trimmed(text).empty()) return;
  std::string value;
  JsonWriter alone(value);
  if (!read_value(alone, field, text)) return;
  json.key(field.name);
  json.raw(value);
}

bool FieldForm::read_value(JsonWriter& json, dsl::Field const& field, std::string const& text) {
  engine::Datum datum;
  for (auto const& part : field.type.list ? parts(text) : std::vector{trimmed(text)}) {
    bool const refers = field.type.kind == TypeKind::reference;
    auto const value = refers ? reference(field.type, field.name, part) : canonical(*call_.snapshot, field.type, part);
    auto const constant = value ? engine::constant_of(call_.rulebook(), field.type, *value) : std::nullopt;
    if (!constant) {
      if (!refers) faults.push_back({field.name, call_.texts().get(fault_of(field.type))});
      return false;
    }
    if (field.type.list)
      datum.items.push_back(*constant);
    else
      datum.scalar = *constant;
  }
  write_datum(json, call_.rulebook(), field.type, datum);
  return true;
}

// What is missing is said in the words of the page, the rest as the interface for programs says it.
std::string FieldForm::said(std::string const& name, InputFault const& fault) const {
  auto const field = declared && (fault.code == "missing_field" || fault.code == "missing")
                         ? dsl::find_field(*declared, name)
                         : dsl::none;
  return field == dsl::none ? fault.message
                            : call_.texts().with("fault.needed.of", {{"field", words_.field(declared->fields[field])}});
}

void FieldForm::add(Problem const& problem) {
  for (auto const& fault : problem.errors) {
    auto const name = fault.pointer.empty() ? "" : fault.pointer.substr(1, fault.pointer.find('/', 1) - 1);
    faults.push_back({name, said(name, fault)});
  }
  if (problem.errors.empty()) faults.push_back({"", problem.detail});
}

void FieldForm::set_faults(Model& values) const {
  List shown;
  for (auto const& fault : faults)
    shown.push_back(model({{"said", fault.said}, {"id", fault.field.empty() ? "main" : "field-" + fault.field}}));
  values.set("faults", shown);
  values.set("faulty", !faults.empty());
}

}  // namespace bylaw::api::pages
