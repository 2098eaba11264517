// What this node seals for itself and reads again within ten minutes.
#pragma once

#include "config/clock.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "server/members/secrets.hpp"

#include <optional>
#include <string>

namespace collegium::server::openid {

constexpr std::chrono::minutes pending_lasts{10};

// With the time of sealing in it, as "at".
std::string seal_json(
    members::Secrets const& secrets, federation::JsonText& json, std::string_view context, Instant when
);

// Nothing for what was not sealed here for this context, or more than ten minutes ago.
std::optional<federation::Json> open_json(
    members::Secrets const& secrets, std::string_view sealed, std::string_view context, Instant now
);

Instant sealed_at(federation::Json const& json);

// The same as text for a cookie.
std::string for_cookie(std::string_view sealed);
std::string from_cookie(std::string_view cookie);  // empty for what is none

}  // namespace collegium::server::openid
