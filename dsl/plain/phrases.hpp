// Expressions as clauses ("the amount asked for is more than USD 100,000") and nouns ("the amount asked for").
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl::plain {

inline constexpr std::string_view day_asked_about = "the day asked about";

class Phrases {
 public:
  explicit Phrases(Rulebook const& book) : book_(book) {}

  std::string clause(Index expression) { return clause(expression, false); }
  // The parts of a condition that is better read as a list, each a clause; empty when one sentence does.
  // `all` says whether all of them have to hold or any one.
  std::vector<std::string> parts(Index expression, bool& all);
  std::string noun(Index expression);
  // The words for a record while its variable is in sight: "the contact", inside another one "the other contact".
  // Gives them without the article.
  std::string introduce(Index slot, Index record);
  // The whole number of a row, which stands for a year.
  void introduce_year(Index slot) { variables_[slot] = "the year"; }
  // " that is in writing", " whose day is ...", " for which ..." behind the words for a record; empty without a
  // condition.
  std::string narrowed(std::string const& label, Index condition);

 private:
  std::string clause(Index expression, bool negated);

  // clauses
  std::string junction(Expression const& expression, bool negated);
  std::string term(Index expression, bool negated, bool last);
  std::string comparison(Expression const& expression, bool negated);
  std::string equality(Expression const& expression, bool negated);
  std::string membership(Expression const& expression, bool negated);
  std::string presence(Expression const& expression, bool negated);
  std::string truth(Index expression, bool negated);
  std::string fallen_back(Expression const& expression, bool negated);
  std::string called(Expression const& expression, bool negated);
  std::string boolean_field(Expression const& expression, bool negated);
  std::string quantified(Expression const& expression, bool negated);
  std::string over_records(Expression const& expression, bool negated);
  std::string over_list(Expression const& expression, bool negated);
  bool is_long(Index expression) const;

  // nouns
  std::string field(Expression const& expression);
  std::string variable(Expression const& expression) const;
  std::string length_of_time(Expression const& expression);
  std::string sum(Expression const& expression);
  std::string aggregate(Expression const& expression);
  std::string choice(Expression const& expression);
  std::string such_that(Index condition);
  std::pair<std::string, std::string> relative(std::string const& subject, Index index, bool last);
  bool is_year(Index expression) const;

  std::string introduce(Expression const& binder) { return introduce(binder.slot, binder.record); }
  std::string record_noun(Index record) const;
  Expression const& at(Index index) const { return book_.expressions[index]; }

  Rulebook const& book_;
  std::map<Index, std::string> variables_;  // by slot
};

std::string constant_text(Rulebook const& book, Expression const& literal);

}  // namespace bylaw::dsl::plain
