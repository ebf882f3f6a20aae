#include "tests/property/standing_rules_generator.hpp"

#include "tests/property/condition_writer.hpp"

namespace bylaw::engine::generated {
namespace {

class StandingWriter {
 public:
  StandingWriter(Options const& options, std::string name) : name_(std::move(name)), writer_(options) {
    writer_.define("is_it", "worth");
  }

  std::string rule() {
    auto const force = pick<std::string>({"must", "must not", "should", "should not", "may", "power", "information"});
    strict_ = force.starts_with("must");
    auto text = "norm club/2/" + name_ + " " + force + " \"" + force + "\" says \"It is so.\" end\nstanding s." +
                name_ + " \"Rule " + name_ + ".\" norm club/2/" + name_ + " bearer player " + binders();
    text += sometimes("when ", 2) + cases();
    bool const decided = number(0, 2) == 0;
    if (decided) text += "else " + status() + since();
    if (!decided ? strict_ || coin() : number(0, 3) == 0) text += "by " + writer_.day(1) + " ";
    return text + sometimes("late when ", 2) + details() + "end\n";
  }

 private:
  std::string sometimes(std::string const& clause, int among) {
    return number(1, among) == 1 ? clause + writer_.condition(2) + " " : std::string();
  }

  std::string binders() {
    std::string text;
    if (number(0, 4) > 0) {
      text += "for player p ";
      writer_.speak_of("p");
      text += sometimes("with ", 2) + "concerning who " + writer_.one_player() + (coin() ? ", home p.club " : " ");
    }
    if (number(0, 3) > 0) return text;
    text += "each y from " + writer_.whole(1) + " to " + writer_.whole(1) + " ";
    writer_.count_with("y");
    return text + sometimes("with ", 2);
  }

  std::string status() {
    return strict_ ? pick<std::string>({"met", "due", "overdue", "unknown", "refer", "not_applicable"})
                   : pick<std::string>({"met", "unmet", "unknown", "refer", "not_applicable"});
  }
  std::string since() { return coin() ? " since " + writer_.day(1) + " " : " "; }

  std::string cases() {
    std::string text;
    for (int count = number(1, 3); count > 0; --count) text += status() + " when " + writer_.condition(2) + since();
    return text;
  }

  std::string details() {
    if (coin()) return "";
    return "detail \"It is {}.\", " + writer_.whole(1) + (coin() ? " when " + writer_.condition(1) + " " : " ");
  }

  std::string name_;
  Writer writer_;
  bool strict_ = false;
};

std::string definition(Options const& options, std::string const& head, auto make) {
  Writer writer(options);
  writer.speak_of("o");
  return "define " + head + "(o: ref player) = " + make(writer) + "\n";
}

}  // namespace

std::vector<std::string> standing_rules(Options const& options) {
  std::vector<std::string> result{definition(options, "is_it", [](Writer& writer) { return writer.condition(2); }),
                                  definition(options, "worth", [](Writer& writer) { return writer.whole(2); })};
  std::vector<std::string> const names{"one", "two", "three", "four"};
  for (int i = 0, count = number(1, 4); i < count; ++i)
    result.push_back(StandingWriter(options, names[static_cast<std::size_t>(i)]).rule());
  return result;
}

}  // namespace bylaw::engine::generated
