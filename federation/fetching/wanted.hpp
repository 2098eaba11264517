// Wanted: things that others have and that are missing here, on disk until they are here or given up.
#pragma once

#include "federation/node.hpp"
#include "storage/iri.hpp"
#include "storage/store.hpp"

namespace collegium::federation::wanted {

constexpr std::uint64_t most = 100'000;         // things at a time: others decide what is missing here
constexpr std::uint64_t deepest = 100;          // parents of parents that one reply may lead to
constexpr std::uint64_t most_tries = 8;         // of a place that does not answer, but not before:
constexpr std::chrono::days least_patience{4};  // longer than a weekend, however soon tries follow each other
constexpr std::chrono::hours oldest{24 * 30};
constexpr std::chrono::seconds patience{5};  // most missing things are only late

// Notes a thing, unless it is ours, is here, is noted already, or one bound above is reached.
void note(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string_view own_host,
    storage::Handle thing,
    std::uint64_t depth,
    Instant now
);

// The same by name, for what is not in the log yet; and wakes who searches.
boost::asio::awaitable<void> seek(Node const& node, Iri thing);

// It came by itself.
void forget(storage::WriteTx& tx, storage::Tables& tables, std::string_view thing);

struct Thing {
    storage::Handle handle;
    Iri iri;
    storage::WantedRecord record;
};

std::optional<Thing> find(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing);

// Those that are due, of at most `looked_at` entries after `after`; and where to go on, nothing at the end.
struct Slice {
    std::vector<Thing> due;
    std::optional<storage::Handle> last;
    std::optional<Instant> next;  // when the first of the others is due
};
Slice due_after(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle after, std::size_t looked_at, Instant now
);

// Whether it is given up now.
bool is_given_up(storage::WantedRecord const& record, Instant now) noexcept;

// When to try again after so many tries: 1, 4, 16 minutes, about 1, 4, 17 hours, then every two days, for a first wait
// of a minute, as deliveries have it.
std::chrono::seconds wait_after(std::uint64_t tries, std::chrono::seconds first);

}  // namespace collegium::federation::wanted
