// People whom somebody names on a form.
#pragma once

#include "server/app.hpp"

#include <string>

namespace collegium::server::pages {

// "name" for somebody here, "name@institution" for somebody at a partner, who is met if need be. Refuses not_found,
// malformed, and what resolving refuses.
boost::asio::awaitable<Result<storage::Handle>> person_named(App const& app, std::string address);

// Why nobody was found, beside the field.
std::string_view why_nobody(Refusal refusal);

}  // namespace collegium::server::pages
