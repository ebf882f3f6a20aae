// Whatever bytes come as a request: the JSON reader, the reader of questions and the readers of records refuse or take
// them, and never throw or crash. What is taken is asked, written and read again.
#include <cstdio>
#include <cstdlib>

#include "api/answer_question.hpp"
#include "api/rule_texts.hpp"
#include "api/json_writer.hpp"
#include "api/problem.hpp"
#include "api/read_state.hpp"
#include "api/write_state.hpp"
#include "dsl/check.hpp"

namespace {

using namespace bylaw;

constexpr char rules[] = R"(
rulebook small "A small rulebook"
question
  actor: ref person "Who?"
end
record person
  id: id
  name: text
  boss: ref person optional
  tags: list of text optional
  friends: list of ref person optional
  wage: money optional
  share: decimal optional
  since: date opening
  until: date open
  gone_on: date event
  every: duration optional
  day: month_day optional
  unit: currency optional
  kind: one of first, second optional
  count: integer optional
  good: boolean optional
end
record rate key currency, day rates worth in EUR by currency, day
  currency: currency
  day: date
  worth: decimal
end
fact cost: money "the cost" ask "How much?"
fact kind: one of first, second "the kind" ask "Which?"
fact whom: list of ref person "whom" ask "Whom?"
action pay "Pay" facts cost, kind, whom end
action rest "Rest" facts kind end
norm law/1/ask must "must" says "Ask first." bearer actor end
document law "The law" in force 2000-01-01 to 2100-01-01 end
rule pay.ask "Ask first"
  norm law/1/ask
  on pay
  when cost > EUR 10 and kind is first
  actor must ask before action
  done when some person p with p.boss is actor and p.good
  waiting when every w in whom has w.count > 3
end
)";

[[noreturn]] void fail(char const* what) {
  std::fputs(what, stderr);
  std::abort();
}

std::shared_ptr<dsl::Rulebook const> load() {
  auto checked = dsl::check({{"small.rules", rules}});
  for (auto const& diagnostic : checked.diagnostics)
    std::fputs(dsl::render(checked.rulebook.sources, diagnostic).c_str(), stderr);
  if (dsl::has_errors(checked.diagnostics)) fail("the built-in rulebook has errors\n");
  return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
}

std::shared_ptr<dsl::Rulebook const> const rulebook = load();
std::shared_ptr<engine::Program const> const program = engine::compile(rulebook);
std::shared_ptr<engine::Snapshot const> const snapshot = [] {
  auto read =
      api::read_state(*rulebook, *api::parse_json(R"({"person":[{"id":"a","name":"A","since":"2020-01-01"}]})"));
  return *engine::make_snapshot(rulebook, read.state);
}();

api::RuleTexts const texts(*rulebook);

void must_be_json(std::string const& text) {
  if (!api::parse_json(text, {.bytes = text.size(), .values = 10'000'000})) fail("what was written is not JSON\n");
}

void ask(api::JsonValue const& request) {
  auto const answered = api::answer_question(*program, snapshot, request, {"01", "2024-01-01T00:00:00.000Z"}, texts);
  must_be_json(answered ? answered->json : api::problem_json(api::invalid(answered.error())));
}

// What is read without faults is written so that it is read as the same.
void read_records(std::string_view text) {
  auto const read = api::read_state_text(*rulebook, text, {.bytes = text.size()});
  if (!read || !read->faults.empty()) return;
  std::string written;
  api::JsonWriter json(written);
  api::write_state(json, *rulebook, read->state);
  auto const again = api::read_state_text(*rulebook, written, {.bytes = written.size()});
  if (!again || !again->faults.empty() || again->state.size() != read->state.size()) fail("records do not come back\n");
  for (std::size_t i = 0; i < read->state.size(); ++i) {
    if (again->state[i].rows != read->state[i].rows) fail("records come back changed\n");
  }
  auto const made = engine::make_snapshot(rulebook, read->state);
  if (made) return;
  api::InputFaults faults;
  api::add_engine_faults(*rulebook, made.error(), "", faults);
  must_be_json(api::problem_json(api::invalid(faults)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (auto const parsed = api::parse_json(text))
    ask(*parsed);
  else
    must_be_json(api::problem_json(api::malformed(parsed.error())));
  read_records(text);
  return 0;
}
