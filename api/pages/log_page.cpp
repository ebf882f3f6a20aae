// The log of what was decided and changed: its signed head, its last entries, and whether one of them is in it.
#include <algorithm>

#include "api/pages/json_reader.hpp"
#include "api/pages/site.hpp"
#include "api/pages/words.hpp"

namespace bylaw::api::pages {
namespace {

constexpr std::size_t shown_entries = 20;

std::string number_at(JsonValue const& json, std::string_view key) {
  auto const* number = at(json, key).number();
  return number ? number->text : "";
}

std::string text_of(std::expected<HttpResponse, Problem> const& reply) { return reply ? reply->body : std::string(); }

bool is_moment(std::string const& text) {
  return text.size() > 19 && text[10] == 'T' && text.back() == 'Z' && dsl::parse_date(text.substr(0, 10));
}

// What an entry says without what can be erased: when, then numbers and names.
Model entry_model(PageCall const& call, JsonValue const& entry) {
  std::string text, when;
  for (auto const& value : list_at(entry, "values")) {
    auto const shown = value.text() ? *value.text() : value.number() ? value.number()->text : std::string();
    if (when.empty() && is_moment(shown))
      when = Words(*call.snapshot, call.language).date(*dsl::parse_date(shown.substr(0, 10))) + ' ' + shown.substr(11, 8);
    else if (!shown.empty())
      text += (text.empty() ? "" : " · ") + shown;
  }
  return model({{"number", number_at(entry, "entry")},
                {"kind", capitalised(in_words(text_at(entry, "kind")))},
                {"at", when},
                {"values", text}});
}

std::size_t size_of(JsonValue const& entries) {
  auto const text = number_at(entries, "size");
  return text.empty() ? 0 : std::stoul(text);
}

void set_last(PageCall const& call, Model& values) {
  auto const first = read(call, "/v1/log/entries", {{"from", "0"}, {"limit", "1"}});
  auto const size = first ? size_of(*first) : 0;
  auto const from = size > shown_entries ? size - shown_entries : 0;
  auto const last =
      read(call, "/v1/log/entries", {{"from", std::to_string(from)}, {"limit", std::to_string(shown_entries)}});
  List entries;
  if (last) {
    auto const& data = list_at(*last, "data");
    for (auto entry = data.rbegin(); entry != data.rend(); ++entry) entries.push_back(entry_model(call, *entry));
  }
  values.set("entries", entries);
  values.set("size", call.texts().number(size));
}

void set_inclusion(PageCall const& call, Model& values) {
  auto const wanted = call.given("entry");
  values.set("entry", wanted);
  if (wanted.empty()) return;
  auto const proof = read(call, "/v1/log/inclusion", {{"entry", wanted}});
  values.set("asked", true);
  values.set("included", proof.has_value());
  if (!proof) return;
  List hashes;
  for (auto const& hash : list_at(*proof, "proof"))
    if (hash.text()) hashes.push_back(model({{"hash", *hash.text()}}));
  values.set("found_number", number_at(*proof, "entry"));
  values.set("found_size", number_at(*proof, "size"));
  values.set("root", text_at(*proof, "root"));
  values.set("hashes", hashes);
}

}  // namespace

HttpResponse log_page(PageCall const& call) {
  Model values = model({{"checkpoint", text_of(ask(call, "GET", "/v1/log/checkpoint"))},
                        {"key", text_of(ask(call, "GET", "/v1/log/key"))}});
  set_last(call, values);
  set_inclusion(call, values);
  return page(call, "log",
              {call.texts().get("log.title"), {{call.texts().get("nav.administration"), "/administration"}}},
              std::move(values));
}

}  // namespace bylaw::api::pages
