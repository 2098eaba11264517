// Keeping: which listings this node believes, holds and passes on. Registers, and no part of the log: what is listed is
// nobody's act, and has to be forgotten when it expires.
#pragma once

#include "federation/directory/listing.hpp"
#include "storage/store.hpp"

#include <optional>

namespace collegium::federation::directory {

constexpr std::uint64_t most_of_a_host = 100;        // listings of one host
constexpr std::uint64_t most_of_a_teller = 100'000;  // that one partner brought
constexpr std::uint64_t most_listings = 200'000;     // that are held

// Who keeps it: the name of this node, and who brought the listing (a host; empty: it was made here).
struct Keeper {
    std::string own_host;
    std::string told_by;
    std::uint64_t most_told = most_of_a_teller;
};

// Puts it in place of an older one with this id. The key must be the owner's: the one in the actor's document, if we
// have it, or else the one that this host's other listings are signed with; the first listing of a host that we never
// met brings its key along. What contradicts a document that comes later is dropped then (unbelieved).
// Refuses unconcerned (we have it, or a newer one; or it is ours, and told by others), not_partner (our operator turned
// the host down or removed it), forged (another key), gone (the owner is no more), too_many (see above).
Result<void> keep_listing(
    storage::WriteTx& tx, storage::Tables& tables, Keeper const& keeper, ProvenListing const& proven
);

// One that is held; nothing if there is none with this id.
std::optional<storage::ListingRecord> find_listing(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view id
);

// What it says. A record was checked before it was kept.
Listing listing_of(storage::ListingRecord const& record);

// Whether our operator turned this host down or removed it: nothing of it is kept, shown or passed on.
bool is_shut_out(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view host);

// Whether readers may see it: neither withdrawn nor over, and not of a host that is shut out.
bool is_shown(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::ListingRecord const& record, Instant now
);

// Whether the owner's document is here and has this key: its word is proven beyond the directory.
bool is_confirmed(storage::ReadTx const& tx, storage::Tables const& tables, Listing const& listing);

// Listings that must go: expired, of hosts that are shut out, signed with another key than the owner's document has by
// now. At most `most`, by their hashed ids. Reads everything that is held: on a worker.
std::vector<storage::IriHash> unbelieved(
    storage::ReadTx const& tx, storage::Tables const& tables, Instant now, std::size_t most
);

void drop_listing(storage::WriteTx& tx, storage::Tables& tables, storage::IriHash const& id);

// The order in which this node learnt listings: its name, which is another one after all was lost, and the newest
// number in it.
struct LearntOrder {
    std::string name{};  // empty: nothing was learnt yet
    storage::ChangeNumber newest{};
};
LearntOrder learnt_order(storage::ReadTx const& tx, storage::Tables const& tables);

// Gives the order another name, made from `mark`, so that partners read it from its beginning: after numbers may have
// been given out that this store does not know of.
void begin_new_order(storage::WriteTx& tx, storage::Tables& tables, std::string_view mark);

}  // namespace collegium::federation::directory
