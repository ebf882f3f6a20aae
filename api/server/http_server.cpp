#include "api/server/http_server.hpp"

#include <optional>
#include <utility>

#include "api/server/listener.hpp"
#include "api/server/poller.hpp"

namespace bylaw::api {

struct HttpServer::Parts {
  Parts(HttpLimits its_limits, Handler its_handler, BodyLimit its_body_limit)
      : limits(its_limits),
        handler(std::move(its_handler)),
        body_limit(std::move(its_body_limit)),
        poller(limits, handler, body_limit) {}

  const HttpLimits limits;
  const Handler handler;
  const BodyLimit body_limit;
  Poller poller;
  std::optional<Listener> listener;
  int port = 0;
};

HttpServer::HttpServer(HttpLimits limits, Handler handler, BodyLimit body_limit)
    : parts_(std::make_unique<Parts>(limits, std::move(handler), std::move(body_limit))) {}

HttpServer::~HttpServer() = default;

std::expected<void, std::string> HttpServer::bind(const std::string& host, int port) {
  auto listener = Listener::bind(host, port);
  if (!listener) return std::unexpected(listener.error());
  parts_->port = listener->port();
  parts_->listener.emplace(std::move(*listener));
  return {};
}

int HttpServer::port() const { return parts_->port; }

void HttpServer::listen() { parts_->poller.run(std::exchange(parts_->listener, std::nullopt).value()); }

void HttpServer::stop() { parts_->poller.stop(); }

bool HttpServer::stopping() const { return parts_->poller.stopping(); }

}  // namespace bylaw::api
