#include "engine/verify.hpp"

#include <fstream>
#include <ostream>

#include "api/commands/command.hpp"
#include "api/commands/files.hpp"
#include "api/log_export.hpp"

namespace bylaw::api {
namespace {

audit::Expected expected_of(Arguments const& arguments, Streams const& streams) {
  audit::Expected expected;
  if (arguments.has("--checkpoint")) expected.checkpoint = read_file(arguments.value("--checkpoint"), streams);
  if (!arguments.has("--public-key")) return expected;
  auto const& file = arguments.value("--public-key");
  expected.key = audit::PublicKey::parse(read_file(file, streams));
  if (!expected.key) throw std::runtime_error(file + " holds no public key of a log.");
  return expected;
}

std::string beginning_of(std::string const& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file + " cannot be read.");
  std::string bytes(64, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

int report(audit::LogVerdict const& verdict, bool key_given, std::ostream& out) {
  for (auto const& fault : verdict.faults) out << fault << '\n';
  out << verdict.entries << " entries";
  if (verdict.erased_parts) out << ", " << verdict.erased_parts << " parts of them erased";
  out << "; signed by " << (verdict.key.empty() ? "nobody" : verdict.key) << '\n';
  if (!key_given) out << "That is the key which the log names itself; --public-key FILE checks for one you know.\n";
  out << (verdict.faults.empty() ? "All is as it was logged.\n" : "This is not what was logged.\n");
  return verdict.faults.empty() ? fine : negative;
}

}  // namespace

int verify(Arguments const& arguments, Streams const& streams) {
  auto const file = arguments.value("--db");
  auto const expected = expected_of(arguments, streams);
  if (is_log_export(beginning_of(file))) {
    std::ifstream stream(file, std::ios::binary);
    return report(verify_log_export(stream, expected), expected.key.has_value(), streams.out);
  }
  auto const verdict = engine::verify_database(file, expected);
  streams.out << verdict.decisions << " decisions, " << verdict.changes << " changes, " << verdict.records
              << " records at revision " << verdict.revision << ", rulebook " << verdict.rulebook << '\n';
  if (verdict.access)
    streams.out << *verdict.access << " tokens and secrets\n";
  else
    streams.out << "Tokens and secrets are not in this log: the database was made by an earlier version and not opened since.\n";
  return report(verdict.log, expected.key.has_value(), streams.out);
}

int export_log(Arguments const& arguments, Streams const& streams) {
  auto const archive = engine::Archive::open(arguments.value("--db"));
  if (arguments.has("--public-key")) {
    streams.out << archive->head().public_key << '\n';
  } else if (arguments.has("--checkpoint")) {
    streams.out << archive->head().note;
  } else {
    write_log(*archive, arguments.has("--committed") ? Parts::committed : Parts::whole, streams.out);
  }
  if (streams.out.flush()) return fine;
  streams.err << "bylaw log: The log could not all be written.\n";
  return bad_input;
}

}  // namespace bylaw::api
