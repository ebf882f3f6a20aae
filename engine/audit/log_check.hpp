// Holds a log against its signed head, entry by entry: what was edited, dropped, swapped or forged shows. For a
// database and for an export alike; pure.
#pragma once
#include <map>
#include <set>

#include "engine/audit/checkpoint.hpp"
#include "engine/audit/entry.hpp"
#include "engine/audit/merkle.hpp"

namespace bylaw::audit {

// What a log is to be held against, besides itself.
struct Expected {
  std::optional<PublicKey> key{};           // else the key that the log names last, which proves less
  std::optional<std::string> checkpoint{};  // a signed head from before that somebody kept
};

// What came out of it. No faults: all is as it was logged.
struct LogVerdict {
  std::vector<std::string> faults{};  // whole sentences, at most 100 and then how many more
  std::uint64_t entries = 0, erased_parts = 0;
  Checkpoint head{};
  std::string key{};  // that signed the head
};

class LogCheck {
 public:
  explicit LogCheck(Expected expected);

  // In the order of the log. `nodes`: as stored with the entry, where they are.
  void add(Entry const& entry, std::optional<std::string> const& nodes);
  // A part of the entry added next is not given here, though it was not erased.
  void left_out(std::uint64_t entry, std::string const& part) { left_out_.emplace(entry, part); }
  void fault(std::string sentence);
  LogVerdict finish(std::string const& head);

 private:
  void read_event(Entry const& entry);
  void note_root();
  void check_head(std::string const& note, LogVerdict& verdict);
  void check_kept();
  void check_erasures();

  Expected expected_;
  std::optional<Checkpoint> kept_;  // what the checkpoint says that somebody kept
  std::optional<Hash> root_then_;   // of this log, when it had that size
  Frontier frontier_;
  std::optional<PublicKey> named_;
  std::set<std::pair<std::uint64_t, std::string>> erased_, erasures_, left_out_;  // parts; erasures: by events
  std::vector<std::string> faults_;
  std::size_t more_ = 0;
};

// The text of an erasure event: "12:before,after 15:content".
using ErasedParts = std::map<std::uint64_t, std::vector<std::string>>;
std::string erasure_text(ErasedParts const& parts);
std::optional<ErasedParts> read_erasure(std::string_view text);

}  // namespace bylaw::audit
