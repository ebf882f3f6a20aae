#include "dsl/format/layout.hpp"

#include <algorithm>

namespace bylaw::dsl::layout {
namespace {

int columns(std::string const& text) {
  return static_cast<int>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Doc made_of(Doc::Kind kind, std::vector<Doc> parts) {
  Doc doc;
  doc.kind = kind;
  for (auto const& part : parts) {
    doc.width += part.width;
    doc.last_at = std::max({doc.last_at, part.last_at, part.at});
  }
  doc.parts = std::move(parts);
  return doc;
}

// What must follow on the same line: the width up to the next place where a line may be broken.
struct Lead {
  int width = 0;
  bool ends = false;  // there is such a place
};
Lead lead(Doc const& doc) {
  if (doc.kind == Doc::Kind::line) return {0, true};
  if (doc.kind == Doc::Kind::text) return {doc.width, false};
  Lead all;
  for (auto const& part : doc.parts) {
    auto const [width, ends] = lead(part);
    all.width += width;
    if (ends) return {all.width, true};
  }
  return all;
}

class Printer {
 public:
  Printer(Sink& sink, int column) : sink_(sink), column_(column) {}

  // `behind` is the width of what must follow `doc` on its last line.
  void print(Doc const& doc, int indent, bool flat, int behind) {
    switch (doc.kind) {
      case Doc::Kind::text:
        return write(doc);
      case Doc::Kind::line:
        return flat ? write(doc) : break_line(doc, indent);
      case Doc::Kind::concat:
        return sequence(doc, indent, flat, behind);
      case Doc::Kind::group:
        return sequence(doc, indent, flat || fits(doc, behind), behind);
      case Doc::Kind::nest:
        return sequence(doc, indent + doc.indent, flat, behind);
      case Doc::Kind::fill:
        return filled(doc, indent, flat, behind);
    }
  }

 private:
  bool fits(Doc const& doc, int behind) const {
    return column_ + doc.width + behind <= line_width && !sink_.comment_before(doc.last_at);
  }
  void write(Doc const& doc) {
    sink_.write(doc.text);
    column_ += doc.width;
  }
  void break_line(Doc const& doc, int indent) {
    sink_.break_line(indent, doc.at);
    column_ = indent;
  }
  void sequence(Doc const& doc, int indent, bool flat, int behind) {
    std::vector<int> follows(doc.parts.size());
    for (auto i = doc.parts.size(); i-- > 0;) {
      follows[i] = behind;
      auto const [width, ends] = lead(doc.parts[i]);
      behind = ends ? width : width + behind;
    }
    for (std::size_t i = 0; i < doc.parts.size(); ++i) print(doc.parts[i], indent, flat, follows[i]);
  }
  void filled(Doc const& doc, int indent, bool flat, int behind) {
    auto const& parts = doc.parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].kind != Doc::Kind::line) {
        print(parts[i], indent, flat, i + 1 == parts.size() ? behind : 0);
        continue;
      }
      auto const last = i + 2 == parts.size();
      auto const room = column_ + parts[i].width + parts[i + 1].width + (last ? behind : 0) <= line_width;
      print(parts[i], indent, flat || (room && !sink_.comment_before(parts[i].at)), 0);
    }
  }

  Sink& sink_;
  int column_;
};

}  // namespace

Doc text(std::string text) {
  Doc doc;
  doc.width = columns(text);
  doc.text = std::move(text);
  return doc;
}
Doc line(std::uint32_t at) {
  Doc doc;
  doc.kind = Doc::Kind::line;
  doc.text = " ";
  doc.width = 1;
  doc.at = at;
  return doc;
}
Doc concat(std::vector<Doc> parts) { return made_of(Doc::Kind::concat, std::move(parts)); }
Doc group(std::vector<Doc> parts) { return made_of(Doc::Kind::group, std::move(parts)); }
Doc fill(std::vector<Doc> parts) { return made_of(Doc::Kind::fill, std::move(parts)); }
Doc nest(int indent, std::vector<Doc> parts) {
  auto doc = made_of(Doc::Kind::nest, std::move(parts));
  doc.indent = indent;
  return doc;
}

void print(Doc const& doc, int indent, Sink& sink) { Printer(sink, indent).print(doc, indent, false, 0); }

}  // namespace bylaw::dsl::layout
