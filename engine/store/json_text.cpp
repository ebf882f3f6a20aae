#include "engine/store/json_text.hpp"

#include <charconv>

#include "engine/constant_text.hpp"

namespace bylaw::engine {
namespace {

constexpr std::string_view short_escapes = "\"\\\b\f\n\r\t";
constexpr std::string_view short_letters = "\"\\bfnrt";

void append_text(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (char const c : text) {
    auto const escape = short_escapes.find(c);
    auto const byte = static_cast<unsigned char>(c);
    if (escape != std::string_view::npos) {
      out += '\\';
      out += short_letters[escape];
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_constant(std::string& out, dsl::Rulebook const& rulebook, dsl::Type const& type, Constant const& constant) {
  if (auto const* money = std::get_if<dsl::Money>(&constant)) {
    out += "{\"amount\":\"" + dsl::amount_text(*money) + "\",\"currency\":\"" + dsl::to_string(money->currency) + "\"}";
  } else if (std::holds_alternative<bool>(constant) || std::holds_alternative<std::int64_t>(constant)) {
    out += text_of(rulebook, type, constant);
  } else {
    append_text(out, text_of(rulebook, type, constant));
  }
}

void append_datum(std::string& out, dsl::Rulebook const& rulebook, dsl::Type const& type, Datum const& datum) {
  if (!type.list) return append_constant(out, rulebook, type, datum.scalar);
  out += '[';
  for (auto const& item : datum.items) {
    if (&item != datum.items.data()) out += ',';
    append_constant(out, rulebook, type, item);
  }
  out += ']';
}

// Reads an array of texts from front to back; every function is false where the text is not as expected.
class ArrayReader {
 public:
  explicit ArrayReader(std::string_view rest) : rest_(rest) {}

  bool read(std::vector<std::string>& texts) {
    if (!skip('[')) return false;
    if (skip(']')) return rest_.empty();
    do {
      if (!read_text(texts.emplace_back())) return false;
    } while (skip(','));
    return skip(']') && rest_.empty();
  }

 private:
  bool skip(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool read_text(std::string& text) {
    if (!skip('"')) return false;
    while (!rest_.empty() && rest_.front() != '"') {
      if (skip('\\')) {
        if (!read_escape(text)) return false;
      } else {
        text += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    return skip('"');
  }

  bool read_escape(std::string& text) {
    if (skip('u')) return read_code(text);
    auto const letter = rest_.empty() ? std::string_view::npos : short_letters.find(rest_.front());
    if (letter == std::string_view::npos) return false;
    text += short_escapes[letter];
    rest_.remove_prefix(1);
    return true;
  }

  bool read_code(std::string& text) {
    unsigned code = 0;
    if (rest_.size() < 4) return false;
    auto const [end, error] = std::from_chars(rest_.data(), rest_.data() + 4, code, 16);
    if (error != std::errc{} || end != rest_.data() + 4 || code >= 0x20) return false;
    text += static_cast<char>(code);
    rest_.remove_prefix(4);
    return true;
  }

  std::string_view rest_;
};

// One value off the front, up to the separator behind it.
std::string_view take_value(std::string_view& rest) {
  std::size_t at = 0, depth = 0;
  for (bool in_text = false; at < rest.size(); ++at) {
    char const c = rest[at];
    if (in_text && c == '\\') ++at;
    if (c == '"') in_text = !in_text;
    if (in_text) continue;
    if (depth == 0 && (c == ',' || c == ':' || c == '}')) break;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  }
  auto const value = rest.substr(0, at);
  rest.remove_prefix(value.size());
  return value;
}

}  // namespace

std::string row_json(dsl::Rulebook const& rulebook, Index record, StateRecord const& row) {
  auto const& declared = rulebook.records[record];
  std::string out = "{";
  for (Index field = 0; field < declared.fields.size(); ++field) {
    if (!row.fields[field]) continue;
    if (out.size() > 1) out += ',';
    append_text(out, declared.fields[field].name);
    out += ':';
    append_datum(out, rulebook, declared.fields[field].type, *row.fields[field]);
  }
  return out + "}";
}

std::optional<std::map<std::string, std::string>> members_of_object(std::string_view json) {
  std::map<std::string, std::string> members;
  if (json == "{}") return members;
  std::string_view rest = json;
  for (char before = '{'; rest.starts_with(before); before = ',') {
    rest.remove_prefix(1);
    auto const key = take_value(rest);
    if (!rest.starts_with(':')) return std::nullopt;
    rest.remove_prefix(1);
    members[std::string(key)] = take_value(rest);
  }
  return rest == "}" ? std::optional(std::move(members)) : std::nullopt;
}

bool same_row(std::optional<std::string> const& left, std::optional<std::string> const& right) {
  if (left == right) return true;
  if (!left || !right) return false;
  auto const one = members_of_object(*left), other = members_of_object(*right);
  return one && other && *one == *other;
}

std::string array_json(std::vector<std::string> const& texts) {
  std::string out = "[";
  for (auto const& text : texts) {
    if (&text != texts.data()) out += ',';
    append_text(out, text);
  }
  return out + "]";
}

std::optional<std::vector<std::string>> texts_of_array(std::string_view json) {
  std::vector<std::string> texts;
  if (!ArrayReader(json).read(texts)) return std::nullopt;
  return texts;
}

}  // namespace bylaw::engine
