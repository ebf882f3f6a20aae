#include "api/idempotency.hpp"

#include <algorithm>

#include "api/json_text.hpp"
#include "api/json_writer.hpp"
#include "dsl/sha256.hpp"

namespace bylaw::api {
namespace {

constexpr std::string_view key_header = "Idempotency-Key";
constexpr std::size_t longest_key = 128;
constexpr auto kept_for = std::chrono::hours(24);

Problem repeated(std::string detail) { return {ProblemType::conflict, std::move(detail), {}, {}}; }

std::string stored(HttpResponse const& response) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("status", response.status);
  json.member("type", response.content_type);
  json.key("headers");
  json.begin_object();
  for (auto const& [name, value] : response.headers) json.member(name, value);
  json.end_object();
  json.member("body", response.body);
  json.end_object();
  return out;
}

HttpResponse restored(std::string_view answer) {
  auto const json = parse_json(answer, {.bytes = answer.size()});
  HttpResponse response;
  response.status = static_cast<int>(*whole_number(*json->member("status")->number()));
  response.content_type = *json->member("type")->text();
  response.body = *json->member("body")->text();
  for (auto const& [name, value] : *json->member("headers")->object())
    response.headers.emplace_back(name, *value.text());
  response.headers.emplace_back("Idempotent-Replayed", "true");
  return response;
}

Reply repeat(engine::Receipt const& receipt, engine::RequestKey const& request) {
  if (receipt.fingerprint != request.fingerprint) {
    InputFaults faults;
    faults.add({"", "key_reused", "This Idempotency-Key was sent with another request."});
    return std::unexpected(invalid(faults));
  }
  if (receipt.answer) return restored(*receipt.answer);
  return std::unexpected(repeated("This request is being carried out, or was, and its answer is not there."));
}

}  // namespace

std::optional<engine::RequestKey> request_key(Call const& call) {
  auto const& request = call.request;
  auto const key = request.header(key_header);
  if (!key || (request.method != "POST" && request.method != "PUT")) return std::nullopt;
  auto const under = request.header("If-Match").value_or("");
  return engine::RequestKey{
      call.caller.token + ' ' + call.caller.name + ' ' + std::string(*key),
      dsl::sha256_hex(request.method + ' ' + request.target + '\n' + std::string(under) + '\n' + request.body)};
}

Reply run_once(Service& service, Route const& route, Call const& call) {
  auto const request = route.secret ? std::nullopt : request_key(call);
  if (!request) return route.handler(service, call);
  auto const length = call.request.header(key_header)->size();
  if (length == 0 || length > longest_key)
    return std::unexpected(malformed({"", "bad_key", "An Idempotency-Key has 1 to 128 characters."}));
  if (auto const receipt = service.store.find_receipt(request->key)) {
    auto const oldest = rfc3339(service.clock() - kept_for);
    if (receipt->at >= oldest) return repeat(*receipt, *request);
    service.store.forget_receipts(oldest);  // nobody has used a key since it came to be too old
  }
  try {
    auto reply = route.handler(service, call);
    auto const now = service.clock();
    if (reply && reply->status < 300)
      service.store.keep_answer(*request, rfc3339(now), stored(*reply), rfc3339(now - kept_for));
    return reply;
  } catch (engine::RepeatedRequest const&) {
    return std::unexpected(repeated("Another request with this Idempotency-Key was carried out at the same time."));
  }
}

}  // namespace bylaw::api
