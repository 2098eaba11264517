// PEM (RFC 7468) and the few pieces of DER that an RSA public key is made of, read without OpenSSL's decoders:
// they take half a millisecond, and may ask for a passphrase.
#pragma once

#include "crypto/bytes.hpp"

namespace collegium::crypto {

struct Pem {
    std::string label;  // "PUBLIC KEY"
    Bytes der;
};

// Exactly one block, with nothing but blanks and line ends around it, at most 16 KiB. Headers inside, as
// encrypted keys have them, are refused.
std::optional<Pem> read_pem(std::string_view text);

struct RsaNumbers {
    Bytes modulus;  // big-endian, without leading zeros
    Bytes exponent;
};

std::optional<RsaNumbers> read_rsa_public_key(ByteView der);          // PKCS #1: RSAPublicKey
std::optional<RsaNumbers> read_rsa_subject_public_key(ByteView der);  // X.509: SubjectPublicKeyInfo of rsaEncryption

}  // namespace collegium::crypto
