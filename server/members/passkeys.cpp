#include "server/members/passkeys.hpp"

#include <algorithm>

namespace collegium::server::members {

using storage::Handle;
using storage::Nothing;
using storage::OwnedToken;
using storage::PasskeyRecord;
using storage::ReadTx;
using storage::Tables;
using storage::TokenDigest;
using storage::WriteTx;

namespace {

TokenDigest digest_of(Secrets const& secrets, std::string_view credential) {
    return secrets.digest("passkey:" + std::string{credential});
}

std::vector<TokenDigest> ids_of(ReadTx const& tx, Tables const& tables, Handle person) {
    std::vector<TokenDigest> found;
    tables.passkeys_of.ascend(tx, {person, {}}, [&](OwnedToken const& key, Nothing) {
        if (key.of == person) found.push_back(key.token);
        return key.of == person;
    });
    return found;
}

// An authenticator that counts its signatures says a higher number each time; one that does not says 0 for ever.
bool went_up(std::uint64_t before, std::uint64_t now) {
    return now > before || (now == 0 && before == 0);
}

}  // namespace

std::vector<Passkey> passkeys_of(ReadTx const& tx, Tables const& tables, Handle person) {
    std::vector<Passkey> all;
    for (auto const& id : ids_of(tx, tables, person))
        if (auto record = tables.passkeys.get(tx, id)) all.push_back({id, *std::move(record)});
    std::ranges::sort(all, {}, [](Passkey const& each) { return each.record.created; });
    return all;
}

bool has_passkey(ReadTx const& tx, Tables const& tables, Handle person) {
    return !ids_of(tx, tables, person).empty();
}

std::optional<Passkey> find_passkey(
    ReadTx const& tx, Tables const& tables, Secrets const& secrets, std::string_view credential
) {
    auto const id = digest_of(secrets, credential);
    auto record = tables.passkeys.get(tx, id);
    if (!record) return std::nullopt;
    return Passkey{id, *std::move(record)};
}

Result<Nothing> add_passkey(WriteTx& tx, Tables& tables, Secrets const& secrets, PasskeyRecord const& record) {
    auto const id = digest_of(secrets, record.credential);
    if (ids_of(tx, tables, record.of).size() >= most_passkeys)
        return Refusal{Reason::conflict, "there are twenty passkeys already: remove one first"};
    if (!tables.passkeys.insert(tx, id, record)) return Refusal{Reason::conflict, "this passkey is here already"};
    tables.passkeys_of.put(tx, {record.of, id}, {});
    return Nothing{};
}

Result<Nothing> rename_passkey(
    WriteTx& tx, Tables& tables, Handle person, TokenDigest const& id, std::string const& name
) {
    auto record = tables.passkeys.get(tx, id);
    if (!record || record->of != person) return Refusal{Reason::not_found, "there is no such passkey"};
    record->name = name;
    tables.passkeys.put(tx, id, *record);
    return Nothing{};
}

Result<Nothing> note_passkey_use(
    WriteTx& tx, Tables& tables, TokenDigest const& id, std::uint64_t counter, Instant now
) {
    auto record = tables.passkeys.get(tx, id);
    if (!record) return Refusal{Reason::not_found, "the passkey was removed"};
    if (!went_up(record->counter, counter))
        return Refusal{Reason::conflict, "its counter did not go up: there may be a copy of it"};
    record->counter = counter;
    record->used = now;
    tables.passkeys.put(tx, id, *record);
    return Nothing{};
}

bool erase_passkey(WriteTx& tx, Tables& tables, Handle person, TokenDigest const& id) {
    return tables.passkeys_of.erase(tx, {person, id}) && tables.passkeys.erase(tx, id);
}

void erase_passkeys(WriteTx& tx, Tables& tables, Handle person) {
    for (auto const& id : ids_of(tx, tables, person)) erase_passkey(tx, tables, person, id);
}

}  // namespace collegium::server::members
