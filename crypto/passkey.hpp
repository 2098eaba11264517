// Passkeys: what authenticators say of themselves and sign (WebAuthn, level 2), read and checked by libfido2. Keys for
// ES256, EdDSA and RS256, which is what telephones, computers and security keys make.
#pragma once

#include "crypto/bytes.hpp"

namespace collegium::crypto {

// In bytes; what is longer is refused unread.
constexpr std::size_t longest_credential = 1023;
constexpr std::size_t longest_authenticator_data = 4096;
constexpr std::size_t longest_passkey_signature = 512;

struct NewPasskey {
    Bytes credential;           // the id that its authenticator gave it
    Bytes key;                  // public, as check_passkey takes it
    std::uint32_t counter = 0;  // of its signatures; 0: it does not count them
};

// The passkey in the authenticator data of a registration at which its holder was there and was recognised, by a
// finger, a face or a PIN. party: the host name that it is for. Nothing for what is none, and for another party. Who
// made the authenticator is not asked: attestation "none".
std::optional<NewPasskey> read_passkey(ByteView authenticator_data, std::string const& party);

// What was signed, byte for byte, and the signature.
struct PasskeySignature {
    ByteView authenticator_data;
    ByteView client_data;
    ByteView signature;
};

struct PasskeyUse {
    std::uint32_t counter = 0;
    bool recognised = false;  // by a finger, a face or a PIN; otherwise its holder was only there
};

// Nothing if the signature is not by this key, is for another party, or if nobody was there.
std::optional<PasskeyUse> check_passkey(ByteView key, PasskeySignature const& signed_, std::string const& party);

}  // namespace collegium::crypto
