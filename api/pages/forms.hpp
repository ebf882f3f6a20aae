// Forms: what they send, and the proof that one of our pages sent it.
#pragma once
#include <optional>
#include <string>

#include "api/access/doorkeeper.hpp"
#include "api/server/http_types.hpp"

namespace bylaw::api::pages {

// The fields of a form as browsers send it; nothing when it is broken or is not UTF-8.
std::optional<NamedValues> read_form(std::string_view body);

// A form is taken from our own pages only: it has to carry the key that goes with the cookie, and the browser must not
// say that another site sent it.
std::string new_form_cookie();
std::string form_key_of(std::string const& cookie);
bool is_from_us(HttpRequest const& request, Doorkeeper const& door, NamedValues const& form);

// The value of a cookie; empty when there is none. `name` is what Doorkeeper::cookie_name() makes of it.
std::string cookie(HttpRequest const& request, Doorkeeper const& door, std::string_view name);
// "Set-Cookie" for a cookie of the pages. It lives for `seconds`; 0 deletes it.
std::pair<std::string, std::string> set_cookie(Doorkeeper const& door, std::string_view name, std::string_view value,
                                               int seconds);

inline constexpr std::string_view viewer_cookie = "bylaw_viewer", language_cookie = "bylaw_language",
                                  form_cookie = "bylaw_form";

}  // namespace bylaw::api::pages
