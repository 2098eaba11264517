// The page for what did not work: what happened, and what to do.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

Response error_page(App const& app, Call const& call, Refusal refusal);

}  // namespace collegium::server::pages
