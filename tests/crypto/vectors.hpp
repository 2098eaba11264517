// Published test vectors and the keys that they share.
#pragma once

#include "crypto/json_value.hpp"
#include "crypto/keys.hpp"
#include "tests/files.hpp"

namespace collegium::crypto {

inline JsonDocument parse_json(std::string const& text) {
    JsonDocument document;
    document.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag>(
        text.data(), text.size()
    );
    if (document.HasParseError()) throw std::runtime_error{"not JSON: " + text.substr(0, 60)};
    return document;
}

inline std::string read_vector(std::string const& path) {
    return tests::read_file(tests::source_file("tests/vectors/" + path));
}

inline std::string text_of(JsonValue const& string) {
    return {string.GetString(), string.GetStringLength()};
}

inline Bytes hex_bytes(JsonValue const& hex) {
    return from_hex(text_of(hex)).value();
}

// The body of RFC 9421's examples.
inline std::string const hello_world = R"({"hello": "world"})";

// The key that wire.md's V3 to V6 verify with, published in activitypub-federation-rust's http_signatures.rs.
inline std::string const published_rsa_pem = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2kZpsvWYrwM9zMQiDwo4
k6/VfpK2aDTeVe9ZkcvDrrWfqt72QSjjtXLa8sxJlEn+/zbnZ1lG3AO/WsKs2jiO
ycNQHBS1ITnSZKEpdKnAoLUn4k16YivRmALyLedOfIrvMtQzH8a+kOQ71u2Wa3H9
jpkCT5W9OneEBa3VjQp49kcrF3tmmrEUhfai5GJM4xrdr587y7exkBF4wObepta9
opSeuBkPV4QXZPfgmjwW+oOTheVH6L7yjzvjW92j4/T6XKAcu0kn/aQhR8SiGtPB
MyOlcW4S2eDHWf1RlqbNGb5L9Qamfb0WAymx0ANLUDQyXAu5zViMrd4g8mgdkg7C
1wIDAQAB
-----END PUBLIC KEY-----
)";

// test-key-ed25519 of RFC 9421, appendix B.1.4.
inline Ed25519PrivateKey rfc9421_private_key() {
    return Ed25519PrivateKey::from_seed(
               from_hex("9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5").value()
    )
        .value();
}

// One key for all tests: making it takes half a second.
inline RsaPrivateKey const& some_rsa_key() {
    static RsaPrivateKey const key = RsaPrivateKey::generate();
    return key;
}

}  // namespace collegium::crypto
