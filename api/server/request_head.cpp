#include "api/server/request_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/server/request_target.hpp"

namespace bylaw::api {
namespace {

using Vetted = std::expected<void, Refusal>;

std::unexpected<Refusal> refuse(int status, std::string_view detail) {
  return std::unexpected(Refusal{status, detail});
}

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Takes the next line off `rest`; nothing when it does not end in CR LF.
std::expected<std::string_view, Refusal> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r')
    return refuse(400, "Lines have to end in CR LF.");
  const auto line = rest.substr(0, end - 1);
  rest.remove_prefix(end + 1);
  return line;
}

// ---- The request line

Vetted vet_method(std::string_view method) {
  constexpr std::array<std::string_view, 7> known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  if (std::ranges::find(known, method) != known.end()) return {};
  const bool token =
      !method.empty() && std::ranges::all_of(method, [](char c) { return is_alphanumeric(c) || c == '-'; });
  return token ? refuse(501, "The method is not one that this server knows.") : refuse(400, "The method is malformed.");
}

Vetted vet_version(std::string_view version) {
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return {};
  const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                           version[6] == '.' && is_digit(version[7]);
  return well_formed ? refuse(505, "Only versions 1.1 and 1.0 of HTTP are spoken here.")
                     : refuse(400, "The request line is malformed.");
}

Vetted parse_request_line(std::string_view line, const HeadLimits& limits, RequestHead& head) {
  const auto first = line.find(' '), last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return refuse(400, "The request line is malformed.");
  const auto target = line.substr(first + 1, last - first - 1);
  if (target.size() > limits.target) return refuse(414, "The request target is too long.");
  if (auto vetted = vet_version(line.substr(last + 1)); !vetted) return vetted;
  if (auto vetted = vet_method(line.substr(0, first)); !vetted) return vetted;
  auto parsed = parse_target(target);
  if (!parsed) return std::unexpected(parsed.error());
  head.method = line.substr(0, first);
  head.target = target;
  head.path = std::move(parsed->path);
  head.query = std::move(parsed->query);
  head.old_version = line.ends_with("1.0");
  return {};
}

// ---- The fields

// No '_': gateways and libraries turn it into '-' or keep names of their own with it.
bool is_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

// %00 to %1f and %7f: whoever decodes them later would get a line break.
bool encodes_control(std::string_view value) {
  for (auto at = value.find('%'); at != std::string_view::npos && at + 2 < value.size(); at = value.find('%', at + 1)) {
    const char high = value[at + 1], low = value[at + 2];
    if ((high == '0' || high == '1') && is_hex(low)) return true;
    if (high == '7' && (low == 'f' || low == 'F')) return true;
  }
  return false;
}

bool is_value(std::string_view value) {
  return std::ranges::all_of(value, [](char c) { return c == '\t' || (c >= ' ' && c < 0x7f); }) &&
         !encodes_control(value);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Fields of which two would leave open which one counts.
bool only_once(std::string_view name) {
  constexpr std::array<std::string_view, 12> names = {
      "Host",   "Content-Length", "Transfer-Encoding", "Content-Type",        "Authorization",     "Expect",
      "Origin", "Cookie",         "Idempotency-Key",   "If-Unmodified-Since", "If-Modified-Since", "X-Request-Id"};
  return std::ranges::any_of(names, [&](auto known) { return same_ignoring_case(known, name); });
}

Vetted add_field(std::string_view line, const HeadLimits& limits, NamedValues& fields) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_name(line.substr(0, colon)))
    return refuse(400, "A header field has a malformed name.");
  const auto name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
  if (!is_value(value)) return refuse(400, "A header field has a character that is not allowed in it.");
  const auto known =
      std::ranges::find_if(fields, [&](const auto& field) { return same_ignoring_case(field.first, name); });
  if (known == fields.end()) {
    if (fields.size() == limits.fields) return refuse(431, "The request has too many header fields.");
    fields.emplace_back(name, value);
  } else if (only_once(name)) {
    return refuse(400, "A header field that may be there once is there twice.");
  } else if (!value.empty()) {
    if (!known->second.empty()) known->second.append(", ");
    known->second.append(value);
  }
  return {};
}

Vetted parse_fields(std::string_view rest, const HeadLimits& limits, NamedValues& fields) {
  for (std::size_t count = 0;; ++count) {
    auto line = take_line(rest);
    if (!line) return std::unexpected(line.error());
    if (line->empty()) break;
    if (count == limits.fields) return refuse(431, "The request has too many header fields.");
    if (auto added = add_field(*line, limits, fields); !added) return added;
  }
  if (!rest.empty()) return refuse(400, "The head has bytes after its end.");
  return {};
}

const std::string* value_of(const NamedValues& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (same_ignoring_case(key, name)) return &value;
  return nullptr;
}

// ---- What the fields mean for the connection

Vetted vet_host(const RequestHead& head) {
  const auto* host = value_of(head.fields, "Host");
  if (host == nullptr && head.old_version) return {};
  const auto fits = [](char c) { return is_alphanumeric(c) || std::string_view("-.:[]").contains(c); };
  if (host == nullptr || host->empty() || host->size() > 255 || !std::ranges::all_of(*host, fits))
    return refuse(400, "The request needs one well-formed Host.");
  return {};
}

bool may_have_body(std::string_view method) { return method == "POST" || method == "PUT" || method == "PATCH"; }

Vetted parse_length(const std::string& text, std::size_t& length) {
  if (text.empty() || text.size() > 18 || !std::ranges::all_of(text, is_digit))
    return refuse(400, "The Content-Length is malformed.");
  std::from_chars(text.data(), text.data() + text.size(), length);
  return {};
}

Vetted parse_framing(RequestHead& head) {
  const auto* length = value_of(head.fields, "Content-Length");
  if (value_of(head.fields, "Transfer-Encoding") != nullptr) {
    if (length != nullptr) return refuse(400, "The request has both Content-Length and Transfer-Encoding.");
    return refuse(411, "Send the body with a Content-Length, not chunked.");
  }
  if (length == nullptr && may_have_body(head.method)) return refuse(411, "The request needs a Content-Length.");
  if (length == nullptr) return {};
  if (auto parsed = parse_length(*length, head.content_length); !parsed) return parsed;
  if (head.content_length > 0 && !may_have_body(head.method)) return refuse(400, "This method takes no body.");
  return {};
}

Vetted parse_expectations(RequestHead& head) {
  const auto* coding = value_of(head.fields, "Content-Encoding");
  if (coding != nullptr && !same_ignoring_case(*coding, "identity"))
    return refuse(415, "Send the body without coding.");
  const auto* expected = value_of(head.fields, "Expect");
  if (expected == nullptr || head.old_version) return {};
  if (!same_ignoring_case(*expected, "100-continue")) return refuse(417, "The expectation is not one that can be met.");
  head.expects_continue = head.content_length > 0;
  return {};
}

bool lists(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const auto item = list.substr(0, list.find(','));
    if (same_ignoring_case(trimmed(item), word)) return true;
    list.remove_prefix(std::min(list.size(), item.size() + 1));
  }
  return false;
}

bool keeps_alive(const RequestHead& head) {
  const auto* connection = value_of(head.fields, "Connection");
  if (connection == nullptr) return !head.old_version;
  if (lists(*connection, "close")) return false;
  return !head.old_version || lists(*connection, "keep-alive");
}

Vetted settle(RequestHead& head) {
  if (auto vetted = vet_host(head); !vetted) return vetted;
  if (auto parsed = parse_framing(head); !parsed) return parsed;
  if (auto parsed = parse_expectations(head); !parsed) return parsed;
  head.keep_alive = keeps_alive(head);
  return {};
}

}  // namespace

HeadScan scan_head(std::string_view input, std::size_t& position) {
  for (; position < input.size(); ++position) {
    const auto c = static_cast<unsigned char>(input[position]);
    if ((c >= ' ' && c != 0x7f) || c == '\t') continue;
    if (c == '\r' && position + 1 == input.size()) return HeadScan::incomplete;  // what follows decides
    if (c == '\r' && input[position + 1] == '\n') continue;
    if (c != '\n' || position == 0 || input[position - 1] != '\r') return HeadScan::malformed;
    if (position >= 3 && input[position - 2] == '\n') {
      ++position;
      return HeadScan::complete;
    }
  }
  return HeadScan::incomplete;
}

std::expected<RequestHead, Refusal> parse_head(std::string_view head, const HeadLimits& limits) {
  if (head.size() > limits.bytes) return refuse(431, "The head of the request is too large.");
  if (head.starts_with("\r\n"))
    head.remove_prefix(2);  // some peers end a body with a line break too many (RFC 9112, 2.2)
  RequestHead parsed;
  const auto line = take_line(head);
  if (!line) return std::unexpected(line.error());
  if (auto read = parse_request_line(*line, limits, parsed); !read) return std::unexpected(read.error());
  if (auto read = parse_fields(head, limits, parsed.fields); !read) return std::unexpected(read.error());
  if (auto settled = settle(parsed); !settled) return std::unexpected(settled.error());
  return parsed;
}

}  // namespace bylaw::api
