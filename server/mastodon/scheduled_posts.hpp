// The register of posts that wait for their time.
#pragma once

#include "storage/tables.hpp"

#include <set>
#include <utility>
#include <vector>

namespace collegium::server::mastodon {

constexpr std::chrono::minutes soonest_schedule{5};

// Of one member.
constexpr std::size_t most_scheduled = 300;
constexpr std::size_t most_scheduled_a_day = 25;  // that are to appear on the same day, in UTC

struct Scheduled {
    storage::PlaceKey place{};  // whose, and its own id
    storage::ScheduledRecord post{};
};

// Of one member, oldest first.
std::vector<Scheduled> scheduled_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

// Those whose time has come, in the order of their times. What could not be said before is not among them.
std::vector<Scheduled> scheduled_until(storage::ReadTx const& tx, storage::Tables const& tables, Instant now);

// Pictures that wait with a post for its time, each with its owner.
using Promised = std::set<std::pair<storage::Handle, storage::LocalId>>;
Promised all_promised(storage::ReadTx const& tx, storage::Tables const& tables);

// Of one member, but for what waits with this post of theirs; 0: with none.
Promised promised_by(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, storage::LocalId but_for
);

}  // namespace collegium::server::mastodon
