// Telling the safeguarding lead, and the pages of the one who holds that role.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// For every member; of a thing ("about": its number) or of nothing in particular.
awaitable<Response> get_tell_lead(App const& app, Call call);
awaitable<Response> post_tell_lead(App const& app, Call call);

// For the safeguarding lead; for others there is nothing here.
awaitable<Response> get_cases(App const& app, Call call);
awaitable<Response> get_case(App const& app, Call call);
awaitable<Response> post_case(App const& app, Call call);
awaitable<Response> post_evidence(App const& app, Call call);

}  // namespace collegium::server::pages
