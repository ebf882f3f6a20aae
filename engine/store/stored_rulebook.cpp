#include "engine/store/stored_rulebook.hpp"

#include <algorithm>

namespace bylaw::engine {
namespace {

constexpr auto in_force = "SELECT \"text\" FROM \"_event\" WHERE \"kind\" = 'rulebook'";

// Name and text of each, with their lengths before them.
std::string packed(std::vector<dsl::Source> const& sources) {
  std::string bytes;
  for (auto const& source : sources) {
    for (auto const* text : {&source.name, &source.text}) bytes += std::to_string(text->size()) + ":" + *text;
  }
  return bytes;
}

// One text off the front; nothing where the bytes are not as packed() writes.
std::optional<std::string> take_text(std::string_view& rest) {
  std::size_t size = 0;
  while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9' && size <= rest.size()) {
    size = size * 10 + static_cast<std::size_t>(rest.front() - '0');
    rest.remove_prefix(1);
  }
  if (!rest.starts_with(':') || rest.size() - 1 < size) return std::nullopt;
  auto text = std::string(rest.substr(1, size));
  rest.remove_prefix(1 + size);
  return text;
}

std::optional<std::vector<dsl::Source>> unpacked(std::string_view rest) {
  std::vector<dsl::Source> sources;
  while (!rest.empty()) {
    auto name = take_text(rest);
    auto text = name ? take_text(rest) : std::nullopt;
    if (!text) return std::nullopt;
    sources.push_back({*std::move(name), *std::move(text)});
  }
  return sources;
}

}  // namespace

void note_rulebook(Connection& connection, LogWriting& writing, dsl::Rulebook const& rulebook, std::string const& now) {
  {
    auto last = connection.query(std::string(in_force) + " ORDER BY \"number\" DESC LIMIT 1");
    if (last.step() && last.text(0) == rulebook.revision) return;
  }
  write_event(connection, writing, {0, now, "rulebook", rulebook.revision, {}, {}});
  connection.query("INSERT OR IGNORE INTO \"_source\" VALUES (?, ?)")
      .bind(rulebook.revision)
      .bind_blob(packed(dsl::without_directory(rulebook.sources)))
      .run();
  connection.query("UPDATE \"_meta\" SET \"value\" = ? WHERE \"name\" = 'rulebook'").bind(rulebook.revision).run();
}

std::optional<std::vector<dsl::Source>> read_sources(Connection& connection, std::string_view revision) {
  auto query = connection.query("SELECT \"sources\" FROM \"_source\" WHERE \"revision\" = ?");
  query.bind(revision);
  return query.step() ? unpacked(query.text(0)) : std::nullopt;
}

std::string rulebook_at(Connection& connection, std::string_view at) {
  auto query = connection.query(std::string(in_force) + " AND \"at\" <= ? ORDER BY \"number\" DESC LIMIT 1");
  query.bind(at);
  return query.step() ? query.text(0) : std::string();
}

std::vector<std::pair<std::string, std::string>> last_rulebooks(Connection& connection, std::size_t most) {
  auto query = connection.query(
      "SELECT \"at\", \"text\" FROM \"_event\" WHERE \"kind\" = 'rulebook' ORDER BY \"number\" DESC LIMIT ?");
  query.bind(static_cast<std::int64_t>(most));
  std::vector<std::pair<std::string, std::string>> found;
  while (query.step()) found.emplace_back(query.text(0), query.text(1));
  std::ranges::reverse(found);
  return found;
}

}  // namespace bylaw::engine
