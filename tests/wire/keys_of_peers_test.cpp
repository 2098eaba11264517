// Statements 12 and 13: where peers keep their keys, and what happens when they change them.
#include "tests/federation/pages_of_peers.hpp"
#include "tests/wire/signed_inbox.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Keys : SignedInbox {
    // Signed by erin with the key of this id.
    unsigned deliver(std::string const& actor, std::string const& key_id, crypto::RsaPrivateKey const& by) {
        auto const id = actor.substr(0, actor.find('/', 8)) + "/activities/" + std::to_string(++follows);
        auto each = east.letter(
            R"({"id":")" + id + R"(","type":"Follow","actor":")" + actor + R"(","object":"https://north.test/c/club"})"
        );
        each.key_id = key_id;
        return status_of(east.signed_by_cavage(each, by));
    }

    crypto::RsaPrivateKey const& erins = spare_keys(1).rsa;
    std::string const erin = "https://gts.test/users/erin";
};

}  // namespace

TEST_CASE_FIXTURE(Keys, "wire_12: a changed key is fetched once and taken, and forgeries do not make us fetch again") {
    CHECK(status_of(post()) == 202);
    village.pass(6min);
    village.settle();
    auto const before = east.fetches;
    east.keys = east.published = spare_keys(2);

    CHECK(status_of(post()) == 202);
    CHECK(east.fetches == before + 1);
    for (int i = 0; i < 3; ++i) CHECK(status_of(east.signed_by_cavage(letter(), spare_keys(0).rsa)) == 401);
    CHECK(east.fetches == before + 1);
    CHECK(status_of(post()) == 202);
    CHECK(east.fetches == before + 1);

    village.pass(6min);
    village.settle();
    CHECK(status_of(east.signed_by_cavage(letter(), spare_keys(0).rsa)) == 401);
    CHECK(east.fetches == before + 2);
}

TEST_CASE_FIXTURE(Keys, "wire_13: keys are found in the actor, beside it, and behind a stub, if the owner lists them") {
    north.partner_with("gts.test");
    PagesOfPeer gts{village, "gts.test"};
    auto const beside = erin + "/main-key";
    SUBCASE("a fragment of the actor") {
        gts.pages["/users/erin"] = actor_page(erin, erin + "#main-key", erins);
        CHECK(deliver(erin, erin + "#main-key", erins) == 202);
        CHECK(gts.fetches == 1);
    }
    SUBCASE("a document of the key alone, which names its owner") {
        gts.pages["/users/erin"] = actor_page(erin, beside, erins);
        gts.pages["/users/erin/main-key"] =
            R"({"id":")" + beside + R"(","owner":")" + erin + R"(","publicKeyPem":"x"})";
        CHECK(deliver(erin, beside, erins) == 202);
    }
    SUBCASE("a stub of the actor at the key's address (GoToSocial)") {
        gts.pages["/users/erin"] = actor_page(erin, beside, erins);
        gts.pages["/users/erin/main-key"] = actor_page(erin, beside, erins);
        CHECK(deliver(erin, beside, erins) == 202);
    }
    SUBCASE("a stub without a type or an inbox") {
        gts.pages["/users/erin"] = actor_page(erin, beside, erins);
        gts.pages["/users/erin/main-key"] =
            R"({"id":")" + beside + R"(","publicKey":{"id":")" + beside + R"(","owner":")" + erin + R"("}})";
        CHECK(deliver(erin, beside, erins) == 202);
    }
    SUBCASE("an actor whose id has a query (WordPress)") {
        std::string const wp = "https://gts.test/?author=1";
        gts.pages["/?author=1"] = actor_page(wp, wp + "#main-key", erins);
        CHECK(deliver(wp, wp + "#main-key", erins) == 202);
    }
    SUBCASE("an owner that does not list the key") {
        gts.pages["/users/erin"] = actor_page(erin, erin + "#other-key", erins);
        gts.pages["/users/erin/main-key"] = R"({"id":")" + beside + R"(","owner":")" + erin + R"("})";
        CHECK(deliver(erin, beside, erins) == 401);
        CHECK(deliver(erin, erin + "#main-key", erins) == 401);
    }
    SUBCASE("an owner at another place") {
        gts.pages["/users/erin/main-key"] = R"({"id":")" + beside + R"(","owner":"https://east.test/u/eve"})";
        CHECK(deliver("https://east.test/u/eve", beside, erins) == 401);
    }
    SUBCASE("no document at all") {
        CHECK(deliver(erin, beside, erins) == 401);
    }
}
