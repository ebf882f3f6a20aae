// Who can sign in, and as what: a new secret for somebody, told once. For who manages tokens, and never for a role that
// may do more than their own.
#include <algorithm>

#include "api/access/secret_change.hpp"
#include "api/access/token_wish.hpp"
#include "api/pages/paging.hpp"
#include "api/pages/record_search.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t sign_ins_shown_at_once = 50, longest_name = 200;

struct GivenSecret {
  std::string person, secret;
};

std::string name_of_person(PageCall const& call, std::string const& key) {
  auto const people = people_of(call.rulebook());
  return people == dsl::none ? key : Words(*call.snapshot, call.language).title_of_key(people, key);
}

std::string title_of_role(PageCall const& call, std::string const& name) {
  auto const role = dsl::find_role(call.rulebook(), name);
  return role == dsl::none ? name : capitalised(call.rulebook().roles[role].title);
}

bool may_give(PageCall const& call, std::string const& role) { return is_within(call.rulebook(), call.caller, role, ""); }

Model sign_in_line(PageCall const& call, engine::PersonSecret const& secret) {
  auto const day = dsl::parse_date(secret.set_at.substr(0, 10));
  return model({{"name", name_of_person(call, secret.person)},
                {"person", secret.person},
                {"role", title_of_role(call, secret.role)},
                {"role_name", secret.role},
                {"may_give", may_give(call, secret.role)},
                {"since", day ? Words(*call.snapshot, call.language).date(*day) : "–"}});
}

bool is_found(PageCall const& call, engine::PersonSecret const& secret, std::string const& words) {
  return words.empty() || folded(name_of_person(call, secret.person) + ' ' + secret.person).contains(folded(words));
}

List roles_to_give(PageCall const& call) {
  List options;
  for (auto const& role : call.rulebook().roles)
    if (may_give(call, role.name))
      options.push_back(model(
          {{"value", role.name}, {"label", capitalised(role.title)}, {"chosen", role.name == call.given("role")}}));
  return options;
}

List faults_shown(InputFaults const& faults) {
  List shown;
  for (auto const& fault : faults.all())
    shown.push_back(model({{"said", fault.message},
                           {"id", "field-" + fault.pointer.substr(std::min<std::size_t>(1, fault.pointer.size()))}}));
  return shown;
}

HttpResponse sign_ins_shown(PageCall const& call, std::optional<GivenSecret> const& given, InputFaults const& faults) {
  std::vector<engine::PersonSecret> found;
  auto const words = call.request.method == "GET" ? call.given("q") : std::string();
  for (auto& one : call.service.store.person_secrets())
    if (is_found(call, one, words)) found.push_back(std::move(one));
  std::ranges::sort(found, {}, [&](auto const& one) { return std::pair(folded(name_of_person(call, one.person)), one.person); });
  Model values = model({{"q", words},
                        {"total", call.texts().counted("sign_ins.found", found.size())},
                        {"none", found.empty()},
                        {"roles", roles_to_give(call)},
                        {"person", given ? "" : call.given("person")},
                        {"told", given ? given->secret : ""},
                        {"told_to", given ? name_of_person(call, given->person) : ""},
                        {"told_name", given ? given->person : ""},
                        {"is_told", given.has_value()},
                        {"faults", faults_shown(faults)},
                        {"faulty", !faults.empty()}});
  NamedValues query;
  if (!words.empty()) query.emplace_back("q", words);
  auto const first = set_paging(call, "/administration/sign-ins", query, found.size(), sign_ins_shown_at_once, values);
  List lines;
  for (auto i = first; i < std::min(first + sign_ins_shown_at_once, found.size()); ++i) lines.push_back(sign_in_line(call, found[i]));
  values.set("lines", lines);
  return page(call, "sign_ins",
              {call.texts().get("sign_ins.title"),
               {{call.texts().get("nav.administration"), "/administration"}},
               faults.empty() ? 200 : 422,
               !faults.empty()},
              std::move(values));
}

void check_name(PageCall const& call, std::string const& person, InputFaults& faults) {
  bool const odd = std::ranges::any_of(person, [](char c) { return static_cast<unsigned char>(c) < 0x21 || c == 0x7F; });
  if (person.empty() || odd || person.size() > longest_name)
    faults.add({"/person", "bad_text", call.texts().get("sign_ins.bad_name")});
}

// Neither the role that is given nor the one that the person has already may reach further than the giver's.
void check_reach(PageCall const& call, std::string const& person, std::string const& role, InputFaults& faults) {
  auto const known = call.service.store.person_secrets();
  auto const found = std::ranges::find(known, person, &engine::PersonSecret::person);
  if (!may_give(call, role) || (found != known.end() && !may_give(call, found->role)))
    faults.add({"/role", "beyond_role", call.texts().get("sign_ins.beyond")});
}

}  // namespace

HttpResponse sign_ins_page(PageCall const& call) { return sign_ins_shown(call, std::nullopt, {}); }

HttpResponse give_sign_in(PageCall const& call) {
  auto const person = call.given("person"), role = call.given("role");
  InputFaults faults;
  check_role_and_person(*call.everything, role, person, faults);
  if (faults.empty()) check_name(call, person, faults);
  if (faults.empty()) check_reach(call, person, role, faults);
  if (!faults.empty()) return sign_ins_shown(call, std::nullopt, faults);
  auto const secret = give_secret(call.service.door, person, role, call.caller.name, call.service.clock());
  return sign_ins_shown(call, GivenSecret{person, secret}, {});
}

}  // namespace bylaw::api::pages
