// Each kind of item as lines.
#pragma once
#include "dsl/format/comments.hpp"

namespace bylaw::dsl {

inline constexpr int indent_step = 2;

void add_item(Lines& lines, syntax::Item const& item);

// In clauses.cpp, standing.cpp, scenarios.cpp, procedures.cpp and roles.cpp:
void add_rule(Lines& lines, syntax::Rule const& rule);
void add_standing(Lines& lines, syntax::Standing const& standing);
void add_role(Lines& lines, syntax::Role const& role);
void add_entry(Lines& lines, syntax::Entry const& entry);
void add_background(Lines& lines, syntax::Background const& background);
void add_scenario(Lines& lines, syntax::Scenario const& scenario);
void add_procedure(Lines& lines, syntax::Procedure const& procedure);
void add_route(Lines& lines, syntax::Route const& route);
void add_step(Lines& lines, syntax::Step const& step);

// Shared pieces.
// `word a, b, c`, wrapped; `behind` is put after the last.
layout::Doc names_doc(std::string word, syntax::Names const& names, std::string behind = "");
std::string joined(syntax::Names const& names, std::string_view separator);
std::string force_text(syntax::Force force);
// The `end` of a block that covers `span`, after the comments that stand before it.
void add_end(Lines& lines, Span span);

}  // namespace bylaw::dsl
