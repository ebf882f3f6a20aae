#include "api/precondition.hpp"

namespace bylaw::api {
namespace {

// Whether a list of entity tags ("\"1\", W/\"2\"", "*") names this version. Weak tags count only where `weak` is
// enough.
bool names_version(std::string_view list, std::uint64_t version, bool weak) {
  auto const wanted = etag(version);
  while (!list.empty()) {
    auto const comma = list.find(',');
    auto tag = list.substr(0, comma);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    while (tag.starts_with(' ')) tag.remove_prefix(1);
    while (tag.ends_with(' ')) tag.remove_suffix(1);
    if (weak && tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == wanted) return true;
  }
  return false;
}

}  // namespace

std::string etag(std::uint64_t version) { return '"' + std::to_string(version) + '"'; }

bool is_known_version(HttpRequest const& request, std::uint64_t version) {
  auto const header = request.header("If-None-Match");
  return header && names_version(*header, version, true);
}

std::optional<std::optional<std::uint64_t>> expected_version(HttpRequest const& request,
                                                             std::optional<engine::StoredRecord> const& stored) {
  std::optional<std::uint64_t> expected;
  if (auto const match = request.header("If-Match")) {
    if (!stored || !names_version(*match, stored->version, false)) return std::nullopt;
    expected = stored->version;
  }
  if (auto const none_match = request.header("If-None-Match")) {
    if (stored && names_version(*none_match, stored->version, true)) return std::nullopt;
    if (!stored) expected = 0;
  }
  return expected;
}

}  // namespace bylaw::api
