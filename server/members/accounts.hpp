// Accounts: made, changed and closed. Every change of one goes through here, so that the rules of roles hold and what
// somebody may no longer use ends at once.
#pragma once

#include "config/settings.hpp"
#include "federation/signing/keyring.hpp"
#include "storage/store.hpp"

#include <functional>
#include <string>

namespace collegium::server::members {

struct NewAccount {
    std::string name;
    std::string display_name;       // empty: the name
    storage::AccountRecord record;  // its actor and the time of making are filled in
};

// What the making needs, beside the tables. References only.
struct Maker {
    Settings const& settings;
    federation::Keyring const& keyring;
    federation::ActorKeys const& keys;  // for the new actor: slow to make, so made before
    Instant now;
};

// Makes the account and its actor. Refuses malformed (not a name), conflict (the name is taken, or there is a research
// lead already), and what check_roles refuses.
Result<storage::Nothing> add_account(
    storage::WriteTx& tx, storage::Tables& tables, Maker const& maker, NewAccount const& account
);

// Somebody asks to be let in. Until then there is no actor: nobody outside learns of them. Refuses malformed and
// conflict as above, and unavailable while two hundred wait.
Result<storage::Nothing> add_request(
    storage::WriteTx& tx, storage::Tables& tables, NewAccount const& account, Instant now
);

// Refuses not_found where nobody of that name waits.
Result<storage::Nothing> let_in(
    storage::WriteTx& tx, storage::Tables& tables, Maker const& maker, std::string const& name
);
Result<storage::Nothing> turn_down(storage::WriteTx& tx, storage::Tables& tables, std::string const& name);

// Changes an account as `change` says. Whoever is shut out, loses a role, or gets another password loses all sign-ins
// and tokens with it (security R16); a closed account has no passkeys any more. Refuses not_found, and what check_roles
// refuses.
Result<storage::Nothing> change_account(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string const& name,
    std::function<void(storage::AccountRecord&)> const& change
);

// Another password in place of one that was lost, or that others know: those may have added passkeys, so these end too,
// with all sign-ins and tokens. An authenticator stays. hash: of the password. Refuses not_found.
Result<storage::Nothing> reset_password(
    storage::WriteTx& tx, storage::Tables& tables, std::string const& name, std::string const& hash
);

// Takes the second factor away from who lost it, with all sign-ins and tokens. Refuses not_found, also for somebody who
// still asks to be let in.
Result<storage::Nothing> reset_second_factor(storage::WriteTx& tx, storage::Tables& tables, std::string const& name);

// What AccountRecord::vouched says of somebody of whom the school said that they are gone: long ago, so they come back
// only through the school.
constexpr Instant left_school{std::chrono::milliseconds{1}};

// The school said that they are gone. Their roles stay noted for their return; until then they hold none of them, and
// nothing is sent to them.
bool has_left(storage::AccountRecord const& account) noexcept;

// Active, and for those whom the school's own sign-in vouches for: its last word is less than an hour old (needs A11).
bool may_come_in(storage::AccountRecord const& account, Instant now) noexcept;

// The sign-ins of somebody who may not come in any more. Left on a shared computer they would wake up by themselves as
// soon as the school vouches for their member again.
void end_resting_sign_ins(
    storage::WriteTx& tx, storage::Tables& tables, storage::AccountRecord const& account, Instant now
);

// All sign-ins and tokens of a person, and the codes that programs did not turn into tokens yet.
void end_all_access(storage::WriteTx& tx, storage::Tables& tables, storage::Handle person);

}  // namespace collegium::server::members
