// A check of an action: the next question whose answer can still matter, as the engine says, or all answers to be
// looked over; then the question itself, which leaves a decision.
#include <algorithm>
#include <list>
#include <mutex>

#include "api/pages/answers.hpp"
#include "api/pages/json_reader.hpp"
#include "api/pages/question_form.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"
#include "api/read_question.hpp"
#include "engine/open_rules.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_kept = 200;
// Of rows, to find out what can still matter. While it is not known who acts and for which group, every row may bear on
// the question; what could not be tried counts as something that may matter. The answer itself has no such limit.
constexpr std::size_t most_visits = 20'000;

struct Check {
  dsl::Action const& action;
  std::vector<Item> items;
  Answers answers;

  std::string path() const { return "/check/" + action.name; }
  Item const* item(std::string_view name) const {
    auto const found = std::ranges::find(items, name, &Item::name);
    return found == items.end() ? nullptr : &*found;
  }
};

std::optional<Check> check_of(PageCall const& call) {
  auto const index = dsl::find_action(call.rulebook(), call.captured.front());
  if (index == dsl::none) return std::nullopt;
  auto const& action = call.rulebook().actions[index];
  auto items = items_of(call.rulebook(), action);
  auto answers = read_answers(*call.snapshot, items, call.values());
  return Check{action, std::move(items), std::move(answers)};
}

// What is known of a check so far.
struct Standing {
  std::vector<engine::OpenRule> open;
  // What can still matter; nothing where that would take too long to find out: then all that leaves rules open may.
  std::optional<engine::Decision> decision;
};
using Known = std::shared_ptr<Standing const>;

// Finding out what can still matter takes a moment, and people go back and forth: the last are kept, for as long as the
// records stay what they are.
class CheckMemory {
 public:
  Known get(std::shared_ptr<engine::Snapshot const> const& state, std::string const& question, auto const& made) {
    {
      std::lock_guard const guard(mutex_);
      for (auto const& [of, known, standing] : kept_)
        if (known == question && of.lock() == state) return standing;
    }
    auto standing = std::make_shared<Standing const>(made());
    std::lock_guard const guard(mutex_);
    kept_.emplace_front(state, question, standing);
    if (kept_.size() > most_kept) kept_.pop_back();
    return standing;
  }

 private:
  std::mutex mutex_;
  std::list<std::tuple<std::weak_ptr<engine::Snapshot const>, std::string, Known>> kept_;
};

bool is_item(dsl::Rulebook const& rulebook, engine::Unknown what, Item const& item) {
  if (item.parameter)
    return what.source == engine::Unknown::Source::parameter && rulebook.parameters[what.index].name == item.name;
  return what.source == engine::Unknown::Source::fact && rulebook.facts[what.index].name == item.name;
}

bool leaves_open(PageCall const& call, engine::OpenRule const& rule, Item const& item) {
  return std::ranges::any_of(rule.reads, [&](auto const& what) { return is_item(call.rulebook(), what, item); });
}

Known standing_of(PageCall const& call, Check const& check) {
  static CheckMemory memory;
  auto const json = question_json(call.rulebook(), check.action, check.items, check.answers);
  return memory.get(call.everything, json, [&] {
    auto asked = read_question(call.everything, *parse_json(json));
    if (!asked) throw std::logic_error("a check asked what cannot be asked: " + asked.error().all().front().message);
    asked->question.most_visits = most_visits;
    auto const& program = *call.service.program;
    auto found = engine::open_rules(program, *call.everything, asked->question);
    Standing made{std::move(found.rules), std::nullopt};
    if (found.visits <= most_visits)
      made.decision = engine::decide(program, *call.everything, asked->question, engine::Explain::none);
    return made;
  });
}

bool is_settled(Standing const& standing, dsl::Index rule) {
  if (!standing.decision) return false;
  return std::ranges::none_of(standing.decision->findings, [&](engine::Finding const& finding) {
    return finding.rule == rule && finding.status == engine::Status::undetermined;
  });
}

// The rules that cannot be judged without it.
List reasons(PageCall const& call, Standing const& standing, Item const& item) {
  Words const words(*call.snapshot, call.language);
  List rules;
  for (auto const& open : standing.open) {
    if (!leaves_open(call, open, item) || is_settled(standing, open.rule)) continue;
    auto const& rule = call.rulebook().rules[open.rule];
    rules.push_back(model({{"title", rule.title},
                           {"path", "/rulebook/" + path_segment(rule.name)},
                           {"place", words.place(call.rulebook().norms[rule.norm])}}));
  }
  return rules;
}

HttpResponse question_page(PageCall const& call, Check const& check, Item const& item, List why) {
  auto values = question_form(call, check.items, check.answers, item);
  auto const fault = check.answers.faults.find(item.name);
  bool const faulty = fault != check.answers.faults.end();
  values.set("faulty", faulty);
  if (faulty) values.set("fault", call.texts().get(fault->second));
  values.set("action_title", check.action.title);
  values.set("path", check.path());
  values.set("asked", !why.empty());
  values.set("why", why);
  return page(call, "question", {item.ask, {{call.texts().get("nav.check"), "/check"}}, 200, faulty},
              std::move(values));
}

HttpResponse date_page(PageCall const& call, Check const& check) {
  auto const& texts = call.texts();
  Item const item{"date",
                  texts.get("check.date"),
                  texts.get("check.date.help"),
                  texts.get("check.date.label"),
                  {dsl::TypeKind::date, dsl::none, false},
                  false};
  auto values = question_form(call, check.items, check.answers, item);
  bool const faulty = check.answers.faults.contains(item.name);
  values.set("faulty", faulty);
  if (faulty) values.set("fault", texts.get(check.answers.faults.at(item.name)));
  values.set("value", dsl::to_string(check.answers.date.value_or(call.today)));
  values.set("asks_done", true);
  values.set("already_done", check.answers.already_done);
  values.set("cannot_be_unknown", true);
  values.set("action_title", check.action.title);
  values.set("path", check.path());
  return page(call, "question", {item.ask, {{texts.get("nav.check"), "/check"}}, 200, faulty}, std::move(values));
}

HttpResponse look_over_page(PageCall const& call, Check const& check) {
  Words const words(*call.snapshot, call.language);
  auto const query = query_of(check.items, check.answers);
  List hidden;
  for (auto const& [name, value] : query) hidden.push_back(model({{"name", name}, {"value", value}}));
  return page(call, "look_over", {call.texts().get("check.look_over"), {{call.texts().get("nav.check"), "/check"}}},
              model({{"action_title", check.action.title},
                     {"path", check.path()},
                     {"answers", answer_rows(call, check.path(), check.items, check.answers)},
                     {"hidden", hidden}}));
}

bool may_matter(PageCall const& call, Standing const& standing, Item const& item) {
  if (standing.decision)
    return std::ranges::any_of(standing.decision->missing, [&](auto const& missing) { return missing.name == item.name; });
  return std::ranges::any_of(standing.open, [&](auto const& rule) { return leaves_open(call, rule, item); });
}

// The first question that may matter and has no answer yet, not even "I do not know".
Item const* next_item(PageCall const& call, Check const& check, Standing const& standing) {
  for (auto const& item : check.items)
    if (!check.answers.answered(item.name) && may_matter(call, standing, item)) return &item;
  return nullptr;
}

}  // namespace

HttpResponse check_page(PageCall const& call) {
  auto const check = check_of(call);
  if (!check) return not_found_page(call);
  auto const asked = call.given("ask");
  if (asked == "date" || !check->answers.date || check->answers.faults.contains("date")) return date_page(call, *check);
  auto const standing = standing_of(call, *check);
  for (auto const& item : check->items)
    if (check->answers.faults.contains(item.name))
      return question_page(call, *check, item, reasons(call, *standing, item));
  if (auto const* item = check->item(asked)) return question_page(call, *check, *item, reasons(call, *standing, *item));
  // What was typed is put into its one written form, so that the address can be kept.
  if (call.was_given("asked")) return redirect(address(check->path(), query_of(check->items, check->answers)));
  if (auto const* item = next_item(call, *check, *standing))
    return question_page(call, *check, *item, reasons(call, *standing, *item));
  return look_over_page(call, *check);
}

HttpResponse ask_check(PageCall const& call) {
  auto const check = check_of(call);
  if (!check) return not_found_page(call);
  if (!check->answers.faults.empty() || !check->answers.date)
    return redirect(address(check->path(), query_of(check->items, check->answers)));
  auto const reply = ask(call, "POST", "/v1/decisions", {},
                         question_json(call.rulebook(), check->action, check->items, check->answers));
  if (!reply)
    return refusal_page(call, 422,
                        reply.error().errors.empty() ? reply.error().detail : reply.error().errors.front().message);
  auto const answer = parse_json(reply->body, {.bytes = 64 << 20, .values = 1'000'000});
  return redirect("/decisions/" + (answer ? text_at(*answer, "id") : ""));
}

}  // namespace bylaw::api::pages
