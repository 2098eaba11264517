// Filing: by what a listing is found, and finding it. In the order of names, a bounded amount of work for each page.
#pragma once

#include "federation/directory/listing.hpp"
#include "storage/store.hpp"

#include <optional>

namespace collegium::federation::directory {

// Letter case is nothing in any of these (ASCII). Empty ones ask for nothing.
struct Wanted {
    std::string words{};  // each must begin a word of the name, a subject or the address
    std::string subject{};
    std::string phase{};
    std::string language{};
    std::string region{};
    std::string host{};
    std::optional<ListedKind> kind{};
};

// The keys under which a listing is filed: one for each thing that it is found by. Of a withdrawn one only its host.
std::vector<std::string> filing_keys(Listing const& listing);

// The listing that is filed under a key, by its hashed id; nothing if the key ends otherwise than a key of ours.
std::optional<storage::IriHash> filed_under(std::string_view key);

struct FoundListings {
    std::vector<Listing> listings;
    std::optional<std::string> rest;  // there may be more after this key
};

// At most `most`, after a key that an earlier page gave as its rest (or from the beginning), among the next 500 that
// may fit. Nothing withdrawn, expired, or of a host that is shut out. Takes some milliseconds: on a worker.
FoundListings find_listings(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Wanted const& wanted,
    std::string const& after,
    std::size_t most,
    Instant now
);

}  // namespace collegium::federation::directory
