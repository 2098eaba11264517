// What comes back when a browser was asked for a passkey, read within bounds and checked whole (WebAuthn 7.1 and 7.2).
#pragma once

#include "crypto/passkey.hpp"
#include "server/forms.hpp"
#include "server/members/passkey_challenges.hpp"
#include "server/members/passkeys.hpp"

namespace collegium::server::members {

// For whom passkeys are: authenticators sign for the host, browsers name the origin of the page.
struct PasskeyParty {
    std::string host;
    std::string origin;
};

// As the script of our pages puts it into a form, decoded.
struct PasskeyAnswer {
    std::string credential;
    std::string client_data;
    std::string authenticator_data;
    std::string signature;
    std::string user;
};

// Refuses malformed for what is not base64url or too long. What is absent is empty.
Result<PasskeyAnswer> passkey_answer_in(Form const& form);

// The passkey that was made for this challenge. Refuses forged for whatever is wrong with it.
Result<crypto::NewPasskey> made_passkey(
    PasskeyAnswer const& answer, Challenge const& challenge, PasskeyParty const& party
);

struct PasskeyProof {
    storage::TokenDigest id{};
    storage::Handle person{};
    std::uint64_t counter = 0;  // for note_passkey_use
    bool recognised = false;    // its holder, by a finger, a face or a PIN
    bool named_user = false;    // the authenticator said by itself whose it is
};

// Whose passkey signed this challenge. Refuses forged for whatever is wrong with it, an unknown one included.
Result<PasskeyProof> passkey_proof(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Secrets const& secrets,
    PasskeyAnswer const& answer,
    Challenge const& challenge,
    PasskeyParty const& party
);

}  // namespace collegium::server::members
