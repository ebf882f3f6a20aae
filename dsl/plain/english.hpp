// The connecting words and small grammar of plain-language texts.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bylaw::dsl::plain {

// "a, b and c"
std::string join(std::vector<std::string> const& parts, std::string_view last_joint);
// "group_type" as people read it
std::string with_blanks(std::string_view name);
std::string capitalised(std::string text);
// "a contact", "an approach"
std::string with_article(std::string const& noun);
// "contacts", "bodies": by the common rule
std::string plural(std::string const& noun);
// "the contact's", "the members'"
std::string possessive(std::string const& noun);
// The opposite of a verb phrase such as "is in writing" or "has a quorum"; empty when it begins with no known verb.
std::string negated_verb_phrase(std::string const& phrase);
inline constexpr std::string_view not_the_case = "it is not the case that ";
// The opposite of a clause such as "the support is given in kind", made at its first known verb; "it is not the case
// that ..." where that could say something else, because there are several verbs or none.
std::string negated_clause(std::string const& clause);
// "delegation" of "a delegation (confidential)"
std::string bare_noun(std::string label);

}  // namespace bylaw::dsl::plain
