#include "api/authzen/sent.hpp"

namespace bylaw::api::authzen {
namespace {

class SentReader {
 public:
  SentReader(JsonValue const& question, JsonValue const* defaults, Place const& place)
      : question_(question), defaults_(defaults), place_(place) {}

  std::expected<Sent, InputFaults> read(Sought sought) {
    if (!question_.object()) {
      faults_.add(place_, "wrong_type", "A question must be an object, not " + std::string(question_.kind()) + '.');
      return std::unexpected(std::move(faults_));
    }
    Sent sent;
    sent.subject = entity("subject", "type", sought == Sought::subject ? "" : "id");
    if (sought != Sought::action) sent.action = entity("action", "", "name");
    sent.resource = entity("resource", "type", sought == Sought::resource ? "" : "id");
    sent.context = object_in(either("context"), Place(place_, "context"));
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    return sent;
  }

 private:
  static JsonValue const* given(JsonValue const* object, std::string_view key) {
    auto const* value = object ? object->member(key) : nullptr;
    return value && !value->is_null() ? value : nullptr;
  }
  JsonValue const* either(std::string_view key) const {
    auto const* own = given(&question_, key);
    return own ? own : given(defaults_, key);
  }

  Entity entity(std::string_view key, std::string_view type_key, std::string_view id_key) {
    Place const place(place_, key);
    auto const* json = either(key);
    if (!json) {
      faults_.add(place, "missing", "The " + std::string(key) + " is missing.");
      return {};
    }
    if (!json->object()) {
      faults_.add(place, "wrong_type",
                  "The " + std::string(key) + " must be an object, not " + std::string(json->kind()) + '.');
      return {};
    }
    auto const* other = given(defaults_, key);
    Entity read;
    if (!type_key.empty()) read.type = text_in(*json, other, type_key, place);
    if (!id_key.empty()) read.id = text_in(*json, other, id_key, place);
    read.properties = object_in(given(json, "properties"), Place(place, "properties"));
    return read;
  }

  std::string text_in(JsonValue const& entity, JsonValue const* other, std::string_view key, Place const& parent) {
    auto const* value = given(&entity, key);
    if (!value && other != &entity) value = given(other, key);
    Place const place(parent, key);
    if (!value)
      faults_.add(place, "missing", "The " + std::string(key) + " is missing.");
    else if (!value->text())
      faults_.add(place, "wrong_type", "This must be text, not " + std::string(value->kind()) + '.');
    else
      return *value->text();
    return {};
  }

  JsonObject const* object_in(JsonValue const* json, Place const& place) {
    if (!json) return nullptr;
    if (!json->object())
      faults_.add(place, "wrong_type", "This must be an object, not " + std::string(json->kind()) + '.');
    return json->object();
  }

  JsonValue const& question_;
  JsonValue const* defaults_;
  Place const& place_;
  InputFaults faults_;
};

}  // namespace

std::expected<Sent, InputFaults> read_sent(JsonValue const& question, JsonValue const* defaults, Sought sought,
                                           Place const& place) {
  return SentReader(question, defaults, place).read(sought);
}

}  // namespace bylaw::api::authzen
