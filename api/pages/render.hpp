// Models into HTML, by the templates. A template names texts of the catalogue as {{t:key}}; they become part of it, and
// a {name} in a text becomes a value of the model. Values are escaped; there is no way to leave that out.
#pragma once
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include "api/pages/texts.hpp"

namespace bylaw::api::pages {

// What a template is filled with: texts, truths, lists and named values.
using Model = kainjow::mustache::data;
using List = kainjow::mustache::list;

// A model from names and values: model({{"title", title}, {"open", true}}).
Model model(std::initializer_list<std::pair<std::string, Model>> members);

// The page `name` inside the frame.
std::string render(Language language, std::string_view name, Model const& values);

// The text of a template with its parts and texts in place; for tests. Throws where a part or a text is missing.
std::string composed_template(Language language, std::string_view name);

}  // namespace bylaw::api::pages
