#include "api/server/responder.hpp"

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <utility>

#include "api/server/refusal.hpp"

// process_request is no public interface of the library and has changed since.
static_assert(std::string_view(CPPHTTPLIB_VERSION).starts_with("0.11."));

namespace bylaw::api {
namespace {

// One exchange in memory.
class MemoryStream : public httplib::Stream {
 public:
  MemoryStream(std::string_view input, std::string& output) : input_(input), output_(output) {}

  bool is_readable() const override { return !input_.empty(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    const auto count = input_.copy(to, size);
    input_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, std::size_t size) override {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  std::string_view input_;
  std::string& output_;
};

// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", whatever the locale.
std::string http_date(std::chrono::sys_seconds time) {
  using namespace std::chrono;
  constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<std::chrono::days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::array<char, 64> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", days[weekday(day).c_encoding()],
                    unsigned(date.day()), months[unsigned(date.month()) - 1], int(date.year()),
                    int(clock.hours().count()), int(clock.minutes().count()), int(clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

bool has_no_body(int status) { return status == 204 || status == 304; }

// Where an answer ends and whether the connection stands is not for handlers to say.
bool is_framing(std::string_view name) {
  return same_ignoring_case(name, "Content-Length") || same_ignoring_case(name, "Transfer-Encoding") ||
         same_ignoring_case(name, "Connection");
}

}  // namespace

// The library as a dispatcher and writer of heads. It is never given a byte that a peer sent: its own parser decodes
// escapes in header values, lets two lengths pass and reads names that look like addresses. It gets the method and "/",
// the handler gets the request that was vetted.
class Responder::Library : private httplib::Server {
 public:
  explicit Library(const api::Handler& handler) : handler_(handler) {
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      fill(response);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& response) { correct(response); });
  }

  Answer answer(const HttpRequest& request, Persistence persistence) {
    request_ = &request;
    persistence_ = persistence;
    Answer answer;
    const std::string head = request.method + " / HTTP/1.1\r\n\r\n";
    MemoryStream stream(head, answer.head);
    bool closed = false;
    // "Close" always: it spares the library a Keep-Alive line through a string stream. correct() says what holds.
    process_request(stream, true, closed, nullptr);
    if (request.method != "HEAD") answer.body = std::move(body_);
    body_.clear();
    answer.hold = std::exchange(hold_, {});
    return answer;
  }

 private:
  void fill(httplib::Response& response) {
    auto made = ask();
    hold_ = std::move(made.hold);
    response.status = made.status;
    for (const auto& [name, value] : made.headers)
      if (!is_framing(name)) response.set_header(name, value);
    if (!made.content_type.empty()) response.set_header("Content-Type", made.content_type);
    response.set_header("X-Request-Id", request_->request_id);
    response.set_header("Date", date());
    if (has_no_body(made.status)) return;
    // The body does not go through the library, so a large one is never copied.
    body_ = std::move(made.body);
    response.set_header("Content-Length", std::to_string(body_.size()));
  }

  HttpResponse ask() const {
    try {
      return handler_(*request_);
    } catch (...) {
      return {500, "application/problem+json", problem_document(500, "The request could not be handled."), {}};
    }
  }

  void correct(httplib::Response& response) const {
    if (has_no_body(response.status)) response.headers.erase("Content-Length");
    response.headers.erase("Accept-Ranges");
    if (!persistence_.keep_alive) return;
    response.headers.erase("Connection");
    if (persistence_.old_version) response.set_header("Connection", "keep-alive");
  }

  const std::string& date() {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (now != date_time_) {
      date_time_ = now;
      date_ = http_date(now);
    }
    return date_;
  }

  const api::Handler& handler_;
  const HttpRequest* request_ = nullptr;
  Persistence persistence_;
  std::string body_;
  std::function<void(std::function<void(bool)>)> hold_;
  std::chrono::sys_seconds date_time_{};
  std::string date_;
};

Responder::Responder(const Handler& handler) : library_(std::make_unique<Library>(handler)) {}
Responder::~Responder() = default;

Answer Responder::answer(const HttpRequest& request, Persistence persistence) {
  return library_->answer(request, persistence);
}

}  // namespace bylaw::api
