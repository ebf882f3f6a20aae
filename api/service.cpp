#include "api/service.hpp"

#include <cstdio>

#include "api/compliance/finding_filter.hpp"
#include "api/openapi.hpp"
#include "api/past.hpp"
#include "api/routes.hpp"

namespace bylaw::api {
namespace {

std::vector<std::string> route_names() {
  std::vector<std::string> names;
  for (auto const& route : route_table()) names.push_back(std::string(route.method) + ' ' + std::string(route.pattern));
  names.emplace_back("other");
  return names;
}

}  // namespace

Service::Service(std::shared_ptr<dsl::Rulebook const> rules, engine::Store& state, Clock time_of_day)
    : rulebook(std::move(rules)),
      program(engine::compile(rulebook)),
      texts(*rulebook),
      store(state),
      clock(std::move(time_of_day)),
      door(rulebook, state),
      past(std::make_shared<Past>()),
      metrics(route_names()),
      standing_reads(api::standing_reads(*rulebook)),
      finding_parameters(api::finding_parameters(*rulebook)),
      openapi(openapi_document(*rulebook, route_table())) {}

void log_line(std::string_view text) {
  auto line = rfc3339(std::chrono::system_clock::now()) + ' ';
  for (char c : text) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace bylaw::api
