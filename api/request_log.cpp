#include "api/request_log.hpp"

#include <chrono>
#include <cstdio>

#include "api/clock.hpp"
#include "api/json_writer.hpp"

namespace bylaw::api {
namespace {

std::string line_of(HttpRequest const& request, HttpResponse const& response, Time start, Time end) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("at", rfc3339(start));
  json.member("request_id", request.request_id);
  json.member("method", request.method);
  json.member("path", request.path);
  json.member("status", response.status);
  json.member("bytes", response.body.size());
  json.member("microseconds", std::chrono::duration_cast<std::chrono::microseconds>(end - start).count());
  json.end_object();
  return line + '\n';
}

}  // namespace

Handler with_log(Handler handler) {
  return [handler = std::move(handler)](HttpRequest const& request) {
    auto const start = std::chrono::system_clock::now();
    auto response = handler(request);
    auto const line = line_of(request, response, start, std::chrono::system_clock::now());
    std::fwrite(line.data(), 1, line.size(), stderr);
    return response;
  };
}

}  // namespace bylaw::api
