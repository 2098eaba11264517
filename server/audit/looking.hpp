// Looking: every address at which somebody sees what is private to others, and what the audit log says of it.
#pragma once

#include "server/routes.hpp"

namespace collegium::server::audit {

// What is shown there, for the log: "looked at a report". Empty for an address that shows nothing of that kind.
std::string_view shown_by(Route const& route) noexcept;

// Runs the handler of a route. Where it shows what is private, who looked is on disk before the answer goes out; if
// that cannot be written down, nothing is shown. A form that shows its page again counts as a look; what is not there,
// or not allowed, showed nothing.
boost::asio::awaitable<Response> handle(App const& app, Call call, Route const& route);

}  // namespace collegium::server::audit
