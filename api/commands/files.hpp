// Files and rulebooks for the commands. What cannot be read is an exception with a sentence for people.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "api/commands/command.hpp"
#include "dsl/check.hpp"

namespace bylaw::api {

// "-" is standard input.
std::string read_file(std::string const& path, Streams const& streams);
// To be read piece by piece; "-" is standard input. The size is 0 where it is not known.
struct OpenedFile {
  std::unique_ptr<std::istream> own;
  std::istream& in;
  std::uintmax_t size = 0;
};
OpenedFile open_file(std::string const& path, Streams const& streams);
// By way of a second file, so that an interrupted run leaves the old text or the new one.
void replace_file(std::string const& path, std::string const& text);
// The *.rules files that the paths name, folders searched to the bottom; each once, in the order of their names.
std::vector<std::string> rule_files(std::vector<std::string> const& paths);
std::vector<dsl::Source> read_sources(std::vector<std::string> const& paths);

// Null when the rulebook has errors, which have been printed.
std::shared_ptr<dsl::Rulebook const> load_rulebook(std::vector<std::string> const& paths, std::ostream& err);

}  // namespace bylaw::api
