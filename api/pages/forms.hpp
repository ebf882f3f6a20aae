// Forms: what they send, and the proof that one of our pages sent it.
#pragma once
#include <optional>
#include <string>

#include "api/server/http_types.hpp"

namespace bylaw::api::pages {

// The fields of a form as browsers send it; nothing when it is broken or is not UTF-8.
std::optional<NamedValues> read_form(std::string_view body);

// A form is taken from our own pages only: it has to carry the key that goes with the cookie, and the browser must not
// say that another site sent it.
std::string new_form_cookie();
std::string form_key_of(std::string const& cookie);
bool is_from_us(HttpRequest const& request, NamedValues const& form);

// "Set-Cookie" for a cookie of the pages. It lives for `seconds`; 0 deletes it.
std::pair<std::string, std::string> set_cookie(std::string_view name, std::string_view value, int seconds);

}  // namespace bylaw::api::pages
