// Statements 47 and 53: what reaches us from those who do not know the community, and from those whom we never met.
#include "federation/served/documents.hpp"
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Strangers : Groups {
    // Mastodon tells the author and whom it mentions, not the community.
    std::string reply_to(std::string const& parent) {
        auto const id = lemmy.fresh("statuses");
        auto const note = R"({"id":")" + id + R"(","type":"Note","attributedTo":")" + lem + R"(","inReplyTo":")" +
                          parent + R"(","to":[)" + everyone + R"(],"cc":[")" + lem +
                          R"(/followers","https://north.test/u/ben"],"content":"<p>@ben Because</p>","tag":[]})";
        sent = act("Create", lem, note);
        static_cast<void>(send(lem, sent));
        return id;
    }

    std::string sent;
};

}  // namespace

TEST_CASE_FIXTURE(Strangers, "wire_47: a reply that knows nothing of our community is announced by it") {
    REQUIRE(send(lem, act("Follow", lem, "\"" + club + "\"")));
    auto const topic = ben.ask(club, "Why?");
    auto const reply = reply_to(topic);

    CHECK(post_at(north, reply)->community.iri == club);
    CHECK(post_at(north, reply)->announced);
    bool passed_on = false;
    for (auto const& body : announced("Create")) passed_on = passed_on || body.find(sent) != std::string::npos;
    CHECK(passed_on);  // as it came
}

TEST_CASE_FIXTURE(Strangers, "wire_47: a reply in another node's community is handed over to it as it came") {
    follow_math();
    OtherServer hub{village, "hub.test"};
    north.partner_with("hub.test");
    auto const physics = hub.group("physics");
    REQUIRE(hub.send(
        north,
        physics,
        R"({"id":"https://hub.test/1","type":"Follow","actor":")" + physics + R"(","object":")" + club + "\"}"
    ));
    auto const topic = ben.ask(physics, "Why?");
    village.settle();
    hub.received.clear();

    auto const reply = reply_to(topic);
    CHECK(post_at(north, reply)->community.iri == physics);
    REQUIRE(hub.received.size() == 1);
    CHECK(hub.received[0] == sent);

    // Those who address it themselves need no help.
    hub.received.clear();
    static_cast<void>(note(lem, physics, topic));
    CHECK(hub.received.empty());
}

TEST_CASE_FIXTURE(Strangers, "wire_53: the Delete of an actor whom we never met is thanked for without a fetch") {
    for (int i = 0; i < 20; ++i) {
        auto const gone = "https://lemmy.test/u/gone" + std::to_string(i);
        CHECK(send(gone, act("Delete", gone, "\"" + gone + "\"")).error().reason() == Reason::unconcerned);
    }
    CHECK(lemmy.fetches == 0);
    CHECK(meaning_of(Reason::unconcerned).status == 202);
}

TEST_CASE_FIXTURE(Strangers, "wire_53: an actor that deletes itself takes its works along and does nothing more") {
    auto const topic = article(lem, club, "Here?");
    REQUIRE(send(lem, act("Follow", lem, "\"" + club + "\"")));
    REQUIRE(send(lem, act("Delete", lem, "\"" + lem + "\"")));

    CHECK(post_at(north, topic)->state == storage::ObjectState::deleted_by_author);
    CHECK(post_at(north, topic)->content.empty());
    CHECK(send(lem, act("Like", lem, "\"" + topic + "\"")).error().reason() == Reason::gone);
    CHECK_FALSE(post_at(north, article(lem, club, "Again?")));
    auto const followers =
        north.node.store.read([](auto const& tx, auto const& tables) { return tables.followers.size(tx); });
    CHECK(followers == 0);
}

TEST_CASE_FIXTURE(
    Strangers, "wire_53: where the key is gone with its actor, the Delete is believed; a missing page is not enough"
) {
    auto const topic = article(lem, club, "Here?"), other = article(mod, club, "Here?");
    // Signed with keys that are new and cannot be had any more.
    lemmy.pages["/u/lem"] = status(410);
    lemmy.pages["/u/mod"] = status(404);
    auto const deletion = [&](std::string const& actor) {
        return lemmy.send(north, actor + "#fresh", act("Delete", actor, "\"" + actor + "\""));
    };
    static_cast<void>(deletion(mod));
    CHECK(post_at(north, other)->state == storage::ObjectState::visible);
    static_cast<void>(deletion(lem));
    CHECK(post_at(north, topic)->state == storage::ObjectState::deleted_by_author);
}
