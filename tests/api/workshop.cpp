#include "tests/api/workshop.hpp"

#include <gtest/gtest.h>

#include "api/read_state.hpp"
#include "dsl/check.hpp"

namespace bylaw::api::workshop {

std::string const text = R"(
rulebook workshop "Rules of the workshop"
headline clear "Nothing stands in the way."
headline undetermined "This cannot be answered yet."
question
  actor: ref person "Who acts?"
  bench: ref bench "At which bench?"
end
enumeration material "material"
  wood "wood"
  metal
end
record person "person"
  id: id
  name: text
  born: integer optional
  guest_until: date open
end
record bench "bench"
  id: id
  name: text
  keeper: ref person optional
  material: material
  loud: boolean optional "is loud"
  tags: list of text optional
  helpers: list of ref person optional
end
record permit "permit"
  id: id
  bench: ref bench
  from: date opening
  ended_on: date event
  granted: boolean optional "whether it was granted"
  fee: money optional
  share: decimal optional
  every: duration optional
  day: month_day optional
  unit: currency optional
end
record rate key currency, day rates worth in EUR by currency, day
  currency: currency
  day: date
  worth: decimal
end
record setting key name
  name: text
  value: text
end

fact cost: money "the cost" ask "What will it cost?"
fact purpose: one of repair, build, lesson "the purpose" ask "What for?"
fact tools: list of text "the tools" ask "Which tools?"
fact helper: ref person "the helper" ask "Who helps?"
fact lit: boolean "the room is lit" ask "Is the room lit?"
  assume true when bench is known because "The benches stand in lit rooms."
fact hours: integer "the hours" ask "For how many hours?"
fact since: date "the day of the request" ask "Since when?"
fact pupils: integer "the pupils" ask "How many come?"

action use_bench "Use a bench" by "member" facts cost, purpose, tools, helper, lit, hours, since end
action teach "Teach" facts pupils, helper end

document house "House rules" adopted 2020-01-01 in force 2020-01-01 to 2030-12-31 end

setting bench.limit: money default EUR 100 "the cost above which the keeper is asked"

norm house/1/ask-keeper must "shall" says "Whoever spends more than 100 euros asks the keeper first." bearer actor counterpart keeper end
norm house/2/no-dark must not "not allowed" says "Nobody works in the dark." bearer anyone end
norm house/2/lamp may "may" says "A lamp may be borrowed." bearer anyone end
norm house/3/tidy should "please" says "Benches are left tidy." bearer actor end
norm house/4/lessons should "asked" says "Lessons are agreed with the office." bearer actor counterpart office end
norm house/5/loud should not "better not" says "Loud benches are not used for lessons." bearer actor end

rule bench.keeper "Ask the keeper of the bench first"
  norm house/1/ask-keeper
  on use_bench
  when cost > setting bench.limit
  actor must ask keeper before action
  done when some permit p with p.bench is bench and p.granted
  waiting when some permit p with p.bench is bench
  reading strict "More than, not from."
end
rule bench.dark "Do not work in the dark"
  norm house/2/no-dark
  on use_bench
  when not lit
  anyone must not act
  remedy house/2/lamp "borrow a lamp"
  see house/2/lamp
end
rule bench.lamp "A lamp may be borrowed"
  norm house/2/lamp
  on use_bench
  when not lit
  anyone may borrow
end
rule bench.tidy "Leave the bench tidy"
  norm house/3/tidy
  on use_bench
  when purpose is build
  actor should tidy
end
rule lesson.agree "Agree lessons with the office"
  norm house/4/lessons
  on teach
  when pupils >= 3
  actor should ask office before action
end
rule lesson.loud "Do not teach at a loud bench"
  norm house/5/loud
  on teach
  when bench.loud
  actor should not teach
end

background room
  person "p-1" has name "Ana"
  bench "b-1" has name "First", material wood
end
scenario "100 euros ask for nothing"
  given room
  when use_bench on 2024-05-06 with bench "b-1", cost EUR 100
  expect clear, house/1/ask-keeper not_applicable, no house/2/no-dark
end
scenario "more asks for the keeper"
  given room
  when use_bench on 2024-05-06 with bench "b-1", cost EUR 100.01
  expect action_required, house/1/ask-keeper outstanding, not missing purpose
end
)";

std::string const state = R"({
"person": [{"id": "p-1", "name": "Ana", "born": 1980}, {"id": "p-2", "name": "Bo \"Bé\" \u0001", "guest_until": "2024-12-31"}],
"bench": [{"id": "b-1", "name": "First", "keeper": "p-1", "material": "wood", "tags": ["old", "oak"], "helpers": ["p-2", "p-1"]},
          {"id": "b-2", "name": "Second", "material": "metal", "loud": true}],
"permit": [{"id": "k-1", "bench": "b-2", "from": "2024-01-01", "granted": true, "fee": {"amount": "12.50", "currency": "EUR"},
            "share": "0.25", "every": "6 months", "day": "02-29", "unit": "USD", "ended_on": "2025-01-01"}],
"rate": [{"currency": "USD", "day": "2024-05-01", "worth": "0.9"}],
"setting": []})";

std::string const question = R"({"action": "use_bench", "actor": "p-1", "bench": "b-1", "date": "2024-05-06",
"facts": {"cost": {"amount": "250.00", "currency": "EUR"}, "purpose": "build", "tools": ["saw"], "hours": 2}})";

std::shared_ptr<dsl::Rulebook const> rulebook() {
  static auto const checked = [] {
    auto result = dsl::check({{"workshop.rules", text}});
    for (auto const& diagnostic : result.diagnostics) ADD_FAILURE() << dsl::render(result.rulebook.sources, diagnostic);
    return std::make_shared<dsl::Rulebook const>(std::move(result.rulebook));
  }();
  return checked;
}

std::shared_ptr<engine::Snapshot const> snapshot() {
  static auto const made = [] {
    auto read = read_state(*rulebook(), *parse_json(state));
    for (auto const& fault : read.faults.all()) ADD_FAILURE() << fault.pointer << ' ' << fault.message;
    auto result = engine::make_snapshot(rulebook(), read.state, 7);
    if (!result) ADD_FAILURE() << result.error().front().message;
    return *result;
  }();
  return made;
}

namespace {

Time standing_time() {
  using namespace std::chrono;
  return sys_days(year(2024) / 5 / 6) + 7h + 8min + 9s + 10ms;
}

}  // namespace

HttpRequest request_of(std::string const& method, std::string const& target, std::string const& body,
                       NamedValues headers) {
  HttpRequest request;
  request.method = method;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  for (auto at = target.find_first_of("?&"); at != std::string::npos; at = target.find('&', at + 1)) {
    auto const pair = target.substr(at + 1, target.find('&', at + 1) - at - 1);
    if (pair.empty()) continue;
    auto const equals = pair.find('=');
    request.query.emplace_back(pair.substr(0, equals), equals == std::string::npos ? "" : pair.substr(equals + 1));
  }
  request.headers = std::move(headers);
  request.body = body;
  request.remote_address = "127.0.0.1";
  return request;
}

Desk::Desk(std::shared_ptr<dsl::Rulebook const> rules)
    : store(engine::Store::open(":memory:", rules)), service(rules, *store, standing_time) {
  service.door.dev = true;
}

HttpResponse Desk::ask(std::string const& method, std::string const& target, std::string const& body,
                       NamedValues headers) {
  bool const has_type = std::ranges::any_of(headers, [](auto const& header) { return header.first == "Content-Type"; });
  if (!body.empty() && !has_type) headers.emplace_back("Content-Type", "application/json");
  return dispatch(service, request_of(method, target, body, std::move(headers)));
}

void Desk::fill() {
  auto const response = post("/v1/import?mode=replace", state);
  ASSERT_EQ(response.status, 200) << response.body;
}

std::vector<std::string> faults_of(HttpResponse const& response) {
  std::vector<std::string> faults;
  for (auto const& fault : Json::parse(response.body).value("errors", Json::array())) {
    faults.push_back(fault.at("pointer").get<std::string>() + ' ' + fault.at("code").get<std::string>());
    EXPECT_TRUE(fault.at("message").get<std::string>().ends_with('.')) << fault;
  }
  return faults;
}

}  // namespace bylaw::api::workshop
