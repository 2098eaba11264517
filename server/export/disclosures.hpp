// Disclosures: which institution got what of somebody, act by act, from the receipts of deliveries (needs O3).
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/store.hpp"

#include <set>
#include <string_view>
#include <vector>

namespace collegium::server::exporting {

struct Receiver {
    storage::Handle host{};
    std::string_view state;  // "delivered", "refused", "waiting"
    Instant at{};            // 1970 while it waits
};

// One act, with those to whom it went by itself or where a community of ours passed it on.
struct Disclosure {
    storage::Seq seq{};
    federation::Verb verb{};
    Instant at{};
    std::vector<Receiver> receivers;
};

// The actors by which somebody speaks: their own, and the pen names under which reviews of theirs were published here.
std::set<storage::Handle> voices_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);

// All that these voices did, oldest first, also what went to nobody. Reads the whole log: never on a shard.
std::vector<Disclosure> disclosures_of(
    storage::ReadTx const& tx, storage::Tables const& tables, std::set<storage::Handle> const& voices
);

}  // namespace collegium::server::exporting
