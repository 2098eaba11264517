// Acts that somebody else passes on: whose proof they carry, until when it counts, and the Deletes of those whom we
// never met.
#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"
#include "storage/names.hpp"
#include "tests/federation/east.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view eves_key = "https://east.test/u/eve#ed25519-key";

struct Relayed {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::string club = north.found("club");
    East east{village};
    federation::FetchBudget budget;

    Relayed() { north.partner_with("east.test"); }

    Result<storage::Seq> receive(std::string const& body) {
        return village.run(federation::receive(north.node, east.signed_by_cavage(east.letter(body))));
    }

    std::optional<Reason> refusal(std::string const& text) {
        auto activity = federation::Activity::parse(federation::Json::read_object(text).value()).value();
        auto const verified = village.run(federation::verify_relayed(north.node, std::move(activity), budget));
        return verified ? std::nullopt : std::optional{verified.error().reason()};
    }
};

std::string follow_by(std::string const& actor) {
    return R"({"id":")" + actor + R"(/follows/1","type":"Follow","actor":")" + actor +
           R"(","object":"https://north.test/c/club"})";
}

std::string deletion(std::string const& actor, std::string const& object) {
    return R"({"id":"https://east.test/gone/1","type":"Delete","actor":")" + actor + R"(","object":")" + object + "\"}";
}

// A proof as FEP-8b32 has it, whose end and key are what the test says.
std::string proven(
    std::string const& document,
    crypto::Ed25519PrivateKey const& key,
    std::string const& more,
    std::string_view method = eves_key
) {
    auto const canonical = [](std::string const& text) {
        return crypto::canonical_json(federation::Json::read_object(text).value().root());
    };
    auto const options =
        R"({"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","proofPurpose":"assertionMethod",)"
        R"("created":"2026-08-01T00:00:00Z","verificationMethod":")" +
        std::string{method} + "\"" + more + "}";
    auto data = crypto::Bytes{};
    for (auto const& part : {canonical(options), canonical(document)}) {
        auto const hash = crypto::sha256(crypto::bytes_of(part));
        data.insert(data.end(), hash.begin(), hash.end());
    }
    auto const value = R"(,"proofValue":"z)" + crypto::to_base58(key.sign(data)) + "\"}";
    return document.substr(0, document.size() - 1) + ",\"proof\":" + options.substr(0, options.size() - 1) + value +
           "}";
}

}  // namespace

TEST_CASE_FIXTURE(Relayed, "a proof counts until its end, and one whose end cannot be read does not count") {
    auto const mine = follow_by("https://east.test/u/eve");
    auto const until = [&](Instant end) { return R"(,"expires":")" + to_rfc3339(end) + "\""; };
    auto const now = village.clock.now();

    CHECK_FALSE(refusal(proven(mine, east.keys.ed25519, "")));
    CHECK_FALSE(refusal(proven(mine, east.keys.ed25519, until(now + 1min))));
    CHECK_FALSE(refusal(proven(mine, east.keys.ed25519, until(now))));
    CHECK(refusal(proven(mine, east.keys.ed25519, until(now - 1s))) == Reason::stale);
    CHECK(refusal(proven(mine, east.keys.ed25519, R"(,"expires":"soon")")) == Reason::stale);
}

TEST_CASE_FIXTURE(Relayed, "only a key at the actor's own origin proves its acts, and only the actor's own") {
    auto const mine = follow_by("https://east.test/u/eve");
    CHECK(refusal(proven(mine, east.keys.ed25519, "", "https://north.test/u/eve#key")) == Reason::foreign);
    CHECK(refusal(proven(mine, east.keys.ed25519, "", "no address")) == Reason::foreign);
    CHECK(north.network.requests == 0);

    CHECK(refusal(proven(follow_by("https://east.test/u/mallory"), east.keys.ed25519, "")) == Reason::foreign);
    // An RSA key makes no such proof.
    CHECK(refusal(proven(mine, east.keys.ed25519, "", "https://east.test/u/eve#main-key")) == Reason::forged);
}

TEST_CASE_FIXTURE(Relayed, "the proof of a stranger is not looked at") {
    auto const theirs = follow_by("https://stranger.test/u/eve");

    CHECK(
        refusal(proven(theirs, east.keys.ed25519, "", "https://stranger.test/u/eve#ed25519-key")) == Reason::not_partner
    );
    CHECK(north.network.requests == 0);
}

TEST_CASE_FIXTURE(Relayed, "nobody is asked for the key of somebody whom we never met and who is gone") {
    std::string const ghost = "https://east.test/u/eve";
    SUBCASE("whose name we never heard") {}
    SUBCASE("whose name we heard") {
        storage::Store::Change<storage::Handle> const heard = [&](auto& tx, auto& tables) -> Result<storage::Handle> {
            return storage::intern(tx, tables, ghost);
        };
        REQUIRE(north.node.store.write_now(heard));
    }

    auto const received = receive(deletion(ghost, ghost));

    REQUIRE_FALSE(received);
    CHECK(received.error().reason() == Reason::unconcerned);
    CHECK(north.network.requests == 0);
}

TEST_CASE_FIXTURE(Relayed, "whoever deletes something else is asked for the key, met or not") {
    static_cast<void>(receive(deletion("https://east.test/u/eve", "https://east.test/post/1")));

    CHECK(north.network.requests > 0);
}

TEST_CASE_FIXTURE(Relayed, "the key of somebody whom we met is known when they say that they are gone") {
    REQUIRE(receive(east.follow()));

    CHECK(receive(deletion("https://east.test/u/eve", "https://east.test/u/eve")));
}
