// LogListener: what may lag behind the log, and catches up: notifications, the index of words, live streams.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <vector>

namespace collegium::server {

// An entry of the log as its followers hear it.
struct Logged {
    storage::Seq seq{};
    storage::LogEntry entry;
    std::optional<federation::Activity> activity;  // nothing: its words were erased
};

class LogListener {
public:
    virtual ~LogListener() = default;

    // The last entry that it has dealt with for good; 0: none yet.
    virtual storage::Seq heard(storage::ReadTx const& tx, storage::Tables const& tables) const = 0;

    // Deals with these entries, in this order, and remembers the last of them together with whatever they led to: then
    // a crash repeats at most what left no trace. The views may be ahead of the entries. Throws what broke; the same
    // entries come again.
    virtual boost::asio::awaitable<void> hear(std::vector<Logged> entries) = 0;
};

// Cursors of listeners whose effects are in the store, to be put in the transaction of the effects. name: of the
// listener.
storage::Seq stored_cursor(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view name);
void store_cursor(storage::WriteTx& tx, storage::Tables& tables, std::string_view name, storage::Seq seq);

}  // namespace collegium::server
