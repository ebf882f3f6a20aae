// Whatever a caller sends to be let in, or to say where and when: tokens, cookies, cursors, moments, addresses. Nobody
// gets in by chance, and what is taken is taken for what it says.
#include <cstdio>
#include <cstdlib>

#include "api/access/doorkeeper.hpp"
#include "api/access/token_text.hpp"
#include "api/cursor.hpp"
#include "api/moment.hpp"
#include "api/server/http_client.hpp"
#include "dsl/check.hpp"

namespace {

using namespace bylaw;

constexpr char rules[] = R"(
rulebook small "A small rulebook"
record person
  id: id
end
role everybody "everybody"
  for person holder
  may decide
end
)";

[[noreturn]] void fail(char const* what) {
  std::fputs(what, stderr);
  std::abort();
}

std::shared_ptr<dsl::Rulebook const> const rulebook = [] {
  auto checked = dsl::check({{"small.rules", rules}});
  if (dsl::has_errors(checked.diagnostics)) fail("the built-in rulebook has errors\n");
  return std::make_shared<dsl::Rulebook const>(std::move(checked.rulebook));
}();
auto const store = engine::Store::open(":memory:", rulebook);
api::Doorkeeper door(rulebook, *store);

void knock(std::string const& header, std::string const& value) {
  api::HttpRequest request;
  request.method = "GET";
  request.path = "/v1/export";
  request.headers.emplace_back(header, value);
  auto const caller = door.caller(request, api::Time{});
  if (caller && caller->role != dsl::none) fail("somebody got in\n");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string const text(reinterpret_cast<char const*>(data), size);
  if (auto const secret = api::secret_of_token(text); secret && api::token_text(*secret) != text)
    fail("a token is read as another\n");
  if (auto const key = api::decode_cursor(text); key && api::decode_cursor(api::encode_cursor(*key)) != key)
    fail("a cursor does not come back\n");
  if (auto const moment = api::read_moment(text); moment && api::read_moment(*moment) != moment)
    fail("a moment does not come back\n");
  if (auto const url = api::parse_url(text); url && (url->host.empty() || !text.starts_with(url->origin)))
    fail("an address is taken for another\n");
  knock("Authorization", text);
  knock("Authorization", "Bearer " + text);
  knock("Cookie", text);
  knock("Cookie", std::string(api::session_cookie) + "=" + text);
  return 0;
}
