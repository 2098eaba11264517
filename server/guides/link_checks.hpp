// Link checks: whether the sources still answer on which guides of our members rest, or to which their signposts lead
// (needs D10, D16).
#pragma once

#include "server/app.hpp"

#include <boost/asio/awaitable.hpp>

namespace collegium::server::guides {

constexpr std::chrono::hours between_checks{24 * 7};  // of one address
constexpr std::size_t most_checked = 20;              // in one round

// Asks for the addresses that were not asked for in a week, one after the other: those of guides and
// signposts that members here wrote for everyone; of these the https ones. Nothing is asked where the operator does not
// want it (federation.check_references), in the mode "closed", and while the node is read-only.
boost::asio::awaitable<void> check_links(App const& app);

// Since when a link does not lead anywhere, as far as we know: it answered 404 or 410, or twice nobody answered while
// others did.
// Nothing for a link that works, or that nobody checked.
std::optional<Instant> dead_since(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view link);

}  // namespace collegium::server::guides
