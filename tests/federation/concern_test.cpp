// What concerns this node: what those announce whom somebody here follows, and what is announced of ours.
#include "federation/messages/json_text.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Concern {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    std::string club = north.found("club", "ada");
    Peer east{village, "east.test"}, west{village, "west.test"};
    std::string eve = east.actor("eve"), sam = west.actor("sam"), chess = west.actor("chess", "Group");
    std::string const post = east.iri("/post/1");

    Concern() {
        north.partner_with("east.test");
        north.partner_with("west.test");
        // Both are known; the one that is followed became known last.
        REQUIRE(receive(west.signed_by(sam, act(west.iri("/follow/1"), "Follow", sam, named(club)))));
        follow(village, ada, chess);
        east.serve(post, article(post, eve, "Endgames", chess));
    }

    Result<storage::Seq> receive(federation::SignedPost message) {
        return village.run(federation::receive(north.node, std::move(message)));
    }

    Result<storage::Seq> announce(std::string const& actor, std::string const& thing) {
        auto const id = west.iri("/announce/" + std::to_string(++announces));
        return receive(west.signed_by(actor, act(id, "Announce", actor, named(thing))));
    }

    int announces = 0;
};

}  // namespace

TEST_CASE_FIXTURE(
    Concern, "what a followed community announces is taken, and what another announces is not asked for"
) {
    auto const asked = east.asked.size();

    auto const stranger = announce(sam, post);

    REQUIRE_FALSE(stranger);
    CHECK(stranger.error().reason() == Reason::unconcerned);
    CHECK(east.asked.size() == asked);
    auto const taken = [&] { return north.node.traffic.taken_today("west.test", village.clock.now()); };
    auto const before = taken();
    CHECK(announce(chess, post));
    CHECK(taken() - before > article(post, eve, "Endgames", chess).size() + 100);  // what it made us fetch counts, too
    CHECK(north.thread(post)->question.title() == "Endgames");
}

TEST_CASE_FIXTURE(Concern, "what somebody shows to a few is not shown to everybody") {
    auto const question = ada.ask(club, "Openings");
    auto const announced_to = [&](std::string const& readers) {
        auto const id = west.iri("/announce/" + std::to_string(++announces));
        auto text = federation::JsonText::object();
        text.text("id", id).text("type", "Announce").text("actor", sam).text("to", readers).text("object", question);
        return receive(west.signed_by(sam, text.done()));
    };

    auto const for_a_few = announced_to(sam + "/followers");
    REQUIRE_FALSE(for_a_few);
    CHECK(for_a_few.error().reason() == Reason::unconcerned);
    CHECK(announced_to("https://www.w3.org/ns/activitystreams#Public"));
}

TEST_CASE_FIXTURE(
    Concern, "anybody may show what one of us said, but nothing else that we know, and nothing that is not"
) {
    auto const question = ada.ask(club, "Openings");
    REQUIRE(announce(chess, post));

    CHECK(announce(sam, question));
    for (auto const& thing : {post, question + "0", std::string{"https://north.test.west.test/q/1"}}) {
        INFO(thing);
        auto const refused = announce(sam, thing);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().reason() == Reason::unconcerned);
    }
}

TEST_CASE_FIXTURE(Concern, "what our community answers is there for those who follow the log, as it was composed") {
    auto const accepts = north.node.store.read([&](auto const& tx, auto const& tables) {
        unsigned found = 0;
        tables.log.ascend(tx, storage::Seq{1}, [&](auto const seq, auto const& entry) {
            auto const kept = north.recent.of(tx, tables, seq, entry.number);
            if (kept && kept->verb() == federation::Verb::accept) ++found;
            return true;
        });
        return found;
    });

    CHECK(accepts == 1);  // of the Follow with which this village begins
}
