// Statements 39 to 41, 45 and 46: what facilitators decide, what authors delete, and what somebody reports.
#include "federation/messages/json_text.hpp"
#include "federation/served/documents.hpp"
#include "federation/served/served_lists.hpp"
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;
using storage::ObjectState;

namespace {

struct Moderated : Groups {
    Moderated() {
        auto const made = composer_of(ada).add(author_of(ada), mod, federation::Collection::moderators, club);
        static_cast<void>(perform(ada, made).value());
    }

    std::string on(std::string const& thing) const { return "\"" + thing + "\""; }
    ObjectState state(std::string const& thing) const { return post_at(north, thing).value().state; }
    std::string removal(std::string const& thing, std::string const& actor, std::string const& reason) {
        return act("Delete", actor, on(thing), R"(,"summary":")" + reason + "\"");
    }

    federation::documents::ThingDocument document_of(std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::documents::object(tx, tables, {}, thing).value();
        });
    }

    template <class Table>
    std::uint64_t size(Table storage::Tables::*table) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) { return (tables.*table).size(tx); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Moderated, "wire_39: a Delete with a summary by a facilitator removes, and Undo restores") {
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    auto const topic = ben.ask(club, "Spam?");
    REQUIRE(send(mod, removal(topic, mod, "Not <b>kind</b>")));
    CHECK(state(topic) == ObjectState::removed_by_moderator);
    CHECK(post_at(north, topic)->reason == "Not kind");
    CHECK(post_at(north, topic)->content.empty());
    CHECK(announced("Delete").size() == 1);

    // As Lemmy writes it: the Delete anew, by whoever restores.
    REQUIRE(send(mod, act("Undo", mod, removal(topic, mod, "Not kind"))));
    CHECK(state(topic) == ObjectState::visible);
    CHECK(announced("Undo").size() == 1);
}

TEST_CASE_FIXTURE(Moderated, "wire_39: a Delete without a summary is its author's, and Undo restores") {
    auto const topic = article(lem, club, "Mine?");
    auto const deletion = act("Delete", lem, on(topic));
    REQUIRE(send(lem, deletion));
    CHECK(state(topic) == ObjectState::deleted_by_author);

    static_cast<void>(send(mod, act("Undo", mod, deletion)));
    CHECK(state(topic) == ObjectState::deleted_by_author);  // not the facilitator's to take back
    REQUIRE(send(lem, act("Undo", lem, deletion)));
    CHECK(state(topic) == ObjectState::visible);
}

TEST_CASE_FIXTURE(Moderated, "wire_39: a thing that was removed and deleted stays deleted when it is restored") {
    auto const topic = article(lem, club, "Both?");
    auto const removed = removal(topic, mod, "why");
    REQUIRE(send(mod, removed));
    REQUIRE(send(lem, act("Delete", lem, on(topic))));
    REQUIRE(send(mod, act("Undo", mod, removed)));

    CHECK(state(topic) == ObjectState::deleted_by_author);
}

TEST_CASE_FIXTURE(
    Moderated, "wire_39: elsewhere a removal counts when the community passes it on, also before the thing"
) {
    follow_math();
    auto const topic = article(lem, math, "Spam?");
    CHECK(send(mod, removal(topic, mod, "why")).error().reason() == Reason::unconcerned);
    CHECK(state(topic) == ObjectState::visible);
    REQUIRE(send(math, announce(removal(topic, mod, "why"))));
    CHECK(state(topic) == ObjectState::removed_by_moderator);
    CHECK(post_at(north, topic)->reason == "why");
    REQUIRE(send(math, announce(act("Undo", mod, removal(topic, mod, "why")))));
    CHECK(state(topic) == ObjectState::visible);

    planned = lemmy.fresh("post");
    auto const late = planned;
    REQUIRE(send(math, announce(removal(late, mod, "early"))));
    CHECK(article(lem, math, "Late?") == late);
    CHECK(state(late) == ObjectState::removed_by_moderator);
}

TEST_CASE_FIXTURE(Moderated, "wire_40: a Delete by somebody else is ignored, and a Tombstone is as good as an id") {
    auto const topic = article(lem, club, "Whose?");
    auto const stranger = lemmy.person("stranger");
    CHECK(send(stranger, act("Delete", stranger, on(topic))).error().reason() == Reason::foreign);
    CHECK(state(topic) == ObjectState::visible);
    OtherServer west{village, "west.test"};
    north.partner_with("west.test");
    auto const eve = west.person("eve");
    auto const foreign =
        R"({"id":"https://west.test/d/1","type":"Delete","actor":")" + eve + R"(","object":")" + topic + "\"}";
    CHECK(west.send(north, eve, foreign).error().reason() == Reason::foreign);
    CHECK(state(topic) == ObjectState::visible);

    auto const other = article(lem, club, "Whose?");
    REQUIRE(send(lem, act("Delete", lem, on(topic))));
    REQUIRE(send(lem, act("Delete", lem, R"({"id":")" + other + R"(","type":"Tombstone"})")));
    CHECK(state(topic) == ObjectState::deleted_by_author);
    CHECK(state(other) == ObjectState::deleted_by_author);
}

TEST_CASE_FIXTURE(Moderated, "wire_41: what is gone leaves a Tombstone with its time and nothing of its words") {
    auto const deleted = ben.ask(club, "Secret words"), removed = ben.ask(club, "Secret words");
    CHECK(document_of(deleted).body.find("Secret") != std::string::npos);
    REQUIRE(ben.erase(deleted));
    REQUIRE(send(mod, removal(removed, mod, "why")));

    CHECK(document_of(deleted).gone);  // answered with 410
    CHECK_FALSE(document_of(removed).gone);
    for (auto const& thing : {deleted, removed}) {
        auto const body = document_of(thing).body;
        CHECK(member_of(body, "type") == "Tombstone");
        CHECK(member_of(body, "id") == thing);
        CHECK(member_of(body, "formerType") == "Article");
        CHECK(member_of(body, "deleted") == to_rfc3339(village.clock.now()));
        CHECK(body.find("Secret") == std::string::npos);
    }
    auto const outbox = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::documents::outbox(tx, tables, {}, storage::find_handle(tx, tables, club).value());
    });
    CHECK(outbox.find("Secret") == std::string::npos);
}

TEST_CASE_FIXTURE(
    Moderated, "wire_45: a report reaches the facilitators in Mastodon's and in Lemmy's shape, without its reporter"
) {
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    auto const topic = ben.ask(club, "Hm?");
    village.settle();
    lemmy.received.clear();
    auto const reporter = lemmy.person("reporter");
    REQUIRE(send(
        reporter,
        act("Flag", reporter, R"(["https://north.test/u/ben",")" + topic + "\"]", R"(,"content":"Rude &amp; loud")")
    ));
    REQUIRE(send(
        reporter, act("Flag", reporter, on(topic), R"(,"audience":")" + club + R"(","summary":"Spam","content":"x")")
    ));

    auto const reports = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::timeline::open_reports(tx, tables, storage::find_handle(tx, tables, club).value());
    });
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].reason == "Spam");
    CHECK(reports[0].things == std::vector<std::string>{topic});
    CHECK(reports[1].reason == "Rude & loud");
    CHECK(reports[1].things == std::vector<std::string>{"https://north.test/u/ben", topic});
    CHECK(reports[1].school == "lemmy.test");
    CHECK(reports[1].at == village.clock.now());
    CHECK(lemmy.received.empty());  // passed on to nobody

    REQUIRE(send(mod, removal(topic, mod, "why")));
    auto const left = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::timeline::open_reports(tx, tables, storage::find_handle(tx, tables, club).value());
    });
    CHECK(left.empty());
}

TEST_CASE_FIXTURE(Moderated, "wire_45: a member's report goes to the community alone, and is read by nobody else") {
    follow_math();
    auto const topic = article(lem, math, "Hm?");
    lemmy.received.clear();
    auto const flag = composer_of(ben).flag(author_of(ben), math, {topic}, "Rude");
    REQUIRE(perform(ben, flag));
    village.settle();

    REQUIRE(lemmy.received.size() == 1);
    CHECK(member_of(lemmy.received[0], "to") == "[\"" + math + "\"]");
    CHECK(member_of(lemmy.received[0], "object") == topic);
    auto const [document, outbox] = north.node.store.read([&](auto const& tx, auto const& tables) {
        return std::pair{
            federation::documents::activity(tx, tables, {}, flag.activity.id().text()),
            federation::documents::outbox(tx, tables, {}, ben.handle)};
    });
    CHECK(document.error().reason() == Reason::not_found);
    CHECK(outbox.find("Rude") == std::string::npos);
}

TEST_CASE_FIXTURE(Moderated, "wire_46: only a facilitator changes the facilitators and what is pinned") {
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    auto const topic = ben.ask(club, "Pin me");
    auto const moderators = R"(,"target":")" + club + "/moderators\"",
               featured = R"(,"target":")" + club + "/featured\"";

    CHECK(send(lem, act("Add", lem, on(lem), moderators)).error().reason() == Reason::foreign);
    CHECK(send(lem, act("Remove", lem, on(mod), moderators)).error().reason() == Reason::foreign);
    CHECK(send(lem, act("Add", lem, on(topic), featured)).error().reason() == Reason::foreign);
    CHECK_FALSE(post_at(north, topic)->featured);
    CHECK(size(&storage::Tables::moderators) == 2);

    REQUIRE(send(mod, act("Add", mod, on(topic), featured)));
    CHECK(post_at(north, topic)->featured);
    REQUIRE(send(mod, act("Add", mod, on(lem), moderators)));
    CHECK(size(&storage::Tables::moderators) == 3);
    CHECK(announced("Add").size() == 2);
    REQUIRE(send(lem, act("Remove", lem, on(topic), featured)));  // a facilitator by now
    CHECK_FALSE(post_at(north, topic)->featured);
    REQUIRE(send(mod, act("Remove", mod, on(lem), moderators)));
    CHECK(send(lem, act("Add", lem, on(topic), featured)).error().reason() == Reason::foreign);
}

TEST_CASE_FIXTURE(Moderated, "wire_46: nobody puts out those who let them in (GHSA-xmpx-2j2f-c7g7)") {
    auto const moderators = R"(,"target":)" + federation::quoted(club + "/moderators");
    REQUIRE(send(lem, act("Follow", lem, on(club))));
    REQUIRE(send(mod, act("Add", mod, on(lem), moderators)));

    CHECK(send(lem, act("Remove", lem, on(mod), moderators)).error().reason() == Reason::foreign);
    // Not even after they made the other look like a newcomer.
    CHECK(send(lem, act("Add", lem, on(mod), moderators)).error().reason() == Reason::unconcerned);
    CHECK(send(lem, act("Remove", lem, on(mod), moderators)).error().reason() == Reason::foreign);
    CHECK(size(&storage::Tables::moderators) == 3);

    CHECK(send(lem, act("Remove", lem, on(lem), moderators)));
    CHECK(size(&storage::Tables::moderators) == 2);
}

TEST_CASE_FIXTURE(
    Moderated, "wire_46: elsewhere only the community itself or its Announce, and only for its own collections"
) {
    follow_math();
    auto const topic = article(lem, math, "Pin?");
    auto const featured = R"(,"target":")" + math + "/featured\"";
    static_cast<void>(send(mod, act("Add", mod, on(topic), featured)));
    CHECK_FALSE(post_at(north, topic)->featured);
    REQUIRE(send(math, act("Add", math, on(topic), featured)));
    CHECK(post_at(north, topic)->featured);
    REQUIRE(send(math, announce(act("Remove", mod, on(topic), featured))));
    CHECK_FALSE(post_at(north, topic)->featured);

    static_cast<void>(send(math, announce(act("Add", mod, on(lem), R"(,"target":")" + club + "/moderators\""))));
    CHECK(size(&storage::Tables::moderators) == 2);
    REQUIRE(send(math, announce(act("Add", math, on(lem), R"(,"target":")" + math + "/moderators\""))));
    CHECK(size(&storage::Tables::moderators) == 3);
}

TEST_CASE_FIXTURE(Moderated, "wire_46: what is pinned is served whole") {
    auto const topic = ben.ask(club, "Pin me");
    REQUIRE(send(mod, act("Add", mod, on(topic), R"(,"target":")" + club + "/featured\"")));

    auto const collection = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::documents::featured(tx, tables, {}, storage::find_handle(tx, tables, club).value());
    });
    CHECK(member_of(collection, "totalItems") == "1");
    CHECK(collection.find(R"("name":"Pin me")") != std::string::npos);
}
