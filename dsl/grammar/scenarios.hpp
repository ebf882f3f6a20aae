// Scenarios and backgrounds.
#pragma once
#include "dsl/grammar/rules.hpp"

namespace bylaw::dsl::grammar {

PRODUCTION(simple_value, syntax::Expression, "a value")
PRODUCTION(list_literal, syntax::ListLiteral, "a list")
PRODUCTION(field_value, syntax::FieldValue, "a field and its value")
PRODUCTION(given_record, syntax::GivenRecord, "a record and its id, or 'end'")
PRODUCTION(background, syntax::Background, "a background")
PRODUCTION(expectation, syntax::Expectation, "what to expect")
PRODUCTION(given_part, syntax::Scenario, "a given")
PRODUCTION(when_part, syntax::Scenario, "'when'")
PRODUCTION(expect_part, syntax::Scenario, "'expect'")
PRODUCTION(scenario, syntax::Scenario, "a scenario")

// The value of an enumeration. At the start of a line, the word for the next part is none: the value is missing.
struct BareWord : Terminal<BareWord, Expression> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, Expression& node) const {
    if (first == last || !is_lower(*first)) return false;
    auto const& word = token(state, first);
    if (begins_line(state.text, first) && begins_next_part(state, word)) return false;
    auto const place = span(state, word.begin, word.end);
    auto& path = node.value.emplace<syntax::Path>();
    path.span = place;
    path.parts.push_back({{place}, std::string(word.begin, word.end)});
    first = word.end;
    return true;
  }

 private:
  // `expect` and `end` are values all the same where a comma or yet another part follows.
  static bool begins_next_part(State const& state, Token const& word) {
    auto const expect = word.id == find_word("expect");
    if (!expect && word.id != find_word("end")) return false;
    auto const next = character_behind(state, word.end);
    if (next == ',' || next == ')') return false;
    auto const second = word_behind(state, word.end);
    return expect ? second != "end" && !has_use(second, word_use::part)
                  : second.empty() || has_use(second, word_use::item);
  }
};
inline auto const simple_value_def = into(literal()) | into(Boolean("a value")) | into(BareWord("a value"));
inline auto const list_item = set<&ListLiteral::items>(simple_value);
inline auto const list_literal_def =
    node(sign("(") > -(!sign(")") >> x3::eps > list_item > *(sign(",") > list_item)) > sign(")"));
struct MakeList {
  static bool run(auto const& step, Expression& node) { return step(node.value.emplace<ListLiteral>()); }
};
inline auto const field_value_def =
    node(set<&FieldValue::name>(word("the name of a field")) >
         phrased("a value", (&sign("(") >> set<&FieldValue::value>(directive<MakeList>(list_literal))) |
                                set<&FieldValue::value>(simple_value)));

inline auto const given_record_def = node(set<&GivenRecord::record>(word("a record")) >
                                          set<&GivenRecord::id>(text("the id of the record, in double quotes")) >
                                          -(kw("has") > list_of<&GivenRecord::fields>(field_value)));
inline constexpr auto text_follows =
    Ahead("", [](State& state, Iterator at, Iterator) { return character_behind(state, token(state, at).end) == '"'; });
// Another record: a declaration here means that the `end` of the background is missing.
inline constexpr auto record_ahead = Ahead("", [](State& state, Iterator at, Iterator last) {
  if (at == last || token(state, at).id == find_word("end")) return false;
  if (!begins_item(state.text, at)) return true;
  return text_follows.test(state, at, last) && state.token.id != find_word("scenario");
});
inline auto const background_def =
    node(kw("background") > set<&Background::name>(word("a name for the background")) >
         *(record_ahead >> recover<resume_behind<next_record>>(x3::eps > set<&Background::records>(given_record))) >
         kw("end"));

// A fact, or a field of a record as "record/id.field".
struct WhatParser : Terminal<WhatParser, Name> {
  using Terminal::Terminal;
  bool read(State& state, Iterator& first, Iterator const& last, Name& name) const {
    if (first == last || *first != '"') return NameParser<false>("").read(state, first, last, name);
    Text quoted;
    TextParser("").read(state, first, last, quoted);
    name = {{quoted.span}, std::move(quoted.value)};
    return true;
  }
};
using Expected = Expectation::Kind;
inline auto const what_is_missing =
    set<&Expectation::subject>(WhatParser("a fact, or a field of a record such as \"person/p-1.role\""));
inline auto const expectation_def = node(
    (put<&Expectation::kind, Expected::absent>(quiet("no")) > set<&Expectation::subject>(norm_id())) |
    (put<&Expectation::kind, Expected::missing>(quiet("missing")) > what_is_missing) |
    (put<&Expectation::kind, Expected::not_missing>(quiet("not")) > kw("missing") > what_is_missing) |
    (put<&Expectation::kind, Expected::status>(set<&Expectation::subject>(norm_id())) >
     set<&Expectation::status>(word("a status"))) |
    put<&Expectation::kind, Expected::outcome>(set<&Expectation::subject>(word("an outcome, a norm or 'missing'"))));

inline auto const given_part_def = kw("given") >
                                   ((text_follows >> set<&Scenario::records>(given_record)) |
                                    set<&Scenario::backgrounds>(word("a background, or a record and its id")));
inline auto const when_part_def = kw("when") > set<&Scenario::action>(word("an action")) >
                                  kw("on") > set<&Scenario::on>(date()) >
                                  -(set<&Scenario::already_done>(kw("already")) > kw("done")) >
                                  -(kw("with") > list_of<&Scenario::facts>(field_value));
inline auto const expect_part_def = kw("expect") > list_of<&Scenario::expectations>(expectation);
// As recover(), but where the keyword of the part itself was not found, looks for it again further on.
struct RecoverPart {
  static bool run(auto const& step, Scenario& filled) {
    for (;;) {
      step.skip();
      auto const begin = step.first;
      try {
        return step(filled);
      } catch (Failure const& failure) {
        step.first = resume_at<next_part>(step.state(), begin, failure);
        if (!goes_on(step, begin, failure.which())) return true;
      }
    }
  }

 private:
  static bool goes_on(auto const& step, Iterator begin, std::string const& missing) {
    if ((missing != "'when'" && missing != "'expect'") || step.first == step.last || step.first == begin) return false;
    auto const id = token(step.state(), step.first).id;
    return id != find_word("end") && (missing != "'when'" || id != find_word("expect")) &&
           !begins_item(step.state().text, step.first);
  }
};
inline auto const givens = *(&kw("given") >> recover<resume_behind<next_part>>(into(given_part)));
inline auto const scenario_def = node(kw("scenario") > set<&Scenario::title>(text("a title in double quotes")) >
                                      directive<RecoverPart>(givens > into(when_part)) >
                                      directive<RecoverPart>(x3::eps > into(expect_part)) > kw("end"));

BOOST_SPIRIT_DEFINE(simple_value, list_literal, field_value, given_record, background, expectation)
BOOST_SPIRIT_DEFINE(given_part, when_part, expect_part, scenario)

}  // namespace bylaw::dsl::grammar
