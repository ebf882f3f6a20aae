#include "dsl/format.hpp"

#include <optional>
#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "dsl/parse.hpp"

namespace bylaw::api {
namespace {

// Nothing for text with errors, which have been printed: it is left as it is.
std::optional<std::string> formatted(dsl::Source const& source, std::ostream& err) {
  auto const parsed = dsl::parse(source);
  if (!dsl::has_errors(parsed.diagnostics)) return dsl::format(parsed.file, source.text);
  for (auto const& diagnostic : parsed.diagnostics) err << dsl::render({source}, diagnostic);
  return std::nullopt;
}

int format_stream(bool only_check, Streams const& streams) {
  dsl::Source const source{"standard input", read_file("-", streams)};
  auto const text = formatted(source, streams.err);
  if (!text) return bad_input;
  if (only_check) return *text == source.text ? fine : negative;
  streams.out << *text;
  return fine;
}

}  // namespace

int format_rules(Arguments const& arguments, Streams const& streams) {
  bool const only_check = arguments.has("--check");
  if (arguments.operands() == std::vector<std::string>{"-"}) return format_stream(only_check, streams);
  int status = fine;
  for (auto const& source : read_sources(arguments.operands())) {
    auto const text = formatted(source, streams.err);
    if (!text) status = bad_input;
    if (!text || *text == source.text) continue;
    streams.out << source.name << '\n';
    if (!only_check)
      replace_file(source.name, *text);
    else if (status == fine)
      status = negative;
  }
  return status;
}

}  // namespace bylaw::api
