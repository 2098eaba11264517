// Detour: where a member is led before they may go on: to their second factor, to a new charter, to their password.
#pragma once

#include "server/routes.hpp"

namespace collegium::server::members {

// The path of a page, or an empty text: then the way is free. The pages that are led to are free themselves.
std::string_view detour(App const& app, Call const& call, Route const& route);

}  // namespace collegium::server::members
