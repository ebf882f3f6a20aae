#include <csignal>
#include <ostream>
#include <thread>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/commands/listen_address.hpp"
#include "api/compliance/figures_keeper.hpp"
#include "api/query.hpp"
#include "api/request_log.hpp"
#include "api/routes.hpp"
#include "api/server/http_server.hpp"
#include "api/service.hpp"
#include "api/webhooks/sender.hpp"

namespace bylaw::api {
namespace {

// Taken by sigwait() on one thread; blocked before any other thread is started, so that none of them is interrupted.
sigset_t block_ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void serve_until_signal(Service& service, HttpServer& server, sigset_t const& signals) {
  std::jthread const listening([&] { server.listen(); });
  int signal = 0;
  sigwait(&signals, &signal);
  log_line("Stopping: the answers in flight are finished first.");
  service.stopping = true;
  server.stop();
}

int refuse(std::string const& why, Streams const& streams) {
  streams.err << "bylaw serve: " << why << '\n';
  return bad_input;
}

// Never taken from a request: whoever sends one could choose it.
std::string public_url(Arguments const& arguments, ListenAddress const& address) {
  std::string url(arguments.value("--public-url"));
  if (url.empty()) url = address.url();
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace

int serve(Arguments const& arguments, Streams const& streams) {
  auto address = parse_listen_address(arguments.value("--listen"));
  if (!address) return refuse(address.error(), streams);
  bool const dev = arguments.has("--dev"), loopback = address->is_loopback();
  if (dev && !loopback)
    return refuse("With --dev every caller may do everything, so only this machine can be served, not " +
                      in_quotes(address->host) + '.',
                  streams);
  auto const signals = block_ending_signals();
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const store = engine::Store::open(arguments.value("--db"), rulebook);
  Service service(rulebook, *store);
  service.backups = arguments.value("--backups");
  service.door.dev = dev;
  service.door.secure_cookies = !loopback;
  if (!loopback && service.door.tokens.empty())
    return refuse("There is no token yet, so only addresses of this machine can be served, not " +
                      in_quotes(address->host) + ". Make one: bylaw token create --role ROLE --db " +
                      arguments.value("--db") + " --rules " + arguments.value("--rules"),
                  streams);
  Handler handler = [&](HttpRequest const& request) { return dispatch(service, request); };
  if (arguments.has("--log-requests")) handler = with_log(std::move(handler));
  HttpServer server({.urgent_paths = {"/healthz", "/readyz"}}, std::move(handler), body_limit);
  if (auto const bound = server.bind(address->host, address->port); !bound) return refuse(bound.error(), streams);
  address->port = server.port();
  for (auto const& fault : store->access_faults()) log_line(fault + " It lets nobody in; `bylaw verify` says more.");
  service.public_url = public_url(arguments, *address);
  service.webhook_hosts = parts_of(arguments.value("--webhook-hosts"));
  log_line("Serving " + address->url() + " with " + std::to_string(rulebook->rules.size()) + " rules (" +
           rulebook->revision + "), records at revision " + std::to_string(store->snapshot()->revision) +
           (dev ? ", every caller an administrator"
                : service.door.tokens.empty() ? ", and no token: nothing can be asked yet (see `bylaw token`)"
                                              : ""));
  {
    WebhookSender const sender(service);
    FiguresKeeper const keeper(service);
    serve_until_signal(service, server, signals);
  }
  store->flush();
  log_line("Stopped.");
  return fine;
}

}  // namespace bylaw::api
