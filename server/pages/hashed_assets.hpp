// Hashed assets: files of the program whose address tells their content, so that browsers keep them for good and never
// mix one version of a page with another one of its script.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

// "writing.js" => "/assets/hashed/writing-0123456789abcdef.js". name: of an embedded file, with an ending.
std::string hashed_path(std::string_view name);

// GET /assets/hashed/:name: for good under its own hash; under an older one, as from a page that was open while the
// program was replaced, what there is now, to be asked for again.
boost::asio::awaitable<Response> get_hashed_asset(App const& app, Call call);

}  // namespace collegium::server::pages
