#include "server/operations/partner_keys.hpp"

#include "crypto/digest.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::operations {

using storage::PartnerState;

namespace {

std::string register_name(std::string const& host) {
    return "key of " + host;
}

// Nothing while its document is not here, or lists no key.
std::optional<std::string> digest_of(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& host
) {
    auto const actor = storage::find_handle(tx, tables, "https://" + host + "/");
    auto const record = actor ? tables.actors.get(tx, *actor) : std::nullopt;
    if (!record || (record->rsa_modulus.empty() && record->ed25519_key.empty())) return std::nullopt;
    auto const both = record->rsa_modulus + "|" + record->rsa_exponent + "|" + record->ed25519_key;
    return crypto::to_hex(crypto::sha256(crypto::bytes_of(both)));
}

}  // namespace

std::vector<PartnerKey> changed_keys(storage::ReadTx const& tx, storage::Tables const& tables) {
    std::vector<PartnerKey> changed;
    tables.partners.each(tx, [&](std::string const& host, storage::PartnerRecord const& record) {
        if (record.state != PartnerState::agreed && record.state != PartnerState::paused) return true;
        auto const digest = digest_of(tx, tables, host);
        auto const known = tables.node.get(tx, register_name(host));
        if (digest && digest != known) changed.push_back({host, *digest, !known});
        return true;
    });
    return changed;
}

void note_key(storage::WriteTx& tx, storage::Tables& tables, PartnerKey const& key) {
    tables.node.put(tx, register_name(key.host), key.digest);
}

health::Check check_of(PartnerKey const& key) {
    health::Check check;
    check.name = "key of " + key.host;
    check.state = health::State::poor;
    check.words = "The node of " + key.host + " signs with another key than before. The new one begins with " +
                  key.digest.substr(0, 16) + ".";
    check.remedy =
        "Ask its operator, not by this node, whether they changed it; if they did not, pause the partnership.";
    return check;
}

}  // namespace collegium::server::operations
