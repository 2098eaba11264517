// Feeds of lists that everybody may read. Who asks makes no difference: they hold what is for everyone and nothing
// else.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

constexpr std::string_view atom_type = "application/atom+xml";

awaitable<Response> get_questions_feed(App const& app, Call call);
awaitable<Response> get_guides_feed(App const& app, Call call);
awaitable<Response> get_person_feed(App const& app, Call call);

}  // namespace collegium::server::pages
