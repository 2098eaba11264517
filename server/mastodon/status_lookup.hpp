// Finding the status that an address or a parameter names, as its caller may see it.
#pragma once

#include "federation/timeline.hpp"
#include "server/mastodon/view.hpp"

namespace collegium::server::mastodon {

// The thing behind an id: its own, or that of a line that passed it on. Nothing where there is none, where it is gone,
// and where it is not for this reader: nobody learns the difference.
std::optional<federation::timeline::PostView> find_status(View const& view, std::string_view id);

// The same for the id in the address of the call.
std::optional<federation::timeline::PostView> status_of(App const& app, Call const& call);

// The caller's own thing behind the id in the address, for changing it: the id must be the thing's own.
std::optional<federation::timeline::PostView> own_status_of(App const& app, Call const& call);

// The line by which the caller passed something on, behind the id in the address.
std::optional<storage::BoostRecord> own_line_of(App const& app, Call const& call);

// 404, the same for everything that cannot be seen.
Response no_such_status();

// The status as it is now, for the caller.
Response show_status(App const& app, Call const& call, storage::Handle thing);

}  // namespace collegium::server::mastodon
