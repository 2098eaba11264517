#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>
#include <openssl/err.h>

#include <atomic>
#include <thread>

namespace collegium::crypto {
namespace {

// The key of draft-cavage-12, appendix C: 1024 bits, as nobody should use it any more.
constexpr auto short_key = R"(-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----
)";

std::string in_pem(std::string const& label, ByteView der) {
    return "-----BEGIN " + label + "-----\n" + to_base64(der) + "\n-----END " + label + "-----\n";
}

Bytes der_of(std::string const& pem) {
    auto const start = pem.find('\n');
    std::string base64;
    for (char const c : pem.substr(start, pem.find("-----END") - start))
        if (c != '\n') base64 += c;
    return from_base64(base64).value();
}

std::string replaced(std::string text, std::string const& old, std::string const& fresh) {
    return text.replace(text.find(old), old.size(), fresh);
}

std::string with_carriage_returns(std::string const& text) {
    std::string result;
    for (char const c : text) result += c == '\n' ? std::string{"\r\n"} : std::string{c};
    return result;
}

// An odd number of this many bits, all of them set.
Bytes number(std::size_t bits) {
    Bytes bytes((bits + 7) / 8, 0xFF);
    bytes[0] = static_cast<std::uint8_t>(0xFF >> (bytes.size() * 8 - bits));
    return bytes;
}

Bytes const f4{1, 0, 1};

}  // namespace

TEST_CASE("Wycheproof: valid RSA signatures are accepted, invalid ones refused") {
    auto const suite = parse_json(read_vector("wycheproof/rsa_signature_2048_sha256_test.json"));
    int seen = 0;
    for (auto const& group : suite["testGroups"].GetArray()) {
        auto const& numbers = group["publicKey"];
        auto const key =
            RsaPublicKey::from_numbers(hex_bytes(numbers["modulus"]), hex_bytes(numbers["publicExponent"])).value();
        CHECK(RsaPublicKey::from_pem(text_of(group["publicKeyPem"])).value().modulus() == key.modulus());
        for (auto const& test : group["tests"].GetArray()) {
            CAPTURE(test["tcId"].GetInt());
            ++seen;
            // The one "acceptable" signature (tcId 8) leaves out the NULL of its DigestInfo. We refuse it.
            auto const expected = text_of(test["result"]) == "valid";
            CHECK(key.verify(hex_bytes(test["msg"]), hex_bytes(test["sig"])) == expected);
        }
    }
    CHECK(seen == suite["numberOfTests"].GetInt());
}

TEST_CASE("a small signature is refused without its leading zeros") {  // OpenSSL alone would take it
    auto const suite = parse_json(read_vector("wycheproof/rsa_signature_2048_sha256_test.json"));
    auto const& group = suite["testGroups"][1];
    auto const& test = group["tests"][0];
    auto const key = RsaPublicKey::from_pem(text_of(group["publicKeyPem"])).value();
    auto const message = hex_bytes(test["msg"]);
    auto const signature = hex_bytes(test["sig"]);

    REQUIRE(signature[0] == 0);
    CHECK(key.verify(message, signature));
    CHECK_FALSE(key.verify(message, ByteView{signature}.subspan(1)));
}

TEST_CASE("an RSA signature verifies over its message, its hash and its key alone") {
    auto const& key = some_rsa_key();
    auto const peer = key.public_key();
    auto signature = key.sign(bytes_of("hello"));

    CHECK(peer.verify(bytes_of("hello"), signature));
    CHECK_FALSE(peer.verify(bytes_of("hellO"), signature));
    CHECK_FALSE(peer.verify(bytes_of("hello"), signature, RsaHash::sha512));
    CHECK(peer.verify(bytes_of("hello"), key.sign(bytes_of("hello"), RsaHash::sha512), RsaHash::sha512));
    CHECK_FALSE(RsaPublicKey::from_pem(published_rsa_pem).value().verify(bytes_of("hello"), signature));
}

TEST_CASE("a signature that is not as long as the modulus is refused") {
    auto const& key = some_rsa_key();
    auto signature = key.sign(bytes_of("hello"));
    auto longer = signature;
    longer.insert(longer.begin(), 0);

    CHECK_FALSE(key.public_key().verify(bytes_of("hello"), longer));
    CHECK_FALSE(key.public_key().verify(bytes_of("hello"), ByteView{signature}.subspan(1)));
    CHECK_FALSE(key.public_key().verify(bytes_of("hello"), {}));
}

TEST_CASE("a failed verification leaves nothing for TLS to trip over") {
    ERR_clear_error();

    CHECK_FALSE(some_rsa_key().public_key().verify(bytes_of("hello"), Bytes(256, 0xFF)));
    CHECK_FALSE(RsaPublicKey::from_numbers(Bytes(256), f4));
    CHECK_FALSE(RsaPrivateKey::from_pem(in_pem("PRIVATE KEY", bytes_of("hello"))));
    CHECK(ERR_peek_error() == 0);
}

TEST_CASE("many threads verify with one key at once") {
    auto const& key = some_rsa_key();
    auto const peer = key.public_key();
    auto const signature = key.sign(bytes_of("hello"));
    std::atomic<int> verified = 0;
    auto const verify_often = [&] {
        for (int i = 0; i < 200; ++i) verified += peer.verify(bytes_of("hello"), signature);
    };

    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) threads.emplace_back(verify_often);
    }
    CHECK(verified == 800);
}

TEST_CASE("a public key survives the way through PEM and through numbers") {
    auto const key = RsaPublicKey::from_pem(published_rsa_pem).value();

    CHECK(key.pem() == published_rsa_pem);
    CHECK(key.exponent() == f4);
    CHECK(key.modulus().size() == 256);
    CHECK(RsaPublicKey::from_numbers(key.modulus(), key.exponent()).value().pem() == published_rsa_pem);
}

TEST_CASE("a private key survives the way through PEM") {
    auto const& key = some_rsa_key();
    auto const again = RsaPrivateKey::from_pem(key.pem()).value();

    CHECK(again.pem() == key.pem());
    CHECK(again.sign(bytes_of("hello")) == key.sign(bytes_of("hello")));
    CHECK(again.public_key().pem() == key.public_key().pem());
}

TEST_CASE("PEM of every habit is read") {
    auto const der = der_of(published_rsa_pem);

    CHECK(RsaPublicKey::from_pem(in_pem("PUBLIC KEY", der)));                            // on one line
    CHECK(RsaPublicKey::from_pem(in_pem("RSA PUBLIC KEY", ByteView{der}.subspan(24))));  // PKCS #1
    CHECK(RsaPublicKey::from_pem("\r\n" + with_carriage_returns(published_rsa_pem)));
    CHECK(RsaPublicKey::from_pem(published_rsa_pem.substr(0, published_rsa_pem.size() - 1)));  // no last line end
}

TEST_CASE("PEM is refused as a public key") {
    std::string pem = published_rsa_pem;
    auto der = der_of(pem);
    SUBCASE("if it is empty") pem.clear();
    SUBCASE("without an end") pem.resize(pem.size() - 10);
    SUBCASE("without a beginning") pem.erase(0, 10);
    SUBCASE("cut in the middle") pem.resize(200);
    SUBCASE("of another label") pem = in_pem("CERTIFICATE", der);
    SUBCASE("whose labels differ") pem = replaced(pem, "END PUBLIC", "END RSA PUBLIC");
    SUBCASE("whose labels differ in a letter") pem = replaced(pem, "END PUBLIC", "END PUBLIK");
    SUBCASE("of PKCS #1 under the label of X.509") pem = in_pem("PUBLIC KEY", ByteView{der}.subspan(24));
    SUBCASE("with garbage after it") pem += "garbage";
    SUBCASE("with garbage before it") pem = "garbage\n" + pem;
    SUBCASE("with a second key after it") pem += pem;
    SUBCASE("with a NUL in it") pem.insert(100, 1, '\0');
    SUBCASE("with headers in it") pem = replaced(pem, "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n");
    SUBCASE("with a byte after the DER") {
        der.push_back(0);
        pem = in_pem("PUBLIC KEY", der);
    }
    SUBCASE("of a shorter DER than it announces") {
        der.pop_back();
        pem = in_pem("PUBLIC KEY", der);
    }
    SUBCASE("of an algorithm that is not rsaEncryption") {
        der[16] = 0x0A;  // the last arc of the OID: RSASSA-PSS
        pem = in_pem("PUBLIC KEY", der);
    }
    SUBCASE("of 1024 bits") pem = short_key;
    SUBCASE("of private halves") pem = some_rsa_key().pem();
    SUBCASE("of more than 16 KiB") pem.insert(0, std::size_t{16} << 10, ' ');

    CHECK_FALSE(RsaPublicKey::from_pem(pem));
}

TEST_CASE("DER that is cut or flipped anywhere is never misread") {
    auto const der = der_of(published_rsa_pem);
    for (std::size_t size = 0; size < der.size(); ++size)
        CHECK_FALSE(RsaPublicKey::from_pem(in_pem("PUBLIC KEY", ByteView{der}.first(size))));
    for (std::size_t at = 0; at < 33; ++at) {  // up to the modulus
        auto flipped = der;
        flipped[at] ^= 0x80;
        CHECK_FALSE(RsaPublicKey::from_pem(in_pem("PUBLIC KEY", flipped)));
    }
}

TEST_CASE("DER is refused that has an integer too many, a negative one or a length in a longer spelling") {
    auto const der = der_of(published_rsa_pem);
    Bytes const numbers{der.begin() + 24, der.end()};  // 30 82 01 0A, 02 82 01 01 00 n, 02 03 e
    auto const pkcs1 = [](Bytes const& bytes) { return RsaPublicKey::from_pem(in_pem("RSA PUBLIC KEY", bytes)); };
    REQUIRE(pkcs1(numbers));

    auto longer = numbers;
    longer.insert(longer.end(), {0x02, 0x01, 0x01});
    longer[3] += 3;
    CHECK_FALSE(pkcs1(longer));
    auto negative = numbers;
    negative[8] = 0xFF;
    CHECK_FALSE(pkcs1(negative));
    auto respelled = numbers;
    respelled.insert(respelled.end() - 4, 0x81);  // 02 81 03 e
    ++respelled[3];
    CHECK_FALSE(pkcs1(respelled));
    auto padded = numbers;
    padded.insert(padded.end() - 4, {0x82, 0x00});  // 02 82 00 03 e
    padded[3] += 2;
    CHECK_FALSE(pkcs1(padded));
}

TEST_CASE("PEM is refused as a private key") {
    CHECK_FALSE(RsaPrivateKey::from_pem(""));
    CHECK_FALSE(RsaPrivateKey::from_pem(published_rsa_pem));
    CHECK_FALSE(RsaPrivateKey::from_pem(some_rsa_key().pem() + "garbage"));
    CHECK_FALSE(RsaPrivateKey::from_pem(in_pem("ENCRYPTED PRIVATE KEY", der_of(some_rsa_key().pem()))));
    CHECK_FALSE(RsaPrivateKey::from_pem(in_pem("PRIVATE KEY", der_of(published_rsa_pem))));
    auto der = der_of(some_rsa_key().pem());
    der.push_back(0);
    CHECK_FALSE(RsaPrivateKey::from_pem(in_pem("PRIVATE KEY", der)));
}

TEST_CASE("a private key that is encrypted is refused without asking for a passphrase") {
    auto const pem = replaced(
        in_pem("RSA PRIVATE KEY", Bytes(64)),
        "KEY-----\n",
        "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n"
    );

    CHECK_FALSE(RsaPrivateKey::from_pem(pem));
}

TEST_CASE("moduli from 2048 to 8192 bits are accepted, exponents odd and above 2") {
    CHECK(RsaPublicKey::from_numbers(number(2048), f4));
    CHECK(RsaPublicKey::from_numbers(number(8192), Bytes{3}));
    CHECK_FALSE(RsaPublicKey::from_numbers(number(2047), f4));
    CHECK_FALSE(RsaPublicKey::from_numbers(number(8193), f4));
    CHECK_FALSE(RsaPublicKey::from_numbers(Bytes(1'000'000, 0xFF), f4));
    CHECK_FALSE(RsaPublicKey::from_numbers({}, f4));

    auto even = number(2048);
    even.back() = 0xFE;
    CHECK_FALSE(RsaPublicKey::from_numbers(even, f4));

    for (auto const& exponent : {Bytes{}, Bytes{0}, Bytes{1}, Bytes{2}, Bytes{1, 0, 0}, number(65)})
        CHECK_FALSE(RsaPublicKey::from_numbers(number(2048), exponent));
}

}  // namespace collegium::crypto
