#include "api/pages/case_lines.hpp"

#include <algorithm>
#include <list>
#include <map>
#include <mutex>

#include "api/handlers/cases.hpp"
#include "api/pages/finding_model.hpp"
#include "api/pages/record_search.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

using engine::Row;

// Who has to act next, as parties.
std::vector<std::string> who_next(PageCall const& call, engine::CaseReport const& report) {
  std::vector<std::string> names;
  if (report.procedure == dsl::none) return names;
  for (auto const& next : report.next) {
    auto const& step = call.rulebook().procedures[report.procedure].steps[report.steps[next.position].step];
    for (auto const& bearer : step.bearers)
      if (std::ranges::count(names, bearer) == 0) names.push_back(bearer);
  }
  return names;
}

// By party, the cases whose next step is for it.
struct Waiting {
  std::map<std::string, std::vector<Row>> by_party;

  std::vector<Row> const& of(std::string const& party) const {
    static std::vector<Row> const none;
    auto const found = by_party.find(party);
    return found == by_party.end() ? none : found->second;
  }
};

Waiting find_waiting(PageCall const& call, bool all) {
  Waiting waiting;
  auto const record = engine::case_record(call.rulebook());
  for (auto const row : call.everything->table(record).rows)
    if (all || runs_on(*call.everything, record, row, call.day()))
      for (auto& party : case_line(call, row).who) waiting.by_party[std::move(party)].push_back(row);
  return waiting;
}

// To know who has to act, every case has to be looked at: the last few answers are kept, for as long as the records
// stay what they are.
class WaitingMemory {
 public:
  std::shared_ptr<Waiting const> get(PageCall const& call, bool all) {
    {
      std::lock_guard const guard(mutex_);
      for (auto const& [of, day, over, waiting] : kept_)
        if (of.lock() == call.everything && day == call.day() && over == all) return waiting;
    }
    auto made = std::make_shared<Waiting const>(find_waiting(call, all));
    std::lock_guard const guard(mutex_);
    kept_.emplace_front(call.everything, call.day(), all, made);
    if (kept_.size() > most_kept) kept_.pop_back();
    return made;
  }

 private:
  static constexpr std::size_t most_kept = 4;
  std::mutex mutex_;
  std::list<std::tuple<std::weak_ptr<engine::Snapshot const>, dsl::Date, bool, std::shared_ptr<Waiting const>>> kept_;
};

bool has_words(PageCall const& call, dsl::Index record, Row row, std::vector<std::string> const& words) {
  if (words.empty()) return true;
  auto const text = folded(Words(*call.snapshot, call.language).title(record, row)) + ' ' +
                    std::string(call.snapshot->key(record, row));
  return std::ranges::all_of(words, [&](auto const& word) { return text.contains(word); });
}

}  // namespace

CaseLine case_line(PageCall const& call, Row row) {
  CaseLine line{row, engine::report_case(*call.service.program, *call.everything, row, call.day()), {}};
  line.who = who_next(call, line.report);
  return line;
}

std::vector<Row> case_rows(PageCall const& call, CaseWish const& wish) {
  static WaitingMemory memory;
  std::vector<Row> rows;
  auto const record = engine::case_record(call.rulebook());
  if (record == dsl::none || !call.may(dsl::AccessScope::read_cases)) return rows;
  auto const waiting = wish.who.empty() ? nullptr : memory.get(call, wish.all);
  auto const& candidates = waiting ? waiting->of(wish.who) : call.snapshot->table(record).rows;
  auto const words = words_of(wish.words);
  for (auto const row : candidates) {
    bool const there = std::ranges::binary_search(call.snapshot->table(record).rows, row) &&
                       (wish.all || runs_on(*call.snapshot, record, row, call.day()));
    if (there && has_words(call, record, row, words) &&
        is_for(call.sight->sight(), *call.everything, record, row, dsl::AccessScope::read_cases))
      rows.push_back(row);
  }
  return rows;
}

Model case_line_model(PageCall const& call, CaseLine const& line) {
  auto const record = engine::case_record(call.rulebook());
  Words const words(*call.snapshot, call.language);
  auto const key = call.snapshot->key(record, line.row);
  std::string const outcome(engine::to_string(line.report.outcome));
  std::string next, who;
  if (!line.report.next.empty())
    next = call.rulebook()
               .procedures[line.report.procedure]
               .steps[line.report.steps[line.report.next.front().position].step]
               .title;
  for (auto const& name : line.who) who += (who.empty() ? "" : ", ") + words.party(name);
  return model({{"title", words.title(record, line.row)},
                {"path", "/cases/" + path_segment(key)},
                {"outcome", call.texts().get("case.outcome." + outcome)},
                {"tone", tone_of_outcome(outcome)},
                {"next", next.empty() ? "–" : next},
                {"who", who.empty() ? "–" : capitalised(who)}});
}

}  // namespace bylaw::api::pages
