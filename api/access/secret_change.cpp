#include "api/access/secret_change.hpp"

#include "api/service.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";  // 32, none taken for another
constexpr std::size_t letters_in_secret = 20, letters_in_part = 5;        // 100 bits

// In parts that can be read out: "k7dme-2x9ab-...".
std::string random_secret() {
  std::string text;
  auto const bytes = secrets::random_bytes();
  for (std::size_t i = 0; i < letters_in_secret; ++i) {
    if (i > 0 && i % letters_in_part == 0) text += '-';
    text += letters[bytes[i] % letters.size()];
  }
  return text;
}

void end_sessions(Doorkeeper& door, std::string const& person, std::string const& but, std::string const& by,
                  Time now) {
  for (auto const& token : door.tokens.all())
    if (token.kind == session_kind && token.person == person && token.id != but)
      door.tokens.revoke(token.id, by, now);
}

void set_secret(Doorkeeper& door, std::string const& person, std::string const& role, std::string_view secret,
                std::string const& by, Time now) {
  door.sign_in.set(person, role, secret, now, by);
  log_line("The secret of " + person + " was set by " + by + '.');
}

}  // namespace

std::string give_secret(Doorkeeper& door, std::string const& person, std::string const& role, std::string const& by,
                        Time now) {
  auto secret = random_secret();
  set_secret(door, person, role, secret, by, now);
  end_sessions(door, person, "", by, now);
  return secret;
}

void choose_secret(Doorkeeper& door, std::string const& person, std::string const& role, std::string_view secret,
                   std::string const& session, Time now) {
  set_secret(door, person, role, secret, person, now);
  end_sessions(door, person, session, person, now);
}

}  // namespace bylaw::api
