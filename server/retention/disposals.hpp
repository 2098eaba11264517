// The log of disposals: how much was disposed of on which day, by which rule and after which period. Nothing of what it
// was, and nobody's name.
#pragma once

#include "server/retention/rules.hpp"
#include "storage/store.hpp"

#include <string>
#include <vector>

namespace collegium::server::retention {

// In the transaction that disposes of it. Those of one day and rule are one row.
void note_disposed(storage::WriteTx& tx, storage::Tables& tables, Rule const& rule, std::uint64_t count, Instant now);

struct Disposed {
    Instant day{};  // its beginning, UTC
    Rule rule{};    // with the days that were set then
    std::uint64_t count{};
    Instant last{};
};

// Newest first, at most so many.
std::vector<Disposed> disposals(
    storage::ReadTx const& tx, storage::Tables const& tables, Settings const& settings, std::size_t most
);

}  // namespace collegium::server::retention
