// Whatever is given as an export of the log, a signed head, a key, the text of an erasure or a proof: it is read or
// refused, and no proof but the right one proves anything.
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "api/log_export.hpp"
#include "engine/audit/merkle.hpp"

namespace {

using namespace bylaw;

constexpr std::uint64_t leaves = 11, entry = 6;

[[noreturn]] void fail(char const* what) {
  std::fputs(what, stderr);
  std::abort();
}

audit::Hash leaf(std::uint64_t index) {
  audit::Hash hash{};
  hash[0] = static_cast<unsigned char>(index + 1);
  return hash;
}

audit::Hash subtree(unsigned level, std::uint64_t index) {
  audit::Frontier frontier;
  for (std::uint64_t i = index << level; i < (index + 1) << level; ++i) frontier.append(leaf(i));
  return frontier.root();
}

auto const root = audit::root_of(leaves, subtree);
auto const proof = audit::inclusion_proof(entry, leaves, subtree);
auto const key = audit::SigningKey::make("fuzz");
auto const note = key.sign({"fuzz", leaves, root});

// The right proof with these bytes changed; nothing changed proves, anything else does not.
void prove(std::string_view bytes) {
  auto tried = proof;
  bool changed = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto const step = i / sizeof(audit::Hash) % tried.size();
    auto& byte = tried[step][i % sizeof(audit::Hash)];
    byte = static_cast<unsigned char>(byte ^ static_cast<unsigned char>(bytes[i]));
  }
  for (std::size_t i = 0; i < tried.size(); ++i) changed = changed || tried[i] != proof[i];
  if (audit::proves_inclusion(tried, leaf(entry), entry, leaves, root) == changed) fail("a wrong proof proves\n");
}

void open_head(std::string const& text) {
  (void)audit::read_checkpoint(text);
  if (auto const opened = key.public_key().open(text); opened && *opened != audit::Checkpoint{"fuzz", leaves, root})
    fail("a head that was never signed is taken for signed\n");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string const text(reinterpret_cast<char const*>(data), size);
  (void)api::is_log_export(text);
  std::istringstream stream(text);
  (void)api::verify_log_export(stream, {});
  if (auto const parsed = audit::PublicKey::parse(text); parsed && audit::PublicKey::parse(parsed->text()) != parsed)
    fail("a key does not come back\n");
  if (auto const erased = audit::read_erasure(text); erased && audit::read_erasure(audit::erasure_text(*erased)) != erased)
    fail("an erasure does not come back\n");
  open_head(text);
  open_head(note + text);
  prove(text);
  return 0;
}
