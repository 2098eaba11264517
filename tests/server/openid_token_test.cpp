// JSON Web Tokens of a school's own sign-in: which signatures count, and which keys.
#include "federation/messages/json_text.hpp"
#include "server/openid/json_web_token.hpp"
#include "tests/printing.hpp"
#include "tests/server/lying_provider.hpp"

#include <openssl/hmac.h>

using namespace collegium;
using namespace collegium::tests;

using federation::Json;
using server::openid::KeySet;

namespace {

// RFC 7515, appendix A.3.
Claims const p256_key{
    {"kty", R"("EC")"},
    {"crv", R"("P-256")"},
    {"x", R"("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")"},
    {"y", R"("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")"}};
std::string const p256_text =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlf"
    "Q";
std::string const p256_signature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

KeySet keys_of(std::vector<Claims> const& keys) {
    return KeySet::read(Json::read_object(key_set_of(keys)).value()).value();
}

KeySet one_key() {
    return keys_of({jwk_of(provider_key(), "one")});
}

Claims const head{{"alg", R"("RS256")"}, {"kid", R"("one")"}};
Claims const payload{{"sub", R"("tom")"}};

Reason reason_of(KeySet const& keys, std::string const& token) {
    auto const opened = keys.open(token);
    REQUIRE_FALSE(opened);
    return opened.error().reason();
}

Claims with(Claims claims, std::string const& name, std::string const& value) {
    claims[name] = value;
    return claims;
}

crypto::Bytes hmac(std::string const& secret, std::string const& text) {
    crypto::Bytes mac(32);
    unsigned size = 0;
    auto const bytes = crypto::bytes_of(text);
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes.data(), bytes.size(), mac.data(), &size);
    REQUIRE(size == mac.size());
    return mac;
}

}  // namespace

TEST_CASE("a token that one of the keys has signed opens, with RS256") {
    auto const opened = one_key().open(signed_token(provider_key(), head, payload));
    REQUIRE(opened);
    CHECK(federation::text_member(opened->root(), "sub") == "tom");
}

TEST_CASE("a token that one of the keys has signed opens, with ES256 (RFC 7515, A.3)") {
    auto const opened = keys_of({p256_key}).open(p256_text + "." + p256_signature);
    REQUIRE(opened);
    CHECK(federation::text_member(opened->root(), "iss") == "joe");
}

TEST_CASE("an ES256 signature with one bit changed, cut off, or in DER is none") {
    auto const keys = keys_of({p256_key});
    auto const right = crypto::from_base64url(p256_signature).value();
    for (std::size_t at = 0; at < right.size(); ++at) {
        auto wrong = right;
        wrong[at] ^= 1;
        CHECK(reason_of(keys, p256_text + "." + crypto::to_base64url(wrong)) == Reason::forged);
    }
    auto const cut = crypto::Bytes{right.begin(), right.end() - 1};
    CHECK(reason_of(keys, p256_text + "." + crypto::to_base64url(cut)) == Reason::forged);
    CHECK(reason_of(keys, p256_text + "." + crypto::to_base64url(crypto::Bytes(64, 0))) == Reason::forged);
    crypto::Bytes der{0x30, 0x44, 0x02, 0x20};
    der.insert(der.end(), right.begin(), right.begin() + 32);
    der.insert(der.end(), {0x02, 0x21, 0x00});
    der.insert(der.end(), right.begin() + 32, right.end());
    CHECK(reason_of(keys, p256_text + "." + crypto::to_base64url(der)) == Reason::forged);
}

TEST_CASE("\"none\" is no algorithm, however it is spelled") {
    for (auto const* const name : {"none", "None", "NONE", "nOnE", ""})
        for (auto const* const signature : {"", "x"}) {
            CAPTURE(name);
            auto const token = compact(json_of(with(head, "alg", in_quotes(name))), json_of(payload), signature);
            CHECK(reason_of(one_key(), token) == Reason::unknown_key);
        }
    CHECK(reason_of(one_key(), compact(R"({"kid":"one"})", json_of(payload), "")) == Reason::unknown_key);
}

TEST_CASE("a public key is no shared secret: HS256 with it is refused") {
    auto const secret = provider_key().public_key().pem();
    auto const text = compact(json_of(with(head, "alg", R"("HS256")")), json_of(payload), "");
    CHECK(
        reason_of(one_key(), text + crypto::to_base64url(hmac(secret, text.substr(0, text.size() - 1)))) ==
        Reason::unknown_key
    );
}

TEST_CASE("the algorithm follows from the key: another one than the key's is refused") {
    auto const keys = keys_of({jwk_of(provider_key(), "one"), with(p256_key, "kid", R"("two")")});
    for (auto const* const name : {"ES256", "EdDSA", "RS384", "RS512", "PS256", "HS256"}) {
        CAPTURE(name);
        CHECK(
            reason_of(keys, signed_token(provider_key(), with(head, "alg", in_quotes(name)), payload)) ==
            Reason::unknown_key
        );
    }
    auto const other_name = with(head, "kid", R"("two")");
    CHECK(reason_of(keys, signed_token(provider_key(), other_name, payload)) == Reason::unknown_key);
}

TEST_CASE("a token of another key, or whose text was changed, is forged") {
    static auto const stranger = crypto::RsaPrivateKey::generate();
    CHECK(reason_of(one_key(), signed_token(stranger, head, payload)) == Reason::forged);

    auto const right = signed_token(provider_key(), head, payload);
    auto const other = signed_token(provider_key(), head, with(payload, "sub", R"("ann")"));
    auto const mixed = other.substr(0, other.rfind('.')) + right.substr(right.rfind('.'));
    CHECK(reason_of(one_key(), mixed) == Reason::forged);
}

TEST_CASE("a key that the token brings along or points to counts for nothing") {
    static auto const stranger = crypto::RsaPrivateKey::generate();
    auto bold = with(head, "jwk", json_of(jwk_of(stranger, "one")));
    bold["jku"] = R"("https://evil.test/keys")";
    CHECK(reason_of(one_key(), signed_token(stranger, bold, payload)) == Reason::forged);
    bold["kid"] = R"("mine")";
    CHECK(reason_of(one_key(), signed_token(stranger, bold, payload)) == Reason::unknown_key);
}

TEST_CASE("a key's name may be left away where there is one key only") {
    Claims const nameless{{"alg", R"("RS256")"}};
    auto const token = signed_token(provider_key(), nameless, payload);
    CHECK(one_key().open(token));
    CHECK(
        reason_of(keys_of({jwk_of(provider_key(), "one"), with(p256_key, "kid", R"("two")")}), token) ==
        Reason::unknown_key
    );
}

TEST_CASE("what is no token is malformed") {
    auto const right = signed_token(provider_key(), head, payload);
    std::string const wrong[] = {
        "",
        ".",
        "..",
        "...",
        "a.b",
        right + ".",
        right + "=",
        " " + right,
        right.substr(0, right.rfind('.')),
        "!!." + right.substr(right.find('.') + 1),
        compact("[]", json_of(payload), "x"),
        compact(R"({"alg":"RS256","alg":"none","kid":"one"})", json_of(payload), "x"),
        signed_token(provider_key(), with(head, "crit", R"(["exp"])"), payload),
        std::string(20'000, 'a') + right};
    for (auto const& token : wrong) {
        CAPTURE(token.substr(0, 60));
        CHECK(reason_of(one_key(), token) == Reason::malformed);
    }
}

TEST_CASE("keys that are not for our signatures, or are none, are passed over") {
    auto const rsa = jwk_of(provider_key(), "one");
    Claims const useless[] = {
        with(rsa, "use", R"("enc")"),
        with(rsa, "alg", R"("RS512")"),
        with(rsa, "kty", R"("oct")"),
        with(rsa, "e", R"("AQ")"),
        with(rsa, "n", R"("AQAB")"),
        with(rsa, "n", R"(7)"),
        with(p256_key, "crv", R"("P-384")"),
        with(p256_key, "y", R"("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")"),  // not on the curve
        with(p256_key, "x", R"("AAAA")"),
        Claims{{"kty", R"("oct")"}, {"k", R"("AAAA")"}}};
    for (auto const& key : useless) {
        CAPTURE(json_of(key));
        auto const token = signed_token(provider_key(), Claims{{"alg", R"("RS256")"}}, payload);
        CHECK(reason_of(keys_of({key}), token) == Reason::unknown_key);
        CHECK(reason_of(keys_of({key}), p256_text + "." + p256_signature) == Reason::unknown_key);
    }
    CHECK(keys_of({useless[0], rsa}).open(signed_token(provider_key(), head, payload)));
}

TEST_CASE("what is no key set is refused") {
    for (auto const* const text : {"{}", R"({"keys":{}})", R"({"keys":"one"})", R"({"keys":null})"})
        CHECK(KeySet::read(Json::read_object(text).value()).error().reason() == Reason::malformed);
    CHECK(KeySet::read(Json::read_object(R"({"keys":[1,"two",null,[]]})").value()));
}

TEST_CASE("a key set has an end") {
    std::vector<Claims> keys(KeySet::most_keys, jwk_of(provider_key(), "another"));
    keys.push_back(jwk_of(provider_key(), "one"));
    CHECK(reason_of(keys_of(keys), signed_token(provider_key(), head, payload)) == Reason::unknown_key);
}
