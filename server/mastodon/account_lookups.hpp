// Finding accounts: by id, by name, and by a part of a name.
#pragma once

#include "server/mastodon/view.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace collegium::server::mastodon {

// The actor of this id; nothing for an unknown one, for one that this reader may not see, and for the node's own.
std::optional<storage::Handle> account_of(View const& view, std::string_view id);

// The actor that goes by "name", "@name", "name@host" or "@name@host", in any case.
std::optional<storage::Handle> account_named(View const& view, std::string_view address);

// The actor whose IRI or page this is.
std::optional<storage::Handle> account_at(View const& view, std::string_view address);

// What somebody typed into a search: those whose address it is, or else those whose name or a word of whose display
// name begins so, ours before others. At most 20,000 actors are looked at.
std::vector<storage::Handle> accounts_searched(
    View const& view, std::string_view typed, std::size_t offset, std::size_t limit
);

// Asks another node for the actor of "name@host" or of an address, if nobody here knew it before. What comes of it is
// found in the store afterwards. Nobody is met while the node is read-only.
boost::asio::awaitable<void> meet_if_unknown(App const& app, Call const& call, std::string typed);

}  // namespace collegium::server::mastodon
