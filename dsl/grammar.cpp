// The only file that is compiled with Spirit: all productions in one translation unit, then `parse`.
#include "dsl/grammar/procedures.hpp"
#include "dsl/grammar/roles.hpp"
#include "dsl/parse.hpp"
#include "dsl/text_guard.hpp"

namespace bylaw::dsl {
namespace grammar {

PRODUCTION(item_body, syntax::Item,
           "a declaration (rulebook, headline, question, enumeration, record, fact, action, document, norm, setting, "
           "define, rule, background, scenario, finding, standing, entry, procedure, route, step, role)")
PRODUCTION(item, syntax::Item, "a declaration")
PRODUCTION(file, syntax::File, "rule text")

inline auto const item_body_def =
    branch<Rule>(quiet("rule"), rule_item) | branch<Norm>(quiet("norm"), norm) |
    branch<Scenario>(quiet("scenario"), scenario) | branch<Definition>(quiet("define"), definition) |
    branch<Fact>(quiet("fact"), fact) | branch<Action>(quiet("action"), action) |
    branch<Setting>(quiet("setting"), setting) | branch<Record>(quiet("record"), record) |
    branch<Enumeration>(quiet("enumeration"), enumeration) | branch<Headline>(quiet("headline"), headline) |
    branch<Document>(quiet("document"), document) | branch<Background>(quiet("background"), background) |
    branch<Parameters>(quiet("question"), question) | branch<Header>(quiet("rulebook"), header) |
    branch<Standing>(quiet("standing"), standing_item) | branch<Columns>(quiet("finding"), finding_item) |
    branch<Entry>(quiet("entry"), entry_item) |
    branch<syntax::Step>(quiet("step"), step_item) | branch<Route>(quiet("route"), route_item) |
    branch<Procedure>(quiet("procedure"), procedure_item) | branch<Role>(quiet("role"), role_item);

// A block that lacks its `end` runs into the next item, and fails there or somewhere in it.
char const* resume_item(State& state, char const* begin, Failure const& failure) {
  auto const last = state.text.data() + state.text.size();
  auto const where = skip_blanks(failure.where(), last);
  if (failure.which() == "'end'" && (where == last || begins_item(state.text, where))) {
    report_unclosed(state, begin, where);
    return where;
  }
  auto const closes = failure.which().find("'end'") != std::string::npos;
  if (auto const next = closes ? item_within(state.text, begin, where) : nullptr) {
    report_unclosed(state, begin, next);
    return next;
  }
  return resume_at<next_item>(state, begin, failure);
}

// A declaration whose name could not be read is no use to anybody.
bool is_nameless(Item const& made) {
  if (auto const* as_rule = std::get_if<Rule>(&made)) return as_rule->name.text.empty();
  if (auto const* as_record = std::get_if<Record>(&made)) return as_record->name.text.empty();
  if (auto const* as_procedure = std::get_if<Procedure>(&made)) return as_procedure->name.text.empty();
  if (auto const* as_route = std::get_if<Route>(&made)) return as_route->name.text.empty();
  if (auto const* as_step = std::get_if<syntax::Step>(&made)) return as_step->name.text.empty();
  if (auto const* as_standing = std::get_if<Standing>(&made)) return as_standing->name.text.empty();
  if (auto const* as_role = std::get_if<Role>(&made)) return as_role->name.text.empty();
  if (auto const* as_scenario = std::get_if<Scenario>(&made)) return as_scenario->action.text.empty();
  return false;
}
struct DropNameless {
  static bool run(auto const& step, Item& made) {
    if (!step(made)) return false;
    if (is_nameless(made)) made = BadItem{std::visit([](Node const& part) { return part; }, made)};
    return true;
  }
};
inline auto const item_def = directive<DropNameless>(recover<resume_item>(x3::eps > into(item_body)));
inline auto const file_def = *(!x3::eoi >> set<&File::items>(item));

BOOST_SPIRIT_DEFINE(item_body, item, file)

}  // namespace grammar

Parsed parse(Source const& text, std::uint32_t source) {
  Parsed parsed;
  if (auto refused = guard_text(text.text, source)) {
    parsed.diagnostics.push_back(*std::move(refused));
    return parsed;
  }
  grammar::State state(text.text, source);
  auto const* first = text.text.data();
  auto const* last = first + text.text.size();
  try {
    namespace x3 = boost::spirit::x3;
    x3::phrase_parse(first, last, x3::with<grammar::state_tag>(state)[grammar::file], grammar::Skipper{&state},
                     parsed.file);
  } catch (grammar::TooManyErrors const&) {
  }
  parsed.file.comments = std::move(state.comments);
  parsed.diagnostics = std::move(state.diagnostics);
  return parsed;
}

}  // namespace bylaw::dsl
