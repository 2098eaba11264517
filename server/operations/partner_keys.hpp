// Partner keys: which partners' nodes sign with another key than the one that we knew (journey J2, needs 4.2 no. 17).
#pragma once

#include "server/health/checks.hpp"
#include "storage/tables.hpp"

#include <vector>

namespace collegium::server::operations {

// A partner's node and a digest of the keys in its document, as our copy says.
struct PartnerKey {
    std::string host;
    std::string digest;   // hexadecimal
    bool is_new = false;  // seen for the first time, which is no news
};

// Those whose digest is not the one that was noted. Only agreed and paused partners.
std::vector<PartnerKey> changed_keys(storage::ReadTx const& tx, storage::Tables const& tables);

// From now on this is the one that we know.
void note_key(storage::WriteTx& tx, storage::Tables& tables, PartnerKey const& key);

// What operators are told.
health::Check check_of(PartnerKey const& key);

}  // namespace collegium::server::operations
