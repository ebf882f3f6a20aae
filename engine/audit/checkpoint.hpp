// Signed checkpoints of the log, in the forms that C2SP and transparency-dev use (tlog-checkpoint, signed-note, keys as
// golang.org/x/mod/sumdb/note writes them): a name, a size and a root, signed with Ed25519.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/audit/hash.hpp"

namespace bylaw::audit {

struct Checkpoint {
  std::string origin;  // which log
  std::uint64_t size = 0;
  Hash root{};
  bool operator==(Checkpoint const&) const = default;
};

class PublicKey {
 public:
  // "name+1a2b3c4d+base64"; nothing unless it is one.
  static std::optional<PublicKey> parse(std::string_view text);
  PublicKey(std::string name, Hash const& key);

  std::string text() const;
  std::string const& name() const { return name_; }
  // The checkpoint of a note that carries a valid signature of this key; nothing otherwise.
  std::optional<Checkpoint> open(std::string_view note) const;
  std::string const& id() const { return id_; }
  bool operator==(PublicKey const&) const = default;

 private:
  bool is_signature(std::string_view line, std::string_view text) const;

  std::string name_;
  Hash key_;
  std::string id_;  // four bytes
};

class SigningKey {
 public:
  static SigningKey make(std::string name);
  // "PRIVATE+KEY+name+1a2b3c4d+base64".
  static std::optional<SigningKey> parse(std::string_view text);

  std::string text() const;
  PublicKey const& public_key() const { return public_; }
  std::string sign(Checkpoint const& checkpoint) const;

 private:
  SigningKey(std::string name, Hash const& seed);

  Hash seed_;
  std::array<unsigned char, 64> secret_;
  PublicKey public_;
};

// What a note says, whoever signed it.
std::optional<Checkpoint> read_checkpoint(std::string_view note);

}  // namespace bylaw::audit
