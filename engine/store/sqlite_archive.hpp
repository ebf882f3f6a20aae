// The past over a connection that may be shared: every use waits for its turn.
#pragma once
#include "engine/archive.hpp"
#include "engine/store/log_reader.hpp"
#include "engine/store/turns.hpp"

namespace bylaw::engine {

class SqliteArchive final : public Archive {
 public:
  // Both must outlive this.
  SqliteArchive(Connection& connection, Turns& turns);
  // With a file of its own, for reading.
  struct File {
    explicit File(std::string const& path);
    Connection connection;
    Turns turns;
  };
  explicit SqliteArchive(std::unique_ptr<File> file);

  LogHead head() const override;
  std::vector<audit::Entry> entries(std::uint64_t from, std::size_t limit) const override;
  audit::Proof inclusion(std::uint64_t entry, std::uint64_t size) const override;
  audit::Proof consistency(std::uint64_t from, std::uint64_t to) const override;
  audit::Hash root(std::uint64_t size) const override;
  std::optional<LoggedDecision> decision(std::string_view id) const override;
  std::optional<std::uint64_t> number_of_decision(std::string_view id) const override;
  std::vector<std::pair<std::uint64_t, LoggedDecision>> decisions_after(std::optional<std::uint64_t> number,
                                                                        std::size_t limit) const override;
  std::uint64_t revision_at(std::string_view moment) const override;
  std::string rulebook_at(std::string_view moment) const override;
  std::vector<RulebookInForce> rulebooks(std::size_t most) const override;
  std::optional<std::vector<dsl::Source>> sources(std::string_view rulebook) const override;
  RecordedState state_at(std::uint64_t revision) const override;

 private:
  std::unique_ptr<File> file_;
  Connection& connection_;
  Turns& turns_;
  DecisionTable decisions_;
};

}  // namespace bylaw::engine
