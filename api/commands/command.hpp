// The commands of `bylaw`, as data, and how one is chosen and run. Each is a file of this folder.
#pragma once
#include <iosfwd>

#include "api/commands/arguments.hpp"

namespace bylaw::api {

enum ExitStatus { fine = 0, negative = 1, bad_input = 2 };

struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

struct Command {
  std::string_view name, operands, summary, details;
  std::vector<Option> options;
  std::size_t fewest = 0, most = 0;  // operands
  int (*run)(Arguments const&, Streams const&);
};

// `words` without the program's name.
int run_command(std::vector<std::string> const& words, Streams const& streams);

int serve(Arguments const& arguments, Streams const& streams);
int import_records(Arguments const& arguments, Streams const& streams);
int export_records(Arguments const& arguments, Streams const& streams);
int manage_tokens(Arguments const& arguments, Streams const& streams);
int set_person_secret(Arguments const& arguments, Streams const& streams);
int decide_one(Arguments const& arguments, Streams const& streams);
int explain(Arguments const& arguments, Streams const& streams);
int check_rules(Arguments const& arguments, Streams const& streams);
int format_rules(Arguments const& arguments, Streams const& streams);
int test_rules(Arguments const& arguments, Streams const& streams);
int replay(Arguments const& arguments, Streams const& streams);
int backup(Arguments const& arguments, Streams const& streams);
int restore(Arguments const& arguments, Streams const& streams);
int migrate(Arguments const& arguments, Streams const& streams);
int verify(Arguments const& arguments, Streams const& streams);
int export_log(Arguments const& arguments, Streams const& streams);
int show_coverage(Arguments const& arguments, Streams const& streams);
int write_pages(Arguments const& arguments, Streams const& streams);

}  // namespace bylaw::api
