#include "crypto/sealed.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {
namespace {

auto const key = SealingKey::from_hex(std::string(64, '7')).value();
Bytes const secret{'s', 'e', 'c', 'r', 'e', 't'};

}  // namespace

TEST_CASE("a sealed secret opens where it belongs") {
    auto const sealed = seal(key, secret, "actor/1");

    CHECK(sealed.size() == 24 + secret.size() + 16);
    CHECK(open_sealed(key, sealed, "actor/1") == secret);
    CHECK(open_sealed(key, seal(key, {}, "actor/1"), "actor/1") == Bytes{});
    CHECK(open_sealed(key, seal(key, secret, ""), "") == secret);
}

TEST_CASE("a secret is sealed differently each time") {
    CHECK(seal(key, secret, "actor/1") != seal(key, secret, "actor/1"));
}

TEST_CASE("a sealed secret opens neither elsewhere nor with another key") {
    auto const sealed = seal(key, secret, "actor/1");

    CHECK_FALSE(open_sealed(key, sealed, "actor/2"));
    CHECK_FALSE(open_sealed(key, sealed, ""));
    CHECK_FALSE(open_sealed(SealingKey::generate(), sealed, "actor/1"));
}

TEST_CASE("a sealed secret with one bit flipped or one byte missing does not open") {
    auto const sealed = seal(key, secret, "actor/1");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto flipped = sealed;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        CHECK_FALSE(open_sealed(key, flipped, "actor/1"));
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_FALSE(open_sealed(key, ByteView{sealed}.first(size), "actor/1"));
}

// Computed apart from this code, in Python: hashlib's BLAKE2b (keyed, salt 1, person "collegiu") derives the key, and
// XChaCha20-Poly1305 is written out by hand. If this fails, a new version cannot read the secrets of an old one.
TEST_CASE("what an earlier version sealed still opens") {
    auto const sealed =
        from_hex("000102030405060708090a0b0c0d0e0f1011121314151617c7903f0205b5c228953b9b58abc7d10c69c12bc8734f")
            .value();

    CHECK(open_sealed(key, sealed, "actor/1") == secret);
}

TEST_CASE("a sealing key is read from 64 digits") {
    CHECK(SealingKey::from_hex(key.hex()).value().hex() == std::string(64, '7'));
    CHECK_FALSE(SealingKey::from_hex(""));
    CHECK_FALSE(SealingKey::from_hex(std::string(62, '7')));
    CHECK_FALSE(SealingKey::from_hex(std::string(66, '7')));
    CHECK_FALSE(SealingKey::from_hex(std::string(63, '7') + "g"));
    CHECK(SealingKey::generate().hex() != SealingKey::generate().hex());
}

TEST_CASE("equal tokens have equal digests, under one key only") {
    auto const digest = token_digest(key, "token");

    CHECK(digest == token_digest(key, "token"));
    CHECK(digest != token_digest(key, "Token"));
    CHECK(digest != token_digest(SealingKey::generate(), "token"));
    CHECK(to_hex(digest) == "5720d34f1c4ff6a5acef0d32fe6f07faea498bb948d0a63dfcdeefdb5e8fa8d9");
}

}  // namespace collegium::crypto
