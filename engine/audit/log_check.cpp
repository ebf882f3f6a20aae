#include "engine/audit/log_check.hpp"

#include <charconv>

namespace bylaw::audit {
namespace {

constexpr std::size_t most_faults = 100;

std::string named(Entry const& entry) { return "Entry " + std::to_string(entry.number) + " (" + entry.kind + ")"; }

std::string text_value(Entry const& entry, std::size_t index) {
  auto const* text = index < entry.values.size() ? std::get_if<std::string>(&entry.values[index]) : nullptr;
  return text ? *text : std::string();
}

std::vector<std::string> pieces(std::string_view text, char separator) {
  std::vector<std::string> found;
  while (!text.empty()) {
    auto const end = std::min(text.find(separator), text.size());
    found.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

}  // namespace

std::string erasure_text(ErasedParts const& parts) {
  std::string text;
  for (auto const& [number, names] : parts) {
    text += (text.empty() ? "" : " ") + std::to_string(number);
    for (auto const& name : names) text += (&name == names.data() ? ':' : ',') + name;
  }
  return text;
}

std::optional<ErasedParts> read_erasure(std::string_view text) {
  ErasedParts parts;
  for (auto const& item : pieces(text, ' ')) {
    auto const colon = item.find(':');
    std::uint64_t number = 0;
    auto const* end = item.data() + std::min(colon, item.size());
    auto const [stopped, error] = std::from_chars(item.data(), end, number);
    if (colon == std::string::npos || error != std::errc{} || stopped != end) return std::nullopt;
    parts[number] = pieces(std::string_view(item).substr(colon + 1), ',');
  }
  // Only as it is written, so that a text means one thing.
  return erasure_text(parts) == text ? std::optional(std::move(parts)) : std::nullopt;
}

LogCheck::LogCheck(Expected expected) : expected_(std::move(expected)) {
  if (expected_.checkpoint) kept_ = read_checkpoint(*expected_.checkpoint);
  if (expected_.checkpoint && !kept_) fault("The checkpoint given is none.");
}

void LogCheck::fault(std::string sentence) {
  if (faults_.size() < most_faults) {
    faults_.push_back(std::move(sentence));
  } else {
    ++more_;
  }
}

void LogCheck::add(Entry const& entry, std::optional<std::string> const& nodes) {
  if (entry.number != frontier_.size()) {
    fault("Entry " + std::to_string(frontier_.size()) + " is missing; the next is " + std::to_string(entry.number) +
          ".");
  }
  std::string completed;
  auto const leaf = leaf_hash(leaf_of(entry));
  for (auto const& hash : frontier_.append(leaf)) completed += bytes_of(hash);
  if (nodes && !nodes->starts_with(bytes_of(leaf))) {
    fault(named(entry) + " is not what was logged.");
  } else if (nodes && *nodes != completed) {
    fault("The hashes stored with entry " + std::to_string(entry.number) + " are not those of the entries before it.");
  }
  for (auto const& part : entry.parts) {
    if (!part.text && !left_out_.contains({entry.number, part.name})) erased_.emplace(entry.number, part.name);
  }
  if (entry.kind == "event") read_event(entry);
  note_root();
}

void LogCheck::read_event(Entry const& entry) {
  auto const kind = text_value(entry, 1), text = text_value(entry, 2);
  if (kind == "key") named_ = PublicKey::parse(text);
  if (kind != "erasure") return;
  auto const parts = read_erasure(text);
  if (!parts) return fault(named(entry) + " is no erasure that can be read.");
  for (auto const& [number, names] : *parts) {
    for (auto const& name : names) erasures_.emplace(number, name);
  }
}

void LogCheck::note_root() {
  if (kept_ && kept_->size == frontier_.size()) root_then_ = frontier_.root();
}

LogVerdict LogCheck::finish(std::string const& head) {
  LogVerdict verdict;
  verdict.entries = frontier_.size();
  verdict.erased_parts = erased_.size();
  check_head(head, verdict);
  if (kept_) check_kept();
  check_erasures();
  verdict.faults = std::move(faults_);
  if (more_) verdict.faults.push_back("There are " + std::to_string(more_) + " more faults.");
  return verdict;
}

void LogCheck::check_head(std::string const& note, LogVerdict& verdict) {
  auto const& key = expected_.key ? expected_.key : named_;
  if (!key) return fault("The log names no key that its head could be signed by.");
  verdict.key = key->text();
  auto const head = key->open(note);
  if (!head) return fault("The head of the log is not signed by the key \"" + key->name() + "\".");
  verdict.head = *head;
  if (head->origin != key->name()) fault("The head is that of another log, \"" + head->origin + "\".");
  if (head->size != frontier_.size()) {
    fault("The log has " + std::to_string(frontier_.size()) + " entries; its signed head says " +
          std::to_string(head->size) + ".");
  }
  if (head->root != frontier_.root()) fault("The entries do not lead to the signed head.");
}

void LogCheck::check_kept() {
  auto const& key = expected_.key ? expected_.key : named_;
  if (key && !key->open(*expected_.checkpoint))
    fault("The checkpoint given is not signed by the key \"" + key->name() + "\".");
  if (kept_->size > frontier_.size()) {
    fault("The log had " + std::to_string(kept_->size) + " entries by the checkpoint given; it has " +
          std::to_string(frontier_.size()) + " now.");
  } else if (kept_->size > 0 && root_then_ != kept_->root) {
    fault("The first " + std::to_string(kept_->size) + " entries are not those of the checkpoint given.");
  }
}

void LogCheck::check_erasures() {
  for (auto const& [number, name] : erased_) {
    if (!erasures_.contains({number, name}))
      fault("The part \"" + name + "\" of entry " + std::to_string(number) + " was erased, and no erasure was logged.");
  }
  for (auto const& [number, name] : erasures_) {
    if (!erased_.contains({number, name}))
      fault("The part \"" + name + "\" of entry " + std::to_string(number) + " was to be erased and is there.");
  }
}

}  // namespace bylaw::audit
