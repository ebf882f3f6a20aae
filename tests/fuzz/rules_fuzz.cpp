// Any rule text beside a small vocabulary: what the checker takes, compiles and decides, and both evaluators agree on
// it. What it refuses is told.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "tests/support/asked.hpp"

namespace {

using namespace bylaw;

constexpr char vocabulary[] = R"(
rulebook small "A small rulebook"
question
  actor: ref person "Who?"
end
record person
  id: id
  boss: ref person optional
  wage: money optional
  since: date open
  gone_on: date event
  good: boolean optional
  count: integer optional
end
fact cost: money "the cost" ask "How much?"
fact kind: one of first, second "the kind" ask "Which?"
fact number: integer "the number" ask "How many?"
fact sure: boolean "sure" ask "Sure?"
action pay "Pay" facts cost, kind, number, sure end
norm law/1/ask must "must" says "Ask first." bearer actor end
norm law/1/hope should "requested" says "Hope." bearer actor end
norm law/1/allow may "may" says "Go ahead." bearer actor end
document law "The law" in force 2000-01-01 to 2100-01-01 end
rule base.hope "Hope"
  norm law/1/hope
  on pay
  when number > 100
  actor should hope before action
end
rule base.allow "Go ahead"
  norm law/1/allow
  on pay
  when sure
  actor may go
end
rule base.ask "Ask"
  norm law/1/ask
  on pay
  when sure and kind is second
  actor must ask before action
end
scenario "Somebody pays"
  given person "a" has wage EUR 10, since 2020-01-01, good true, count 3
  given person "b" has boss "a", gone_on 2023-05-01
  when pay on 2024-02-29 with actor "b", kind first, number 7
  expect clear
end
)";

[[noreturn]] void fail(char const* what) {
  std::fputs(what, stderr);
  std::abort();
}

bool same(engine::Decision const& left, engine::Decision const& right) {
  if (left.outcome != right.outcome || left.required != right.required) return false;
  if (left.findings.size() != right.findings.size()) return false;
  for (std::size_t i = 0; i < left.findings.size(); ++i) {
    if (left.findings[i].rule != right.findings[i].rule || left.findings[i].status != right.findings[i].status)
      return false;
  }
  return true;
}

void ask(std::string const& text) {
  try {
    auto const on = engine::asked::ask_scenario(text);
    auto const compiled =
        engine::decide(*engine::compile(on.rulebook), *on.snapshot, on.question, engine::Explain::full);
    auto const reference =
        engine::decide_by_reference(*on.rulebook, *on.snapshot, on.question, engine::Explain::full);
    if (compiled.exact && reference.exact && !same(compiled, reference)) fail("the evaluators disagree\n");
  } catch (std::runtime_error const&) {
    // The records do not fit the vocabulary any more, or it is too much for the reference.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size) {
  auto const text = vocabulary + std::string(bytes, bytes + size);
  std::vector<dsl::Source> const sources{{"library.rules", text}};
  auto const checked = dsl::check(sources);
  for (auto const& diagnostic : checked.diagnostics) (void)dsl::render(sources, diagnostic);
  if (dsl::has_errors(checked.diagnostics)) return 0;
  ask(text);
  return 0;
}
