#include "api/server/request_collector.hpp"

#include <algorithm>
#include <utility>

#include "api/server/request_head.hpp"

namespace bylaw::api {

void RequestCollector::feed(std::string_view bytes) {
  if (in_body_ && input_.empty()) {  // straight to where it belongs
    const auto part = bytes.substr(0, body_length_ - request_.body.size());
    request_.body.append(part);
    bytes.remove_prefix(part.size());
  }
  input_.append(bytes);
}

RequestCollector::Step RequestCollector::advance() {
  if (!in_body_) {
    if (const auto step = advance_head(); step != Step::ready) return step;
  }
  return advance_body();
}

RequestCollector::Step RequestCollector::advance_head() {
  switch (scan_head(input_, scanned_)) {
    case HeadScan::malformed:
      return refuse({400, "The head of the request has a control character or a bare line break."});
    case HeadScan::complete:
      return accept_head();
    case HeadScan::incomplete:
      break;
  }
  if (input_.size() <= limits_.bytes) return Step::need_more;
  if (input_.find('\n') == std::string::npos) return refuse({414, "The request line is too long."});
  return refuse({431, "The head of the request is too large."});
}

RequestCollector::Step RequestCollector::accept_head() {
  auto head = parse_head(std::string_view(input_).substr(0, scanned_), limits_);
  if (!head) return refuse(head.error());
  if (head->content_length > 0 && head->content_length > body_limit_(head->method, head->path))
    return refuse({413, "The body is larger than this path takes."});
  input_.erase(0, std::exchange(scanned_, 0));
  in_body_ = true;
  body_length_ = head->content_length;
  keep_alive_ = head->keep_alive;
  old_version_ = head->old_version;
  wishes_to_continue_ = head->expects_continue && input_.empty();
  request_.method = std::move(head->method);
  request_.path = std::move(head->path);
  request_.target = std::move(head->target);
  request_.query = std::move(head->query);
  request_.headers = std::move(head->fields);
  return Step::ready;
}

RequestCollector::Step RequestCollector::advance_body() {
  const auto part = std::min(body_length_ - request_.body.size(), input_.size());
  request_.body.append(input_, 0, part);
  input_.erase(0, part);
  return request_.body.size() == body_length_ ? Step::ready : Step::need_more;
}

RequestCollector::Step RequestCollector::refuse(Refusal refusal) {
  refusal_ = refusal;
  return Step::refused;
}

HttpRequest RequestCollector::take_request() {
  in_body_ = false;
  wishes_to_continue_ = false;
  return std::exchange(request_, {});
}

RequestCollector::Stage RequestCollector::stage() const {
  if (in_body_) return Stage::body;
  return input_.empty() ? Stage::idle : Stage::head;
}

bool RequestCollector::take_wish_to_continue() { return std::exchange(wishes_to_continue_, false); }

}  // namespace bylaw::api
