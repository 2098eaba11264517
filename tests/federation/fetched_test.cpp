// Things that are known from their own place only.
#include "federation/served/documents.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Told {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    std::string club = north.found("club", "ada");
    Peer east{village, "east.test"}, west{village, "west.test"};
    std::string eve = east.actor("eve"), sam = west.actor("sam");
    std::string const post = "https://east.test/post/1", create = "https://east.test/activities/1";

    Told() {
        north.partner_with("east.test");
        north.partner_with("west.test");
        CHECK_FALSE(receive(west.signed_by(sam, act("https://west.test/activities/0", "Follow", sam, named(club)))));
        village.settle();
        west.posted.clear();
        east.serve(post, article(post, eve, "True", club));
        CHECK_FALSE(receive(west.signed_by(sam, act(create, "Create", eve, article(post, eve, "Told", club)))));
        village.settle();
    }

    // Why it was turned down; nothing if it was taken.
    std::optional<Reason> receive(federation::SignedPost message) {
        auto const received = village.run(federation::receive(north.node, std::move(message)));
        return received ? std::nullopt : std::optional{received.error().reason()};
    }
    std::string flesh_of(std::string const& act) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const seq = tables.known.get(tx, storage::hash_of(act));
            return seq ? tables.flesh.get(tx, *seq).value() : "";
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Told, "a fetched thing is in the log as it was fetched, byte for byte, and its true Create is known"
) {
    CHECK(flesh_of(post + "#fetched").find(article(post, eve, "True", club)) != std::string::npos);
    CHECK(north.thread(post)->question.author.address() == "@eve@east.test");
    auto const entries = north.entries();

    CHECK(
        receive(east.signed_by(eve, act(create, "Create", eve, article(post, eve, "True", club)))) ==
        Reason::unconcerned
    );

    CHECK(north.entries() == entries);
}

TEST_CASE_FIXTURE(Told, "a newer version that was fetched is an Update, and an older one is nothing") {
    east.serve(post, article(post, eve, "Newer", club, "2026-08-02T00:00:00Z"));
    auto const update = act("https://east.test/activities/2", "Update", eve, named(post));
    CHECK_FALSE(receive(west.signed_by(sam, update)));
    CHECK(north.thread(post)->question.title() == "Newer");

    east.serve(post, article(post, eve, "Older", club, "2026-08-01T12:00:00Z"));
    CHECK(
        receive(west.signed_by(sam, act("https://east.test/activities/3", "Update", eve, named(post)))) ==
        Reason::unconcerned
    );
    CHECK(north.thread(post)->question.title() == "Newer");
}

TEST_CASE_FIXTURE(
    Told, "our community passes on the name of a fetched thing, never an act that its author did not send"
) {
    REQUIRE(west.posted.size() == 1);
    auto const announce = federation::Json::read_object(west.posted[0]).value();
    CHECK(federation::type_of(announce.root()) == "Announce");
    CHECK(federation::text_member(announce.root(), "object") == post);
    CHECK(north.thread(post)->question.announced);
}

TEST_CASE_FIXTURE(Told, "nobody is served what was written down here") {
    north.node.store.read([&](auto const& tx, auto const& tables) {
        CHECK_FALSE(federation::documents::activity(tx, tables, {}, post + "#fetched"));
        CHECK_FALSE(federation::documents::object(tx, tables, {}, post));
        return 0;
    });
}

TEST_CASE_FIXTURE(
    Told, "a thing that is gone at its own place is deleted here, and nobody is told so in its author's name"
) {
    west.posted.clear();
    east.answer(post, status(410));
    CHECK_FALSE(receive(west.signed_by(sam, act("https://east.test/activities/4", "Delete", eve, named(post)))));
    village.settle();
    CHECK(north.thread(post)->question.state == storage::ObjectState::deleted_by_author);
    CHECK(west.posted.empty());
    // The name of the relayed Delete is free for what its origin means by it.
    CHECK(flesh_of("https://east.test/activities/4").empty());
}
