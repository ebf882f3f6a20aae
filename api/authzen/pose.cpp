#include "api/authzen/pose.hpp"

#include <algorithm>

#include "api/nearest.hpp"
#include "api/question_values.hpp"
#include "api/read_state.hpp"
#include "api/read_value.hpp"

namespace bylaw::api::authzen {
namespace {

using Kind = dsl::SentTarget::Kind;

JsonValue const* property_of(JsonObject const* properties, std::string_view name) {
  if (!properties) return nullptr;
  auto const found = std::ranges::find(*properties, name, &JsonMember::key);
  return found == properties->end() || found->value.is_null() ? nullptr : &found->value;
}

// A day, or a moment of it in UTC, as most callers send it.
JsonValue without_time(JsonValue const& json) {
  constexpr std::size_t day = sizeof("2025-12-31") - 1;
  auto const* text = json.text();
  bool const moment = text && text->size() > day && (*text)[day] == 'T' && text->ends_with('Z');
  return moment ? JsonValue{text->substr(0, day)} : json;
}

class Poser {
 public:
  Poser(dsl::Rulebook const& rulebook, std::shared_ptr<engine::Snapshot const> snapshot, dsl::Date today, Sight& sight)
      : rulebook_(rulebook), sight_(sight), values_(*snapshot) {
    asked_.snapshot = std::move(snapshot);
    values_.question.date = today;
  }

  void take_entity(std::vector<dsl::SentEntity> const& declared, Entity const& sent, std::string_view what,
                   Place const& place) {
    auto const* entity = find_entity(declared, sent.type);
    if (!entity) {
      return unknown(what, "There are no " + std::string(what) + "s of the type " + in_quotes(sent.type) + '.');
    }
    if (entity->target.kind != Kind::nowhere && !give(entity->target, engine::Datum{sent.id, {}}).empty())
      return unknown(what, "There is no " + in_quotes(sent.type) + " with the id " + in_quotes(sent.id) + '.');
    take_properties(entity->properties, sent.properties, Place(place, "properties"));
  }

  void take_action(Entity const& sent, Place const& place) {
    auto const* action = find_sent_action(rulebook_, sent.id);
    if (!action) return unknown("action", "There is no action " + in_quotes(sent.id) + '.');
    values_.question.action = action->action;
    take_properties(action->properties, sent.properties, Place(place, "properties"));
  }

  void take_properties(std::vector<dsl::SentProperty> const& declared, JsonObject const* sent, Place const& place) {
    for (auto const& property : declared) {
      if (property.target.field != dsl::none) continue;  // laid over the records
      auto const* json = property_of(sent, property.name);
      if (json) take_value(property.target, *json, Place(place, property.name));
    }
  }

  std::expected<std::expected<AskedQuestion, NotKnown>, InputFaults> finish() {
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    if (not_known_) return std::expected<AskedQuestion, NotKnown>(std::unexpected(*std::move(not_known_)));
    asked_.question = values_.finish();
    return std::move(asked_);
  }

 private:
  void unknown(std::string_view what, std::string message) {
    if (!not_known_) not_known_ = NotKnown{"unknown_" + std::string(what), std::move(message)};
  }

  void take_value(dsl::SentTarget target, JsonValue const& json, Place const& place) {
    auto const type = type_of(rulebook_, target);
    auto const value = target.kind == Kind::date ? without_time(json) : json;
    if (auto const datum = read_datum(rulebook_, type, value, place, faults_)) {
      for (auto const& missing : give(target, *datum))
        faults_.add(place, "unknown_reference",
                    "There is no " + rulebook_.records[missing.record].name + ' ' + in_quotes(missing.key) + '.');
    }
  }

  std::vector<QuestionValues::NoSuchRecord> give(dsl::SentTarget target, engine::Datum const& datum) {
    if (auto const hidden = hidden_in(type_of(rulebook_, target), datum); !hidden.empty()) return hidden;
    switch (target.kind) {
      case Kind::parameter:
        return values_.give_parameter(target.index, datum);
      case Kind::fact:
        return values_.give_fact(target.index, datum);
      case Kind::date:
        values_.question.date = std::get<dsl::Date>(datum.scalar);
        break;
      case Kind::already_done:
        values_.question.already_done = std::get<bool>(datum.scalar);
        break;
      case Kind::nowhere:
        break;
    }
    return {};
  }

  // Records that the caller must not know of are not there.
  std::vector<QuestionValues::NoSuchRecord> hidden_in(dsl::Type type, engine::Datum const& datum) {
    std::vector<QuestionValues::NoSuchRecord> hidden;
    if (type.kind != dsl::TypeKind::reference || !sight_.is_limited(type.of)) return hidden;
    auto const look = [&](dsl::Constant const& constant, std::size_t item) {
      auto const& key = std::get<std::string>(constant);
      if (sight_.hides(type.of, key)) hidden.push_back({item, type.of, key});
    };
    if (!type.list) look(datum.scalar, 0);
    for (std::size_t i = 0; i < datum.items.size(); ++i) look(datum.items[i], i);
    return hidden;
  }

  dsl::Rulebook const& rulebook_;
  Sight& sight_;
  AskedQuestion asked_{{}, {}, engine::Explain::none, true};
  QuestionValues values_;
  InputFaults faults_;
  std::optional<NotKnown> not_known_;
};

// The record to change among those laid over; made from the one that is there.
engine::StateRecord& row_in(engine::State& state, engine::Snapshot const& snapshot, dsl::Index record,
                            engine::Row row) {
  auto table = std::ranges::find(state, record, &engine::StateTable::record);
  if (table == state.end()) table = state.insert(state.end(), engine::StateTable{record, {}});
  auto const key = snapshot.key(record, row);
  auto const found = std::ranges::find_if(
      table->rows, [&](auto const& laid) { return engine::key_of(*snapshot.rulebook, record, laid) == key; });
  if (found != table->rows.end()) return *found;
  return table->rows.emplace_back(engine::record_of(snapshot, record, row));
}

// Only facts that the action has can be given; what else was sent does not bear on it.
void drop_foreign_facts(dsl::Rulebook const& rulebook, engine::Question& question) {
  auto const& facts = rulebook.actions[question.action].facts;
  for (dsl::Index fact = 0; fact < question.facts.size(); ++fact) {
    if (std::ranges::find(facts, fact) == facts.end())
      question.facts[fact] = engine::Value::unknown({engine::Unknown::Source::fact, fact, 0, 0});
  }
}

}  // namespace

dsl::SentEntity const* find_entity(std::vector<dsl::SentEntity> const& entities, std::string_view type) {
  auto const found = std::ranges::find(entities, type, &dsl::SentEntity::type);
  return found == entities.end() ? nullptr : &*found;
}

dsl::SentAction const* find_sent_action(dsl::Rulebook const& rulebook, std::string_view name) {
  auto const& actions = rulebook.authzen.actions;
  auto const found = std::ranges::find(actions, name, &dsl::SentAction::name);
  return found == actions.end() ? nullptr : &*found;
}

dsl::Index record_of(dsl::Rulebook const& rulebook, dsl::SentEntity const& entity) {
  if (entity.target.kind == Kind::nowhere) return dsl::none;
  auto const type = type_of(rulebook, entity.target);
  return type.kind == dsl::TypeKind::reference ? type.of : dsl::none;
}

InputFaults Posing::lay_over(Sent const& sent, Sought sought, Place const& place) {
  InputFaults faults;
  auto const* subject = find_entity(rulebook_.authzen.subjects, sent.subject.type);
  auto const* resource = find_entity(rulebook_.authzen.resources, sent.resource.type);
  if (subject && sought != Sought::subject) collect(*subject, sent.subject, Place(place, "subject"), faults);
  if (resource && sought != Sought::resource) collect(*resource, sent.resource, Place(place, "resource"), faults);
  if (!faults.empty() || laid_over_.empty()) return faults;
  auto laid = engine::overlay(snapshot_, laid_over_);
  if (laid)
    snapshot_ = *std::move(laid);
  else
    add_engine_faults(rulebook_, laid.error(), place.pointer(), faults);
  return faults;
}

void Posing::collect(dsl::SentEntity const& entity, Entity const& sent, Place const& parent, InputFaults& faults) {
  auto const record = record_of(rulebook_, entity);
  auto const row = record == dsl::none ? std::nullopt : snapshot_->find(record, sent.id);
  if (!row || sight_.hides(record, sent.id)) return;
  Place const place(parent, "properties");
  for (auto const& property : entity.properties) {
    auto const* json = property_of(sent.properties, property.name);
    if (!json || property.target.field == dsl::none) continue;
    auto datum = read_datum(rulebook_, type_of(rulebook_, property.target), *json, Place(place, property.name), faults);
    if (!datum || !may_set(record, *row, property, *datum, Place(place, property.name), faults)) continue;
    row_in(laid_over_, *snapshot_, record, *row).fields[property.target.field] = *std::move(datum);
  }
}

// What a caller may not see it may not replace either, nor refer to.
bool Posing::may_set(dsl::Index record, engine::Row row, dsl::SentProperty const& property, engine::Datum const& datum,
                     Place const& place, InputFaults& faults) {
  auto const& field = rulebook_.records[record].fields[property.target.field];
  if (field.confidential && !sight_.confidential_fields(*snapshot_, record, row)) {
    faults.add(place, "confidential", "This is for those to give who may see it.");
    return false;
  }
  if (field.type.kind != dsl::TypeKind::reference || field.type.list) return true;
  auto const& key = std::get<std::string>(datum.scalar);
  if (!sight_.hides(field.type.of, key)) return true;
  faults.add(place, "unknown_reference",
             "There is no " + rulebook_.records[field.type.of].name + ' ' + in_quotes(key) + '.');
  return false;
}

std::expected<std::expected<AskedQuestion, NotKnown>, InputFaults> Posing::pose(Sent const& sent,
                                                                                Place const& place) const {
  Poser poser(rulebook_, snapshot_, today_, sight_);
  poser.take_action(sent.action, Place(place, "action"));
  poser.take_entity(rulebook_.authzen.subjects, sent.subject, "subject", Place(place, "subject"));
  poser.take_entity(rulebook_.authzen.resources, sent.resource, "resource", Place(place, "resource"));
  poser.take_properties(rulebook_.authzen.context, sent.context, Place(place, "context"));
  auto posed = poser.finish();
  if (posed && *posed) drop_foreign_facts(rulebook_, (*posed)->question);
  return posed;
}

}  // namespace bylaw::api::authzen
