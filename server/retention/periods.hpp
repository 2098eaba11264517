// Periods that run by themselves: since when an account is closed, or a case. The round notes what it finds closed, so
// that a period also begins for what was closed before there were periods; whoever opens something again ends it.
#pragma once

#include "storage/store.hpp"

namespace collegium::server::retention {

using storage::KeptKey;
using storage::KeptKind;

KeptKey account_key(storage::Handle person) noexcept;
KeptKey report_key(storage::Seq report) noexcept;
KeptKey case_key(storage::LocalId id) noexcept;

// It is open: its period begins anew when it is closed the next time.
void note_open(storage::WriteTx& tx, storage::Tables& tables, KeptKey const& key);

// Notes what is closed and was not before, and forgets what is open again; at most so many of them, all in one
// transaction. Returns how many it changed.
std::size_t note_closed(storage::WriteTx& tx, storage::Tables& tables, Instant now, std::size_t most);

// Whether the account is one whose person is no longer here: closed, or its school no longer knows them.
bool is_over(storage::AccountRecord const& account) noexcept;

}  // namespace collegium::server::retention
