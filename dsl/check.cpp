// The order of the steps: each may use what the ones before it have put into the rulebook.
#include "dsl/check.hpp"

#include <algorithm>
#include <tuple>

#include "dsl/check/authzen.hpp"
#include "dsl/check/catalogue.hpp"
#include "dsl/check/contradictions.hpp"
#include "dsl/check/definitions.hpp"
#include "dsl/check/entries.hpp"
#include "dsl/check/expectations.hpp"
#include "dsl/check/procedures.hpp"
#include "dsl/check/roles.hpp"
#include "dsl/check/rules.hpp"
#include "dsl/check/scenarios.hpp"
#include "dsl/check/standing.hpp"
#include "dsl/check/vocabulary.hpp"
#include "dsl/parse.hpp"
#include "dsl/sha256.hpp"

namespace bylaw::dsl {
namespace {

using checking::Context;
using checking::Items;

// How much of the names is the directory that all sources are in: where a rulebook is installed is no part of it.
std::size_t common_directory(std::vector<Source> const& sources) {
  if (sources.empty()) return 0;
  auto const& first = sources.front().name;
  auto const& last = sources.back().name;  // sorted: what these two share, all share
  auto const common = static_cast<std::size_t>(std::ranges::mismatch(first, last).in1 - first.begin());
  auto const slash = common == 0 ? std::string::npos : first.rfind('/', common - 1);
  return slash == std::string::npos ? 0 : slash + 1;
}

std::string_view line_at(std::string_view text, std::size_t at) {
  auto const before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  auto const begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

// What a file with syntax errors has lost: the items the parser gave up, and the lines where it stumbled.
void note_losses(Context& context, Parsed const& parsed, std::string_view text) {
  if (!has_errors(parsed.diagnostics)) return;
  context.rules_complete = false;
  if (parsed.file.items.empty()) context.faults.lose(text);
  for (auto const& item : parsed.file.items)
    if (auto const* bad = std::get_if<syntax::BadItem>(&item))
      context.faults.lose(text.substr(bad->span.begin, bad->span.end - bad->span.begin));
  for (auto const& diagnostic : parsed.diagnostics)
    context.faults.lose(line_at(text, std::min<std::size_t>(diagnostic.where.span.begin, text.size())));
}

void check_header(Context& context, Items const& items) {
  auto const& headers = items.all<syntax::Header>();
  if (headers.empty()) return;
  context.book.name = headers.front()->name.text;
  context.book.title = headers.front()->title.value;
  for (std::size_t i = 1; i < headers.size(); ++i)
    context.faults.error("duplicate_header", headers[i].at(headers[i]->name), "a rulebook has one name",
                         headers.front().at(headers.front()->name), "it is named here already");
}

void check_items(Context& context, Items const& items) {
  check_header(context, items);
  checking::check_enumerations(context, items);
  checking::check_records(context, items);
  checking::check_entries(context, items);
  checking::check_columns(context, items);
  checking::check_parameters(context, items);
  checking::check_facts(context, items);
  checking::check_settings(context, items);
  checking::check_actions(context, items);
  checking::check_headlines(context, items);
  checking::check_documents(context, items);
  checking::check_norms(context, items);
  checking::check_definitions(context, items);
  checking::check_assumptions(context, items);
  checking::check_rules(context, items);
  checking::check_procedures(context, items);
  checking::check_standing(context, items);
  checking::check_authzen(context, items);
  checking::check_roles(context, items);
  checking::check_accounting(context);
  checking::check_contradictions(context);
  checking::check_scenarios(context, items);
}

}  // namespace

// Over name, length and bytes of each source, so that no two sets of files look alike.
std::string revision_of(std::vector<Source> const& sources) {
  auto const directory = common_directory(sources);
  std::string bytes;
  for (auto const& source : sources) {
    auto const name = source.name.substr(directory);
    bytes += std::to_string(name.size()) + ":" + name;
    bytes += std::to_string(source.text.size()) + ":" + source.text;
  }
  return "sha256:" + sha256_hex(bytes);
}

std::vector<Source> without_directory(std::vector<Source> sources) {
  auto const directory = common_directory(sources);
  for (auto& source : sources) source.name.erase(0, directory);
  return sources;
}

Checked check(std::vector<Source> sources) {
  std::ranges::sort(sources, {}, [](Source const& source) { return std::tie(source.name, source.text); });
  Context context;
  Diagnostics diagnostics;
  std::vector<Parsed> parsed;  // the items point into these trees
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    parsed.push_back(parse(sources[i], i));
    note_losses(context, parsed.back(), sources[i].text);
    std::ranges::copy(parsed.back().diagnostics, std::back_inserter(diagnostics));
  }
  Items items;
  for (std::uint32_t i = 0; i < parsed.size(); ++i) items.add(parsed[i].file, i);
  check_items(context, items);
  diagnostics.resize(std::min(diagnostics.size(), checking::most_faults));
  std::ranges::move(context.faults.take(checking::most_faults - diagnostics.size()), std::back_inserter(diagnostics));
  context.book.revision = revision_of(sources);
  context.book.sources = std::move(sources);
  return {std::move(context.book), std::move(diagnostics)};
}

}  // namespace bylaw::dsl
