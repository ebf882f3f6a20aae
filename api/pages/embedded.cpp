#include "api/pages/embedded.hpp"

#include <algorithm>

namespace bylaw::api::pages {

std::string_view embedded_file(std::string_view name) {
  auto const files = embedded_files();
  auto const found = std::ranges::find(files, name, &EmbeddedFile::name);
  return found == files.end() ? std::string_view() : found->content;
}

}  // namespace bylaw::api::pages
