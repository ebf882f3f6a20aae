// Copies of a database, put back, and databases that go over to another vocabulary.
#include <algorithm>
#include <filesystem>
#include <ostream>
#include <tuple>

#include "api/clock.hpp"
#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/past.hpp"
#include "engine/restore.hpp"
#include "engine/verify.hpp"

namespace bylaw::api {
namespace {

constexpr auto asker = "command line";

int refuse(std::string const& command, std::string const& why, Streams const& streams) {
  streams.err << "bylaw " << command << ": " << why << '\n';
  return bad_input;
}

// "record.field=new", "record.field=", "record=".
std::optional<engine::MigrationStep> read_step(std::string const& text) {
  auto const equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return std::nullopt;
  auto const dot = text.find('.');
  engine::MigrationStep step{text.substr(0, std::min(dot, equals)), {}, text.substr(equals + 1)};
  if (dot < equals) step.field = text.substr(dot + 1, equals - dot - 1);
  return dot < equals || step.new_name.empty() ? std::optional(step) : std::nullopt;
}

bool is_same(engine::AccessToken const& one, engine::AccessToken const& other) {
  auto const all = [](engine::AccessToken const& token) {
    return std::tie(token.id, token.role, token.person, token.scopes, token.hash, token.previous_hash,
                    token.previous_until, token.expires_at, token.revoked_at);
  };
  return all(one) == all(other);
}

// What was revoked, rotated or taken away after the copy was made must not let anybody in again.
std::size_t end_tokens(engine::Store& store, engine::Restored const& restored) {
  auto const now = rfc3339(std::chrono::system_clock::now());
  std::size_t ended = 0;
  for (auto token : store.access_tokens()) {
    bool const stands = std::ranges::any_of(restored.tokens, [&](auto const& last) { return is_same(last, token); });
    if (stands || !token.revoked_at.empty()) continue;
    token.revoked_at = now;
    store.write_access_token(token, {asker, now, {}});
    ++ended;
  }
  return ended;
}

}  // namespace

int backup(Arguments const& arguments, Streams const& streams) {
  auto const to = arguments.value("--to");
  engine::copy_database(arguments.value("--db"), to);
  auto const verdict = engine::verify_database(to, {});
  for (auto const& fault : verdict.log.faults) streams.err << fault << '\n';
  streams.out << to << ": " << verdict.log.entries << " entries of the log, state at revision " << verdict.revision
              << '\n';
  return verdict.log.faults.empty() ? fine : negative;
}

int restore(Arguments const& arguments, Streams const& streams) {
  auto const path = arguments.value("--db"), copy = arguments.value("--from");
  bool const there = std::filesystem::exists(path);
  if (there && !arguments.has("--replace"))
    return refuse("restore", path + " is there already; --replace puts it aside.", streams);
  auto const verdict = engine::verify_database(copy, {});
  for (auto const& fault : verdict.log.faults) streams.err << copy << ": " << fault << '\n';
  if (!verdict.log.faults.empty())
    return refuse("restore", "The copy is not what was logged; nothing was changed.", streams);
  auto const archive = engine::Archive::open(copy);
  auto const rulebook = stored_rulebook(*archive, verdict.rulebook);
  if (!rulebook) return refuse("restore", "The copy does not have its rulebook.", streams);
  auto const restored = engine::put_back(copy, path);
  engine::StoreOptions options;
  options.new_key = arguments.has("--new-key");
  options.restored_from = archive->head().note;
  options.erased_since = restored.erased_since;
  options.who = asker;
  auto const store = engine::Store::open(path, rulebook, options);
  streams.out << path << " is as it was at revision " << store->snapshot()->revision << " of the state";
  if (!restored.erased_since.empty()) streams.out << "; what was erased since then is erased again";
  auto const ended = there && restored.unread.empty() ? end_tokens(*store, restored) : 0;
  if (ended) streams.out << "; " << ended << " tokens that held no more are revoked again";
  if (there) streams.out << "; what was there is in " << restored.kept_aside;
  streams.out << ".\n";
  if (!restored.unread.empty())
    streams.err << "What was there cannot all be read, so what was erased or revoked since the copy was made may be here again: "
                << restored.unread << '\n';
  return fine;
}

int migrate(Arguments const& arguments, Streams const& streams) {
  engine::StoreOptions options;
  options.who = asker;
  for (auto const& text : arguments.operands()) {
    auto const step = read_step(text);
    if (!step) return refuse("migrate", in_quotes(text) + " is no step such as record.field=new_name.", streams);
    options.migration.push_back(*step);
  }
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const store = engine::Store::open(arguments.value("--db"), rulebook, options);
  streams.out << "The database fits the rulebook; the state is at revision " << store->snapshot()->revision << ".\n";
  return fine;
}

}  // namespace bylaw::api
