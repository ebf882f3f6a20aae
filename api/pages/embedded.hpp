// The files that are part of the program: templates, texts and assets, by their path under api/pages/.
#pragma once
#include <span>
#include <string_view>

namespace bylaw::api::pages {

struct EmbeddedFile {
  std::string_view name, content;
};
std::span<EmbeddedFile const> embedded_files();
// Empty when there is no such file.
std::string_view embedded_file(std::string_view name);

}  // namespace bylaw::api::pages
