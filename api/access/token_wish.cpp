#include "api/access/token_wish.hpp"

#include <algorithm>

#include "api/nearest.hpp"
#include "api/query_list.hpp"

namespace bylaw::api {
namespace {

constexpr std::array<std::string_view, 5> keys = {"role", "label", "person", "scopes", "days"};
constexpr std::size_t longest_label = 200;
Place const root;

void read_text(JsonValue const& json, std::string_view key, std::string& into, InputFaults& faults) {
  auto const* member = json.member(key);
  if (!member || member->is_null()) return;
  if (auto const* text = member->text())
    into = *text;
  else
    faults.add(Place(root, key), "wrong_type", "This must be text, not " + std::string(member->kind()) + '.');
}

void read_scopes(JsonValue const& json, std::vector<std::string>& scopes, InputFaults& faults) {
  auto const* member = json.member("scopes");
  if (!member || member->is_null()) return;
  Place const place(root, "scopes");
  auto const* list = member->list();
  if (!list)
    return faults.add(place, "wrong_type", "This must be a list of texts, not " + std::string(member->kind()) + '.');
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (auto const* text = (*list)[i].text())
      scopes.push_back(*text);
    else
      faults.add(Place(place, i), "wrong_type", "This must be text, not " + std::string((*list)[i].kind()) + '.');
  }
  if (list->empty())
    faults.add(place, "missing", "A token without a scope may do nothing: leave the list out for all.");
}

void read_days(JsonValue const& json, std::int64_t& days, InputFaults& faults) {
  auto const* member = json.member("days");
  if (!member || member->is_null()) return;
  auto const* number = member->number();
  auto const whole = number ? whole_number(*number) : std::nullopt;
  if (whole)
    days = *whole;
  else
    faults.add(Place(root, "days"), "wrong_type", "This must be a whole number.");
}

void check_scopes(dsl::Rulebook const& rulebook, TokenRequest const& request, InputFaults& faults) {
  auto const role = dsl::find_role(rulebook, request.role);
  Place const place(root, "scopes");
  for (std::size_t i = 0; i < request.scopes.size(); ++i) {
    auto const& name = request.scopes[i];
    auto const scope = dsl::access_scope(name);
    if (!scope)
      faults.add(Place(place, i), "unknown_value",
                 "There is no scope " + in_quotes(name) +
                     nearest_hint(name, {dsl::access_scope_names.begin(), dsl::access_scope_names.end()}) + '.');
    else if (role != dsl::none && rulebook.roles[role].may[static_cast<std::size_t>(*scope)] == dsl::Reach::nothing)
      faults.add(Place(place, i), "beyond_role",
                 "The role " + in_quotes(request.role) + " does not have the scope " + in_quotes(name) + '.');
  }
}

void check_label(std::string const& label, InputFaults& faults) {
  Place const place(root, "label");
  if (label.empty()) return faults.add(place, "missing", "What is the token for? The label has to say.");
  bool const odd = std::ranges::any_of(label, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (odd || label.size() > longest_label)
    faults.add(place, "bad_text", "A label is one line of at most " + std::to_string(longest_label) + " bytes.");
}

}  // namespace

TokenRequest read_token_request(JsonValue const& json, InputFaults& faults) {
  TokenRequest request;
  auto const* members = json.object();
  if (!members) {
    faults.add(root, "wrong_type", "A token must be asked for with an object, not " + std::string(json.kind()) + '.');
    return request;
  }
  std::vector<std::string_view> const known(keys.begin(), keys.end());
  for (auto const& [key, value] : *members)
    if (std::ranges::find(known, key) == known.end())
      faults.add(Place(root, key), "unknown_key", "A token has no " + in_quotes(key) + nearest_hint(key, known) + '.');
  read_text(json, "role", request.role, faults);
  read_text(json, "label", request.label, faults);
  read_text(json, "person", request.person, faults);
  read_scopes(json, request.scopes, faults);
  read_days(json, request.days, faults);
  return request;
}

void check_role_and_person(engine::Snapshot const& snapshot, std::string const& role_name, std::string const& person,
                           InputFaults& faults) {
  auto const& rulebook = *snapshot.rulebook;
  auto const role = dsl::find_role(rulebook, role_name);
  if (role_name.empty())
    faults.add(
        Place(root, "role"), "missing",
        "Which role? " + (rulebook.roles.empty() ? "The rulebook has none."
                                                 : "The nearest is " + in_quotes(rulebook.roles.front().name) + '.'));
  else if (role == dsl::none)
    faults.add(Place(root, "role"), "unknown_value",
               "There is no role " + in_quotes(role_name) + nearest_hint(role_name, names_of(rulebook.roles)) + '.');
  if (role == dsl::none) return;
  auto const holder = rulebook.roles[role].holder;
  if (holder == dsl::none) return;
  auto const& kind = rulebook.records[holder].name;
  if (person.empty())
    faults.add(Place(root, "person"), "missing",
               "The role " + in_quotes(role_name) + " is given to a " + kind + ": say which.");
  else if (!snapshot.find(holder, person))
    faults.add(Place(root, "person"), "unknown_reference", "There is no " + kind + ' ' + in_quotes(person) + '.');
}

std::expected<TokenWish, InputFaults> token_wish(engine::Snapshot const& snapshot, TokenRequest const& request,
                                                 std::string created_by, Time now) {
  InputFaults faults;
  check_role_and_person(snapshot, request.role, request.person, faults);
  check_label(request.label, faults);
  check_scopes(*snapshot.rulebook, request, faults);
  if (request.days < 1 || request.days > most_days)
    faults.add(Place(root, "days"), "out_of_range", "A token lasts from 1 to " + std::to_string(most_days) + " days.");
  if (!faults.empty()) return std::unexpected(std::move(faults));
  std::string scopes;
  for (auto const& scope : request.scopes) scopes += (scopes.empty() ? "" : ",") + scope;
  return TokenWish{std::string(token_kind),
                   request.label,
                   request.role,
                   request.person,
                   std::move(scopes),
                   std::move(created_by),
                   now + std::chrono::days(request.days)};
}

bool is_within(dsl::Rulebook const& rulebook, Caller const& maker, std::string const& role_name,
               std::string const& scopes) {
  if (maker.unrestricted) return true;
  auto const role = dsl::find_role(rulebook, role_name);
  if (role == dsl::none) return true;  // it allows nothing
  auto const chosen = split_list(scopes);
  for (std::size_t i = 0; i < maker.may.size(); ++i) {
    bool const taken = scopes.empty() || std::ranges::count(chosen, dsl::access_scope_names[i]) > 0;
    // Whoever manages tokens may give everything that their own role has, and no more than this token of theirs.
    if (taken && maker.may[i] == dsl::Reach::nothing && rulebook.roles[role].may[i] != dsl::Reach::nothing)
      return false;
  }
  return true;
}

}  // namespace bylaw::api
