// The tokens of programs and of people without a browser: made, told once, rotated, revoked. Through the interface for
// programs, which decides who may.
#include <algorithm>

#include "api/json_writer.hpp"
#include "api/pages/field_form.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

std::string day_of_moment(PageCall const& call, std::string const& moment) {
  auto const day = dsl::parse_date(moment.substr(0, 10));
  return day ? Words(*call.snapshot, call.language).date(*day) : "–";
}

Model token_line(PageCall const& call, JsonValue const& token) {
  auto const role = dsl::find_role(call.rulebook(), text_at(token, "role"));
  auto const person = text_at(token, "person"), state = text_at(token, "state"), id = text_at(token, "id");
  auto const people = people_of(call.rulebook());
  bool const valid = state == "valid";
  return model({{"label", text_at(token, "label")},
                {"role", role == dsl::none ? text_at(token, "role") : capitalised(call.rulebook().roles[role].title)},
                {"person", person.empty() || people == dsl::none
                               ? person
                               : Words(*call.snapshot, call.language).title_of_key(people, person)},
                {"has_person", !person.empty()},
                {"state", call.texts().get("token." + state)},
                {"tone", valid ? "good" : "not_applicable"},
                {"valid", valid},
                {"expires", day_of_moment(call, text_at(token, "expires_at"))},
                {"used", day_of_moment(call, text_at(token, "last_used_at"))},
                {"by", text_at(token, "created_by")},
                {"id", id},
                {"path", "/administration/tokens/" + path_segment(id)}});
}

List roles(PageCall const& call) {
  List options;
  for (auto const& role : call.rulebook().roles)
    options.push_back(
        model({{"value", role.name}, {"label", capitalised(role.title)}, {"chosen", role.name == call.given("role")}}));
  return options;
}

// `told`: the secret of a token that was just made or rotated; nobody sees it again.
HttpResponse shown(PageCall const& call, std::string const& told, Problem const* problem) {
  auto const tokens = read(call, "/v1/tokens");
  if (!tokens) return refusal_page(call, 403, call.texts().get("refusal.role"));
  List valid, others, faults;
  for (auto const& token : list_at(*tokens, "data"))
    (text_at(token, "state") == "valid" ? valid : others).push_back(token_line(call, token));
  if (problem)
    for (auto const& fault : problem->errors)
      faults.push_back(
          model({{"said", fault.message},
                 {"id", "field-" + fault.pointer.substr(std::min<std::size_t>(1, fault.pointer.size()))}}));
  if (problem && faults.empty()) faults.push_back(model({{"said", problem->detail}, {"id", "main"}}));
  Model values = model({{"tokens", valid},
                        {"none", valid.empty()},
                        {"others", others},
                        {"has_others", !others.empty()},
                        {"roles", roles(call)},
                        {"label", call.given("label")},
                        {"person", call.given("person")},
                        {"days", call.given("days").empty() ? "90" : call.given("days")},
                        {"told", told},
                        {"is_told", !told.empty()},
                        {"faults", faults},
                        {"faulty", problem != nullptr}});
  return page(call, "tokens",
              {call.texts().get("tokens.title"),
               {{call.texts().get("nav.administration"), "/administration"}},
               problem ? 422 : 200,
               problem != nullptr},
              std::move(values));
}

std::string wish_json(PageCall const& call) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (auto const* name : {"role", "label", "person"})
    if (!call.given(name).empty()) json.member(name, call.given(name));
  auto const days = call.given("days");
  bool const number = !days.empty() && days.size() < 5 && days.find_first_not_of("0123456789") == std::string::npos;
  if (number)
    json.member("days", std::stoll(days));
  else if (!days.empty())
    json.member("days", days);
  json.end_object();
  return out;
}

std::string told_in(HttpResponse const& reply) {
  auto const json = parse_json(reply.body);
  return json ? text_at(*json, "token") : "";
}

}  // namespace

HttpResponse tokens_page(PageCall const& call) { return shown(call, "", nullptr); }

HttpResponse make_token(PageCall const& call) {
  auto const reply = ask(call, "POST", "/v1/tokens", {}, wish_json(call));
  return reply ? shown(call, told_in(*reply), nullptr) : shown(call, "", &reply.error());
}

HttpResponse change_token(PageCall const& call) {
  auto const path = "/v1/tokens/" + call.captured[0];
  if (call.given("do") == "rotate") {
    auto const reply = ask(call, "POST", path + "/rotate");
    return reply ? shown(call, told_in(*reply), nullptr) : shown(call, "", &reply.error());
  }
  auto const reply = ask(call, "DELETE", path);
  return reply ? redirect("/administration/tokens") : shown(call, "", &reply.error());
}

}  // namespace bylaw::api::pages
