// Expressions as clauses ("the amount asked for is more than USD 100,000") and nouns ("the amount asked for").
#pragma once
#include <map>
#include <string>
#include <vector>

#include "dsl/rulebook.hpp"

namespace bylaw::dsl::plain {

class Phrases {
 public:
  explicit Phrases(Rulebook const& book) : book_(book) {}

  std::string clause(Index expression) { return clause(expression, false); }
  // The parts of a condition that is better read as a list, each a clause; empty when one sentence does.
  // `all` says whether all of them have to hold or any one.
  std::vector<std::string> parts(Index expression, bool& all);

 private:
  std::string clause(Index expression, bool negated);
  std::string noun(Index expression);

  // clauses
  std::string junction(Expression const& expression, bool negated);
  std::string term(Index expression, bool negated, bool last);
  std::string comparison(Expression const& expression, bool negated);
  std::string equality(Expression const& expression, bool negated);
  std::string membership(Expression const& expression, bool negated);
  std::string presence(Expression const& expression, bool negated);
  std::string truth(Index expression, bool negated);
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
  std::string such_that(Index condition);

  // The words for a record while its variable is in sight: "the contact", inside another one "the other contact".
  std::string introduce(Expression const& binder);
  std::string record_noun(Index record) const;
  Expression const& at(Index index) const { return book_.expressions[index]; }

  Rulebook const& book_;
  std::map<Index, std::string> variables_;  // by slot
};

std::string constant_text(Rulebook const& book, Expression const& literal);

}  // namespace bylaw::dsl::plain
