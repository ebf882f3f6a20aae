#include "engine/audit/entry.hpp"

namespace bylaw::audit {
namespace {

constexpr std::string_view form = "bylaw log entry 1";

void append_big_endian(std::string& bytes, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
}

}  // namespace

Canonical& Canonical::add(std::int64_t number) {
  bytes += 'i';
  append_big_endian(bytes, static_cast<std::uint64_t>(number));
  return *this;
}

Canonical& Canonical::add(std::string_view text) {
  bytes += 't';
  append_big_endian(bytes, text.size());
  bytes += text;
  return *this;
}

Canonical& Canonical::add_optional(std::optional<std::string> const& text) {
  return text ? add(std::string_view(*text)) : add_nothing();
}

Canonical& Canonical::add_nothing() {
  bytes += 'n';
  return *this;
}

std::string leaf_of(Entry const& entry) {
  Canonical leaf;
  leaf.add(form).add(std::string_view(entry.kind)).add(static_cast<std::int64_t>(entry.number));
  for (auto const& value : entry.values) {
    if (auto const* number = std::get_if<std::int64_t>(&value)) {
      leaf.add(*number);
    } else if (auto const* text = std::get_if<std::string>(&value)) {
      leaf.add(std::string_view(*text));
    } else {
      leaf.add_nothing();
    }
  }
  for (auto const& part : entry.parts) {
    auto const committed = part.committed();
    leaf.add(bytes_of(committed));
  }
  return std::move(leaf.bytes);
}

}  // namespace bylaw::audit
