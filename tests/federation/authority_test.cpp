// Who may change what: the rows of security.md 1.2 that the rules answer for.
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Authority : Groups {
    Authority() { north.partner_with("west.test"); }

    std::string on(std::string const& thing) const { return "\"" + thing + "\""; }

    std::string object(std::string const& id, std::string const& attributed_to, std::string const& more = "") const {
        return R"({"id":")" + id + R"(","type":"Page","name":"Changed","content":"<p>New</p>","attributedTo":)" +
               attributed_to + R"(,"to":[)" + everyone + ",\"" + club + R"("],"published":"2026-09-01T10:00:00Z",)" +
               R"("updated":"2026-09-02T10:00:00Z")" + more + "}";
    }

    // The same, by somebody at the third server.
    std::string western(std::string const& type, std::string const& what, std::string const& more = "") {
        return R"({"id":")" + west.fresh("activities") + R"(","type":")" + type + R"(","actor":")" + eve +
               R"(","object":)" + what + R"(,"to":[)" + everyone + "]" + more + "}";
    }

    Result<storage::Seq> west_sends(std::string const& body) { return west.send(north, eve, body); }

    std::string title(std::string const& thing) const { return post_at(north, thing).value().title(); }

    OtherServer west{village, "west.test"};
    std::string eve = west.person("eve");
};

bool is_refused(Result<storage::Seq> const& result) {
    return !result;
}

}  // namespace

TEST_CASE_FIXTURE(Authority, "CVE-2024-37903: a Create with the id of another's thing changes nothing of it") {
    auto const topic = article(lem, club, "As it was");
    auto const before = north.views();

    CHECK(west_sends(western("Create", object(topic, on(eve)))).error().reason() == Reason::foreign);
    CHECK(is_refused(send(mod, act("Create", mod, object(topic, on(mod))))));
    CHECK(is_refused(send(lem, act("Create", lem, object(topic, on(lem), R"(,"audience":")" + math + "\"")))));

    CHECK(north.views() == before);
}

TEST_CASE_FIXTURE(
    Authority, "CVE-2026-73090: another host's actor changes nothing, nor does another user of the same host"
) {
    auto const topic = article(lem, club, "As it was");
    auto const like = act("Like", lem, on(topic));
    REQUIRE(send(lem, like));
    auto const before = north.views();

    CHECK(is_refused(west_sends(western("Update", object(topic, on(lem))))));
    CHECK(is_refused(west_sends(western("Update", object(topic, on(eve))))));
    CHECK(is_refused(west_sends(western("Delete", on(topic)))));
    CHECK(is_refused(west_sends(western("Undo", like))));
    CHECK(is_refused(west_sends(western("Undo", on(member_of(like, "id"))))));
    CHECK(is_refused(send(mod, act("Update", mod, object(topic, on(lem))))));
    CHECK(is_refused(send(mod, act("Update", mod, object(topic, on(mod))))));
    CHECK(is_refused(send(mod, act("Delete", mod, on(topic)))));
    CHECK(is_refused(send(mod, act("Undo", mod, like))));

    CHECK(north.views() == before);
    CHECK(title(topic) == "As it was");
}

TEST_CASE_FIXTURE(
    Authority, "VulnCheck NodeBB attributedTo: a number, a path or somebody of ours is no author from outside"
) {
    auto const before = north.views();
    for (std::string const author :
         {"1", R"("1")", R"("/uid/1")", R"("https://north.test/u/ada")", "null", "{}", "true"}) {
        INFO(author);
        auto const thing = lemmy.fresh("post");
        CHECK(is_refused(send(lem, act("Create", lem, object(thing, author)))));
        CHECK_FALSE(post_at(north, thing));
    }
    CHECK(north.views() == before);
}

TEST_CASE_FIXTURE(Authority, "NodeBB f93507a640: nobody writes in another's name, be they ours, known or unknown") {
    for (auto const& author :
         {std::string{"https://north.test/u/ada"}, mod, eve, std::string{"https://lemmy.test/u/nobody"}}) {
        INFO(author);
        for (auto const& thing : {lemmy.fresh("post"), author + "/post/1"}) {
            CHECK(send(lem, act("Create", lem, object(thing, on(author)))).error().reason() == Reason::foreign);
            CHECK_FALSE(post_at(north, thing));
        }
    }
}

TEST_CASE_FIXTURE(Authority, "NodeBB 813c37a672: a list of authors is no author") {
    for (auto const& authors :
         {"[" + on(lem) + "," + on(mod) + "]",
          "[" + on(mod) + "," + on(lem) + "]",
          "[[" + on(lem) + "]]",
          "[" + on(lem) + ",1]",
          R"([{"id":)" + on(lem) + R"(},)" + on(lem) + "]",
          R"({"id":[)" + on(lem) + "]}",
          std::string{"[]"}}) {
        INFO(authors);
        auto const thing = lemmy.fresh("post");
        CHECK(send(lem, act("Create", lem, object(thing, authors))).error().reason() == Reason::malformed);
        CHECK_FALSE(post_at(north, thing));
    }
}

TEST_CASE_FIXTURE(
    Authority, "GHSA-gwfj-h8r7-792v: a thing is pinned in its own community only, and each time leaves a log entry"
) {
    auto const other = north.found("other", "ben");
    auto const topic = ben.ask(club, "Here");
    auto const entries = north.entries();

    auto const composer = composer_of(ada);
    auto const elsewhere = composer_of(ben).add(author_of(ben), topic, federation::Collection::featured, other);
    CHECK(perform(ben, elsewhere).error().reason() == Reason::foreign);
    CHECK(north.entries() == entries);
    REQUIRE(perform(ada, composer.add(author_of(ada), topic, federation::Collection::featured, club)));
    CHECK(north.entries() == entries + 2);  // the Add and its Announce
    REQUIRE(perform(ada, composer.remove(author_of(ada), topic, federation::Collection::featured, club)));
    CHECK(north.entries() == entries + 4);
}

TEST_CASE_FIXTURE(Authority, "GHSA-46g9-847m-qf8r: who is shut out does not edit what they wrote before") {
    auto const topic = article(lem, club, "As it was");
    REQUIRE(perform(ada, composer_of(ada).block(author_of(ada), lem, club, "rude")));

    CHECK(send(lem, act("Update", lem, object(topic, on(lem)))).error().reason() == Reason::not_allowed);
    CHECK(title(topic) == "As it was");
}

TEST_CASE_FIXTURE(
    Authority, "CVE-2026-23961: the people of a paused partner come in neither directly nor inside an Announce"
) {
    follow_math();
    auto const topic = article(lem, math, "Why?");
    auto const answer = note(lem, math, topic);
    auto const theirs = "https://west.test/post/1";
    REQUIRE(west_sends(western("Create", object(theirs, on(eve)))));
    storage::Store::Change<int> const pause = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tables.partners.put(tx, "west.test", {storage::PartnerState::paused, {}, ""});
        return 0;
    };
    static_cast<void>(north.node.store.write_now(pause).value());
    auto const votes = [&] { return post_at(north, topic)->up + post_at(north, topic)->down; };
    auto const fresh = "https://west.test/post/2";

    for (auto const& body :
         {western("Create", object(fresh, on(eve))),
          western("Update", object(theirs, on(eve))),
          western("Delete", on(theirs)),
          western("Like", on(topic)),
          western("EmojiReact", on(topic)),
          western("Dislike", on(topic)),
          western("ChooseAnswer", on(answer)),
          western("Flag", on(topic)),
          western("Follow", on(club)),
          western("Announce", on(topic))}) {
        INFO(member_of(body, "type"));
        CHECK(west_sends(body).error().reason() == Reason::paused);
        auto const type = member_of(body, "type");
        if (type == "Create" || type == "Update" || type.ends_with("ike") || type == "EmojiReact")
            CHECK(is_refused(send(math, announce(body))));
    }
    CHECK_FALSE(post_at(north, fresh));
    CHECK(post_at(north, theirs)->updated == from_rfc3339("2026-09-02T10:00:00Z").value());
    CHECK(votes() == 0);
}

TEST_CASE_FIXTURE(
    Authority, "FEP-fe34 dispute: of one origin, only the author and a stated facilitator edit or delete"
) {
    auto const topic = article(lem, club, "As it was");
    CHECK(is_refused(send(mod, act("Delete", mod, on(topic)))));
    CHECK(post_at(north, topic)->state == storage::ObjectState::visible);

    REQUIRE(perform(ada, composer_of(ada).add(author_of(ada), mod, federation::Collection::moderators, club)));
    CHECK(is_refused(send(mod, act("Update", mod, object(topic, on(lem))))));  // words stay the author's
    REQUIRE(send(mod, act("Delete", mod, on(topic), R"(,"summary":"why )" + std::string(5000, 'y') + "\"")));
    CHECK(post_at(north, topic)->state == storage::ObjectState::removed_by_moderator);
    CHECK(post_at(north, topic)->reason.starts_with("why yyy"));
    CHECK(post_at(north, topic)->reason.size() <= 500);
    REQUIRE(send(lem, act("Delete", lem, on(topic))));
    CHECK(post_at(north, topic)->state == storage::ObjectState::deleted_by_author);
}

TEST_CASE_FIXTURE(Authority, "an Update of an actor has its document fetched anew, whatever the Update says of it") {
    follow_math();
    auto const name_of = [&](std::string const& iri) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.actors.get(tx, storage::find_handle(tx, tables, iri).value()).value().username;
        });
    };
    auto const entries = north.entries();
    auto const said =
        R"({"id":")" + math + R"(","type":"Group","preferredUsername":"said","inbox":")" + math + "/inbox\"}";
    auto const rename = [&](std::string const& name) {
        auto& body = lemmy.pages["/c/math"].body;
        auto const at = body.find(R"("preferredUsername":")") + 21;
        body.replace(at, body.find('"', at) - at, name);
    };

    rename("first");
    CHECK(send(math, act("Update", math, said)).error().reason() == Reason::unconcerned);  // answered with 202
    CHECK(name_of(math) == "first");
    CHECK(north.entries() == entries);
    rename("second");
    REQUIRE(send(math, announce(act("Update", math, said))));
    CHECK(name_of(math) == "second");
}
