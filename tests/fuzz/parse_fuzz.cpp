// Any text: parsing must not crash, and what it accepts must come through formatting unchanged.
#include <cstdlib>

#include "dsl/format.hpp"
#include "dsl/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size) {
  using namespace bylaw::dsl;
  Source const source{"fuzz.rules", std::string(bytes, bytes + size)};
  auto const parsed = parse(source);
  for (auto const& diagnostic : parsed.diagnostics) (void)render({source}, diagnostic);
  (void)to_json({source}, parsed.diagnostics);
  if (!parsed.diagnostics.empty()) {
    (void)format(parsed.file, source.text);
    return 0;
  }
  auto const once = format(parsed.file, source.text);
  auto const again = parse({"formatted.rules", once});
  if (!again.diagnostics.empty() || again.file.items != parsed.file.items) std::abort();
  if (again.file.comments.size() != parsed.file.comments.size()) std::abort();
  if (format(again.file, once) != once) std::abort();
  return 0;
}
