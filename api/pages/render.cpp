#include "api/pages/render.hpp"

#include <map>
#include <stdexcept>

#include "api/pages/embedded.hpp"

namespace bylaw::api::pages {
namespace {

using kainjow::mustache::mustache;

std::string source_of(std::string_view name) {
  auto const text = embedded_file("templates/" + std::string(name) + ".mustache");
  if (text.empty()) throw std::logic_error("no template " + std::string(name));
  return std::string(text);
}

// Replaces every `open`...`}}` by what `made` gives for the name between.
std::string replaced(std::string const& text, std::string_view open, auto const& made) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    auto const begin = std::min(text.find(open, at), text.size());
    result.append(text, at, begin - at);
    if (begin == text.size()) break;
    auto const name_at = begin + open.size(), end = text.find("}}", name_at);
    result += made(text.substr(name_at, end - name_at));
    at = end + 2;
  }
  return result;
}

// A text of the catalogue as a piece of template.
std::string text_as_template(std::string const& text) {
  std::string piece;
  for (char c : text) {
    if (c == '{' || c == '}')
      piece.append(2, c);
    else if (c == '<')
      piece += "&lt;";
    else if (c == '&')
      piece += "&amp;";
    else if (c == '"')
      piece += "&quot;";
    else
      piece += c;
  }
  return piece;
}

std::string with_parts(std::string const& text, std::string_view content) {
  return replaced(text, "{{>", [&](std::string const& name) {
    return with_parts(source_of(name == "content" ? content : std::string_view(name)), content);
  });
}

mustache& parsed(Language language, std::string_view name) {
  // Rendering changes a parsed template, so each thread has its own.
  thread_local std::map<std::pair<Language, std::string>, mustache> known;
  auto const key = std::pair(language, std::string(name));
  if (auto const found = known.find(key); found != known.end()) return found->second;
  mustache made(composed_template(language, name));
  if (!made.error_message().empty())
    throw std::logic_error("template " + std::string(name) + ": " + made.error_message());
  return known.emplace(key, std::move(made)).first->second;
}

}  // namespace

Model model(std::initializer_list<std::pair<std::string, Model>> members) {
  Model made;
  for (auto const& [name, value] : members) made.set(name, value);
  return made;
}

std::string composed_template(Language language, std::string_view name) {
  auto const& texts = Texts::in(language);
  return replaced(with_parts(source_of("frame"), name),
                  "{{t:", [&](std::string const& key) { return text_as_template(texts.get(key)); });
}

std::string render(Language language, std::string_view name, Model const& values) {
  std::string html;
  html.reserve(32 * 1024);
  parsed(language, name).render(values, [&](std::string const& piece) { html += piece; });
  return html;
}

}  // namespace bylaw::api::pages
