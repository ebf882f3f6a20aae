#include "api/decision_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace bylaw::api {
namespace {

using engine::Outcome;
using engine::Status;
using engine::Unknown;

// Whether a finding of this status is what such an outcome is about.
bool speaks_for(Status status, Outcome outcome) {
  switch (outcome) {
    case Outcome::breach:
      return status == Status::prohibited || status == Status::late;
    case Outcome::not_permitted:
      return status == Status::prohibited;
    case Outcome::action_required:
    case Outcome::action_requested:
      return status == Status::outstanding;
    case Outcome::undetermined:
      return status == Status::undetermined;
    case Outcome::pending:
      return status == Status::pending;
    case Outcome::missed:
      return status == Status::late;
    case Outcome::refer:
      return status == Status::refer;
    case Outcome::discouraged:
      return status == Status::discouraged;
    case Outcome::advice:
      return status == Status::advised;
    case Outcome::clear:
      return false;
  }
  return false;
}

// A rule's title says what to do; it would mislead where nobody knows yet, or the step has been taken.
bool rulebook_speaks_first(Outcome outcome) {
  return outcome == Outcome::undetermined || outcome == Outcome::pending || outcome == Outcome::clear;
}

std::string declared_headline(dsl::Rulebook const& rulebook, Outcome outcome) {
  auto const name = engine::to_string(outcome);
  auto const found =
      std::ranges::find(rulebook.headlines, name, [](auto const& pair) { return std::string_view(pair.first); });
  return found == rulebook.headlines.end() ? std::string() : found->second;
}

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string in_words(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

// A record's label may be a whole sentence; here its name has to do.
std::string record_field(dsl::Record const& record, std::string_view key, dsl::Field const& field) {
  return in_words(record.name) + ' ' + std::string(key) + ": " + field.label;
}

struct FieldName {
  dsl::Index record = dsl::none, field = dsl::none;
  std::string_view key;
};

// "contact/k1.outcome" to its parts; keys may hold dots and slashes, names do not.
FieldName split_field_name(dsl::Rulebook const& rulebook, std::string_view name) {
  auto const slash = name.find('/');
  auto const dot = name.rfind('.');
  if (slash == std::string_view::npos || dot == std::string_view::npos || dot < slash) return {};
  FieldName parts{dsl::find_record(rulebook, name.substr(0, slash)), dsl::none,
                  name.substr(slash + 1, dot - slash - 1)};
  if (parts.record != dsl::none) parts.field = dsl::find_field(rulebook.records[parts.record], name.substr(dot + 1));
  return parts;
}

dsl::Type scalar_of(dsl::TypeKind kind) { return {kind, dsl::none, false}; }

}  // namespace

std::string headline(dsl::Rulebook const& rulebook, engine::Decision const& decision) {
  auto declared = declared_headline(rulebook, decision.outcome);
  if (!declared.empty() && rulebook_speaks_first(decision.outcome)) return declared;
  auto const speaker =
      std::ranges::find_if(decision.findings, [&](auto const& f) { return speaks_for(f.status, decision.outcome); });
  if (speaker != decision.findings.end()) return rulebook.rules[speaker->rule].title;
  if (!declared.empty()) return declared;
  return capitalised(in_words(std::string(engine::to_string(decision.outcome))));
}

MissingText missing_text(dsl::Rulebook const& rulebook, engine::Snapshot const& snapshot,
                         engine::Missing const& missing) {
  auto const& what = missing.what;
  switch (what.source) {
    case Unknown::Source::fact:
      return {rulebook.facts[what.index].ask, dsl::type_text(rulebook, rulebook.facts[what.index].type)};
    case Unknown::Source::parameter:
      return {rulebook.parameters[what.index].ask, dsl::type_text(rulebook, rulebook.parameters[what.index].type)};
    case Unknown::Source::setting:
      return {capitalised(rulebook.settings[what.index].label),
              dsl::type_text(rulebook, rulebook.settings[what.index].type)};
    case Unknown::Source::field: {
      auto const& record = rulebook.records[what.index];
      auto const& field = record.fields[what.field];
      return {capitalised(record_field(record, snapshot.key(what.index, what.row), field)) + '?',
              dsl::type_text(rulebook, field.type)};
    }
    case Unknown::Source::rate:
      return {"What was one " + dsl::to_string(dsl::Currency{what.row}) + " worth in " +
                  dsl::to_string(rulebook.rates->base) + '?',
              dsl::type_text(rulebook, scalar_of(dsl::TypeKind::decimal))};
    case Unknown::Source::none:
      break;
  }
  return {missing.name, ""};
}

dsl::Type reading_type(dsl::Rulebook const& rulebook, Unknown where) {
  switch (where.source) {
    case Unknown::Source::fact:
      return rulebook.facts[where.index].type;
    case Unknown::Source::parameter:
      return rulebook.parameters[where.index].type;
    case Unknown::Source::setting:
      return rulebook.settings[where.index].type;
    case Unknown::Source::field:
      return rulebook.records[where.index].fields[where.field].type;
    default:
      return scalar_of(dsl::TypeKind::text);  // what carries its own kind: the date, a truth, a rate
  }
}

dsl::Type reading_type(dsl::Rulebook const& rulebook, std::string_view reading) {
  // Most are fields, and no other name has a slash.
  auto const name = split_field_name(rulebook, reading);
  if (name.field != dsl::none) return rulebook.records[name.record].fields[name.field].type;
  if (auto const fact = dsl::find_fact(rulebook, reading); fact != dsl::none) return rulebook.facts[fact].type;
  if (auto const parameter = dsl::find_parameter(rulebook, reading); parameter != dsl::none)
    return rulebook.parameters[parameter].type;
  if (auto const setting = dsl::find_setting(rulebook, reading); setting != dsl::none)
    return rulebook.settings[setting].type;
  return scalar_of(dsl::TypeKind::text);
}

std::string reading_label(dsl::Rulebook const& rulebook, std::string_view reading) {
  if (auto const fact = dsl::find_fact(rulebook, reading); fact != dsl::none) return rulebook.facts[fact].label;
  if (auto const setting = dsl::find_setting(rulebook, reading); setting != dsl::none)
    return rulebook.settings[setting].label;
  auto const name = split_field_name(rulebook, reading);
  if (name.field != dsl::none)
    return record_field(rulebook.records[name.record], name.key, rulebook.records[name.record].fields[name.field]);
  return in_words(std::string(reading));
}

std::string_view origin_name(engine::Reading::Origin origin) {
  static constexpr std::array<std::string_view, 5> names = {"request", "record", "setting", "assumed", "question"};
  return names[static_cast<std::size_t>(origin)];
}

std::string_view truth_name(engine::Truth truth) {
  static constexpr std::array<std::string_view, 3> names = {"no", "unknown", "yes"};
  return names[static_cast<std::size_t>(truth)];
}

}  // namespace bylaw::api
