#include "federation/mailbox/agreement.hpp"

#include "crypto/keys.hpp"

namespace collegium::federation::mailbox {

using storage::MailboxRecord;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

storage::Store::Change<Nothing> offering(std::string host, std::string key, Instant now) {
    return [host = std::move(host), key = std::move(key), now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        if (!crypto::Ed25519PublicKey::from_multikey(key))
            return Refusal{
                Reason::malformed,
                "that is no key: take the word that begins with z6Mk, which 'collegium partner mailbox use' shows "
                "there"};
        auto record = tables.mailboxes.get(tx, host).value_or(MailboxRecord{});
        record.key = key;
        record.offered = now;
        tables.mailboxes.put(tx, host, record);
        return Nothing{};
    };
}

storage::Store::Change<Nothing> using_it(std::string host, Instant now) {
    return [host = std::move(host), now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        auto record = tables.mailboxes.get(tx, host).value_or(MailboxRecord{});
        if (record.used != Instant{}) return Nothing{};
        record.used = now;
        tables.mailboxes.put(tx, host, record);
        return Nothing{};
    };
}

storage::Store::Change<Nothing> ending(std::string host) {
    return [host = std::move(host)](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        if (!tables.mailboxes.contains(tx, host))
            return Refusal{Reason::not_found, "there is no mailbox: 'collegium partner show' says where there is one"};
        tables.mailboxes.erase(tx, host);
        return Nothing{};
    };
}

std::string visitor_key(storage::ReadTx const& tx, Tables const& tables, std::string const& host) {
    return tables.mailboxes.get(tx, host).value_or(MailboxRecord{}).key;
}

std::vector<std::string> places_to_visit(storage::ReadTx const& tx, Tables const& tables) {
    std::vector<std::string> hosts;
    tables.mailboxes.each(tx, [&](std::string const& host, MailboxRecord const& record) {
        if (record.used != Instant{}) hosts.push_back(host);
        return true;
    });
    return hosts;
}

}  // namespace collegium::federation::mailbox
