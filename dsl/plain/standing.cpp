// A standing rule: what it is looked at for, then its statuses in the order in which they are read.
#include "dsl/plain.hpp"
#include "dsl/plain/english.hpp"
#include "dsl/plain/paragraphs.hpp"

namespace bylaw::dsl {
namespace {

using plain::capitalised;

std::string status_text(StandingStatus status) {
  switch (status) {
    case StandingStatus::met:
      return "met";
    case StandingStatus::unmet:
      return "not met";
    case StandingStatus::due:
      return "still due";
    case StandingStatus::overdue:
      return "overdue";
    case StandingStatus::unknown:
      return "not known";
    case StandingStatus::refer:
      return "for people to judge";
    case StandingStatus::not_applicable:
      return "nothing is asked";
  }
  return {};
}

bool is_strict(Force force) { return force == Force::must || force == Force::must_not; }

class StandingText : plain::Paragraphs {
 public:
  StandingText(Rulebook const& book, Standing const& rule) : Paragraphs(book), rule_(rule) {}

  std::string write() {
    text_ = "**" + rule_.title + "**\n";
    sources(rule_.norm, rule_.also, rule_.see);
    return body();
  }

  std::string body() {
    duty();
    subjects();
    numbers();
    condition("Asked only when", rule_.when);
    statuses();
    condition("Met late when", rule_.late);
    for (auto const& detail : rule_.details) said_with_it(detail);
    if (rule_.unlisted_when_met) paragraph("Where it is met, it is listed only for those who ask for it.");
    readings(rule_.readings);
    period(rule_.from, rule_.until);
    return std::move(text_);
  }

 private:
  void duty() {
    auto const who = parties(rule_.bearers);
    if (rule_.force == Force::information) return paragraph("A matter of " + who + "; the text only tells of it.");
    bool const may = rule_.force == Force::may || rule_.force == Force::power;
    if (may) return paragraph("It is up to " + who + ".");
    paragraph(capitalised(who) + (is_strict(rule_.force) ? " must" : " should") + " see to it.");
  }

  void subjects() {
    if (rule_.of_record != none)
      paragraph("A checklist, asked of one " + phrases_.introduce(rule_.of_slot, rule_.of_record) + " at a time.");
    if (rule_.record == none) return;
    auto const label = phrases_.introduce(rule_.slot, rule_.record);
    narrowed("Looked at for every " + label, phrases_.narrowed(label, rule_.with), rule_.with);
  }

  void numbers() {
    if (rule_.number_slot == none) return;
    auto const from = phrases_.noun(rule_.from_number), to = phrases_.noun(rule_.to_number);
    phrases_.introduce_year(rule_.number_slot);
    auto const opening =
        from == to ? "The year looked at is " + from : "Each year is looked at by itself, from " + from + " to " + to;
    auto const where = rule_.number_with == none ? "" : " where " + phrases_.clause(rule_.number_with);
    narrowed(opening, from == to || where.empty() ? where : "," + where, rule_.number_with, ", where");
  }

  // `with` in the sentence, or as a list where that reads better.
  void narrowed(std::string const& opening, std::string const& words, Index with,
                std::string const& joint = " for which") {
    bool all = true;
    auto const parts = with == none ? std::vector<std::string>{} : phrases_.parts(with, all);
    if (parts.empty()) return paragraph(opening + words + ".");
    text_ += "\n";
    list(opening + joint, parts, all);
  }

  void statuses() {
    if (rule_.deadline != none && rule_.otherwise)
      paragraph("The day for it is " + phrases_.noun(rule_.deadline) + ".");
    auto const last = otherwise();
    if (rule_.cases.empty()) return paragraph(capitalised(last) + " in any case.");
    bool const numbered = rule_.cases.size() > 1;
    text_ += numbered ? "\nThe first of these that holds decides:\n" : "\n";
    int number = 0;
    for (auto const& one : rule_.cases) status_case(one, numbered ? std::to_string(++number) + ". " : "");
    text_ += (numbered ? std::to_string(++number) + ". " : "\n") + ("Otherwise " + last + ".\n");
  }

  void status_case(StatusCase const& one, std::string const& mark) {
    bool all = true;
    auto const parts = phrases_.parts(one.when, all);
    auto const status = mark + capitalised(status_text(one.status));
    if (parts.empty())
      text_ += status + " when " + phrases_.clause(one.when) + since(one) + ".\n";
    else
      list(status + since(one) + " when", parts, all, std::string(mark.size(), ' '));
  }

  std::string since(StatusCase const& one) {
    return one.since == none ? "" : " (since " + phrases_.noun(one.since) + ")";
  }

  // Where none of the cases holds.
  std::string otherwise() {
    if (rule_.otherwise) return status_text(rule_.otherwise->status) + since(*rule_.otherwise);
    if (rule_.deadline == none) return status_text(StandingStatus::unmet);
    auto const day = phrases_.noun(rule_.deadline);
    if (is_strict(rule_.force))
      return "still due until " + day + ", and overdue after that day; not known where that day is not known";
    return "nothing is asked until " + day +
           ", and it is not met after that day; not known where that day is not known";
  }

  void said_with_it(Detail const& detail) {
    std::string text;
    std::size_t at = 0;
    for (auto const& shown : detail.values) {
      auto const place = detail.text.find("{}", at);
      text += detail.text.substr(at, place - at) + "{" + shown_value(shown) + "}";
      at = place + 2;
    }
    text += detail.text.substr(at);
    paragraph("Said with it" + (detail.when == none ? "" : ", when " + phrases_.clause(detail.when)) + ": \"" + text +
              "\"");
  }

  std::string shown_value(ShownValue const& shown) {
    auto const words = phrases_.noun(shown.value);
    return shown.kind == syntax::Shown::Kind::tally ? "how often each occurs: " + words : words;
  }

  Standing const& rule_;
};

}  // namespace

std::string plain_standing(Rulebook const& rulebook, Index standing) {
  return StandingText(rulebook, rulebook.standing[standing]).write();
}

std::string plain_standing_body(Rulebook const& rulebook, Index standing) {
  return StandingText(rulebook, rulebook.standing[standing]).body();
}

}  // namespace bylaw::dsl
