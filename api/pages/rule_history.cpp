#include "api/pages/rule_history.hpp"

#include <algorithm>

#include "api/pages/text_difference.hpp"
#include "api/pages/words.hpp"
#include "engine/archive.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t most_rulebooks = 60;
constexpr std::size_t most_lines = 400;  // of a text that is compared line by line

std::string_view name_of(RuleChange::Kind kind) {
  switch (kind) {
    case RuleChange::Kind::first_seen:
      return "rule.text.first";
    case RuleChange::Kind::changed:
      return "rule.text.changed";
    case RuleChange::Kind::gone:
      return "rule.text.gone";
    case RuleChange::Kind::back:
      return "rule.text.back";
  }
  return "";
}

std::string_view name_of(DifferentLine::Kind kind) {
  return kind == DifferentLine::Kind::removed ? "removed" : kind == DifferentLine::Kind::added ? "added" : "same";
}

List difference_lines(RuleChange const& change) {
  List lines;
  auto const count = std::ranges::count(change.before, '\n') + std::ranges::count(change.after, '\n');
  if (change.kind != RuleChange::Kind::changed || static_cast<std::size_t>(count) > most_lines) return lines;
  for (auto const& line : text_difference(change.before, change.after))
    lines.push_back(model({{"tone", std::string(name_of(line.kind))},
                           {"removed", line.kind == DifferentLine::Kind::removed},
                           {"added", line.kind == DifferentLine::Kind::added},
                           {"text", std::string(line.text)}}));
  return lines;
}

std::optional<RuleChange> step(std::optional<std::string> const& before, std::optional<std::string> const& now,
                               bool seen) {
  using enum RuleChange::Kind;
  if (before == now) return std::nullopt;
  auto const kind = !now ? gone : before ? changed : seen ? back : first_seen;
  return RuleChange{kind, {}, {}, before.value_or(""), now.value_or("")};
}

}  // namespace

std::optional<std::string> rule_text(std::vector<dsl::Source> const& sources, std::string_view keyword,
                                     std::string_view name) {
  auto const head = std::string(keyword) + ' ' + std::string(name);
  for (auto const& source : sources) {
    std::string_view const text = source.text;
    for (auto at = text.find(head); at != std::string_view::npos; at = text.find(head, at + 1)) {
      auto const behind = at + head.size();
      bool const whole = (at == 0 || text[at - 1] == '\n') && behind < text.size() &&
                         (text[behind] == ' ' || text[behind] == '\n');
      auto const end = text.find("\nend", behind);
      if (whole && end != std::string_view::npos) return std::string(text.substr(at, end + 4 - at));
    }
  }
  return std::nullopt;
}

std::vector<RuleChange> rule_changes(engine::Archive const& archive, std::string_view keyword, std::string_view name) {
  std::vector<RuleChange> changes;
  std::optional<std::string> before;
  bool seen = false;
  for (auto const& [at, revision] : archive.rulebooks(most_rulebooks)) {
    auto const sources = archive.sources(revision);
    if (!sources) continue;
    auto now = rule_text(*sources, keyword, name);
    if (auto change = step(before, now, seen)) {
      change->at = at;
      change->revision = revision;
      changes.push_back(*std::move(change));
    }
    seen = seen || now.has_value();
    before = std::move(now);
  }
  std::ranges::reverse(changes);
  return changes;
}

List rule_history(PageCall const& call, std::string_view keyword, std::string_view name) {
  Words const words(*call.snapshot, call.language);
  List shown;
  for (auto const& change : rule_changes(call.service.store.archive(), keyword, name)) {
    auto const day = dsl::parse_date(change.at.substr(0, 10));
    auto const lines = difference_lines(change);
    shown.push_back(model({{"at", day ? words.date(*day) : change.at},
                           {"what", call.texts().get(name_of(change.kind))},
                           {"revision", change.revision.substr(change.revision.find(':') + 1, 12)},
                           {"compared", !lines.empty()},
                           {"lines", lines}}));
  }
  return shown;
}

}  // namespace bylaw::api::pages
