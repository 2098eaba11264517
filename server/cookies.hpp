// Cookies: two, both for this host only, never readable by scripts.
#pragma once

#include "server/http/message.hpp"

namespace collegium::server::cookies {

constexpr std::string_view sign_in = "__Host-sign-in";  // who is signed in
constexpr std::string_view browser = "__Host-browser";  // binds forms of guests

// The value of a cookie of the request; empty if absent.
std::string_view value_of(Request const& request, std::string_view name) noexcept;

// Whether the cookie comes along when somebody follows a link from another site.
enum class FromLinks { yes, no };  // SameSite=Lax, SameSite=Strict

std::string keep(std::string_view name, std::string_view value, unsigned days, FromLinks from_links = FromLinks::yes);
std::string forget(std::string_view name);

}  // namespace collegium::server::cookies
