// The audit log: who did or looked at what, with power over others (needs N8, security O6, C6). Entries are only ever
// added, each in the transaction of what it tells of, and each carries the hash of the one before.
#pragma once

#include "federation/admit.hpp"
#include "server/app.hpp"
#include "server/audit/chain.hpp"

namespace collegium::server::audit {

struct Entry {
    std::string who;     // account, "console" for commands, "node" for what happens by itself
    std::string what;    // in words: "looked at a report"
    std::string about;   // account, address, host or number; may be empty
    std::string reason;  // as it was given; at most 500 bytes of it are kept
};

// Adds an entry. Texts are cut at 500 bytes, and what is not UTF-8 is left out. Returns its number.
storage::AuditNumber note(storage::WriteTx& tx, storage::Tables& tables, Entry const& entry, Instant now);

// The same in a transaction of its own: for what was looked at. Refuses what Store::write refuses.
boost::asio::awaitable<Result<storage::AuditNumber>> note(App const& app, Entry entry);

// How entries name somebody: the account, or the IRI of who has none here.
std::string name_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// A change with its entry: both are on disk, or neither.
template <class T>
storage::Store::Change<T> noted(storage::Store::Change<T> change, Entry entry, Instant now) {
    return [change = std::move(change),
            entry = std::move(entry),
            now](storage::WriteTx& tx, storage::Tables& tables) -> Result<T> {
        auto done = change(tx, tables);
        if (done) note(tx, tables, entry, now);
        return done;
    };
}

// The same for an act that enters the log.
federation::Alongside alongside(Entry entry, Instant now);

// A change of somebody's account: the entry says what is another one afterwards. name: of the account.
storage::Store::Change<storage::Nothing> noted_account(
    storage::Store::Change<storage::Nothing> change, std::string who, std::string what, std::string name, Instant now
);

struct Written {
    storage::AuditNumber number{};
    storage::AuditRecord record;
};

// Before `before`, newest first, at most `most`.
std::vector<Written> entries_before(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::AuditNumber before, std::size_t most
);

// Of the whole log in the store. Walks all of it: on the workers only.
Verdict verify(
    storage::ReadTx const& tx, storage::Tables const& tables, std::optional<Witness> const& witness = std::nullopt
);

// "1042:<64 hex digits>" of the newest entry: to be kept somewhere else. Empty while there is none.
std::string head(storage::ReadTx const& tx, storage::Tables const& tables);

// Writes where the log stands into the program's own log, so that a later removal is found. Run every hour.
boost::asio::awaitable<void> witness_round(App const& app);

}  // namespace collegium::server::audit
