// A procedure as the people in it read it: which cases it is for, the ways there are, then step by step.
#include <utility>

#include "dsl/plain.hpp"
#include "dsl/plain/english.hpp"
#include "dsl/plain/paragraphs.hpp"

namespace bylaw::dsl {
namespace {

using plain::join;

std::string_view need_text(Need need) {
  return need == Need::required ? "has to" : need == Need::preferred ? "should preferably" : "usually";
}

class ProcedureText : plain::Paragraphs {
 public:
  ProcedureText(Rulebook const& book, Procedure const& procedure) : Paragraphs(book), procedure_(procedure) {}

  std::string write() {
    text_ = "**" + procedure_.title + "**\n" + head();
    for (auto const& step : procedure_.steps) this->step(step);
    return std::move(text_);
  }

  // Without title and steps.
  std::string head() {
    auto const before = std::exchange(text_, {});
    condition("For cases of which this is true:", procedure_.when);
    if (procedure_.refer != none)
      condition("It is for " + parties(procedure_.refer_to) + " to decide when", procedure_.refer);
    readings(procedure_.readings);
    for (auto const& route : procedure_.routes) this->route(route);
    return std::exchange(text_, before);
  }

  std::string write(Step const& one) {
    step(one);
    return std::move(text_).substr(1);
  }

  std::string body(Step const& one) {
    details(one);
    return std::move(text_);
  }

 private:
  void route(Route const& route) {
    paragraph("**" + route.title + "**");
    sources(route.norm, {}, {});
    condition("Taken without being chosen when", route.when);
    for (auto const& one : route.availability) {
      std::string const word = one.open ? "Open" : "Closed";
      if (one.when == none)
        paragraph("Otherwise " + std::string(one.open ? "open" : "closed") + ". " + one.because);
      else
        condition(word + " when", one.when, " " + one.because);
    }
    if (!route.refer_to.empty()) paragraph("This is for " + parties(route.refer_to) + " to decide.");
    readings(route.readings);
  }

  void step(Step const& step) {
    paragraph("**" + step.title + "**");
    sources(step.norm, step.also, step.see);
    details(step);
  }

  void details(Step const& step) {
    paragraph(plain::capitalised(parties(step.bearers)) + " " + std::string(need_text(step.need)) + " " +
              act_text(step.act, step.counterparts) + (step.optional ? ", or leaves it." : "."));
    paragraph(ways(step));
    order("Not before: ", step.after);
    order("Usually not before: ", step.usually_after);
    condition("Not needed when", step.unless);
    condition("Done when", step.done);
    condition("Refused when", step.refused);
    order("After a refusal, again: ", step.then);
    if (step.undetermined != none)
      condition("Cannot be decided when", step.undetermined, " " + step.undetermined_because);
    condition("Nobody can act when", step.blocked, " " + step.blocked_because);
    condition("Waiting for an answer when", step.pending);
    for (auto const& recusal : step.recusals)
      condition("Somebody has to stand aside when", recusal.when, " " + recusal.because);
    if (step.irrevocable) paragraph("Once done it cannot be undone.");
    readings(step.readings);
  }

  std::string ways(Step const& step) const {
    std::vector<std::string> titles;
    for (auto const route : step.routes) titles.push_back("\"" + procedure_.routes[route].title + "\"");
    return titles.empty() ? "" : "On the way " + join(titles, "or");
  }

  void order(std::string const& opening, std::vector<Index> const& steps) {
    std::vector<std::string> titles;
    for (auto const step : steps) titles.push_back("\"" + plain::without_stop(procedure_.steps[step].title) + "\"");
    if (!titles.empty()) paragraph(opening + join(titles, "and") + ".");
  }

  Procedure const& procedure_;
};

}  // namespace

std::string plain_procedure(Rulebook const& rulebook, Index procedure) {
  return ProcedureText(rulebook, rulebook.procedures[procedure]).write();
}

std::string plain_step(Rulebook const& rulebook, Index procedure, Index step) {
  auto const& declared = rulebook.procedures[procedure];
  return ProcedureText(rulebook, declared).write(declared.steps[step]);
}

std::string plain_procedure_head(Rulebook const& rulebook, Index procedure) {
  return ProcedureText(rulebook, rulebook.procedures[procedure]).head();
}

std::string plain_step_body(Rulebook const& rulebook, Index procedure, Index step) {
  auto const& declared = rulebook.procedures[procedure];
  return ProcedureText(rulebook, declared).body(declared.steps[step]);
}

}  // namespace bylaw::dsl
