#include "api/backup_name.hpp"

#include <algorithm>

namespace bylaw::api {
namespace {

bool is_plain(std::string_view name) {
  auto const plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.size() <= 100 && name.front() != '.' && std::ranges::all_of(name, plain);
}

}  // namespace

std::string read_backup_name(JsonValue const& body, Time now, InputFaults& faults) {
  Place const root, place(root, "name");
  if (!body.object()) faults.add(root, "wrong_type", "This must be an object, not " + std::string(body.kind()) + '.');
  auto const* name = body.member("name");
  if (!name || name->is_null()) {
    auto made = "backup-" + rfc3339(now) + ".db";
    std::ranges::replace(made, ':', '-');
    return made;
  }
  if (name->text() && is_plain(*name->text())) return *name->text();
  faults.add(place, "bad_text", "The name of a backup is made of letters, digits, '-', '_' and '.'.");
  return {};
}

}  // namespace bylaw::api
