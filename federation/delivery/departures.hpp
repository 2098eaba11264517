// Departures: how much left this node, on which day, for whom, and of which kind (needs O10). Counted where a receipt
// is written, so nobody has to look through the receipts.
#pragma once

#include "federation/node.hpp"

#include <boost/asio/awaitable.hpp>

namespace collegium::federation {

// How long days are kept.
constexpr std::uint64_t departure_days = 92;

// Days since 1970-01-01, UTC.
std::uint64_t day_of(Instant when) noexcept;
Instant begin_of_day(std::uint64_t day) noexcept;

// Inside the transaction that writes the receipt. An entry that the log does not have counts as of no kind.
void count_departure(
    storage::WriteTx& tx, storage::Tables& tables, storage::EntryKey const& delivery, bool delivered, Instant at
);

// Erases what is older than `departure_days`, at most 10,000 rows at a time. Returns how many.
std::size_t forget_departures(storage::WriteTx& tx, storage::Tables& tables, Instant now);

// The same as a round of the serving node, as long as there is something.
boost::asio::awaitable<void> tend_departures(Node const& node);

struct Departure {
    storage::DepartureKey key;
    storage::DepartureRecord count;
};

// Those of these days, the newest day first, at most `most`. host: only what went there, at the cost of nobody else's
// rows; no_one: all.
std::vector<Departure> departures_since(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::uint64_t first_day,
    std::size_t most,
    storage::Handle host = storage::no_one
);

// How many messages for this host wait, by the day on which they were entered, the first `most` of them.
std::vector<std::pair<std::uint64_t, std::uint64_t>> waiting_by_day(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle host, std::size_t most
);

}  // namespace collegium::federation
