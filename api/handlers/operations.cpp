// For those who run the service, and for whoever comes to its front door.
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {
namespace {

std::string for_html(std::string_view text) {
  std::string escaped;
  for (char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace

Reply get_healthz(Service&, Call const&) { return json_reply(R"({"status":"ok"})"); }

Reply get_readyz(Service& service, Call const&) {
  if (service.stopping) return std::unexpected(Problem{ProblemType::unavailable, "The service is stopping.", {}, {}});
  if (!service.store.trouble().empty())
    return std::unexpected(Problem{ProblemType::unavailable, "Nothing can be recorded at the moment.", {}, {}});
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("status", "ready");
  json.member("state_revision", service.store.snapshot()->revision);
  json.member("policy", service.rulebook->revision);
  json.end_object();
  return json_reply(std::move(out));
}

Reply get_metrics(Service& service, Call const&) {
  std::string out;
  service.metrics.append_to(out);
  out +=
      "# HELP bylaw_state_revision Revision of the records.\n# TYPE bylaw_state_revision gauge\nbylaw_state_revision ";
  out += std::to_string(service.store.snapshot()->revision) + '\n';
  return HttpResponse{200, "text/plain; version=0.0.4; charset=utf-8", std::move(out), {}};
}

Reply get_front(Service& service, Call const&) {
  auto const title = for_html(service.rulebook->title);
  std::string page =
      "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Bylaw</title>\n<h1>Bylaw</h1>\n";
  page += "<p>May we do this, and what has to be done first? Answered from: " + title + ".</p>\n";
  page +=
      "<p>This is not an official service of the Commission, or of anybody else whose texts the rules are taken from. "
      "What counts are those texts.</p>\n<ul>\n";
  page += "<li><a href=\"/openapi.json\">The interface for programs</a></li>\n";
  page +=
      "<li><a href=\"/v1/rules\">The rules</a></li>\n<li><a href=\"/v1/vocabulary\">What can be asked and "
      "recorded</a></li>\n</ul>\n</html>\n";
  return HttpResponse{200, "text/html; charset=utf-8", std::move(page), {}};
}

}  // namespace bylaw::api
