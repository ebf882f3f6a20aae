#include "dsl/diagnostic.hpp"

#include <algorithm>
#include <array>

#include "dsl/utf8.hpp"

namespace bylaw::dsl {
namespace {

struct Position {
  std::size_t line = 1, column = 1;  // both from 1, columns in bytes
};

Position locate(std::string_view text, std::size_t offset) {
  auto const head = text.substr(0, std::min(offset, text.size()));
  auto const newline = head.rfind('\n');
  return {1 + static_cast<std::size_t>(std::ranges::count(head, '\n')),
          head.size() - (newline == head.npos ? 0 : newline + 1) + 1};
}

// One character as it may be shown: what could confuse a terminal or a reader is not.
struct Shown {
  std::string_view text;
  std::size_t length;  // in the source
  int width;           // in columns
};
Shown show(std::string_view rest) {
  constexpr std::string_view replacement = "\uFFFD";
  auto const [code, length] = decode(rest);
  if (length == 0) return {replacement, 1, 1};
  if (is_forbidden_control(code) || is_bidi_control(code) || code == '\r') return {replacement, length, 1};
  return {rest.substr(0, length), length, code == '\t' ? 1 : display_width(code)};
}

constexpr std::size_t widest_line = 160, before_caret = 60;

// The part of the line that is shown: all of it, or what stands around the place when it is very long.
struct Window {
  std::size_t begin, end;
  bool cut_before, cut_behind;
};
Window window(std::string_view text, std::size_t place) {
  auto const newline = place == 0 ? text.npos : text.rfind('\n', place - 1);
  auto const line_begin = newline == text.npos ? 0 : newline + 1;
  auto const line_end = std::min(text.find('\n', place), text.size());
  if (line_end - line_begin <= widest_line) return {line_begin, line_end, false, false};
  auto const is_middle = [&](std::size_t i) {
    return i < line_end && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  auto begin = place - std::min(place - line_begin, before_caret);
  while (begin > line_begin && is_middle(begin)) --begin;
  auto end = std::min(line_end, begin + widest_line);
  while (end < line_end && is_middle(end)) ++end;
  return {begin, end, begin > line_begin, end < line_end};
}

// The line with the span under it marked. Tabs are repeated in the marking line, so that they are as wide there.
std::string snippet(std::string_view text, Span span) {
  auto const place = std::min<std::size_t>(span.begin, text.size());
  auto const [begin, end, cut_before, cut_behind] = window(text, place);
  std::string line = cut_before ? "..." : "", marks = cut_before ? "   " : "";
  for (auto i = begin; i < end;) {
    auto const [shown, length, width] = show(text.substr(i, end - i));
    if (shown == "\uFFFD" && text[i] == '\r' && i + 1 == end) break;  // the line ends with CR LF
    line += shown;
    if (i < place)
      marks += shown == "\t" ? "\t" : std::string(static_cast<std::size_t>(width), ' ');
    else if (i < span.end)
      marks.append(static_cast<std::size_t>(width), '~');
    i += length;
  }
  if (cut_behind) line += "...";
  auto const caret = marks.find('~');
  if (caret == marks.npos)
    marks += '^';
  else
    marks[caret] = '^';
  auto const number = std::to_string(locate(text, place).line);
  return "  " + number + " | " + line + "\n  " + std::string(number.size(), ' ') + " | " + marks + "\n";
}

std::string place_text(Source const& source, Span span) {
  auto const [line, column] = locate(source.text, span.begin);
  return source.name + ":" + std::to_string(line) + ":" + std::to_string(column);
}

void append_json(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    auto const [code, length] = decode(text);
    if (length == 0) {
      out += "\uFFFD";
      text.remove_prefix(1);
      continue;
    }
    if (code == '"' || code == '\\') {
      out += '\\';
      out += static_cast<char>(code);
    } else if (code < 0x20 || code == 0x7F || is_bidi_control(code)) {
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[code >> shift & 0xF];
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  out += '"';
}

// The begins of all lines of a text, so that many places are found without reading it again for each.
class LineTable {
 public:
  explicit LineTable(std::string_view text) : size_(text.size()) {
    for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) begins_.push_back(at + 1);
  }
  Position locate(std::size_t offset) const {
    offset = std::min(offset, size_);
    auto const next = std::ranges::upper_bound(begins_, offset);
    return {1 + static_cast<std::size_t>(next - begins_.begin()),
            offset - (next == begins_.begin() ? 0 : next[-1]) + 1};
  }

 private:
  std::size_t size_;
  std::vector<std::size_t> begins_;
};

void append_range(std::string& out, Source const& source, LineTable const& lines, Span span) {
  auto const begin = lines.locate(span.begin), end = lines.locate(std::max(span.begin, span.end));
  out += "\"file\":";
  append_json(out, source.name);
  out += ",\"line\":" + std::to_string(begin.line) + ",\"column\":" + std::to_string(begin.column);
  out += ",\"end_line\":" + std::to_string(end.line) + ",\"end_column\":" + std::to_string(end.column);
}

}  // namespace

bool has_errors(Diagnostics const& diagnostics) {
  return std::ranges::any_of(diagnostics,
                             [](auto const& diagnostic) { return diagnostic.severity == Severity::error; });
}

std::string render(std::vector<Source> const& sources, Diagnostic const& diagnostic) {
  auto const& source = sources[diagnostic.where.source];
  auto const* severity = diagnostic.severity == Severity::error ? "error" : "warning";
  auto out = place_text(source, diagnostic.where.span) + ": " + severity + ": " + diagnostic.message + "\n" +
             snippet(source.text, diagnostic.where.span);
  if (diagnostic.other) {
    auto const& other = sources[diagnostic.other->source];
    out += place_text(other, diagnostic.other->span) + ": note: " + diagnostic.other_message + "\n" +
           snippet(other.text, diagnostic.other->span);
  }
  return out;
}

std::string to_json(std::vector<Source> const& sources, Diagnostics const& diagnostics) {
  std::vector<std::optional<LineTable>> tables(sources.size());
  auto const range = [&](std::string& out, Location const& location) {
    auto& table = tables[location.source];
    if (!table) table.emplace(sources[location.source].text);
    append_range(out, sources[location.source], *table, location.span);
  };
  std::string out = "[";
  for (auto const& diagnostic : diagnostics) {
    out += out.size() == 1 ? "{" : ",{";
    out += diagnostic.severity == Severity::error ? "\"severity\":\"error\",\"code\":"
                                                  : "\"severity\":\"warning\",\"code\":";
    append_json(out, diagnostic.code);
    out += ",\"message\":";
    append_json(out, diagnostic.message);
    out += ',';
    range(out, diagnostic.where);
    if (diagnostic.other) {
      out += ",\"other\":{\"message\":";
      append_json(out, diagnostic.other_message);
      out += ',';
      range(out, *diagnostic.other);
      out += '}';
    }
    out += '}';
  }
  return out + "]";
}

}  // namespace bylaw::dsl
