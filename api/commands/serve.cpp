#include <csignal>
#include <ostream>
#include <thread>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/commands/listen_address.hpp"
#include "api/routes.hpp"
#include "api/server/http_server.hpp"
#include "api/service.hpp"

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

}  // namespace

int serve(Arguments const& arguments, Streams const& streams) {
  auto address = parse_listen_address(arguments.value("--listen"));
  if (!address) return refuse(address.error(), streams);
  if (!address->is_loopback()) {
    return refuse("There is no access control yet, so only addresses of this machine can be served, not " +
                      in_quotes(address->host) + '.',
                  streams);
  }
  auto const signals = block_ending_signals();
  auto const rulebook = load_rulebook({arguments.value("--rules")}, streams.err);
  if (!rulebook) return bad_input;
  auto const store = engine::Store::open(arguments.value("--db"), rulebook);
  Service service(rulebook, *store);
  service.backups = arguments.value("--backups");
  HttpServer server(
      {}, [&](HttpRequest const& request) { return dispatch(service, request); }, body_limit);
  if (auto const bound = server.bind(address->host, address->port); !bound) return refuse(bound.error(), streams);
  address->port = server.port();
  log_line("Serving " + address->url() + " with " + std::to_string(rulebook->rules.size()) + " rules (" +
           rulebook->revision + "), records at revision " + std::to_string(store->snapshot()->revision) +
           (arguments.has("--dev") ? ", every caller an administrator" : ""));
  serve_until_signal(service, server, signals);
  store->flush();
  log_line("Stopped.");
  return fine;
}

}  // namespace bylaw::api
