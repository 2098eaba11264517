// What a member reads of other nodes by the proxy: what is for them, and nothing that is for somebody else here.
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Proxied : Front {
    Proxied() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(add_person("bob"));
        north.partner_with("east.test");
    }

    MemberProgram ada() { return {*this, "ada"}; }
    MemberProgram bob() { return {*this, "bob"}; }

    // A note of eve's. `to` is JSON.
    std::string note_to(std::string const& path, std::string const& to) const {
        return R"({"id":")" + east.iri(path) + R"(","type":"Note","attributedTo":")" + eve +
               R"(","content":"Hush","published":"2026-08-01T10:00:00Z","to":)" + to + "}";
    }

    std::string create(std::string const& path, std::string const& to, std::string const& object) const {
        return R"({"id":")" + east.iri(path) + R"(","type":"Create","actor":")" + eve + R"(","to":)" + to +
               R"(,"object":)" + object + "}";
    }

    // Serves the document at its own address, which is returned.
    std::string served(std::string const& path, std::string const& body) {
        east.serve(east.iri(path), body);
        return east.iri(path);
    }

    // By eve, to this node.
    void deliver(std::string const& body) {
        auto const post = east.signed_by(eve, body);
        auto request = request_for(server::Method::post, post.target);
        request.fields = post.fields;
        request.body = post.body;
        REQUIRE(answer(std::move(request)).status() == 202);
    }

    Peer east{village, "east.test"};
    std::string eve = east.actor("eve");
    std::string to_bob = R"(["https://north.test/u/bob"])";
    std::string to_all = R"("as:Public")";
};

}  // namespace

TEST_CASE_FIXTURE(Proxied, "a message of a partner's is read by the member whom it names, and by no other") {
    auto const id = served("/note/1", note_to("/note/1", to_bob));
    CHECK(shows(bob().fetch(id), "Hush"));

    auto const others = ada().fetch(id), missing = ada().fetch(east.iri("/missing"));
    CHECK(others.status() == 404);
    CHECK(others.body() == missing.body());
}

TEST_CASE_FIXTURE(Proxied, "a message that came here is asked for only for whom it was") {
    auto const id = served("/note/1", note_to("/note/1", to_bob));
    deliver(create("/create/1", to_bob, note_to("/note/1", to_bob)));
    auto const before = east.asked.size();

    CHECK(ada().fetch(id).status() == 404);
    CHECK(east.asked.size() == before);
    CHECK(shows(bob().fetch(id), "Hush"));
}

TEST_CASE_FIXTURE(Proxied, "what came for followers is read by those who follow, though it does not name them") {
    auto const followers = "[\"" + eve + "/followers\"]";
    follow(
        village,
        *north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const account = tables.accounts.get(tx, "bob").value();
            return std::optional{Person{&north, account.actor}};
        }),
        eve
    );
    auto const follow_act = std::ranges::find_if(east.posted, [](auto const& body) {
        return body.find("\"type\":\"Follow\"") != std::string::npos;
    });
    REQUIRE(follow_act != east.posted.end());
    deliver(
        R"({"id":"https://east.test/accept/1","type":"Accept","actor":")" + eve + R"(","object":)" + *follow_act + "}"
    );
    auto const id = served("/note/2", note_to("/note/2", followers));
    deliver(create("/create/2", followers, note_to("/note/2", followers)));

    CHECK(shows(bob().fetch(id), "Hush"));
    CHECK(ada().fetch(id).status() == 404);
}

TEST_CASE_FIXTURE(Proxied, "an act or a list shows nothing inside it that is for somebody else") {
    auto const private_note = note_to("/note/1", to_bob), open_note = note_to("/note/2", to_all);
    for (auto const& hiding :
         {served("/create/1", create("/create/1", to_bob, named(east.iri("/note/1")))),
          served("/create/2", create("/create/2", to_all, private_note)),
          served("/list/1", collection(east.iri("/list/1"), {open_note, private_note})),
          served("/list/2", collection(east.iri("/list/2"), {create("/create/3", to_all, private_note)})),
          served("/note/3", note_to("/note/3", "[]")),
          served("/note/4", R"({"id":"https://east.test/note/4","type":"Note","attributedTo":")" + eve + "\"}")}) {
        INFO(hiding);
        CHECK(ada().fetch(hiding).status() == 404);
    }
}

TEST_CASE_FIXTURE(Proxied, "what is for everyone, actors and lists of it are read by every member") {
    auto const open_note = note_to("/note/1", to_all);
    auto const unaddressed = R"({"id":"https://east.test/note/2","type":"Note","attributedTo":")" + eve + "\"}";
    for (auto const& open :
         {eve,
          served("/note/1", open_note),
          served("/create/1", create("/create/1", to_all, open_note)),
          served("/create/2", create("/create/2", to_all, unaddressed)),
          served("/list/1", collection(east.iri("/list/1"), {open_note, named(east.iri("/note/9"))}))}) {
        INFO(open);
        CHECK(ada().fetch(open).status() == 200);
    }
}
