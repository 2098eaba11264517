// Past: what a community's own node tells about the time before anybody here followed it, or about an outage. Its
// outbox comes first, oldest act first, through the same door as live announcements; then the threads are completed
// from their `context` or `replies` collections (wire reference 4.4).
#pragma once

#include "federation/node.hpp"
#include "storage/iri.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace collegium::federation::past {

// For one community at a time.
constexpr unsigned most_requests = 200;
constexpr std::size_t most_things = 500;
constexpr std::size_t most_threads = 50;

// Notes that the past of another node's community is wanted. Once all of it was here, only what is new since.
void ask(storage::WriteTx& tx, storage::Tables& tables, storage::Handle community, Instant now);

// Notes it for the communities of this host that somebody here follows (every host, if it is empty); returns how many.
std::uint64_t ask_host(storage::WriteTx& tx, storage::Tables& tables, std::string_view host, Instant now);

// The same two, on disk when they return, and begun soon. Refuses what Store::write refuses.
boost::asio::awaitable<Result<storage::Nothing>> ask_for(Node const& node, storage::Handle community);
boost::asio::awaitable<Result<std::uint64_t>> ask_for_host(Node const& node, std::string host);

// For a community that somebody looks at: only if nothing was asked of it before.
boost::asio::awaitable<void> ask_once(Node const& node, Iri community);

// A failed search goes on by itself, after growing waits, for some time.
bool is_tried_again(storage::ImportRecord const& record);

// The communities whose past is to be fetched now, and when the first of those that failed is tried again.
struct Due {
    std::vector<storage::Handle> communities;
    std::optional<Instant> next;
};
Due due(Node const& node, storage::ReadTx const& tx, storage::Tables const& tables);

// Fetches it within the bounds above, and writes into the table how far it came.
boost::asio::awaitable<void> fetch(Node const& node, storage::Handle community);

}  // namespace collegium::federation::past

namespace collegium::federation {

// After an outage: asks this host for what its communities said meanwhile. Returns how many communities that are. In a
// transaction of the caller's own thread, for commands and tests.
Result<std::uint64_t> catch_up(Node const& node, std::string_view host);

}  // namespace collegium::federation
