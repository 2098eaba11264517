// The answer to a form while nothing is taken: it says so, and nothing that was typed is lost.
#pragma once

#include "server/read_only.hpp"

namespace collegium::server::pages {

// kept: the form is one of ours for this browser, so what it holds may stand on a page of ours again.
Response read_only_page(App const& app, Call const& call, bool kept, Rest why);

}  // namespace collegium::server::pages
