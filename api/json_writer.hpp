// JSON as a stream into one string: no document is built. The result is always valid JSON and valid UTF-8, whatever
// bytes the texts hold (broken ones become U+FFFD). That begins and ends match, and that keys come before values, is
// the caller's.
#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace bylaw::api {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  void key(std::string_view name);

  void text(std::string_view value);
  void number(std::int64_t value);
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  // JSON that is complete already.
  void raw(std::string_view json);

  // A key and its value: text, whole number or truth, by the type.
  template <class T>
  void member(std::string_view name, T const& value) {
    key(name);
    if constexpr (std::same_as<T, bool>)
      boolean(value);
    else if constexpr (std::integral<T>)
      number(static_cast<std::int64_t>(value));
    else
      text(value);
  }
  // Null where the text is empty.
  void text_or_null(std::string_view name, std::string_view value);
  // A list of texts.
  template <class Texts>
  void texts(std::string_view name, Texts const& values) {
    key(name);
    begin_list();
    for (auto const& value : values) text(value);
    end_list();
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string& out_;
  bool comma_ = false;  // before what comes next
};

// `text` as a JSON string, quotes included, at the end of `out`.
void append_json_string(std::string& out, std::string_view text);

}  // namespace bylaw::api
