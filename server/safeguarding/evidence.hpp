// Evidence: a pack of what a case is about, as it stands in the log byte for byte, sealed so that anybody can tell
// later whether something in it was changed. Bytes in and out.
#pragma once

#include "crypto/keys.hpp"
#include "server/safeguarding/cases.hpp"

#include <map>
#include <string>
#include <string_view>

namespace collegium::server::safeguarding {

using Files = std::map<std::string, std::string>;  // path in the pack => bytes

// What was found about a case: the acts with their places in the log, the words as they read, the case itself.
Files evidence_of(
    App const& app, storage::ReadTx const& tx, storage::Tables const& tables, Case const& the_case, Member const& by
);

struct Signer {
    std::string node;    // domain
    std::string method;  // IRI of the key
    crypto::Ed25519PrivateKey const& key;
};

struct Pack {
    std::string bytes;  // a tar file
    storage::TokenDigest seal{};
};

// Adds the manifest, which has the SHA-256 of each file, and the seal: the manifest's digest, when it was made, where
// the audit log stood, and the node's signature over that. audit_head: may be empty. Throws std::runtime_error if
// libarchive cannot write.
Pack sealed_pack(Files files, Signer const& signer, std::string const& audit_head, Instant now);

// The pack of a case, sealed by this node. Reads a whole thread or more: on the workers only.
Pack pack_of(App const& app, Case const& the_case, Member const& by, Instant now);

struct Seal {
    std::string problem;  // empty: the pack is as it was sealed
    std::string node;
    std::string made;  // RFC 3339
    std::string key;   // Multikey of the node; whoever verifies compares it with what the node says
    std::string audit_head;
    std::size_t files = 0;
};

// Needs nothing but the pack.
Seal verify_pack(std::string_view tar);

}  // namespace collegium::server::safeguarding
