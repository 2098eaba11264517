// Periods that run by themselves: since when an account is closed, or a case. The round notes what it finds closed, so
// that a period also begins for what was closed before there were periods; whoever opens something again ends it.
#pragma once

#include "storage/store.hpp"

#include <vector>

namespace collegium::server::retention {

using storage::KeptKey;
using storage::KeptKind;

KeptKey account_key(storage::Handle person) noexcept;
KeptKey report_key(storage::Seq report) noexcept;
KeptKey case_key(storage::LocalId id) noexcept;

// It is open: its period begins anew when it is closed the next time.
void note_open(storage::WriteTx& tx, storage::Tables& tables, KeptKey const& key);

// What is closed and was not before, and what is open again, of all accounts and cases.
struct Changed {
    std::vector<KeptKey> closed;
    std::vector<KeptKey> open;

    std::size_t count() const noexcept { return closed.size() + open.size(); }
};

// At most so many. Walks all of them: on a worker.
Changed changed(storage::ReadTx const& tx, storage::Tables const& tables, std::size_t most);

// Notes what is closed, and forgets what is open again, of what was found so and still is.
void note_changed(storage::WriteTx& tx, storage::Tables& tables, Changed const& found, Instant now);

// Whether the account is one whose person is no longer here: closed, or its school no longer knows them.
bool is_over(storage::AccountRecord const& account) noexcept;

}  // namespace collegium::server::retention
