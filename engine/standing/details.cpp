// Figures and names that go with one row, in words. Worked out only for the rows that somebody reads.
#include <map>

#include "engine/constant_text.hpp"
#include "engine/decide/machine.hpp"
#include "engine/decide/plain.hpp"
#include "engine/snapshot_values.hpp"
#include "engine/standing.hpp"
#include "engine/standing/desk.hpp"

namespace bylaw::engine {
namespace {

using dsl::none;

constexpr std::string_view not_recorded = "not recorded", nothing = "none";

class DetailWriter {
 public:
  DetailWriter(StandingDesk& desk, StandingRow const& row, Row of)
      : machine_(desk.world, plain_, desk.frame),
        snapshot_(desk.world.snapshot()),
        rulebook_(*desk.world.program().rulebook),
        written_(rulebook_.standing[row.rule]),
        rule_(desk.world.program().standing[row.rule]) {
    Index slot = 0;
    if (written_.of_record != none) machine_.bind(slot++, Value::reference(written_.of_record, of));
    if (written_.record != none) machine_.bind(slot++, Value::reference(written_.record, row.subject));
    if (row.number) machine_.bind(slot++, Value::integer(*row.number));
  }

  std::vector<std::string> write() {
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < rule_.details.size(); ++i) {
      auto const when = rule_.details[i].when;
      if (when != none && machine_.test(when) != Truth::yes) continue;
      sentences.push_back(sentence(written_.details[i], rule_.details[i]));
    }
    return sentences;
  }

 private:
  std::string sentence(dsl::Detail const& detail, CompiledDetail const& compiled) {
    std::string text;
    std::size_t at = 0;
    for (std::size_t i = 0; i < compiled.values.size(); ++i) {
      auto const place = detail.text.find("{}", at);
      text += detail.text.substr(at, place - at) + shown(detail.values[i], compiled.values[i]);
      at = place + 2;
    }
    return text + detail.text.substr(at);
  }

  std::string shown(dsl::ShownValue const& value, Index node) {
    auto const type = rulebook_.expression(value.value).type;
    if (value.kind == dsl::syntax::Shown::Kind::value) return words(type, machine_.value(node));
    // In the order of the values, which for enumerations is that of their declaration.
    std::map<std::pair<bool, std::int64_t>, std::pair<Value, std::size_t>> counts;
    machine_.list_values(node, [&](Value one) {
      auto& [kept, count] = counts[{one.is_unknown(), one.is_unknown() ? 0 : one.number}];
      kept = one;
      ++count;
    });
    bool const tally = value.kind == dsl::syntax::Shown::Kind::tally;
    std::string text;
    for (auto const& [order, counted] : counts)
      text +=
          (text.empty() ? "" : ", ") + words(type, counted.first) + (tally ? " " + std::to_string(counted.second) : "");
    return text.empty() ? std::string(nothing) : text;
  }

  std::string words(dsl::Type type, Value value) const {
    if (value.is_unknown() || value.is_never()) return std::string(not_recorded);
    if (value.kind == Kind::enumeration)
      return rulebook_.enumerations[type.of].values[static_cast<std::size_t>(value.number)].label;
    return text_of(rulebook_, type, scalar_constant(snapshot_, value));
  }

  Plain plain_;
  Machine<Plain> machine_;
  Snapshot const& snapshot_;
  dsl::Rulebook const& rulebook_;
  dsl::Standing const& written_;
  CompiledStanding const& rule_;
};

}  // namespace

std::vector<std::string> details_of(Program const& program, Snapshot const& snapshot, dsl::Date date,
                                    StandingRow const& row, Row of) {
  if (program.rulebook->standing[row.rule].details.empty()) return {};
  StandingDesk desk(program, snapshot, date);
  return DetailWriter(desk, row, of).write();
}

}  // namespace bylaw::engine
