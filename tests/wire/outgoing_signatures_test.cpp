// Statements 1 to 4, 14 and 15: what our requests look like.
#include "crypto/digest.hpp"
#include "federation/fetching/fetch.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/signing/courier.hpp"
#include "federation/signing/habit.hpp"
#include "tests/crypto/vectors.hpp"
#include "tests/wire/signed_inbox.hpp"
#include "tests/wire/vectors.hpp"

#include <regex>

using namespace collegium;
using namespace collegium::tests;

using federation::OutgoingRequest;
using storage::SignatureFormat;

namespace {

// What the courier puts on the wire for the node's own actor, to a host that takes everything.
struct Sender {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::vector<OutgoingRequest> seen;
    std::function<bool(OutgoingRequest const&)> takes = [](auto const&) { return true; };

    Sender() {
        north.partner_with("east.test");
        village.scripted["east.test"] = [this](OutgoingRequest const& request) {
            seen.push_back(request);
            return status(takes(request) ? 202 : 401);
        };
    }

    unsigned post() {
        OutgoingRequest request{"POST", "east.test", "/inbox"};
        request.fields = {{"Content-Type", "application/activity+json"}};
        request.body = crypto::hello_world;
        return village
            .run(federation::exchange_signed(north.node, federation::instance_signer(north.node), std::move(request)))
            .value()
            .status;
    }

    void fetch(std::string const& iri) {
        auto const fetching = [](federation::Node const& node, std::string what) -> boost::asio::awaitable<bool> {
            federation::FetchBudget budget;
            auto parsed = Iri::parse(what).value();
            auto const json = co_await federation::fetch_document(node, std::move(parsed), budget);
            co_return json.has_value();
        };
        static_cast<void>(village.run(fetching(north.node, iri)));
    }

    static federation::ActorKeys const& keys() { return spare_keys(0); }
};

// The request of V4 and V5: the profile of wire reference 1.1.
std::vector<crypto::HeaderField> profile_fields(bool with_body) {
    std::vector<crypto::HeaderField> fields{{"Host", "peer.example"}, {"Date", "Wed, 01 Jan 2025 00:00:00 GMT"}};
    if (!with_body) return fields;
    fields.push_back({"Digest", crypto::digest_field(crypto::bytes_of(crypto::hello_world))});
    fields.push_back({"Content-Type", "application/activity+json"});
    return fields;
}

bool verifies_by_published_key(
    std::string const& headers, std::string const& base64, crypto::RequestView const& request
) {
    crypto::PublicKey const key = crypto::RsaPublicKey::from_pem(crypto::published_rsa_pem).value();
    auto const field = "keyId=\"https://node.example/u/alice#main-key\",algorithm=\"rsa-sha256\",headers=\"" + headers +
                       "\",signature=\"" + base64 + "\"";
    auto const signature = crypto::parse_cavage(field).value();
    auto const text = crypto::cavage_signing_string(signature, request, request.target);
    return text && crypto::verify_cavage(signature, *text, key);
}

}  // namespace

// The private key of V3 to V6 is not ours to have: that we sign the same bytes follows from the signing string, which
// their key verifies, and from PKCS #1 v1.5, which has one signature for one string and key.
TEST_CASE("wire_01: the published deliveries verify, ours are signed over the same string, and a flipped bit is refused"
) {
    auto const fields = profile_fields(true);
    crypto::RequestView const v4{"POST", "https://peer.example", "/inbox", fields};
    std::vector<crypto::HeaderField> const v3_fields{
        {"content-type", "application/activity+json"},
        {"date", "Tue, 28 Mar 2023 21:03:44 GMT"},
        {"digest", crypto::digest_field(crypto::bytes_of("my activity"))},
        {"host", "example.com"}};
    crypto::RequestView const v3{"POST", "https://example.com", "/u/alice/inbox", v3_fields};
    CHECK(verifies_by_published_key("(request-target) content-type date digest host", vectors::v3, v3));
    CHECK(verifies_by_published_key("(request-target) host date digest content-type", vectors::v4, v4));

    constexpr std::array<std::string_view, 5> names{"(request-target)", "host", "date", "digest", "content-type"};
    auto const& key = spare_keys(1).rsa;
    auto const text =
        "(request-target): post /inbox\nhost: peer.example\ndate: Wed, 01 Jan 2025 00:00:00 GMT\n"
        "digest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=\n"
        "content-type: application/activity+json";
    CHECK(
        crypto::sign_cavage(v4, "https://node.example/u/alice#main-key", names, key).value() ==
        "keyId=\"https://node.example/u/alice#main-key\",algorithm=\"rsa-sha256\","
        "headers=\"(request-target) host date digest content-type\",signature=\"" +
            crypto::to_base64(key.sign(crypto::bytes_of(text))) + "\""
    );

    SignedInbox inbox;
    auto flipped = inbox.post();
    CHECK(inbox.status_of(flipped) == 202);
    flipped = inbox.post();
    flipped.body[flipped.body.size() / 2] ^= 1;
    CHECK(inbox.status_of(flipped) == 401);
}

TEST_CASE("wire_02: an outgoing Signature is in the one form that every peer reads") {
    Village village{{"north.test"}};
    auto& north = village["north.test"];
    static_cast<void>(north.found("club"));
    north.partner_with("east.test");
    East const east{village};
    std::string signature;
    village.scripted["east.test"] = [&, before = village.scripted["east.test"]](auto const& request) {
        if (request.method != "POST") return before(request);
        signature = field_of(request, "Signature");
        return status(202);
    };

    auto post = east.signed_by_cavage(east.letter(east.follow()));
    REQUIRE(village.run(federation::receive(north.node, std::move(post))));
    village.settle();  // the community's Accept goes out

    std::regex const form{
        R"re(keyId="[^"]+",algorithm="rsa-sha256",headers="\(request-target\) host date digest content-type",)re"
        R"re(signature="[A-Za-z0-9+/=]+")re"};
    INFO(signature);
    CHECK(std::regex_match(signature, form));
}

TEST_CASE_FIXTURE(Sender, "wire_03: a fetch is signed as the published one, and says which media types it takes") {
    auto const fields = profile_fields(false);
    crypto::RequestView const v5{"GET", "https://peer.example", "/u/bob", fields};
    CHECK(verifies_by_published_key("(request-target) host date", vectors::v5, v5));
    constexpr std::array<std::string_view, 3> names{"(request-target)", "host", "date"};
    auto const text = "(request-target): get /u/bob\nhost: peer.example\ndate: Wed, 01 Jan 2025 00:00:00 GMT";
    auto const signature = crypto::to_base64(keys().rsa.sign(crypto::bytes_of(text)));
    CHECK(crypto::sign_cavage(v5, "k", names, keys().rsa).value().ends_with("signature=\"" + signature + "\""));

    fetch("https://east.test/u/bob");
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].method == "GET");
    CHECK(seen[0].host == "east.test");
    CHECK(verifies(seen[0], keys().rsa.public_key()));
    CHECK(field_of(seen[0], "Signature").find(R"(headers="(request-target) host date")") != std::string::npos);
    CHECK(field_of(seen[0], "Date") == "Tue, 01 Sep 2026 10:00:00 GMT");
    CHECK(
        field_of(seen[0], "Accept") ==
        R"(application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams")"
    );
}

TEST_CASE("wire_04: RFC 9421 signatures of both kinds are made and verified as published") {
    std::vector<crypto::HeaderField> const fields{
        {"Content-Digest", crypto::content_digest_field(crypto::bytes_of(crypto::hello_world))}};
    crypto::RequestView const request{"POST", "https://peer.example", "/inbox", fields};
    constexpr std::array<std::string_view, 3> names{"@method", "@target-uri", "content-digest"};
    auto const message = crypto::sign_message(
        request, names, 1735689600, "https://node.example/u/alice#ed25519-key", crypto::rfc9421_private_key()
    );
    CHECK(message.value().signature == "sig1=:" + vectors::v2 + ":");

    auto const reading = [](std::string const& input, std::string const& base64) {
        return crypto::parse_message_signatures(input, "sig1=:" + base64 + ":").value().at(0);
    };
    auto const ed25519 = reading(message.value().signature_input, vectors::v2);
    auto const base = crypto::signature_base(ed25519, request).value();
    CHECK(base == vectors::v2_base);
    CHECK(crypto::verify_message(ed25519, base, crypto::rfc9421_private_key().public_key()));

    auto const rsa = reading(
        R"(sig1=("@method" "@target-uri" "content-digest");created=1735689600;keyid="https://node.example/u/alice#main-key")",
        vectors::v6
    );
    CHECK(crypto::verify_message(
        rsa,
        crypto::signature_base(rsa, request).value(),
        crypto::RsaPublicKey::from_pem(crypto::published_rsa_pem).value()
    ));

    // V1: appendix B.2.6, with its own components.
    std::vector<crypto::HeaderField> const v1_fields{
        {"Date", "Tue, 20 Apr 2021 02:07:55 GMT"}, {"Content-Type", "application/json"}, {"Content-Length", "18"}};
    crypto::RequestView const v1{"POST", "https://example.com", "/foo", v1_fields};
    auto const published = reading(
        R"(sig1=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519")",
        vectors::v1
    );
    auto const v1_base = crypto::signature_base(published, v1).value();
    CHECK(crypto::verify_message(published, v1_base, crypto::rfc9421_private_key().public_key()));
    CHECK(crypto::to_base64(crypto::rfc9421_private_key().sign(crypto::bytes_of(v1_base))) == vectors::v1);
}

TEST_CASE_FIXTURE(
    Sender, "wire_14: what is refused with 401 is sent once more in the other form, which is remembered"
) {
    takes = [](OutgoingRequest const& request) {
        return is_rfc9421(request) && verifies(request, keys().rsa.public_key());
    };
    CHECK(post() == 202);
    REQUIRE(seen.size() == 2);
    CHECK_FALSE(is_rfc9421(seen[0]));
    CHECK(is_rfc9421(seen[1]));
    CHECK(post() == 202);
    CHECK(seen.size() == 3);

    takes = [](OutgoingRequest const& request) {
        return !is_rfc9421(request) && verifies(request, keys().rsa.public_key());
    };
    CHECK(post() == 202);
    REQUIRE(seen.size() == 5);
    CHECK(is_rfc9421(seen[3]));
    CHECK_FALSE(is_rfc9421(seen[4]));
    CHECK(post() == 202);
    CHECK(seen.size() == 6);

    takes = [](auto const&) { return false; };
    CHECK(post() == 401);
    CHECK(seen.size() == 8);
}

TEST_CASE("wire_15: a host that says it takes RFC 9421, or signs so itself, is answered so") {
    SignedInbox inbox;
    auto& node = inbox.north.node;
    REQUIRE(federation::habit_of(node, "east.test") == SignatureFormat::cavage);
    SUBCASE("by an inbound request") {
        CHECK(
            inbox.status_of(inbox.east.signed_by_rfc9421(inbox.letter(), {"@method", "@target-uri", "content-digest"})
            ) == 202
        );
        CHECK(federation::habit_of(node, "east.test") == SignatureFormat::rfc9421_rsa);
    }
    SUBCASE("not by one that does not verify") {
        auto forged = inbox.east.signed_by_rfc9421(inbox.letter(), {"@method", "@target-uri", "content-digest"});
        forged.target = "/c/club/inbox";
        CHECK(inbox.status_of(forged) == 401);
        CHECK(federation::habit_of(node, "east.test") == SignatureFormat::cavage);
    }
    SUBCASE("by its documents") {
        auto const rfc9421 = std::string{R"({"name":"x","href":"https://datatracker.ietf.org/doc/html/rfc9421"})"};
        auto const ed25519 =
            std::string{R"({"href":"https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25"})"};
        std::string type = "Person", claims;
        auto expected = SignatureFormat::rfc9421_rsa;
        SUBCASE("a generator") claims = R"("generator":{"type":"Application","implements":[)" + rfc9421 + "]}";
        SUBCASE("a generator with one thing")
        claims = R"("generator":{"type":"Application","implements":)" + rfc9421 + "}";
        SUBCASE("an Application itself") {
            type = "Application";
            claims = R"("implements":[{"href":"https://x.example/"},)" + rfc9421 + "]";
        }
        SUBCASE("Ed25519") {
            claims = R"("generator":{"type":"Application","implements":[)" + rfc9421 + "," + ed25519 + "]}";
            expected = SignatureFormat::rfc9421_ed25519;
        }
        SUBCASE("something else") {
            claims =
                R"("generator":{"implements":[{"href":"https://datatracker.ietf.org/doc/html/rfc9110"},1,null,"x"]})";
            expected = SignatureFormat::cavage;
        }
        SUBCASE("a person that claims it for itself") {
            claims = R"("implements":[)" + rfc9421 + "]";
            expected = SignatureFormat::cavage;
        }
        inbox.village.scripted["east.test"] = [&](auto const&) {
            return document(
                "application/activity+json",
                R"({"id":"https://east.test/u/eve","type":")" + type +
                    R"(","preferredUsername":"eve","inbox":"https://east.test/inbox",)" + claims + "}"
            );
        };
        auto const look = [](federation::Node const& from) -> boost::asio::awaitable<bool> {
            federation::FetchBudget budget;
            auto iri = Iri::parse("https://east.test/u/eve").value();
            auto const actor = co_await federation::resolve_actor(from, std::move(iri), budget);
            co_return actor.has_value();
        };
        REQUIRE(inbox.village.run(look(node)));
        CHECK(federation::habit_of(node, "east.test") == expected);
    }
}
