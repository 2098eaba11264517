// Holds: nothing of an account or a case is disposed of while one stands on it, by no rule and by no erasure (needs O1,
// N10). A hold on a case stands on the accounts of the people whom it is about as well: their words are its evidence.
#pragma once

#include "server/retention/periods.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::retention {

constexpr std::size_t longest_reason = 200;  // characters

// What whoever would dispose of something held is told.
inline constexpr Refusal is_kept{
    Reason::conflict,
    "a hold stands on it, so nothing of it is disposed of: 'collegium retention list' shows why, 'collegium retention "
    "release' ends it"};

// What a command names: kind is "account", "report" or "case"; name is the account, or the number. Refuses malformed
// another kind or no number, and not_found where there is no such thing.
Result<KeptKey> kept_named(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view kind, std::string const& name
);

// "account ada", "report 12", "case 7", as the audit log names them.
std::string name_of(storage::ReadTx const& tx, storage::Tables const& tables, KeptKey const& key);

// Puts a hold on it, with its entry in the audit log. by: as the audit log names them. Refuses malformed without a
// reason or with one longer than longest_reason, and conflict where a hold stands already.
Result<storage::Nothing> put_hold(
    storage::WriteTx& tx,
    storage::Tables& tables,
    KeptKey const& key,
    std::string const& by,
    std::string const& reason,
    Instant now
);

// Ends it, with its entry in the audit log. Refuses not_found where there is none.
Result<storage::Nothing> release(
    storage::WriteTx& tx, storage::Tables& tables, KeptKey const& key, std::string const& by, Instant now
);

struct Hold {
    KeptKey key{};
    std::string name;
    storage::HoldRecord record;
};

// All that stand: accounts, then reports, then cases.
std::vector<Hold> holds(storage::ReadTx const& tx, storage::Tables const& tables);

// Whether a hold stands on this thing itself; for an account ask is_held.
bool stands_on(storage::ReadTx const& tx, storage::Tables const& tables, KeptKey const& key);

// Whom a report or a case is about, and who told of it: the authors of what it names among them, and who is behind a
// pen name.
std::set<storage::Handle> people_in(storage::ReadTx const& tx, storage::Tables const& tables, KeptKey const& key);

// Everybody of whom nothing may be disposed of: by a hold on their account or on a case about them.
std::set<storage::Handle> held_people(storage::ReadTx const& tx, storage::Tables const& tables);
bool is_held(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);

}  // namespace collegium::server::retention
