// Declarations: what the tree holds of each, the words that are names, comments.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/parse.hpp"
#include "tests/dsl/outline.hpp"

namespace bylaw::dsl {
namespace {

using namespace syntax;
using testing::ElementsAre;

// The only item of a text without errors.
template <class T>
T only(std::string const& text) {
  Source const source{"text", text};
  auto parsed = parse(source);
  for (auto const& diagnostic : parsed.diagnostics) ADD_FAILURE() << render({source}, diagnostic);
  if (parsed.file.items.size() != 1 || !std::holds_alternative<T>(parsed.file.items[0])) {
    ADD_FAILURE() << "not the one item expected: " << text;
    return {};
  }
  return std::get<T>(std::move(parsed.file.items[0]));
}
std::vector<std::string> texts(Names const& names) {
  std::vector<std::string> all;
  for (auto const& name : names) all.push_back(name.text);
  return all;
}
std::string outline(Child const& child) { return Outline()(child); }

TEST(ParseItem, ReadsFields) {
  auto const record = only<Record>(
      "record rate \"a rate\" key currency, date rates usd in USD by currency, date\n"
      "  usd: decimal\n  end: date open\n  record: ref record event confidential \"label\"\n"
      "  optional: one of one, of, end\n  list: list of list of text optional\n  key: text\n  rates: text\nend");
  EXPECT_EQ(record.name.text, "rate");
  EXPECT_EQ(record.label->value, "a rate");
  EXPECT_THAT(texts(record.key), ElementsAre("currency", "date"));
  EXPECT_EQ(record.rates->value.text + record.rates->base.text + record.rates->currency.text + record.rates->date.text,
            "usdUSDcurrencydate");
  std::vector<std::string> names;
  for (auto const& field : record.fields) names.push_back(field.name.text);
  EXPECT_THAT(names, ElementsAre("usd", "end", "record", "optional", "list", "key", "rates"));
  EXPECT_THAT(record.fields[1].marks, ElementsAre(FieldMark::open));
  EXPECT_EQ(record.fields[2].type.kind, TypeName::Kind::ref);
  EXPECT_THAT(record.fields[2].marks, ElementsAre(FieldMark::event, FieldMark::confidential));
  EXPECT_EQ(record.fields[2].label->value, "label");
  EXPECT_THAT(texts(record.fields[3].type.values), ElementsAre("one", "of", "end"));
  EXPECT_EQ((*record.fields[4].type.element)->kind, TypeName::Kind::list_of);
}

TEST(ParseItem, TellsFieldsNamedKeyAndRatesFromTheHead) {
  auto const record = only<Record>("record r key: text rates: text end");
  EXPECT_TRUE(record.key.empty());
  EXPECT_FALSE(record.rates);
  EXPECT_EQ(record.fields.size(), 2u);
}

TEST(ParseItem, ReadsEnumerations) {
  auto const enumeration = only<Enumeration>("enumeration e \"label\" group record norm \"the norm\" other rule\nend");
  EXPECT_EQ(enumeration.label->value, "label");
  std::vector<std::string> values;
  for (auto const& value : enumeration.values) values.push_back(value.name.text + (value.label ? "!" : ""));
  EXPECT_THAT(values, ElementsAre("group", "record", "norm!", "other", "rule"));
}

TEST(ParseItem, ReadsQuestionsHeadersHeadlines) {
  EXPECT_EQ(only<Header>("rulebook club \"The club\"").title.value, "The club");
  EXPECT_EQ(only<Headline>("headline refer \"Ask\"").outcome.text, "refer");
  EXPECT_EQ(only<Parameters>("question actor: ref person \"Who?\" group: ref group end").fields.size(), 2u);
}

TEST(ParseItem, ReadsFacts) {
  auto const fact = only<Fact>(
      "fact f: one of a, b \"label\" ask \"Which?\" help \"Help\" assume a when group is known and x because \"r\" "
      "assume b because \"s\"");
  EXPECT_THAT(texts(fact.type.values), ElementsAre("a", "b"));
  EXPECT_EQ(fact.label.value + fact.ask.value + fact.help->value, "labelWhich?Help");
  ASSERT_EQ(fact.assumptions.size(), 2u);
  EXPECT_EQ(outline(*fact.assumptions[0].when), "(and (known group) x)");
  EXPECT_FALSE(fact.assumptions[1].when);
  EXPECT_EQ(fact.assumptions[1].because.value, "s");
}

TEST(ParseItem, ReadsActionsAndDocuments) {
  auto const action = only<Action>("action act \"Act\" by \"anyone\" facts a, facts, end\nend");
  EXPECT_EQ(action.asked_by->value, "anyone");
  EXPECT_THAT(texts(action.facts), ElementsAre("a", "facts", "end"));
  auto const document = only<Document>(
      "document annex-two \"Title\" adopted 2020-02-29 by board in force 2021-01-01 to 2021-12-31 reading in \"x\" "
      "reading b \"y\" end");
  EXPECT_EQ(document.name.text, "annex-two");
  EXPECT_EQ(to_string(document.adopted_on->value) + document.adopted_by->text, "2020-02-29board");
  EXPECT_EQ(to_string(document.from->value) + to_string(document.until->value), "2021-01-012021-12-31");
  ASSERT_EQ(document.readings.size(), 2u);
  EXPECT_EQ(document.readings[1].second.value, "y");
  EXPECT_FALSE(only<Document>("document d \"T\" end").from);
}

TEST(ParseItem, ReadsFindingsAndEntries) {
  auto const columns = only<Columns>("finding group: ref group \"the group\" end: ref person end");
  ASSERT_EQ(columns.fields.size(), 2u);
  EXPECT_EQ(columns.fields[1].name.text, "end");
  auto const entry = only<Entry>("entry leaflet \"1\" has title \"x\", readers (a, b)").record;
  EXPECT_EQ(entry.record.text + entry.id.value, "leaflet1");
  EXPECT_EQ(entry.fields.size(), 2u);
  EXPECT_TRUE(only<Entry>("entry leaflet \"1\"").record.fields.empty());
}

TEST(ParseItem, ReadsStandingRules) {
  auto const rule = only<Standing>(
      "standing plots.tidy \"Tidy\" norm a/1/b of member m for plot p with p.let each y from 1 to y2 - 1 with y > 2 "
      "concerning plot p, member p.holder otherwise m bearer holder or warden when p.let "
      "met when p.tidy and some fee f with f.paid since f.on + 1 day refer when true by date else not_applicable since "
      "date "
      "late when false unlisted when met detail \"x\" detail \"{}{}{}\", p.on, each f.on for fee f with f.paid, tally "
      "f.on "
      "for fee f when p.let end");
  EXPECT_EQ(rule.name.text + rule.title.value, "plots.tidyTidy");
  ASSERT_EQ(rule.clauses.size(), 15u);
  EXPECT_EQ(std::get<OfClause>(rule.clauses[1]).binder.record->text, "member");
  EXPECT_EQ(outline(*std::get<ForClause>(rule.clauses[2]).with), "p.let");
  auto const& each = std::get<EachClause>(rule.clauses[3]);
  EXPECT_EQ(each.variable.text + " " + outline(each.from) + " " + outline(each.to) + " " + outline(*each.with),
            "y 1 (- y2 1) (> y 2)");
  auto const& concerns = std::get<ConcernClause>(rule.clauses[4]).concerns;
  ASSERT_EQ(concerns.size(), 2u);
  EXPECT_EQ(concerns[1].column.text + " " + outline(concerns[1].value), "member (otherwise p.holder m)");
  EXPECT_THAT(texts(std::get<BearerClause>(rule.clauses[5]).bearers), ElementsAre("holder", "warden"));
  auto const& met = std::get<StatusClause>(rule.clauses[7]);
  EXPECT_EQ(met.status, StandingStatus::met);
  EXPECT_EQ(outline(*met.since), "(+ f.on 1d)") << "a quantifier ends where 'since' begins";
  EXPECT_EQ(std::get<StatusClause>(rule.clauses[8]).status, StandingStatus::refer);
  EXPECT_FALSE(std::get<StatusClause>(rule.clauses[8]).since);
  EXPECT_EQ(outline(std::get<DeadlineClause>(rule.clauses[9]).deadline), "date");
  EXPECT_EQ(std::get<ElseClause>(rule.clauses[10]).status, StandingStatus::not_applicable);
  EXPECT_EQ(outline(std::get<LateClause>(rule.clauses[11]).condition), "#false");
  EXPECT_TRUE(std::holds_alternative<UnlistedClause>(rule.clauses[12]));
  auto const& detail = std::get<DetailClause>(rule.clauses[14]);
  ASSERT_EQ(detail.values.size(), 3u);
  EXPECT_EQ(detail.values[0].kind, Shown::Kind::value);
  EXPECT_EQ(detail.values[1].kind, Shown::Kind::each);
  EXPECT_EQ(outline(*detail.values[1].with), "f.paid");
  EXPECT_EQ(detail.values[2].kind, Shown::Kind::tally);
  EXPECT_EQ(outline(*detail.condition), "p.let");
}

TEST(ParseItem, TakesAWhenBehindADetailForItsOwn) {
  auto const rule = only<Standing>("standing a.b \"T\" detail \"x\" when true end");
  ASSERT_EQ(rule.clauses.size(), 1u);
  EXPECT_TRUE(std::get<DetailClause>(rule.clauses[0]).condition);
}

TEST(ParseItem, ReadsNorms) {
  auto const norm = only<Norm>(
      "norm annex-two/4.2.1/ask-first should not \"shall\" says \"Says.\" bearer a, b counterpart c restates x/1/y, "
      "z/2.3/w-v tier core "
      "uncoded judgement \"why\" note \"n\" end");
  EXPECT_EQ(norm.id.text, "annex-two/4.2.1/ask-first");
  EXPECT_EQ(norm.force, Force::should_not);
  EXPECT_THAT(texts(norm.bearers), ElementsAre("a", "b"));
  EXPECT_THAT(texts(norm.restates), ElementsAre("x/1/y", "z/2.3/w-v"));
  EXPECT_EQ(norm.uncoded, Uncoded::judgement);
  EXPECT_EQ(norm.tier->text + norm.uncoded_why->value + norm.note->value, "corewhyn");
  std::pair<char const*, Force> const forces[] = {{"must", Force::must},
                                                  {"must not", Force::must_not},
                                                  {"should", Force::should},
                                                  {"should not", Force::should_not},
                                                  {"may", Force::may},
                                                  {"power", Force::power},
                                                  {"definition", Force::definition},
                                                  {"information", Force::information}};
  for (auto const& [words, force] : forces)
    EXPECT_EQ(only<Norm>("norm a/1/b " + std::string(words) + " \"w\" says \"s\" end").force, force) << words;
}

TEST(ParseItem, ReadsSettingsAndDefinitions) {
  EXPECT_FALSE(only<Setting>("setting a.b: money \"label\"").fallback);
  EXPECT_FALSE(only<Setting>("setting a.b: money default none \"label\"").fallback);
  auto const setting = only<Setting>("setting a.b: text default \"x\" \"label\" source \"s\"");
  EXPECT_EQ(outline(*only<Setting>("setting a.b: one of yes, no default no \"label\"").fallback), "no");
  EXPECT_EQ(outline(*setting.fallback) + setting.label.value + setting.source->value, "'x'labels");
  auto const definition = only<Definition>("define f(a: one of x, y, b: list of ref c) \"{a} of {b}\" = a is x");
  ASSERT_EQ(definition.parameters.size(), 2u);
  EXPECT_THAT(texts(definition.parameters[0].type.values), ElementsAre("x", "y"));
  EXPECT_EQ(definition.phrase->value, "{a} of {b}");
  EXPECT_EQ(outline(definition.body), "(is a x)");
}

// Each clause as its kind and its most telling part.
std::string clause_text(Clause const& clause) {
  struct {
    std::string operator()(BadClause const&) const { return "bad"; }
    std::string operator()(NormClause const& c) const { return "norm " + names(c.ids); }
    std::string operator()(SeeClause const& c) const { return "see " + names(c.ids); }
    std::string operator()(OnClause const& c) const { return c.every_action ? "on all" : "on " + names(c.actions); }
    std::string operator()(WhenClause const& c) const { return "when " + outline(c.condition); }
    std::string operator()(DoneClause const& c) const { return "done " + outline(c.condition); }
    std::string operator()(WaitingClause const& c) const { return "waiting " + outline(c.condition); }
    std::string operator()(UnlessClause const& c) const { return "unless " + outline(c.condition); }
    std::string operator()(ReferClause const& c) const {
      return "refer " + names(c.counterparts) + " when " + outline(c.condition);
    }
    std::string operator()(Referral const& c) const { return "refer " + names(c.counterparts); }
    std::string operator()(UndeterminedClause const& c) const {
      return "undetermined " + outline(c.condition) + c.because.value;
    }
    std::string operator()(RemedyClause const& c) const { return "remedy " + c.norm.text + " " + c.act.value; }
    std::string operator()(OverridesClause const& c) const { return "overrides " + names(c.rules); }
    std::string operator()(ReadingClause const& c) const { return "reading " + c.name.text + " " + c.text.value; }
    std::string operator()(ForceInClause const& c) const {
      return "in force " + to_string(c.from.value) + " " + to_string(c.until.value);
    }
    std::string operator()(Duty const& c) const {
      return names(c.bearers) + " " + std::to_string(static_cast<int>(c.force)) + " " + c.act.text + " [" +
             names(c.counterparts) + "]" + (c.before_action ? " before" : "");
    }
    static std::string names(Names const& names) {
      std::string all;
      for (auto const& name : names) all += (all.empty() ? "" : ",") + name.text;
      return all;
    }
  } const text;
  return std::visit(text, clause);
}
std::vector<std::string> clauses(std::string const& text) {
  std::vector<std::string> all;
  for (auto const& clause : only<Rule>("rule a.b \"t\" " + text + " end").clauses) all.push_back(clause_text(clause));
  return all;
}

TEST(ParseItem, ReadsEveryClause) {
  EXPECT_THAT(
      clauses(
          "norm a/1/b, c/2/d see e/3/f on every action on act, rule when a done when b waiting when c "
          "refer to x or y when d undetermined when e because \"why\" unless f remedy a/1/b \"do\" overrides a.b, c.d "
          "reading strict \"text\" in force 2021-01-01 to 2021-12-31"),
      ElementsAre("norm a/1/b,c/2/d", "see e/3/f", "on all", "on act,rule", "when a", "done b", "waiting c",
                  "refer x,y when d", "undetermined ewhy", "unless f", "remedy a/1/b do", "overrides a.b,c.d",
                  "reading strict text", "in force 2021-01-01 2021-12-31"));
}

TEST(ParseItem, ReadsEveryDuty) {
  EXPECT_THAT(clauses("group must act"), ElementsAre("group 0 act []"));
  EXPECT_THAT(clauses("a or record must not act b or group before action"),
              ElementsAre("a,record 1 act [b,group] before"));
  EXPECT_THAT(clauses("a should consult see a/1/b"), ElementsAre("a 2 consult []", "see a/1/b"));
  EXPECT_THAT(clauses("a should not act before action"), ElementsAre("a 3 act [] before"));
  EXPECT_THAT(clauses("a may see b"), ElementsAre("a 4 see [b]"));
  EXPECT_THAT(clauses("refer to a or b"), ElementsAre("refer a,b"));
  EXPECT_THAT(clauses("a must act b must act"), ElementsAre("a 0 act []", "b 0 act []"));
  EXPECT_THAT(clauses("rule or action should act fact"), ElementsAre("rule,action 2 act [fact]"));
}

// An expression ends where two values would stand side by side: the next clause may begin with any name.
TEST(ParseItem, EndsExpressionsBeforeTheNextClause) {
  EXPECT_THAT(clauses("when amount > USD 1 group should contact secretary"),
              ElementsAre("when (> amount USD:1.00)", "group 2 contact [secretary]"));
  EXPECT_THAT(clauses("when a in force 2021-01-01 to 2021-12-31"),
              ElementsAre("when a", "in force 2021-01-01 2021-12-31"));
  EXPECT_THAT(clauses("when a in force and b"), ElementsAre("when (and (in a force) b)"));
  EXPECT_THAT(clauses("when x is no group must act"), ElementsAre("when (is x no)", "group 0 act []"));
  EXPECT_THAT(clauses("when x is norm when y is done done when z"),
              ElementsAre("when (is x norm)", "when (is y done)", "done z"));
  EXPECT_THAT(clauses("when x\n  norm a/1/b"), ElementsAre("when x", "norm a/1/b"));
  EXPECT_THAT(clauses("when some r k group must act"), ElementsAre("when (some r:k)", "group 0 act []"));
}

TEST(ParseItem, ReadsScenarios) {
  auto const scenario = only<Scenario>(
      "scenario \"s\" given cats given person \"p\" has name \"N\", roles (a, when), empty (), rate 1.5, open true "
      "given end "
      "when act on 2024-02-29 already done with group \"g\", amount USD 5, ended no, purpose with "
      "expect clear, a/1/b lifted, no c/2/d, missing amount, not missing \"person/p.name\", refer end");
  EXPECT_THAT(texts(scenario.backgrounds), ElementsAre("cats", "end"));
  ASSERT_EQ(scenario.records.size(), 1u);
  std::vector<std::string> fields;
  for (auto const& field : scenario.records[0].fields) fields.push_back(field.name.text + "=" + outline(field.value));
  EXPECT_THAT(fields, ElementsAre("name='N'", "roles=(list a when)", "empty=(list)", "rate=decimal:1.5", "open=#true"));
  EXPECT_EQ(to_string(scenario.on.value), "2024-02-29");
  EXPECT_TRUE(scenario.already_done);
  std::vector<std::string> facts;
  for (auto const& fact : scenario.facts) facts.push_back(fact.name.text + "=" + outline(fact.value));
  EXPECT_THAT(facts, ElementsAre("group='g'", "amount=USD:5.00", "ended=no", "purpose=with"));
  std::vector<std::string> expected;
  for (auto const& e : scenario.expectations)
    expected.push_back(std::to_string(static_cast<int>(e.kind)) + e.subject.text +
                       (e.status ? " " + e.status->text : ""));
  EXPECT_THAT(expected, ElementsAre("0clear", "1a/1/b lifted", "2c/2/d", "3amount", "4person/p.name", "0refer"));
}

TEST(ParseItem, ReadsBackgrounds) {
  auto const background = only<Background>("background b person \"p\" group \"g\" has name \"G\" record \"r\" end");
  ASSERT_EQ(background.records.size(), 3u);
  EXPECT_EQ(background.records[1].fields.size(), 1u);
  EXPECT_EQ(background.records[2].record.text, "record");
}

TEST(ParseItem, NeedsNoLayout) {
  std::string const laid_out =
      "rule a.b \"t\"\n  norm a/1/b\n  when x is y\n    and z\n  record or group must act b\nend\n\nrecord r\n  "
      "record: text\n  rule: text\nend\n";
  auto on_one_line = laid_out;
  for (char& c : on_one_line)
    if (c == '\n') c = ' ';
  std::string at_the_margin;
  for (auto const c : laid_out)
    if (c != ' ' || (!at_the_margin.empty() && at_the_margin.back() != '\n')) at_the_margin += c;
  auto const expected = parse({"", laid_out});
  ASSERT_TRUE(expected.diagnostics.empty());
  for (auto const& text : {on_one_line, at_the_margin}) {
    auto const parsed = parse({"", text});
    EXPECT_TRUE(parsed.diagnostics.empty()) << text << "\n" << parsed.diagnostics[0].message;
    EXPECT_TRUE(parsed.file.items == expected.file.items) << text;
  }
}

TEST(ParseItem, KeepsEveryCommentOnce) {
  std::string const text =
      "-- one\nrule a.b \"--\" -- two\n  when a -- three\n  -- four\n  and -- five\n b\nend--six\n  -- seven \n--";
  auto const parsed = parse({"", text});
  ASSERT_TRUE(parsed.diagnostics.empty()) << parsed.diagnostics[0].message;
  std::vector<std::string> comments;
  for (auto const& comment : parsed.file.comments) {
    comments.push_back(comment.text);
    EXPECT_EQ(text.substr(comment.span.begin, comment.span.end - comment.span.begin), comment.text);
  }
  EXPECT_THAT(comments, ElementsAre("-- one", "-- two", "-- three", "-- four", "-- five", "--six", "-- seven", "--"));
}

}  // namespace
}  // namespace bylaw::dsl
