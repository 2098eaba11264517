// Passkeys of members: keys in their telephones, computers and security keys that sign for them (WebAuthn). Each is a
// second factor beside the password, and stands for both where it recognised its holder.
#pragma once

#include "server/members/secrets.hpp"
#include "storage/store.hpp"

#include <vector>

namespace collegium::server::members {

constexpr std::size_t most_passkeys = 20;          // of one member
constexpr std::size_t longest_passkey_name = 240;  // bytes

struct Passkey {
    storage::TokenDigest id{};
    storage::PasskeyRecord record;
};

// The oldest first.
std::vector<Passkey> passkeys_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);
bool has_passkey(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);

// credential: the id that the authenticator gave it. Nothing if nobody here has it.
std::optional<Passkey> find_passkey(
    storage::ReadTx const& tx, storage::Tables const& tables, Secrets const& secrets, std::string_view credential
);

// Refuses conflict for one that somebody has already, and for more than twenty of one member.
Result<storage::Nothing> add_passkey(
    storage::WriteTx& tx, storage::Tables& tables, Secrets const& secrets, storage::PasskeyRecord const& record
);

// Refuses not_found for what is not this person's.
Result<storage::Nothing> rename_passkey(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle person,
    storage::TokenDigest const& id,
    std::string const& name
);

// Refuses not_found for what is gone, and conflict if the counter did not go up: then there are two of it.
Result<storage::Nothing> note_passkey_use(
    storage::WriteTx& tx, storage::Tables& tables, storage::TokenDigest const& id, std::uint64_t counter, Instant now
);

// False for what is not this person's. Whether they may do without is asked in second_factor.hpp.
bool erase_passkey(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle person, storage::TokenDigest const& id
);
void erase_passkeys(storage::WriteTx& tx, storage::Tables& tables, storage::Handle person);

}  // namespace collegium::server::members
