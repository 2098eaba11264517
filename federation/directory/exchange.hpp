// Exchange: how two partners come to hold the same listings, with no centre. Each reads the other's list of what it
// learnt since the last time, and fetches what it does not have; what came from one is passed on to the next in the
// same way. Whoever brings a listing, its owner's proof decides.
#pragma once

#include "federation/directory/listing.hpp"
#include "federation/node.hpp"

#include <vector>

namespace collegium::federation::directory {

constexpr std::size_t most_in_digest = 2'000;  // listings that one page of a digest tells of
constexpr std::size_t most_in_page = 100;      // listings that are given at once

// What this node learnt after that change, oldest first, as JSON: for each listing its change, and the hashes of its id
// and its bytes. Nothing expired or of a host that is shut out.
std::string digest_page(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::ChangeNumber after, Instant now
);

// The listings of these changes ("12,15,99"), as JSON; those that are here no more are left out. Refuses malformed what
// is no list of numbers, and too_large more than 100 of them.
Result<std::string> listings_page(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view changes, Instant now
);

struct Pulled {
    std::size_t kept = 0;     // new here, or newer than what was here
    std::size_t refused = 0;  // forged, stale, too large, of a host that is shut out ...
    std::size_t requests = 0;
};

// Keeps what a partner gave: the listings in "items". Whatever is wrong with one changes nothing for the others.
boost::asio::awaitable<Result<Pulled>> take_in(Node const& node, std::string told_by, Json page);

// Reads a partner's directory from where the last time ended; once a week, and after the partner lost its own order,
// from the beginning. At most 1,000 requests; the next time goes on. Refuses what fetch_json refuses, and malformed.
boost::asio::awaitable<Result<Pulled>> pull_directory(Node const& node, std::string host);

// One round of a serving node: its own listings are renewed, what must go goes, every partner that answers is asked.
boost::asio::awaitable<void> tend_directory(Node const& node);

}  // namespace collegium::federation::directory
