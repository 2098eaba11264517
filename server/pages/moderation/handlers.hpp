// Pages of those who look into what is reported, and of those about whose words they decided.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// What was done with power over others, for operators.
awaitable<Response> get_audit(App const& app, Call call);
awaitable<Response> get_audit_export(App const& app, Call call);

}  // namespace collegium::server::pages
