#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {
namespace {

// wire.md, P3: the example of FEP-521a.
constexpr auto public_hex = "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6";
constexpr auto public_multikey = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

std::string multikey(Bytes const& bytes) {
    return "z" + to_base58(bytes);
}

Bytes prefixed(std::uint8_t first, std::uint8_t second, std::size_t size) {
    Bytes bytes(2 + size, 7);
    bytes[0] = first;
    bytes[1] = second;
    return bytes;
}

}  // namespace

TEST_CASE("an Ed25519 multikey is read and written") {
    auto const key = Ed25519PublicKey::from_raw(from_hex(public_hex).value()).value();

    CHECK(key.multikey() == public_multikey);
    CHECK(Ed25519PublicKey::from_multikey(public_multikey) == key);
    CHECK(to_hex(key.raw()) == public_hex);
}

TEST_CASE("a multikey is refused") {
    std::string text;
    SUBCASE("of nothing") text = "";
    SUBCASE("of its prefix") text = "z";
    SUBCASE("in another base") text = "u" + std::string{public_multikey}.substr(1);
    SUBCASE("without its prefix") text = std::string{public_multikey}.substr(1);
    SUBCASE("of X25519") text = multikey(prefixed(0xEC, 0x01, 32));
    SUBCASE("of an Ed25519 secret") text = multikey(prefixed(0x80, 0x26, 32));
    SUBCASE("with a byte too few") text = multikey(prefixed(0xED, 0x01, 31));
    SUBCASE("with a byte too many") text = multikey(prefixed(0xED, 0x01, 33));
    SUBCASE("with a stranger to the alphabet") text = std::string{public_multikey} + "0";
    SUBCASE("with a blank after it") text = std::string{public_multikey} + " ";
    SUBCASE("with a NUL after it") text = public_multikey + std::string(1, '\0');
    SUBCASE("that is far too long") text = "z" + std::string(100'000, 'z');

    CHECK_FALSE(Ed25519PublicKey::from_multikey(text));
}

TEST_CASE("a secret multikey gives the seed and the public key") {  // wire.md, P1
    auto const key = Ed25519PrivateKey::from_multikey("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq").value();

    CHECK(to_hex(key.seed()) == "c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6");
    CHECK(key.public_key().multikey() == "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
    CHECK_FALSE(Ed25519PrivateKey::from_multikey(public_multikey));
}

TEST_CASE("keys of another size are refused") {
    CHECK_FALSE(Ed25519PublicKey::from_raw(Bytes(31)));
    CHECK_FALSE(Ed25519PublicKey::from_raw(Bytes(33)));
    CHECK_FALSE(Ed25519PrivateKey::from_seed(Bytes(31)));
    CHECK_FALSE(Ed25519PrivateKey::from_seed(Bytes(64)));
}

TEST_CASE("an Ed25519 signature verifies over its message alone") {
    auto const key = Ed25519PrivateKey::generate();
    auto signature = key.sign(bytes_of("hello"));

    CHECK(key.public_key().verify(bytes_of("hello"), signature));
    CHECK_FALSE(key.public_key().verify(bytes_of("hellO"), signature));
    CHECK_FALSE(Ed25519PrivateKey::generate().public_key().verify(bytes_of("hello"), signature));
    CHECK_FALSE(key.public_key().verify(bytes_of("hello"), ByteView{signature}.first(63)));
    CHECK_FALSE(key.public_key().verify(bytes_of("hello"), {}));
    signature.push_back(0);
    CHECK_FALSE(key.public_key().verify(bytes_of("hello"), signature));
}

TEST_CASE("a key of small order verifies nothing") {
    Ed25519PublicKey const zero;

    CHECK_FALSE(zero.verify(bytes_of("hello"), Bytes(64)));
}

TEST_CASE("Wycheproof: valid Ed25519 signatures are accepted, invalid ones refused") {
    auto const suite = parse_json(read_vector("wycheproof/ed25519_test.json"));
    int seen = 0;
    for (auto const& group : suite["testGroups"].GetArray()) {
        auto const key = Ed25519PublicKey::from_raw(hex_bytes(group["publicKey"]["pk"])).value();
        for (auto const& test : group["tests"].GetArray()) {
            CAPTURE(test["tcId"].GetInt());
            CHECK(key.verify(hex_bytes(test["msg"]), hex_bytes(test["sig"])) == (text_of(test["result"]) == "valid"));
            ++seen;
        }
    }
    CHECK(seen == suite["numberOfTests"].GetInt());
}

}  // namespace collegium::crypto
