#include "crypto/digest.hpp"
#include "crypto/http_signature.hpp"
#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {
namespace {

// RFC 9421, appendix B.2: test-request, without its signatures.
struct TestRequest {
    std::vector<HeaderField> fields{
        {"Host", "example.com"},
        {"Date", "Tue, 20 Apr 2021 02:07:55 GMT"},
        {"Content-Type", "application/json"},
        {"Content-Digest",
         "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"},
        {"Content-Length", "18"},
    };
    std::string target = "/foo?param=Value&Pet=dog";
    std::string method = "POST";
    std::string origin = "https://example.com";

    RequestView view() const { return {method, origin, target, fields}; }
};

// wire.md, V2: a delivery in the profile that every peer with RFC 9421 accepts.
struct Delivery {
    std::vector<HeaderField> fields{{"Content-Digest", content_digest_field(bytes_of(hello_world))}};

    RequestView view() const { return {"POST", "https://peer.example", "/inbox", fields}; }
};

constexpr std::array<std::string_view, 3> components{"@method", "@target-uri", "content-digest"};
constexpr std::int64_t created = 1735689600;
constexpr auto ed25519_key_id = "https://node.example/u/alice#ed25519-key";
constexpr auto rsa_key_id = "https://node.example/u/alice#main-key";

std::string line_after(std::string const& text, std::string const& start) {
    auto const at = text.find(start) + start.size();
    return text.substr(at, text.find('\n', at) - at);
}

struct Example {
    std::string base;
    std::vector<MessageSignature> signatures;
};

Example example(std::string const& label) {
    auto const file = parse_json(read_vector("http-signatures/vectors.json"));
    for (auto const& entry : file.GetArray()) {
        if (text_of(entry["label"]) != label) continue;
        auto const block = text_of(entry["signature_block"]);
        auto signatures =
            parse_message_signatures(line_after(block, "Signature-Input: "), line_after(block, "\nSignature: "));
        return {text_of(entry["base"]), signatures.value()};
    }
    throw std::runtime_error{"no such example: " + label};
}

MessageSignature read_one(std::string const& input, std::string const& signature = "sig1=:AAAA:") {
    return parse_message_signatures(input, signature).value().at(0);
}

MessageSignature read_one(SignedMessage const& message) {
    return read_one(message.signature_input, message.signature);
}

std::optional<std::string> value_of(std::string const& component, RequestView const& request) {
    auto const base = signature_base(read_one("sig1=(\"" + component + "\")"), request);
    if (!base) return std::nullopt;
    auto const start = component.size() + 4;
    return base->substr(start, base->find('\n') - start);
}

bool verifies(SignedMessage const& message, RequestView const& request, PublicKey const& key) {
    auto const signature = read_one(message);
    auto const base = signature_base(signature, request);
    return base && verify_message(signature, *base, key);
}

}  // namespace

TEST_CASE_FIXTURE(TestRequest, "RFC 9421: the signature bases of the examples are reproduced") {
    std::string label;
    SUBCASE("B.2.1, nothing covered") label = "sig-b21";
    SUBCASE("B.2.3, everything covered") label = "sig-b23";
    SUBCASE("B.2.5, by HMAC") label = "sig-b25";
    SUBCASE("B.2.6, by Ed25519") label = "sig-b26";
    SUBCASE("B.3, behind a proxy") {
        label = "ttrp";
        origin = "https://service.internal.example";
        fields.push_back({"Client-Cert", line_after(example(label).base, "\"client-cert\": ")});
    }
    SUBCASE("B.4, a field that comes twice") {
        label = "transform";
        method = "GET";
        target = "/demo?name1=Value1&Name2=value2";
        origin = "https://example.org";
        fields = {{"Host", "example.org"}, {"Accept", "application/json"}, {"Accept", "*/*"}};
    }
    auto const [base, signatures] = example(label);

    REQUIRE(signatures.size() == 1);
    CHECK(signature_base(signatures[0], view()) == base);
}

TEST_CASE("RFC 9421: the examples by Ed25519 verify, and no longer after a change") {
    PublicKey const key =
        Ed25519PublicKey::from_raw(from_base64("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=").value()).value();
    for (auto const label : {"sig-b26", "transform"}) {
        auto [base, signatures] = example(label);
        CHECK(verify_message(signatures[0], base, key));
        base[3] ^= 1;
        CHECK_FALSE(verify_message(signatures[0], base, key));
    }
}

TEST_CASE("RFC 9421: an algorithm that the signature does not name is not guessed, and the key's kind must fit") {
    PublicKey const rsa = some_rsa_key().public_key();
    PublicKey const ed25519 = rfc9421_private_key().public_key();
    for (auto const label : {"sig-b21", "sig-b23", "sig-b25", "ttrp"}) {
        auto const [base, signatures] = example(label);
        CHECK_FALSE(verify_message(signatures[0], base, rsa));
        CHECK_FALSE(verify_message(signatures[0], base, ed25519));
    }
}

TEST_CASE_FIXTURE(TestRequest, "RFC 9421: a component with parameters, or of a response, is none of ours") {
    CHECK(example("sig-b22").signatures.empty());                              // "@query-param";name="Pet"
    CHECK_FALSE(signature_base(example("sig-b24").signatures.at(0), view()));  // "@status"
}

TEST_CASE_FIXTURE(TestRequest, "V1: the example of appendix B.2.6 is signed byte for byte") {
    target = "/foo";
    auto const expected = example("sig-b26");
    auto const base = signature_base(expected.signatures[0], view()).value();

    CHECK(
        to_base64(rfc9421_private_key().sign(bytes_of(base))) ==
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    );
}

TEST_CASE_FIXTURE(Delivery, "V2: the delivery of our profile is signed byte for byte") {
    auto const message = sign_message(view(), components, created, ed25519_key_id, rfc9421_private_key()).value();

    CHECK(
        message.signature_input ==
        "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created=1735689600;"
        "keyid=\"https://node.example/u/alice#ed25519-key\""
    );
    CHECK(
        message.signature ==
        "sig1=:V74E3WCdqyw/QVaDVjnU3TAySsJURA0o1YbyhWdwIkk2py8HxX4igUBOpizNiHfKhLhmOG1cuxf7LdANigXHAQ==:"
    );
    CHECK(verifies(message, view(), rfc9421_private_key().public_key()));
}

TEST_CASE_FIXTURE(Delivery, "V6: a delivery that was signed with RSA verifies") {
    auto const signature = read_one(
        "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created=1735689600;"
        "keyid=\"https://node.example/u/alice#main-key\"",
        "sig1=:HaHSoU7Rb++U2sjg6aC3dMbD1HBb/aSl72IDD81My2DDtA0T9LognKtKbjLtaurwp01H5TyDQJfE9WaPDDG02yJ91KyU291cPR4JBu4e"
        "VUOUd0m9+cWHqeFR/IHB0bJsxP8PZE/C6DEdeu3a+XbI1KHrkrCoX3grSwqgKWv9VlxXXcFVuYALUpRiRFy6YRFlAXqg460Jqat0QhKXqQ8o8t"
        "Eos/D18I6yfrR9kQnEP5vsdzY2BHkatS3DjT2rb5/s6jQi28HLzThkuT4HgspalXuHtBB21WbeibCVbdnuyMzJBA/apQtXmAyp7Ix3HaPJnzyS"
        "vLV3LO+roX03jlv5/Q==:"
    );
    PublicKey const key = RsaPublicKey::from_pem(published_rsa_pem).value();
    auto base = signature_base(signature, view()).value();

    CHECK(verify_message(signature, base, key));
    base[10] ^= 1;
    CHECK_FALSE(verify_message(signature, base, key));
}

TEST_CASE_FIXTURE(Delivery, "what we sign with RSA names its algorithm and verifies over this request alone") {
    auto const message = sign_message(view(), components, created, rsa_key_id, some_rsa_key()).value();
    PublicKey const key = some_rsa_key().public_key();

    CHECK(
        message.signature_input ==
        "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created=1735689600;"
        "keyid=\"https://node.example/u/alice#main-key\";alg=\"rsa-v1_5-sha256\""
    );
    CHECK(verifies(message, view(), key));
    auto other = view();
    SUBCASE("not another method") other.method = "PUT";
    SUBCASE("not another target") other.target = "/inbox2";
    SUBCASE("not another server") other.origin = "https://evil.example";
    SUBCASE("not another body") fields[0].value = content_digest_field(bytes_of("{}"));
    CHECK_FALSE(verifies(message, other, key));
}

TEST_CASE_FIXTURE(Delivery, "a key id is quoted, and one that cannot be is not signed") {
    auto const message = sign_message(view(), components, created, R"(a"b\c)", rfc9421_private_key()).value();

    CHECK(read_one(message).key_id == R"(a"b\c)");
    CHECK_FALSE(sign_message(view(), components, created, "a\nb", rfc9421_private_key()));
}

TEST_CASE_FIXTURE(Delivery, "a signature over no component at all names none") {
    std::span<std::string_view const> const none;
    auto const message = sign_message(view(), none, created, ed25519_key_id, rfc9421_private_key()).value();

    CHECK(message.signature_input.starts_with("sig1=();created=1735689600;"));
    CHECK(read_one(message).components.empty());
    CHECK(verifies(message, view(), rfc9421_private_key().public_key()));
}

TEST_CASE_FIXTURE(Delivery, "a request that lacks a component is not signed") {
    fields.clear();

    CHECK_FALSE(sign_message(view(), components, created, rsa_key_id, some_rsa_key()));
}

TEST_CASE_FIXTURE(TestRequest, "derived components have the values of section 2.2") {
    origin = "HTTPS://Node.Example:443";

    CHECK(value_of("@method", view()) == "POST");
    CHECK(value_of("@authority", view()) == "node.example");
    CHECK(value_of("@scheme", view()) == "https");
    CHECK(value_of("@request-target", view()) == "/foo?param=Value&Pet=dog");
    CHECK(value_of("@path", view()) == "/foo");
    CHECK(value_of("@query", view()) == "?param=Value&Pet=dog");
    origin = "https://example.com:8443";
    CHECK(value_of("@authority", view()) == "example.com:8443");
    CHECK(value_of("@target-uri", view()) == "https://example.com:8443/foo?param=Value&Pet=dog");
    target = "/foo";
    CHECK(value_of("@query", view()) == "?");
    target = "/?";
    CHECK(value_of("@query", view()) == "?");
    CHECK(value_of("@path", view()) == "/");
}

TEST_CASE_FIXTURE(TestRequest, "fields are trimmed, joined, and may be empty, but must be there") {
    fields = {{"X-A", " one\t"}, {"x-a", "two"}, {"x-empty", ""}, {"x-broken", "1\r\n\"@method\": GET"}};

    CHECK(value_of("x-a", view()) == "one, two");
    CHECK(value_of("x-empty", view()) == "");
    CHECK_FALSE(value_of("x-absent", view()));
    CHECK_FALSE(value_of("x-broken", view()));
    CHECK_FALSE(value_of("X-A", view()));
}

TEST_CASE_FIXTURE(TestRequest, "a component that is unknown or covered twice gives no base") {
    for (auto const name : {"@status", "@query-param", "@signature-params", "@", "", "@Method"})
        CHECK_FALSE(value_of(name, view()));
    CHECK_FALSE(signature_base(read_one("sig1=(\"date\" \"@method\" \"date\")"), view()));
}

TEST_CASE("a key takes its own algorithm's name or none") {
    PublicKey const rsa = some_rsa_key().public_key();
    PublicKey const ed25519 = rfc9421_private_key().public_key();
    auto const accepted = [](Bytes const& signature, PublicKey const& key) {
        std::string names;
        for (auto const name :
             {"",
              "rsa-v1_5-sha256",
              "rsa-v1_5-sha512",
              "ed25519",
              "RSA-V1_5-SHA256",
              "rsa-pss-sha512",
              "hmac-sha256",
              "ecdsa-p256-sha256"}) {
            MessageSignature message;
            message.algorithm = name;
            message.signature = signature;
            if (verify_message(message, "base", key)) names += "<" + message.algorithm + ">";
        }
        return names;
    };

    CHECK(accepted(some_rsa_key().sign(bytes_of("base")), rsa) == "<><rsa-v1_5-sha256>");
    CHECK(accepted(some_rsa_key().sign(bytes_of("base"), RsaHash::sha512), rsa) == "<rsa-v1_5-sha512>");
    CHECK(accepted(rfc9421_private_key().sign(bytes_of("base")), ed25519) == "<><ed25519>");
    CHECK(accepted(rfc9421_private_key().sign(bytes_of("base")), rsa) == "");
    CHECK(accepted(some_rsa_key().sign(bytes_of("base")), ed25519) == "");
}

}  // namespace collegium::crypto
