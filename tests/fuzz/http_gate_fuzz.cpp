// Arbitrary bytes as what a peer sends: whatever is taken has the properties that the rest of the program relies on,
// and does not depend on how the bytes were cut into pieces.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "api/server/request_collector.hpp"
#include "api/server/request_head.hpp"
#include "api/server/request_target.hpp"

namespace {

using namespace bylaw::api;
using Step = RequestCollector::Step;

const HeadLimits limits{.bytes = 2048, .target = 256, .fields = 16};
const BodyLimit body_limit = [](std::string_view, std::string_view path) { return path.size() > 3 ? 64u : 16u; };

void require(bool holds) {
  if (!holds) std::abort();
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool has_odd_segment(std::string_view path) {
  const auto closed = std::string(path) + '/';
  return closed.find("/./") != std::string::npos || closed.find("/../") != std::string::npos ||
         path.find("//") != std::string_view::npos;
}

void check_target(const HttpRequest& request) {
  require(request.path.starts_with('/') && request.target.starts_with('/') && request.target.size() <= limits.target);
  require(!has_control(request.path) && !has_control(request.target) && is_utf8(request.path));
  require(!has_odd_segment(request.path) && request.path.find('\\') == std::string::npos);
  require(std::ranges::count(request.path, '/') ==
          std::ranges::count(request.target.substr(0, request.target.find('?')), '/'));
  for (const auto& [name, value] : request.query)
    require(!has_control(name) && !has_control(value) && is_utf8(name) && is_utf8(value));
}

void check_fields(const HttpRequest& request) {
  require(request.headers.size() <= limits.fields);
  require(!request.header("Transfer-Encoding"));
  for (const auto& [name, value] : request.headers) {
    require(!name.empty() && name.find_first_of("_ :\t") == std::string::npos && !has_control(name));
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    require(request.header(name) == value);  // no name is there twice
  }
}

void check_body(const HttpRequest& request) {
  const auto length = request.header("Content-Length");
  require(request.body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH");
  require(request.body.size() <= body_limit(request.method, request.path));
  require(length ? std::to_string(request.body.size()) ==
                       std::string(*length).substr(std::min(length->find_first_not_of('0'), length->size() - 1))
                 : request.body.empty());
}

// Written out again it is the same request: there is one way to read it.
void check_round_trip(const HttpRequest& request) {
  std::string text = request.method + ' ' + request.target + " HTTP/1.0\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  const auto again = parse_head(text + "\r\n", {});
  require(again.has_value());
  require(again->method == request.method && again->path == request.path && again->query == request.query);
  require(again->fields == request.headers && again->content_length == request.body.size());
}

// Everything that comes out of the bytes, as text.
std::string collect(std::string_view bytes, std::size_t piece) {
  RequestCollector collector(limits, body_limit);
  std::string seen;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    collector.feed(bytes.substr(0, piece));
    Step step{};
    while ((step = collector.advance()) == Step::ready) {
      const auto request = collector.take_request();
      check_target(request);
      check_fields(request);
      check_body(request);
      check_round_trip(request);
      seen += request.method + ' ' + request.target + ' ' + request.body + '\n';
    }
    if (step == Step::refused) {
      require(!refusal_message(collector.refusal()).empty());
      return seen + "refused";
    }
  }
  return seen + std::to_string(static_cast<int>(collector.stage()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto whole = collect(bytes, std::max<std::size_t>(bytes.size(), 1));
  require(collect(bytes, 1 + data[0] % 32) == whole);
  return 0;
}
