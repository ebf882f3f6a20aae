// How faults are kept, bounded and put in order.
#include "dsl/check/faults.hpp"

#include <algorithm>
#include <tuple>

namespace bylaw::dsl::checking {
namespace {

bool stands_before(Diagnostic const& a, Diagnostic const& b) {
  auto const place = [](Diagnostic const& d) {
    return std::tie(d.where.source, d.where.span.begin, d.where.span.end, d.code, d.message);
  };
  return place(a) < place(b);
}

}  // namespace

void Faults::error(std::string code, Location where, std::string message) {
  if (full()) return;
  errors_.push_back({Severity::error, std::move(code), where, std::move(message), {}, {}});
}

void Faults::error(std::string code, Location where, std::string message, Location other, std::string other_message) {
  if (full()) return;
  errors_.push_back({Severity::error, std::move(code), where, std::move(message), other, std::move(other_message)});
}

void Faults::warning(std::string code, Location where, std::string message) {
  if (warnings_.size() >= most_faults) return;
  warnings_.push_back({Severity::warning, std::move(code), where, std::move(message), {}, {}});
}

void Faults::unknown(std::string code, Location where, std::string message, std::string_view word,
                     std::vector<std::string_view> const& candidates) {
  if (full() || lost_words_.contains(word)) return;
  auto const near = nearest(word, candidates);
  if (!near.empty()) message += "; did you mean " + quoted(near) + "?";
  error(std::move(code), where, std::move(message));
}

void Faults::lose(std::string_view text) {
  auto const in_name = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '.' ||
           letter == '/' || letter == '-';
  };
  for (auto at = text.begin(); at != text.end();) {
    auto const begin = std::find_if(at, text.end(), in_name);
    at = std::find_if_not(begin, text.end(), in_name);
    if (begin != at) lost_words_.emplace(begin, at);
  }
}

Diagnostics Faults::take(std::size_t room) {
  Diagnostics all = std::move(errors_);
  all.resize(std::min(all.size(), room));
  auto const warnings = std::min(warnings_.size(), room - all.size());
  all.insert(all.end(), warnings_.begin(), warnings_.begin() + static_cast<std::ptrdiff_t>(warnings));
  std::ranges::stable_sort(all, stands_before);
  return all;
}

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

std::string circle_text(std::vector<std::string> const& names) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    bool const shown = names.size() <= most || i + 1 < most || i + 1 == names.size();
    if (shown) text += names[i] + " -> ";
    if (!shown && i + 1 == most) text += "... -> ";
  }
  return text + names.front();
}

}  // namespace bylaw::dsl::checking
