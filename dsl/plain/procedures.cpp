// A procedure as the people in it read it: which cases it is for, the ways there are, then step by step.
#include "dsl/plain.hpp"
#include "dsl/plain/english.hpp"
#include "dsl/plain/paragraphs.hpp"

namespace bylaw::dsl {
namespace {

using plain::act_text;
using plain::join;
using plain::Paragraphs;

std::string_view need_text(Need need) {
  return need == Need::required ? "has to" : need == Need::preferred ? "should preferably" : "usually";
}

class ProcedureText {
 public:
  ProcedureText(Rulebook const& book, Procedure const& procedure) : procedure_(procedure), text_(book) {}

  std::string write() {
    text_.heading(procedure_.title);
    text_.condition("For cases of which this is true:", procedure_.when);
    if (procedure_.refer != none)
      text_.condition("It is for " + text_.parties(procedure_.refer_to) + " to decide when", procedure_.refer);
    text_.readings(procedure_.readings);
    for (auto const& route : procedure_.routes) this->route(route);
    for (auto const& step : procedure_.steps) this->step(step);
    return std::move(text_).take();
  }

  std::string write(Step const& one) {
    step(one);
    return std::move(text_).take().substr(1);
  }

 private:
  void route(Route const& route) {
    text_.add("**" + route.title + "**");
    if (route.norm != none) text_.add(text_.sources(route.norm, {}, {}));
    text_.condition("Taken without being chosen when", route.when);
    for (auto const& one : route.availability) {
      std::string const word = one.open ? "Open" : "Closed";
      if (one.when == none)
        text_.add("Otherwise " + std::string(one.open ? "open" : "closed") + ". " + one.because);
      else
        text_.condition(word + " when", one.when, " " + one.because);
    }
    if (!route.refer_to.empty()) text_.add("This is for " + text_.parties(route.refer_to) + " to decide.");
    text_.readings(route.readings);
  }

  void step(Step const& step) {
    text_.add("**" + step.title + "**");
    text_.add(text_.sources(step.norm, step.also, step.see));
    text_.add(plain::capitalised(text_.parties(step.bearers)) + " " + std::string(need_text(step.need)) + " " +
              act_text(text_, step.act, step.counterparts) + (step.optional ? ", or leaves it." : "."));
    text_.add(ways(step));
    order("Not before: ", step.after);
    order("Usually not before: ", step.usually_after);
    text_.condition("Not needed when", step.unless);
    text_.condition("Done when", step.done);
    text_.condition("Refused when", step.refused);
    order("After a refusal, again: ", step.then);
    if (step.undetermined != none)
      text_.condition("Cannot be decided when", step.undetermined, " " + step.undetermined_because);
    text_.condition("Nobody can act when", step.blocked, " " + step.blocked_because);
    text_.condition("Waiting for an answer when", step.pending);
    for (auto const& recusal : step.recusals)
      text_.condition("Somebody has to stand aside when", recusal.when, " " + recusal.because);
    if (step.irrevocable) text_.add("Once done it cannot be undone.");
    text_.readings(step.readings);
  }

  std::string ways(Step const& step) const {
    std::vector<std::string> titles;
    for (auto const route : step.routes) titles.push_back("\"" + procedure_.routes[route].title + "\"");
    return titles.empty() ? "" : "On the way " + join(titles, "or");
  }

  void order(std::string const& opening, std::vector<Index> const& steps) {
    std::vector<std::string> titles;
    for (auto const step : steps) titles.push_back("\"" + plain::without_stop(procedure_.steps[step].title) + "\"");
    if (!titles.empty()) text_.add(opening + join(titles, "and") + ".");
  }

  Procedure const& procedure_;
  Paragraphs text_;
};

}  // namespace

std::string plain_procedure(Rulebook const& rulebook, Index procedure) {
  return ProcedureText(rulebook, rulebook.procedures[procedure]).write();
}

std::string plain_step(Rulebook const& rulebook, Index procedure, Index step) {
  auto const& declared = rulebook.procedures[procedure];
  return ProcedureText(rulebook, declared).write(declared.steps[step]);
}

}  // namespace bylaw::dsl
