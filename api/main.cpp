// The program: hands its arguments to the commands.
#include <csignal>
#include <iostream>

#include "api/commands/command.hpp"

int main(int count, char** words) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of writing, not the end
  std::ios::sync_with_stdio(false);
  return bylaw::api::run_command({words + 1, words + count}, {std::cin, std::cout, std::cerr});
}
