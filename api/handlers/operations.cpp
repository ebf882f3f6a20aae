// For those who run the service.
#include "api/handlers/handlers.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {
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

}  // namespace bylaw::api
