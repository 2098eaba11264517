#include "crypto/object_proof.hpp"

#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"
#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {
namespace {

using Document = JsonDocument;

// wire.md, P1: the example of FEP-8b32.
std::string const activity =
    R"({"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2"],)"
    R"("actor":"https://server.example/users/alice","id":"https://server.example/activities/1","object":{)"
    R"("attributedTo":"https://server.example/users/alice","content":"Hello world",)"
    R"("id":"https://server.example/objects/1","location":{"latitude":25.273962,"longitude":-71.184902,)"
    R"("type":"Place"},"type":"Note"},"type":"Create"})";
std::string const config =
    R"({"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2"],)"
    R"("created":"2023-02-24T23:36:38Z","cryptosuite":"eddsa-jcs-2022","proofPurpose":"assertionMethod",)"
    R"("type":"DataIntegrityProof","verificationMethod":"https://server.example/users/alice#ed25519-key"})";
std::string const proof_value =
    "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL";
std::string const proof_value_without_context =
    "z5bZgaP3oausBCsnwDcSaEBaTrfaRGsm1zhpH9AuJ8HjRnQvNWLYYxTXffeeaywdRFjXuq37QziM1efwCVdB5Ko24";
constexpr auto key_id = "https://server.example/users/alice#ed25519-key";
constexpr auto created = "2023-02-24T23:36:38Z";

Ed25519PrivateKey private_key() {
    return Ed25519PrivateKey::from_multikey("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq").value();
}

Ed25519PublicKey public_key() {
    return Ed25519PublicKey::from_multikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2").value();
}

void set(JsonValue& object, std::string const& name, std::string const& json, Document& owner) {
    Document value{&owner.GetAllocator()};
    value.Parse<rapidjson::kParseFullPrecisionFlag>(json.c_str());
    object.RemoveMember(name);
    object.AddMember(JsonValue{name, owner.GetAllocator()}, value, owner.GetAllocator());
}

// The activity with its published proof.
struct Proven {
    Document document = parse_json(activity);

    Proven() {
        set(document, "proof", config, document);
        change("proofValue", "\"" + proof_value + "\"");
    }

    void change(std::string const& name, std::string const& json) { set(document["proof"], name, json, document); }
    void remove(std::string const& name) { document["proof"].RemoveMember(name); }
};

std::string with_proof(std::string const& json, std::string const& proof) {
    return json.substr(0, json.size() - 1) + ",\"proof\":" + proof + "}";
}

// Calls `seen` with the document after each single change of a string or a name in it, proofValue included.
template <class Seen>
void for_each_change(std::string const& json, Seen seen) {
    for (std::size_t at = 0; at + 1 < json.size(); ++at) {
        if (json[at] < 'a' || json[at] >= 'z') continue;
        auto changed = json;
        ++changed[at];
        seen(changed);
    }
}

}  // namespace

TEST_CASE("FEP-8b32: the canonical strings, their hashes and the proof are those of the example") {
    auto const document = parse_json(activity);
    auto const proof = parse_json(make_proof(document, key_id, created, private_key()));

    CHECK(canonical_json(document) == activity);
    CHECK(to_hex(sha256(bytes_of(activity))) == "0793e8d97e2de4b989b2b2d7a5fae8cf941f102a03c0ecab00f03eaa2330c650");
    CHECK(to_hex(sha256(bytes_of(config))) == "cf63e2308ce7d1137667192c5c5e751ba7b1c6e3d5e746a7b717d309654ad198");
    CHECK(text_of(proof["proofValue"]) == proof_value);
    CHECK(proof["@context"] == document["@context"]);
    CHECK(proof["created"] == created);
}

TEST_CASE_FIXTURE(Proven, "FEP-8b32: the example verifies, with its context and without") {
    CHECK(verify_proof(document, public_key()));

    remove("@context");
    change("proofValue", "\"" + proof_value_without_context + "\"");
    CHECK(verify_proof(document, public_key()));
}

TEST_CASE_FIXTURE(Proven, "a proof without context that hashed the document's verifies too") {
    remove("@context");

    CHECK(verify_proof(document, public_key()));
}

TEST_CASE("W3C: the example of eddsa-jcs-2022 is reproduced and verifies") {
    auto const folder = std::string{"vc-di-eddsa/"};
    auto const pair = parse_json(read_vector(folder + "keyPair.json"));
    auto const key = Ed25519PrivateKey::from_multikey(text_of(pair["privateKeyMultibase"])).value();
    auto const unsigned_document = parse_json(read_vector(folder + "unsigned.json"));
    auto const signed_document = parse_json(read_vector(folder + "eddsa-jcs-2022/signedJCS.json"));
    auto const options = parse_json(read_vector(folder + "eddsa-jcs-2022/proofConfigJCS.json"));
    auto const canonical = canonical_json(unsigned_document);

    CHECK(canonical == read_vector(folder + "eddsa-jcs-2022/canonDocJCS.txt"));
    CHECK(to_hex(sha256(bytes_of(canonical))) == read_vector(folder + "eddsa-jcs-2022/docHashJCS.txt"));
    CHECK(canonical_json(options) == read_vector(folder + "eddsa-jcs-2022/proofCanonJCS.txt"));
    CHECK(to_hex(sha256(bytes_of(canonical_json(options)))) == read_vector(folder + "eddsa-jcs-2022/proofHashJCS.txt"));
    auto const method = text_of(signed_document["proof"]["verificationMethod"]);
    auto const proof = parse_json(make_proof(unsigned_document, method, created, key));
    CHECK(proof == signed_document["proof"]);
    CHECK(text_of(proof["proofValue"]) == read_vector(folder + "eddsa-jcs-2022/sigBTC58JCS.txt"));
    CHECK(verify_proof(signed_document, Ed25519PublicKey::from_multikey(text_of(pair["publicKeyMultibase"])).value()));
}

TEST_CASE("a proof fails after any change of a key or a value") {
    auto const proof = make_proof(parse_json(activity), key_id, created, private_key());
    auto const json = with_proof(activity, proof);
    REQUIRE(verify_proof(parse_json(json), public_key()));
    int changes = 0;

    for_each_change(json, [&](std::string const& changed) {
        CAPTURE(changed);
        CHECK_FALSE(verify_proof(parse_json(changed), public_key()));
        ++changes;
    });
    CHECK(changes > 500);
}

TEST_CASE("a proof fails after a member is added, taken away or changes its type") {
    auto const proof = make_proof(parse_json(activity), key_id, created, private_key());
    auto document = parse_json(with_proof(activity, proof));
    SUBCASE("added") set(document, "summary", "null", document);
    SUBCASE("added deep inside") set(document["object"]["location"], "altitude", "1", document);
    SUBCASE("added to the proof") set(document["proof"], "domain", "\"x\"", document);
    SUBCASE("taken away") document.RemoveMember("actor");
    SUBCASE("as an array of one") set(document, "type", "[\"Create\"]", document);
    SUBCASE("as a number next to it") set(document["object"]["location"], "latitude", "25.273962000000004", document);

    CHECK_FALSE(verify_proof(document, public_key()));
}

TEST_CASE("a proof survives reordering, white space and other spellings of the same value") {
    auto const json = std::string{
        R"({ "type" : "Create",
             "object": {"type":"Note", "location": {"type":"Place","longitude":-71.1849020,"latitude":252.73962e-1},
                        "id":"https:\/\/server.example\/objects\/1", "content":"Hello\u0020world",
                        "attributedTo":"https://server.example/users/alice"},
             "id":"https://server.example/activities/1", "actor":"https://server.example/users/alice",
             "@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2"]})"};
    auto const proof = make_proof(parse_json(activity), key_id, created, private_key());

    CHECK(verify_proof(parse_json(with_proof(json, proof)), public_key()));
}

TEST_CASE_FIXTURE(Proven, "a Linked Data signature beside the proof changes nothing") {
    set(document, "signature", R"({"type":"RsaSignature2017","signatureValue":"x"})", document);

    CHECK(verify_proof(document, public_key()));
}

TEST_CASE_FIXTURE(Proven, "contexts may be appended to the document after the proof, and nothing else") {
    bool expected = false;
    auto contexts =
        std::string{R"("https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2")"};
    SUBCASE("appended") {
        contexts += R"(,{"x":"y"})";
        expected = true;
    }
    SUBCASE("put in front") contexts = "\"https://evil.example/\"," + contexts;
    SUBCASE("the second taken away") contexts = R"("https://www.w3.org/ns/activitystreams")";
    SUBCASE("replaced") contexts = R"("https://www.w3.org/ns/activitystreams","https://evil.example/")";
    set(document, "@context", "[" + contexts + "]", document);

    CHECK(verify_proof(document, public_key()) == expected);
}

TEST_CASE("a single context counts as an array of one") {
    auto document = parse_json(R"({"@context":"https://www.w3.org/ns/activitystreams","id":"https://a.example/1"})");
    auto const proof = make_proof(document, key_id, created, private_key());
    set(document, "proof", proof, document);
    CHECK(verify_proof(document, public_key()));

    set(document, "@context", R"(["https://www.w3.org/ns/activitystreams","https://a.example/ns"])", document);
    CHECK(verify_proof(document, public_key()));
}

TEST_CASE("a document without context can be proven") {
    auto document = parse_json(R"({"id":"https://a.example/1"})");
    set(document, "proof", make_proof(document, key_id, created, private_key()), document);

    CHECK(verify_proof(document, public_key()));
    CHECK_FALSE(document["proof"].HasMember("@context"));
}

TEST_CASE_FIXTURE(Proven, "a proof says what it claims") {
    auto const claim = read_proof(document).value();
    CHECK(claim.verification_method == key_id);
    CHECK(claim.created == created);
    CHECK(claim.expires == "");

    change("expires", "\"2030-01-01T00:00:00Z\"");
    CHECK(read_proof(document).value().expires == "2030-01-01T00:00:00Z");
    CHECK_FALSE(verify_proof(document, public_key()));
}

TEST_CASE_FIXTURE(Proven, "a proof is refused") {
    auto const proof = canonical_json(document["proof"]);
    SUBCASE("of another type") change("type", "\"Ed25519Signature2020\"");
    SUBCASE("of several types") change("type", "[\"DataIntegrityProof\"]");
    SUBCASE("of another suite") change("cryptosuite", "\"eddsa-rdfc-2022\"");
    SUBCASE("without a suite") remove("cryptosuite");
    SUBCASE("for another purpose") change("proofPurpose", "\"authentication\"");
    SUBCASE("without a method") remove("verificationMethod");
    SUBCASE("whose method is an object") change("verificationMethod", "{}");
    SUBCASE("without a date") remove("created");
    SUBCASE("whose end is a number") change("expires", "1");
    SUBCASE("that is a string") set(document, "proof", "\"z\"", document);
    SUBCASE("among several") set(document, "proof", "[" + proof + "," + proof + "]", document);
    SUBCASE("that is not there") document.RemoveMember("proof");
    SUBCASE("of a document that is an array") document.SetArray();
    SUBCASE("of a document that is a string") document.SetString("proof");

    CHECK_FALSE(read_proof(document));
    CHECK_FALSE(verify_proof(document, public_key()));
}

TEST_CASE_FIXTURE(Proven, "a proof does not verify") {
    auto key = public_key();
    SUBCASE("without its value") remove("proofValue");
    SUBCASE("whose value is a number") change("proofValue", "1");
    SUBCASE("whose value is empty") change("proofValue", "\"\"");
    SUBCASE("whose value is its prefix") change("proofValue", "\"z\"");
    SUBCASE("in base64") change("proofValue", "\"u" + proof_value.substr(1) + "\"");
    SUBCASE("whose value is cut short") change("proofValue", "\"" + proof_value.substr(0, 80) + "\"");
    SUBCASE("whose value never ends") change("proofValue", "\"z" + std::string(100'000, 'z') + "\"");
    SUBCASE("with somebody else's key") key = Ed25519PrivateKey::generate().public_key();
    SUBCASE("whose context is empty") change("@context", "[]");
    SUBCASE("whose context the document lacks") document.RemoveMember("@context");

    CHECK_FALSE(verify_proof(document, key));
}

}  // namespace collegium::crypto
