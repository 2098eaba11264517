// Statements 18 to 21: integrity proofs, canonical JSON and multikeys.
#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"
#include "crypto/object_proof.hpp"
#include "tests/crypto/vectors.hpp"
#include "tests/wire/signed_inbox.hpp"

#include <bit>

using namespace collegium;
using namespace collegium::tests;

namespace {

// P1 of the wire contract: the example of FEP-8b32.
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

std::string with_proof(std::string const& document, std::string const& proof) {
    return document.substr(0, document.size() - 1) + ",\"proof\":" + proof + "}";
}

std::string with_value(std::string const& options, std::string const& value) {
    return options.substr(0, options.size() - 1) + ",\"proofValue\":\"" + value + "\"}";
}

std::string canonical(std::string const& json) {
    return crypto::canonical_json(federation::Json::read(json).value().root());
}

bool holds(std::string const& json, crypto::Ed25519PublicKey const& key) {
    auto const document = federation::Json::read_object(json);
    return document && crypto::verify_proof(document->root(), key);
}

// Everything that our nodes put on the wire in a small story.
struct Emitted {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    std::string club = north.found("club", "ada");
    std::string question = ada.ask(club, "Why \u00fc \U0001F600?");

    std::vector<std::string> activities() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            std::vector<std::string> all;
            tables.flesh.each(tx, [&](storage::Seq, std::string const& text) {
                all.push_back(text);
                return true;
            });
            return all;
        });
    }

    static crypto::Ed25519PublicKey key_of(federation::Json const& json) {
        bool const by_club = federation::text_member(json.root(), "actor").ends_with("/c/club");
        return spare_keys(by_club ? 2 : 1).ed25519.public_key();
    }
};

}  // namespace

TEST_CASE("wire_18: the published proof is reproduced, and verifies with its context and without") {
    auto const key =
        crypto::Ed25519PrivateKey::from_multikey("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq").value();
    auto const document = federation::Json::read_object(activity).value();
    auto const proof = crypto::make_proof(
        document.root(), "https://server.example/users/alice#ed25519-key", "2023-02-24T23:36:38Z", key
    );
    CHECK(canonical(activity) == activity);
    CHECK(canonical(config) == config);
    CHECK(
        crypto::to_hex(crypto::sha256(crypto::bytes_of(activity))) ==
        "0793e8d97e2de4b989b2b2d7a5fae8cf941f102a03c0ecab00f03eaa2330c650"
    );
    CHECK(
        crypto::to_hex(crypto::sha256(crypto::bytes_of(config))) ==
        "cf63e2308ce7d1137667192c5c5e751ba7b1c6e3d5e746a7b717d309654ad198"
    );
    CHECK(canonical(proof) == canonical(with_value(config, proof_value)));
    auto const everybody = key.public_key();
    CHECK(holds(with_proof(activity, with_value(config, proof_value)), everybody));
    auto const bare = "{" + config.substr(config.find("\"created\""));
    CHECK(holds(with_proof(activity, with_value(bare, proof_value_without_context)), everybody));
    CHECK(holds(with_proof(activity, with_value(bare, proof_value)), everybody));
    CHECK_FALSE(holds(with_proof(activity, with_value(config, proof_value_without_context)), everybody));
}

TEST_CASE_FIXTURE(Emitted, "wire_19: what we send is proven over its own context, survives reordering and no change") {
    auto const all = activities();
    REQUIRE(all.size() >= 3);  // the question, and what the community passed on
    for (auto const& text : all) {
        INFO(text);
        auto const json = federation::Json::read_object(text).value();
        auto const key = key_of(json);
        auto const* const proof = federation::member(json.root(), "proof");
        REQUIRE(proof != nullptr);
        REQUIRE(federation::member(json.root(), "@context")->IsArray());
        CHECK(*federation::member(*proof, "@context") == *federation::member(json.root(), "@context"));
        CHECK(holds(text, key));
        CHECK(holds(canonical(text), key));  // other order, other escapes, no blanks
        CHECK(holds("\n\t" + text + "  ", key));
    }
    // One letter of any name or value. The proof's own value is among them.
    auto const& text = all.front();
    auto const key = key_of(federation::Json::read_object(text).value());
    unsigned changes = 0;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        if (text[at] < 'a' || text[at] >= 'z' || text[at - 1] == '\\') continue;
        auto changed = text;
        ++changed[at];
        ++changes;
        INFO(changed);
        CHECK_FALSE(holds(changed, key));
    }
    CHECK(changes > 300);
}

TEST_CASE("wire_20: canonical JSON is as the contract's facts have it") {
    CHECK(
        canonical("[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,56.0,-0]") ==
        "[333333333.3333333,1e+30,4.5,0.002,1e-27,56,0]"
    );
    for (auto const& [ieee, text] :
         {std::pair{"4340000000000001", "9007199254740994"},
          std::pair{"444b1ae4d6e2ef50", "1e+21"},
          std::pair{"3eb0c6f7a0b5ed8d", "0.000001"},
          std::pair{"3eb0c6f7a0b5ed8c", "9.999999999999997e-7"},
          std::pair{"8000000000000000", "0"}}) {
        INFO(ieee);
        CHECK(crypto::canonical_number(std::bit_cast<double>(std::stoull(ieee, nullptr, 16))) == text);
    }
    CHECK(canonical(R"({"a":1,"111":2,"A":3,"10":4,"":5,"1":6})") == R"({"":5,"1":6,"10":4,"111":2,"A":3,"a":1})");
    CHECK(
        canonical(R"({"\ufb33":1,"\ud83d\ude02":2,"\u20ac":3,"\u00f6":4,"\u0080":5,"</script>":6,"1":7,"\r":8,"\n":9})"
        ) ==
        "{\"\\n\":9,\"\\r\":8,\"1\":7,\"</script>\":6,\"\u0080\":5,\"\u00f6\":4,\"\u20ac\":3,"
        "\"\U0001F602\":2,\"\uFB33\":1}"
    );
    CHECK(canonical(R"(["\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"])") == R"(["€$\u000f\nA'B\"\\\\\"/"])");
    CHECK(canonical(R"([56,{"d":true,"10":null,"1":[]}])") == R"([56,{"1":[],"10":null,"d":true}])");
    CHECK_FALSE(federation::Json::read(R"({"a":1,"a":2})"));
    CHECK_FALSE(federation::Json::read(R"(["\ud83d"])"));
    CHECK_FALSE(federation::Json::read("[NaN]"));
}

TEST_CASE("wire_21: a multikey is encoded and decoded as published, and another kind or length is refused") {
    auto const raw = crypto::from_hex("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6").value();
    auto const key = crypto::Ed25519PublicKey::from_raw(raw).value();
    CHECK(key.multikey() == "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    CHECK(crypto::Ed25519PublicKey::from_multikey(key.multikey()).value() == key);

    auto const multikey = [&](std::uint8_t first, std::uint8_t second, std::size_t size) {
        crypto::Bytes bytes{first, second};
        bytes.insert(bytes.end(), raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(size));
        return "z" + crypto::to_base58(bytes);
    };
    REQUIRE(crypto::Ed25519PublicKey::from_multikey(multikey(0xED, 0x01, 32)));
    CHECK_FALSE(crypto::Ed25519PublicKey::from_multikey(multikey(0xED, 0x01, 31)));
    CHECK_FALSE(crypto::Ed25519PublicKey::from_multikey(multikey(0xEC, 0x01, 32)));
    CHECK_FALSE(crypto::Ed25519PublicKey::from_multikey(multikey(0xE7, 0x01, 32)));
    CHECK_FALSE(crypto::Ed25519PublicKey::from_multikey(key.multikey().substr(1)));
    CHECK_FALSE(crypto::Ed25519PublicKey::from_multikey("u" + key.multikey().substr(1)));
}
