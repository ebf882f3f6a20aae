#include "api/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "api/server/request_target.hpp"

namespace bylaw::api {

JsonValue const* JsonValue::member(std::string_view key) const {
  auto const* members = object();
  if (!members) return nullptr;
  auto const found = std::ranges::find(*members, key, &JsonMember::key);
  return found == members->end() ? nullptr : &found->value;
}

std::string_view JsonValue::kind() const {
  static constexpr std::string_view names[] = {"null", "true or false", "a number", "text", "a list", "an object"};
  return names[value.index()];
}

std::optional<std::int64_t> whole_number(JsonNumber const& number) {
  std::int64_t whole = 0;
  auto const* end = number.text.data() + number.text.size();
  auto const [stopped, error] = std::from_chars(number.text.data(), end, whole);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return whole;
}

namespace {

using Library = nlohmann::json;

// Of the character that the library had read last when it gave up; both from 1.
std::string line_and_column(std::string_view text, std::size_t characters_read) {
  auto const before = text.substr(0, std::min(characters_read, text.size() + 1) - (characters_read > 0));
  auto const line = 1 + std::ranges::count(before, '\n');
  auto const column = before.size() - (before.rfind('\n') + 1);  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(column + 1);
}

// The place that the library had read last, of a text that is all there and of one that comes in pieces.
using Where = std::function<std::string(std::size_t characters_read)>;

// A stream as the library takes it.
class StreamIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = char const*;
  using reference = char;

  explicit StreamIterator(JsonStream* stream) : stream_(stream) {}
  // The library takes a character just before it moves on.
  char operator*() const { return stream_->next(); }
  StreamIterator& operator++() { return *this; }
  StreamIterator operator++(int) { return *this; }
  bool operator==(StreamIterator const& end) const { return !end.stream_ && !stream_->has_next(); }

 private:
  JsonStream* stream_;
};

// Receives the library's events and builds our values from them. The library's own document is never made: it keeps the
// last of two equal keys, and numbers as binary floating point.
class Builder final : public Library::json_sax_t {
 public:
  Builder(Where where, JsonLimits const& limits, RowSink const* sink)
      : where_(std::move(where)), limits_(limits), sink_(sink) {}

  bool null() override { return take({}); }
  bool boolean(bool flag) override { return take({flag}); }
  bool number_integer(std::int64_t number) override { return take({JsonNumber{std::to_string(number)}}); }
  bool number_unsigned(std::uint64_t number) override { return take({JsonNumber{std::to_string(number)}}); }
  bool number_float(double, std::string const& written) override { return take({JsonNumber{written}}); }
  bool string(std::string& text) override { return take({std::move(text)}); }
  bool binary(Library::binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open({JsonObject{}}); }
  bool start_array(std::size_t) override { return open({JsonList{}}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    Frame& frame = frames_.back();
    auto& members = std::get<JsonObject>(frame.container.value);
    if (is_there(frame, members, name)) {
      return stop({pointer_to(pointer(frames_.size() - 1), name), "duplicate_key",
                   "The key " + in_quotes(name) + " is there twice."});
    }
    members.push_back({std::move(name), {}});
    return true;
  }

  bool parse_error(std::size_t position, std::string const&, nlohmann::detail::exception const& error) override {
    bool const too_large = error.id == 406;
    auto const where = where_(position);
    return stop(
        too_large ? InputFault{pointer(frames_.size()), "number_too_large", "The number at " + where + " is too large."}
                  : InputFault{"", "not_json", "This is not JSON: the fault is at " + where + "."});
  }

  JsonValue result;
  InputFault fault;

 private:
  struct Frame {
    JsonValue container;
    std::size_t handed_over = 0;
    std::unordered_set<std::string> keys;  // of objects with many members
  };

  static bool is_there(Frame& frame, JsonObject const& members, std::string const& name) {
    constexpr std::size_t many = 32;
    if (members.size() < many) return std::ranges::find(members, name, &JsonMember::key) != members.end();
    if (members.size() == many) {
      for (auto const& member : members) frame.keys.insert(member.key);
    }
    return !frame.keys.insert(name).second;
  }

  bool stop(InputFault found) {
    fault = std::move(found);
    return false;
  }

  bool count() {
    if (++values_ <= limits_.values) return true;
    return stop({pointer(frames_.size()), "too_many_values",
                 "This holds more than " + std::to_string(limits_.values) + " values."});
  }

  bool open(JsonValue container) {
    if (frames_.size() >= limits_.depth) {
      return stop({"", "too_deep", "This is nested more than " + std::to_string(limits_.depth) + " deep."});
    }
    if (!count()) return false;
    frames_.push_back({std::move(container), 0, {}});
    return true;
  }

  bool close() {
    JsonValue done = std::move(frames_.back().container);
    frames_.pop_back();
    place(std::move(done));
    return true;
  }

  bool take(JsonValue value) {
    if (!count()) return false;
    place(std::move(value));
    return true;
  }

  void place(JsonValue value) {
    if (frames_.empty()) {
      result = std::move(value);
      return;
    }
    Frame& frame = frames_.back();
    if (auto* members = std::get_if<JsonObject>(&frame.container.value))
      members->back().value = std::move(value);
    else if (is_row())
      hand_over(frame, value);
    else
      std::get<JsonList>(frame.container.value).push_back(std::move(value));
  }

  bool is_row() const { return sink_ && frames_.size() == 2 && frames_.front().container.object(); }

  void hand_over(Frame& frame, JsonValue const& row) {
    auto const& members = std::get<JsonObject>(frames_.front().container.value);
    (*sink_)(members.back().key, frame.handed_over++, row);
    values_ = 0;
  }

  // Where the value that comes next into the innermost of the first `depth` frames stands.
  std::string pointer(std::size_t depth) const {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) {
      JsonValue const& container = frames_[i].container;
      if (auto const* members = container.object()) {
        bool const innermost_key = i + 1 == depth && members->empty();
        if (!innermost_key) text = pointer_to(std::move(text), members->back().key);
      } else {
        text += '/' + std::to_string(frames_[i].handed_over + container.list()->size());
      }
    }
    return text;
  }

  Where where_;
  JsonLimits const& limits_;
  RowSink const* sink_;
  std::vector<Frame> frames_;
  std::size_t values_ = 0;
};

std::expected<JsonValue, InputFault> parse(std::string_view text, JsonLimits const& limits, RowSink const* sink) {
  if (text.size() > limits.bytes) {
    return std::unexpected(
        InputFault{"", "too_large", "This is longer than " + std::to_string(limits.bytes) + " bytes."});
  }
  // The library takes a NUL for the end of the text and would not see what follows.
  if (text.contains('\0'))
    return std::unexpected(InputFault{"", "not_json", "This is not JSON: there is a NUL byte in it."});
  if (!is_utf8(text)) return std::unexpected(InputFault{"", "not_utf8", "This is not UTF-8."});
  Builder builder([text](std::size_t read) { return line_and_column(text, read); }, limits, sink);
  if (!Library::sax_parse(text, &builder)) return std::unexpected(std::move(builder.fault));
  return std::move(builder.result);
}

}  // namespace

std::expected<JsonValue, InputFault> parse_json(std::string_view text, JsonLimits const& limits) {
  return parse(text, limits, nullptr);
}

std::expected<JsonValue, InputFault> parse_json_rows(std::string_view text, JsonLimits const& limits,
                                                     RowSink const& sink) {
  return parse(text, limits, &sink);
}

std::expected<JsonValue, InputFault> parse_json_rows(JsonStream& stream, JsonLimits const& limits,
                                                     RowSink const& sink) {
  Builder builder([&stream](std::size_t read) { return stream.where(read); }, limits, &sink);
  bool const read = Library::sax_parse(StreamIterator(&stream), StreamIterator(nullptr), &builder);
  if (stream.fault()) return std::unexpected(*stream.fault());
  if (!read) return std::unexpected(std::move(builder.fault));
  return std::move(builder.result);
}

}  // namespace bylaw::api
