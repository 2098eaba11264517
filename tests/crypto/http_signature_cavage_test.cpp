#include "crypto/digest.hpp"
#include "crypto/http_signature.hpp"
#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>

#include <regex>

namespace collegium::crypto {
namespace {

// The signatures of wire.md's vectors, 1.7.
std::string const v3 =
    "BpZhHNqzd6d6jhWOxyJ0jXwWWxiKMNK7i3mrr/5mVFnH7fUpicwqw8cSYVrcwWjt0I07HW7rZFUfIdSgCoOEdvxtrccF/hTrwYgm8O6SQRHl1UfF"
    "tDR6e9EpfPieVmTjo0QVfyzLLa41rmnz/yFqqer/v0kcdED51/dGe8NCGPBbhgK6C4oh7r+XHsQZMIhh38BcfZVWNYaMqgyhFxu2f34IKnOEk6Nj"
    "SaNtO+PzQUhbksTvH0Vvi6R0dtQINJFdONVBl4AwDC1INeF5uhQo/SaKHfP3UitUHdM5Pbn+LhZYDB9AaQAW5ZGD43Aw15ecwsnKi4HcjV8nBw4z"
    "ehlvaQ==";
std::string const v4 =
    "c2BCiWpFGR9iyB6IN3h3Mat2gwyQ2jkqoZI6D2e0SUIy8I+mqDRCgfopZx/X9wSRHpWxZY33TTfExpv25tgPL5nrIWhvbGbGo1jAmCzrb3U0qx/c"
    "O3QMqQ0rSJxE92Dszmajah2sS1aOjuKiaeFAXGtNLz+L85FYVSK7cWHAJBijIKCHrFbkGuiaH1DYpob5+Rw1g4vos9oAArns84IZRkrWMPpm+jvb"
    "c5cw7PGTva6VJDF02+kD2+CBoGwD7Lt6KmtuW5afBTmT21n6f2DMk8bTf775F+93vonsVCAIxodC9NWMmtvl1iRX4aYX3oWX5Avkm60sXRG97nEB"
    "FaQguA==";
std::string const v5 =
    "xqqadZ/NevmQYre/cu0aWSgTiTFreB9pNBtXoeF1F5Vb5xHXWuZSu2KEBmOqIqwsE6o7sxZyayzeeji7+C8ZlKsiuKnI3oKcmHlTxGp+WVmEaOPq"
    "nK2oL7k2DL1zYqYntQ1xnNb40ug5jsmlO/ZJYsvnepvJ/+kdpka8hrnNa/tvNnPRfzAKexUdvry0di2RMmtRZInh/8ZfrGzaGCcOJr67/lrZVIFa"
    "M7hCKHqOX0OKZin0aykZSWjoiDS1xqiO0nqSoy3GBMlXwQL+PRKcbbuzcbR189uEtwfDJcmSBGv0SihtDeZ4vu0Lp1bPDVWuG6g9NUuTOIBbglPL"
    "M8qDRA==";

PublicKey const published = RsaPublicKey::from_pem(published_rsa_pem).value();

struct Delivery {
    std::vector<HeaderField> fields{
        {"Host", "peer.example"},
        {"Date", "Wed, 01 Jan 2025 00:00:00 GMT"},
        {"Digest", digest_field(bytes_of(hello_world))},
        {"Content-Type", "application/activity+json"},
        {"User-Agent", "Collegium/1.0"},
    };

    RequestView view(std::string_view method = "POST", std::string_view target = "/inbox") const {
        return {method, "https://peer.example", target, fields};
    }
};

std::string signature_field(std::string const& headers, std::string const& base64) {
    return "keyId=\"https://node.example/u/alice#main-key\",algorithm=\"rsa-sha256\",headers=\"" + headers +
           "\",signature=\"" + base64 + "\"";
}

std::optional<std::string> signing_string(std::string const& field, RequestView const& request) {
    return cavage_signing_string(parse_cavage(field).value(), request, request.target);
}

bool verifies(std::string const& field, RequestView const& request, PublicKey const& key) {
    auto const signature = parse_cavage(field).value();
    auto const text = cavage_signing_string(signature, request, request.target);
    return text && verify_cavage(signature, *text, key);
}

constexpr std::array<std::string_view, 5> post_headers{"(request-target)", "host", "date", "digest", "content-type"};
constexpr auto key_id = "https://node.example/u/alice#main-key";

}  // namespace

TEST_CASE("V3: a request that another library signed verifies") {
    std::vector<HeaderField> const fields{
        {"content-type", "application/activity+json"},
        {"date", "Tue, 28 Mar 2023 21:03:44 GMT"},
        {"digest", digest_field(bytes_of("my activity"))},
        {"host", "example.com"},
    };
    RequestView const request{"POST", "https://example.com", "/u/alice/inbox", fields};
    auto const field = signature_field("(request-target) content-type date digest host", v3);

    CHECK(fields[2].value == "SHA-256=yTaFlTe+suqc2w56eW+LJdWTMU02EEDpVjd9MerjlcQ=");
    CHECK(verifies(field, request, published));
}

TEST_CASE_FIXTURE(Delivery, "V4: the delivery of our profile verifies") {
    auto const field = signature_field("(request-target) host date digest content-type", v4);

    CHECK(
        signing_string(field, view()) ==
        "(request-target): post /inbox\n"
        "host: peer.example\n"
        "date: Wed, 01 Jan 2025 00:00:00 GMT\n"
        "digest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=\n"
        "content-type: application/activity+json"
    );
    CHECK(verifies(field, view(), published));
}

TEST_CASE_FIXTURE(Delivery, "V5: the signed fetch of our profile verifies") {
    CHECK(verifies(signature_field("(request-target) host date", v5), view("GET", "/u/bob"), published));
}

TEST_CASE_FIXTURE(Delivery, "a signature over another request does not verify") {
    auto const field = signature_field("(request-target) host date digest content-type", v4);
    auto method = "POST";
    auto target = "/inbox";
    SUBCASE("with another body") fields[2].value = digest_field(bytes_of("{\"hello\": \"World\"}"));
    SUBCASE("with another method") method = "PUT";
    SUBCASE("with another target") target = "/inbox?x";
    SUBCASE("with another host") fields[0].value = "evil.example";
    SUBCASE("with another date") fields[1].value = "Wed, 01 Jan 2025 00:00:01 GMT";
    SUBCASE("with another type") fields[3].value += ";charset=utf-8";
    SUBCASE("with a second value") fields.push_back({"Host", "evil.example"});

    CHECK_FALSE(verifies(field, view(method, target), published));
}

TEST_CASE_FIXTURE(Delivery, "what we sign verifies and has the one form that every peer accepts") {
    auto const field = sign_cavage(view(), key_id, post_headers, some_rsa_key()).value();
    std::regex const profile{
        R"re(^keyId="[^"]+",algorithm="rsa-sha256",headers="\(request-target\) host date digest content-type",)re"
        R"re(signature="[A-Za-z0-9+/=]+"$)re"};

    CHECK(std::regex_match(field, profile));
    CHECK(verifies(field, view(), some_rsa_key().public_key()));
    CHECK_FALSE(verifies(field, view(), published));
    CHECK(parse_cavage(field).value().key_id == key_id);
}

TEST_CASE_FIXTURE(Delivery, "a request without a header that is to be signed is not signed") {
    fields.erase(fields.begin() + 2);

    CHECK_FALSE(sign_cavage(view(), key_id, post_headers, some_rsa_key()));
}

TEST_CASE_FIXTURE(Delivery, "a key id that would break out of its quotes is not signed") {
    CHECK_FALSE(sign_cavage(view(), "x\",signature=\"y", post_headers, some_rsa_key()));
    CHECK_FALSE(sign_cavage(view(), "x\ny", post_headers, some_rsa_key()));
}

TEST_CASE_FIXTURE(Delivery, "times are signed as numbers, however they came") {
    auto const field = "keyId=\"k\",algorithm=\"hs2019\",headers=\"(created) (expires)\",signature=\"AAAA\",";

    CHECK(signing_string(field + std::string{"created=1,expires=\"2\""}, view()) == "(created): 1\n(expires): 2");
    CHECK_FALSE(signing_string(field + std::string{"created=1"}, view()));
    CHECK_FALSE(signing_string(field + std::string{"expires=1"}, view()));
}

TEST_CASE_FIXTURE(Delivery, "times are not signed under the name of an older algorithm") {
    auto const field = "keyId=\"k\",headers=\"(created)\",signature=\"AAAA\",created=1";

    CHECK(signing_string(field, view()));
    CHECK_FALSE(signing_string(std::string{field} + ",algorithm=\"rsa-sha256\"", view()));
}

TEST_CASE_FIXTURE(Delivery, "a signed header must be in the request and a pseudo header must be known") {
    CHECK_FALSE(signing_string(signature_field("x-absent", v4), view()));
    CHECK_FALSE(signing_string(signature_field("(request-uri)", v4), view()));
    CHECK_FALSE(signing_string(signature_field("()", v4), view()));
    CHECK_FALSE(signing_string(signature_field("(status)", v4), view()));
}

TEST_CASE_FIXTURE(Delivery, "values are trimmed, and several of one name joined") {
    fields = {{"X-A", " \tone "}, {"x-b", "b"}, {"x-a", ""}, {"X-A", "two, three"}, {"x-empty", " "}};

    CHECK(signing_string(signature_field("x-a x-empty", v4), view()) == "x-a: one, , two, three\nx-empty: ");
}

TEST_CASE_FIXTURE(Delivery, "a value with a line break never passes for two signed lines") {
    fields = {{"x-a", "1\nhost: peer.example"}};

    CHECK_FALSE(signing_string(signature_field("x-a", v4), view()));
}

TEST_CASE_FIXTURE(Delivery, "a signature over the target verifies with the query and, if so signed, without") {
    auto const inbox = view("POST", "/inbox?shared=1");
    auto const with_query = parse_cavage(sign_cavage(inbox, key_id, post_headers, some_rsa_key()).value()).value();
    auto const without = parse_cavage(sign_cavage(view(), key_id, post_headers, some_rsa_key()).value()).value();
    PublicKey const key = some_rsa_key().public_key();

    CHECK(verify_cavage(with_query, cavage_signing_string(with_query, inbox, inbox.target).value(), key));
    CHECK(verify_cavage(without, cavage_signing_string(without, inbox, "/inbox").value(), key));
    CHECK_FALSE(verify_cavage(with_query, cavage_signing_string(with_query, inbox, "/inbox").value(), key));
}

TEST_CASE("an RSA key takes the names that peers give it, and no others") {
    PublicKey const key = some_rsa_key().public_key();
    CavageSignature signature;
    for (auto const hash : {RsaHash::sha256, RsaHash::sha512}) {
        signature.signature = some_rsa_key().sign(bytes_of("text"), hash);
        for (auto const name : {"", "hs2019", "rsa-sha256", "rsa-sha512"}) {
            signature.algorithm = name;
            CHECK(verify_cavage(signature, "text", key));
            CHECK_FALSE(verify_cavage(signature, "another text", key));
        }
        for (auto const name : {"ed25519", "hmac-sha256", "rsa-sha1", "ecdsa-sha256", "none"}) {
            signature.algorithm = name;
            CHECK_FALSE(verify_cavage(signature, "text", key));
        }
    }
}

TEST_CASE("an Ed25519 key takes the names that peers give it, and no others") {
    auto const private_key = rfc9421_private_key();
    PublicKey const key = private_key.public_key();
    CavageSignature signature;
    signature.signature = private_key.sign(bytes_of("text"));
    for (auto const name : {"", "hs2019", "ed25519"}) {
        signature.algorithm = name;
        CHECK(verify_cavage(signature, "text", key));
        CHECK_FALSE(verify_cavage(signature, "another text", key));
    }
    for (auto const name : {"rsa-sha256", "rsa-sha512", "hmac-sha256", "none"}) {
        signature.algorithm = name;
        CHECK_FALSE(verify_cavage(signature, "text", key));
    }
}

}  // namespace collegium::crypto
