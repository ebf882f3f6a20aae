// One's own sign-in: who one is here, and a new secret of one's own choosing.
#include "api/access/secret_change.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

struct SecretFault {
  std::string field, text;
  int status = 422;
};

HttpResponse account_shown(PageCall const& call, std::optional<SecretFault> const& fault) {
  auto const& caller = call.caller;
  List faults;
  if (fault) faults.push_back(model({{"said", call.texts().get(fault->text)}, {"id", fault->field}}));
  return page(call, "account",
              {call.texts().get("account.title"), {}, fault ? fault->status : 200, fault.has_value()},
              model({{"name", call.viewer.known() ? call.viewer.name : caller.name},
                     {"person", caller.person},
                     {"role", caller.role == dsl::none ? "" : capitalised(call.rulebook().roles[caller.role].title)},
                     {"least", std::to_string(shortest_secret)},
                     {"changed", call.given("changed") == "true" && !fault},
                     {"faults", faults},
                     {"faulty", fault.has_value()}}));
}

// What is wrong with what was chosen, before the old secret is looked at.
std::optional<SecretFault> fault_of_choice(PageCall const& call) {
  auto const chosen = call.given("chosen");
  if (call.given("current").empty()) return SecretFault{"current", "account.no_current"};
  if (chosen.size() < shortest_secret) return SecretFault{"chosen", "account.too_short"};
  if (chosen.size() > longest_secret) return SecretFault{"chosen", "account.too_long"};
  if (chosen == call.given("current")) return SecretFault{"chosen", "account.same"};
  if (chosen != call.given("again")) return SecretFault{"again", "account.differs"};
  return std::nullopt;
}

}  // namespace

// Only who signed in with a secret has one to change.
HttpResponse account_page(PageCall const& call) {
  return call.caller.session ? account_shown(call, std::nullopt) : not_found_page(call);
}

HttpResponse change_own_secret(PageCall const& call) {
  if (!call.caller.session) return not_found_page(call);
  if (auto const fault = fault_of_choice(call)) return account_shown(call, fault);
  auto& sign_in = call.service.door.sign_in;
  auto const now = call.service.clock();
  auto const& person = call.caller.person;
  if (sign_in.wait(person, now)) return account_shown(call, SecretFault{"current", "sign_in.wait", 429});
  auto const role = sign_in.check(person, call.given("current"), now);
  if (!role) return account_shown(call, SecretFault{"current", "account.wrong"});
  choose_secret(call.service.door, person, *role, call.given("chosen"), call.caller.token, now);
  return redirect("/account?changed=true");
}

}  // namespace bylaw::api::pages
