// The answer to a form while the node is read-only: it says so, and nothing that was typed is lost.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

// kept: the form is one of ours for this browser, so what it holds may stand on a page of ours again.
Response read_only_page(App const& app, Call const& call, bool kept);

}  // namespace collegium::server::pages
