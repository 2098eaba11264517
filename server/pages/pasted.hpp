// Pasted: what somebody means by the address of a thing that they pasted into a form.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// A thing that this reader may see: by its address at this node, as browsers show it, or by its own. What stands after
// a '#' does not matter. Nothing for anything else.
std::optional<timeline::PostView> pasted_post(App const& app, Call const& call, std::string_view pasted);

}  // namespace collegium::server::pages
