#include "api/past.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "api/moment.hpp"
#include "api/read_state.hpp"

namespace bylaw::api {
namespace {

constexpr std::size_t most_kept = 4;

// The store as it was: what is read comes from an earlier state, and nothing can be written.
class PastStore final : public engine::Store {
 public:
  PastStore(engine::Store& now, std::shared_ptr<engine::Snapshot const> snapshot)
      : now_(now), snapshot_(std::move(snapshot)) {}

  std::shared_ptr<engine::Snapshot const> snapshot() const override { return snapshot_; }
  engine::State everything() const override { return engine::state_of(*snapshot_); }

  // The newest of then stand behind all that came later. Kinds of records may have other numbers now.
  std::vector<engine::ChangeEntry> history(dsl::Index record, std::string_view key, std::size_t limit) const override {
    auto const of_now = dsl::find_record(*now_.snapshot()->rulebook, snapshot_->rulebook->records[record].name);
    if (of_now == dsl::none) return {};
    auto changes = until_then(now_.history(of_now, key, std::numeric_limits<std::size_t>::max()));
    changes.resize(std::min(changes.size(), limit));
    return changes;
  }
  std::vector<engine::ChangeEntry> changes_after(std::uint64_t revision) const override {
    return until_then(now_.changes_after(revision));
  }
  std::optional<engine::LoggedDecision> find_decision(std::string_view id) const override {
    return now_.find_decision(id);
  }
  std::vector<engine::LoggedDecision> decisions(engine::LogFilter const& filter) const override {
    return now_.decisions(filter);
  }
  engine::Archive const& archive() const override { return now_.archive(); }
  engine::Outbox& outbox() override { return now_.outbox(); }
  std::optional<engine::Receipt> find_receipt(std::string_view key) const override { return now_.find_receipt(key); }
  std::string trouble() const override { return now_.trouble(); }
  void flush() override { now_.flush(); }
  // Who may come in is asked now.
  std::vector<engine::AccessToken> access_tokens() const override { return {}; }
  std::vector<engine::PersonSecret> person_secrets() const override { return {}; }
  std::vector<std::string> access_faults() const override { return now_.access_faults(); }
  std::string const& path() const override { return now_.path(); }

  std::optional<engine::StoredRecord> get(dsl::Index, std::string_view) const override { refuse(); }
  std::vector<engine::StoredRecord> list(dsl::Index, std::string_view, std::size_t) const override { refuse(); }
  std::expected<engine::WriteResult, engine::Faults> import(engine::State const&, engine::ImportMode,
                                                            engine::Author const&) override {
    refuse();
  }
  std::expected<std::expected<engine::WriteResult, engine::Precondition>, engine::Faults> extend(
      engine::State const&, std::uint64_t, engine::Author const&) override {
    refuse();
  }
  std::expected<std::expected<engine::WriteResult, engine::Precondition>, engine::Faults> put(
      dsl::Index, engine::StateRecord const&, std::optional<std::uint64_t>, engine::Author const&) override {
    refuse();
  }
  std::expected<std::expected<std::optional<engine::WriteResult>, engine::Precondition>, engine::Faults> erase(
      dsl::Index, std::string_view, std::optional<std::uint64_t>, engine::Author const&) override {
    refuse();
  }
  std::expected<std::size_t, engine::StillRecorded> erase_past(dsl::Index, std::string_view,
                                                               engine::Author const&) override {
    refuse();
  }
  void log(engine::LoggedDecision, engine::WhenDurable) override { refuse(); }
  void back_up(std::string const&) override { refuse(); }
  void forget_receipts(std::string_view) override { refuse(); }
  void keep_answer(engine::RequestKey const&, std::string_view, std::string_view, std::string_view) override {
    refuse();
  }
  void write_access_token(engine::AccessToken const&, engine::Author const&) override { refuse(); }
  void note_access_token_use(std::string_view, std::string_view) override { refuse(); }
  void erase_access_token(std::string_view, engine::Author const&) override { refuse(); }
  void write_person_secret(engine::PersonSecret const&, engine::Author const&) override { refuse(); }

 private:
  std::vector<engine::ChangeEntry> until_then(std::vector<engine::ChangeEntry> changes) const {
    std::erase_if(changes, [&](auto const& change) { return change.revision > snapshot_->revision; });
    return changes;
  }
  [[noreturn]] static void refuse() { throw std::logic_error("The past is only read, and not record by record."); }

  engine::Store& now_;
  std::shared_ptr<engine::Snapshot const> snapshot_;
};

Problem not_known(std::string detail) { return {ProblemType::conflict, std::move(detail), {}, {}}; }

}  // namespace

// Whose a record was then is not asked, so what is hidden now could show.
Problem past_is_whole() {
  return {ProblemType::forbidden, "Only who may see all records may ask what was known earlier.", {}, {}};
}

std::shared_ptr<dsl::Rulebook const> stored_rulebook(engine::Archive const& archive, std::string_view revision) {
  auto sources = archive.sources(revision);
  if (!sources) return nullptr;
  auto checked = dsl::check(*std::move(sources));
  if (dsl::has_errors(checked.diagnostics) || checked.rulebook.revision != revision) return nullptr;
  return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
}

std::expected<std::shared_ptr<engine::Snapshot const>, std::string> recorded_state(
    engine::Archive const& archive, std::shared_ptr<dsl::Rulebook const> rulebook, std::uint64_t revision) {
  auto const recorded = archive.state_at(revision);
  std::map<dsl::Index, engine::StateTable> tables;
  InputFaults faults;
  for (auto const& row : recorded.rows) {
    auto const record = dsl::find_record(*rulebook, row.record);
    auto const json = parse_json(row.json);
    if (record == dsl::none || !json) return std::unexpected("What was recorded then does not fit the rules of then.");
    auto& table = tables[record];
    table.record = record;
    table.rows.push_back(read_row(*rulebook, record, *json, {}, faults));
  }
  engine::State state;
  for (auto& [record, table] : tables) state.push_back(std::move(table));
  auto made = engine::make_snapshot(std::move(rulebook), state, revision, false);
  if (made) return *std::move(made);
  return std::unexpected(recorded.erased
                             ? "Some of what was recorded then has been erased since, and the rest does not "
                               "hold without it."
                             : "What was recorded then does not hold together under the rules of then.");
}

struct Past::Then {
  Then(std::shared_ptr<dsl::Rulebook const> rulebook, engine::Store& now,
       std::shared_ptr<engine::Snapshot const> snapshot, Clock clock)
      : store(now, std::move(snapshot)), service(std::move(rulebook), store, std::move(clock)) {}
  PastStore store;
  Service service;
};

Past::Past() = default;
Past::~Past() = default;

std::expected<std::shared_ptr<Service>, Problem> Past::at(Service& now, std::string_view moment,
                                                          InputFault const& fault) {
  auto const when = read_moment(moment);
  if (!when) {
    InputFaults faults;
    faults.add(fault);
    return std::unexpected(invalid(faults));
  }
  auto const& archive = now.store.archive();
  auto const current = now.store.snapshot()->revision;
  auto const revision = archive.revision_at(*when);
  auto const policy = archive.rulebook_at(*when);
  if (policy.empty()) return std::unexpected(not_known("No rulebook was in force here by then."));
  if (revision >= current && policy == now.rulebook->revision)
    return std::shared_ptr<Service>(std::shared_ptr<void>(), &now);
  auto then = find(policy, revision);
  if (!then) {
    auto made = make(now, policy, revision);
    if (!made) return std::unexpected(std::move(made.error()));
    then = *std::move(made);
  }
  return std::shared_ptr<Service>(then, &then->service);
}

std::shared_ptr<Past::Then> Past::find(std::string const& policy, std::uint64_t revision) {
  std::lock_guard const lock(mutex_);
  auto const found = std::ranges::find_if(kept_, [&](auto const& then) {
    return then->service.rulebook->revision == policy && then->store.snapshot()->revision == revision;
  });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front();
}

std::expected<std::shared_ptr<Past::Then>, Problem> Past::make(Service& now, std::string const& policy,
                                                               std::uint64_t revision) {
  auto const& archive = now.store.archive();
  auto rulebook = policy == now.rulebook->revision ? now.rulebook : stored_rulebook(archive, policy);
  if (!rulebook) return std::unexpected(not_known("The rules of then, " + policy + ", are not kept here."));
  auto snapshot = recorded_state(archive, rulebook, revision);
  if (!snapshot) return std::unexpected(not_known(std::move(snapshot.error())));
  auto then = std::make_shared<Then>(std::move(rulebook), now.store, *std::move(snapshot), now.clock);
  std::lock_guard const lock(mutex_);
  kept_.push_front(then);
  if (kept_.size() > most_kept) kept_.pop_back();
  return then;
}

void Past::forget() {
  std::lock_guard const lock(mutex_);
  kept_.clear();
}

}  // namespace bylaw::api
