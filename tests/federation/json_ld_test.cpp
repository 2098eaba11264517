// JSON-LD that says one thing to one reader and another to the next (security 1.3). We read plain members by their
// plain names: no context, no graph, no document signature decides anything.
#include "tests/federation/east.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Documents {
    Documents() { north.partner_with("east.test"); }

    Result<storage::Seq> receive(std::string const& body) {
        return village.run(federation::receive(north.node, east.signed_by_cavage(east.letter(body))));
    }

    Result<federation::Verified> relayed(std::string text) {
        auto json = federation::Json::read_object(std::move(text));
        if (!json) return json.error();
        auto activity = federation::Activity::parse(*std::move(json));
        if (!activity) return activity.error();
        federation::FetchBudget budget;
        return village.run(federation::verify_relayed(north.node, *std::move(activity), budget));
    }

    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::string club = north.found("club");
    East east{village};
    std::string const start = R"({"@context":["https://www.w3.org/ns/activitystreams"],"id":"https://east.test/1",)"
                              R"("type":"Follow","actor":"https://east.test/u/eve",)";
    std::string const plain = start + R"("object":"https://north.test/c/club"})";
};

}  // namespace

TEST_CASE_FIXTURE(Documents, "CVE-2022-24307: names that a context gives to actor and type mean nothing") {
    auto const context = R"({"@context":["https://www.w3.org/ns/activitystreams",{"doer":"as:actor","kind":"@type",)"
                         R"("which":"@id","what":"as:object"}],)";
    auto const alias = [&](std::string const& members) { return receive(context + members + "}"); };
    CHECK(
        alias(
            R"("id":"https://east.test/1","type":"Follow","doer":"https://east.test/u/eve","object":"https://north.test/c/club")"
        )
            .error()
            .reason() == Reason::malformed
    );
    CHECK(
        alias(
            R"("which":"https://east.test/1","kind":"Follow","doer":"https://east.test/u/eve","what":"https://north.test/c/club")"
        )
            .error()
            .reason() == Reason::malformed
    );
    // Beside the real names they change nothing: the signer acts, and nobody else.
    REQUIRE(alias(R"("id":"https://east.test/1","type":"Follow","actor":"https://east.test/u/eve",)"
                  R"("doer":"https://north.test/u/ada","kind":"Delete","object":"https://north.test/c/club")"));
    CHECK(north.entries() == 2);
}

TEST_CASE_FIXTURE(Documents, "CVE-2024-32983: a document signature gives nobody authority") {
    auto const signature = R"("signature":{"type":"RsaSignature2017","creator":"https://east.test/u/eve#main-key",)"
                           R"("created":"2026-09-01T10:00:00Z","signatureValue":"AAAA"})";
    auto const body = start + R"("object":"https://north.test/c/club",)" + signature + "}";
    CHECK(relayed(body).error().reason() == Reason::unsigned_);
    CHECK(receive(body));  // the request's own signature counts
}

TEST_CASE_FIXTURE(Documents, "CVE-2026-46349: words that rearrange a document are refused, wherever they stand") {
    for (std::string const word : {"@graph", "@included", "@reverse", "\\u0040graph"}) {
        auto const odd = "\"" + word + R"(":[{"id":"https://east.test/2","type":"Delete"}])";
        for (auto const& body :
             {start + odd + R"(,"object":"https://north.test/c/club"})",
              start + R"("object":{"id":"https://north.test/c/club",)" + odd + "}}",
              start + R"("object":"https://north.test/c/club","tag":[[{"x":{)" + odd + "}}]]}",
              R"({"@context":[{"a":{)" + odd + R"(}}],)" + plain.substr(plain.find("\"id\""))}) {
            INFO(body);
            CHECK(receive(body).error().reason() == Reason::malformed);
            CHECK(federation::Json::read(body).error().reason() == Reason::malformed);
        }
    }
    CHECK(north.entries() == 0);
    CHECK(federation::Json::read(R"({"a":"@graph","graph":["@reverse"]})"));
}

TEST_CASE_FIXTURE(Documents, "CVE-2026-42462, CVE-2026-46713: the same graph in another shape has no proof") {
    auto const proven = east.with_proof(plain, east.keys.ed25519);
    REQUIRE(relayed(proven));
    auto const proof = proven.substr(proven.find("\"proof\""));
    CHECK(
        relayed(R"({"@context":["https://www.w3.org/ns/activitystreams"],"@graph":[)" + plain + "]," + proof)
            .error()
            .reason() == Reason::malformed
    );
    auto nested = proven;
    nested.replace(nested.find("\"https://north.test/c/club\""), 27, R"({"id":"https://north.test/c/club"})");
    CHECK(relayed(nested).error().reason() == Reason::forged);
}

TEST_CASE_FIXTURE(Documents, "CVE-2026-50128: every member is under the proof, whatever a context says of it") {
    auto const proven = east.with_proof(plain, east.keys.ed25519);
    REQUIRE(relayed(proven));
    for (std::string const member : {R"("summary":"x",)", R"("_:b0":1,)", R"("to":[],)", R"("@nest":{},)"}) {
        INFO(member);
        auto added = proven;
        added.insert(1, member);
        CHECK(relayed(added).error().reason() == Reason::forged);
    }
    // A context may be appended after the proof (FEP-8b32 compares prefixes), but none is ever read: the meaning stays.
    auto context = proven;
    context.replace(context.find("activitystreams\""), 16, R"(activitystreams",{"object":null})");
    CHECK(relayed(context).value().activity().object_id() == "https://north.test/c/club");
    context = proven;
    context.replace(context.find("https://www.w3.org/ns/activitystreams"), 37, "https://www.w3.org/ns/activitystream2");
    CHECK(relayed(context).error().reason() == Reason::forged);
}
