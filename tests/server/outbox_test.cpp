// What a member's program says by the outbox, and reads by it and by the inbox.
#include "federation/messages/json.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"

using namespace collegium;
using namespace collegium::tests;

using federation::member;

namespace {

struct Talking : Front {
    Talking() {
        static_cast<void>(add_person("carol"));
        static_cast<void>(found("club", "ada"));
    }

    MemberProgram ada() { return {*this, "ada"}; }
    MemberProgram bob() { return {*this, "bob"}; }

    std::string thing_of(std::string const& activity) {
        auto const document = document_of(get_activity(path_of(activity)));
        return std::string{federation::reference_member(document.root(), "object")};
    }

    std::string question() {
        return thing_of(
            bob().said(R"({"type":"Article","name":"How do plants drink?","content":"I wonder.","to":"as:Public",)"
                       R"("audience":"https://north.test/c/club"})")
        );
    }

    std::string answer_to(std::string const& question) {
        return thing_of(ada().said(
            R"({"type":"Note","content":"Through their roots.","to":"as:Public","inReplyTo":")" + question + "\"}"
        ));
    }

    std::string blocked_by(std::string const& account) {
        return std::string{ApiClient::of(*this, account).get("/api/v1/blocks").body()};
    }

    Person ada_ = add_person("ada"), bob_ = add_person("bob");
};

bool has_entry(School const& school, federation::Verb verb) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        bool found = false;
        tables.log.each(tx, [&](storage::Seq, storage::LogEntry const& entry) {
            found = static_cast<federation::Verb>(entry.verb) == verb;
            return !found;
        });
        return found;
    });
}

std::string act(std::string const& type, std::string const& object) {
    return R"({"type":")" + type + R"(","object":")" + object + "\"}";
}

}  // namespace

TEST_CASE_FIXTURE(Talking, "an Article with a name in a community is a question, and a Note that replies its answer") {
    auto const asked = question();
    auto const page = get(path_of(asked));
    CHECK(shows(page, "How do plants drink?"));
    auto const answered = answer_to(asked);
    CHECK(shows(get(path_of(asked)), "Through their roots."));
    auto const document = document_of(get_activity(path_of(answered)));
    CHECK(federation::text_member(document.root(), "col:kind") == "answer");
}

TEST_CASE_FIXTURE(Talking, "the asker chooses an answer and takes the choice back") {
    auto const answered = answer_to(question());
    auto const choice = bob().said(act("ChooseAnswer", answered));
    CHECK(shows(get_activity(path_of(answered)), R"("answer":true)"));
    CHECK(bob().say(act("Undo", choice)).status() == 201);
    CHECK_FALSE(shows(get_activity(path_of(answered)), R"("answer":true)"));
}

TEST_CASE_FIXTURE(Talking, "a Like counts, and its Undo by id or whole takes it back, but nobody else's") {
    auto const asked = question();
    auto const like = ada().said(act("Like", asked));
    CHECK(shows(get_activity(path_of(asked)), R"("likes":{"type":"Collection","totalItems":1})"));
    CHECK(bob().say(act("Undo", like)).status() == 404);
    CHECK(ada().say(R"({"type":"Undo","object":{"type":"Like","id":")" + like + R"("}})").status() == 201);
    CHECK(shows(get_activity(path_of(asked)), R"("likes":{"type":"Collection","totalItems":0})"));
    CHECK(ada().say(act("Undo", like)).status() == 409);
}

TEST_CASE_FIXTURE(Talking, "what was written is taken back by a Delete and not by an Undo") {
    auto const created =
        bob().said(R"({"type":"Note","content":"Hello","to":"as:Public","audience":"https://north.test/c/club"})");
    CHECK(bob().say(act("Undo", created)).status() == 422);
}

TEST_CASE_FIXTURE(Talking, "a Follow of a community is accepted at once, and undone by its id") {
    auto const follow = bob().said(act("Follow", "https://north.test/c/club"));
    CHECK(shows(get_activity("/c/club/followers"), R"("totalItems":1)"));
    CHECK(bob().say(act("Undo", follow)).status() == 201);
    CHECK(shows(get_activity("/c/club/followers"), R"("totalItems":0)"));
}

TEST_CASE_FIXTURE(
    Talking, "a Block of a person is the block of other programs: both follows end, and no node hears of it"
) {
    auto const eve = south.enrol("eve");
    befriend(village, ada_, eve);
    befriend(village, eve, ada_);
    befriend(village, bob_, ada_);

    auto const block = ada().said(act("Block", iri_of(eve)));
    settle();
    CHECK(shows(get_activity("/u/ada/followers"), R"("totalItems":1)"));
    CHECK_FALSE(shows(ada().get("/u/ada/following"), iri_of(eve)));
    CHECK(blocked_by("ada").find("eve@south.test") != std::string::npos);
    CHECK_FALSE(has_entry(south, federation::Verb::block));
    CHECK_FALSE(has_entry(north, federation::Verb::block));

    CHECK(shows(ada().get(path_of(block)), R"("type":"Block")"));
    CHECK(shows(ada().get(path_of(block)), iri_of(eve)));
    CHECK(bob().get(path_of(block)).status() == 403);
    CHECK(get_activity(path_of(block)).status() == 401);

    CHECK(ada().said(act("Block", "https://north.test/u/bob")) != block);
    CHECK(bob().say(act("Follow", "https://north.test/u/ada")).status() == 403);
}

TEST_CASE_FIXTURE(Talking, "the Undo of a personal Block, by its id or with it inside, lets somebody back") {
    std::string const bob_iri = "https://north.test/u/bob";
    auto const block = ada().said(act("Block", bob_iri));
    CHECK(ada().said(act("Block", bob_iri)) == block);
    CHECK(bob().say(act("Undo", block)).status() == 404);
    CHECK(ada().say(act("Undo", block)).status() == 201);
    CHECK(blocked_by("ada") == "[]");
    CHECK(ada().get(path_of(block)).status() == 404);
    CHECK(ada().say(act("Undo", block)).status() == 409);
    CHECK(bob().say(act("Follow", "https://north.test/u/ada")).status() == 201);

    static_cast<void>(ada().said(act("Block", bob_iri)));
    CHECK(ada().say(R"({"type":"Undo","object":)" + act("Block", bob_iri) + "}").status() == 201);
    CHECK(blocked_by("ada") == "[]");
}

TEST_CASE_FIXTURE(Talking, "a facilitator pins a thing and removes one with a reason") {
    auto const asked = question();
    auto const pin = R"({"type":"Add","object":")" + asked + R"(","target":"https://north.test/c/club/featured"})";
    CHECK(bob().say(pin).status() == 403);
    CHECK(ada().say(pin).status() == 201);
    CHECK(shows(get_activity("/c/club/featured"), asked));
    CHECK(ada().say(act("Delete", asked)).status() == 400);
    CHECK(ada().say(R"({"type":"Delete","summary":"Not here","object":")" + asked + "\"}").status() == 201);
    CHECK(shows(get_activity(path_of(asked)), "Tombstone"));
}

TEST_CASE_FIXTURE(Talking, "a report goes to the community and is shown to nobody else") {
    auto const asked = question();
    auto const report = ada().said(R"({"type":"Flag","content":"Please look","object":[")" + asked + "\"]}");
    CHECK(get_activity(path_of(report)).status() == 404);
    CHECK(bob().get(path_of(report)).status() == 404);
    CHECK(shows(ada().get(path_of(report)), "Please look"));
    CHECK_FALSE(shows(bob().get("/u/bob/inbox"), "Please look"));
}

TEST_CASE_FIXTURE(Talking, "a report names nothing that its reporter cannot read") {
    auto const asked = question();
    static_cast<void>(add_person("cora"));
    auto const said = ada().said(R"({"type":"Note","content":"Whispered","to":"https://north.test/u/cora"})");
    auto const whole = document_of(ada().get(path_of(said)));
    auto const secret = std::string{federation::reference_member(whole.root(), "object")};
    auto const flag = [](std::string const& things) {
        return R"({"type":"Flag","content":"Look","object":[)" + things + "]}";
    };
    CHECK(bob().say(flag("\"" + secret + "\"")).status() == 404);
    auto const report = bob().said(flag("\"" + asked + "\",\"" + secret + "\""));
    CHECK(shows(bob().get(path_of(report)), asked));
    CHECK_FALSE(shows(bob().get(path_of(report)), secret));
}

TEST_CASE_FIXTURE(Talking, "the words of HTML stay words, and Markdown of the program's own is taken as it is") {
    auto const thing = thing_of(
        bob().said(R"({"type":"Note","to":"as:Public","audience":"https://north.test/c/club",)"
                   R"("content":"<p>1. *No* list &lt;script&gt;</p><p># no heading</p><script>alert(1)</script>"})")
    );
    auto const shown = get_activity(path_of(thing));
    CHECK(shows(shown, "1. *No* list &lt;script&gt;"));
    CHECK(shows(shown, "# no heading"));
    CHECK_FALSE(shows(shown, "<ol>"));
    CHECK_FALSE(shows(shown, "<h1>"));
    CHECK_FALSE(shows(shown, "<script>alert"));
}

TEST_CASE_FIXTURE(Talking, "a question keeps its name when only its words change, and loses it never") {
    auto const asked = question();
    auto const change = [&](std::string const& members) {
        return bob().say(R"({"type":"Update","object":{"id":")" + asked + "\"," + members + "}}").status();
    };
    CHECK(change(R"("content":"I really wonder.")") == 201);
    auto const shown = get_activity(path_of(asked));
    CHECK(shows(shown, "How do plants drink?"));
    CHECK(shows(shown, "I really wonder."));
    CHECK(change(R"("name":null)") == 400);
    CHECK(change(R"("content":null)") == 400);
    CHECK(change(R"("id":"https://north.test/post/1","content":"x")") == 400);
}

TEST_CASE_FIXTURE(
    Talking, "the inbox is the member's own: what came for them, the newest first, and nothing of theirs"
) {
    static_cast<void>(bob().said(act("Follow", "https://north.test/u/ada")));
    auto const asked = question();
    static_cast<void>(answer_to(asked));  // addressed to bob

    auto const inbox = bob().get("/u/bob/inbox");
    REQUIRE(inbox.status() == 200);
    CHECK(inbox.field("content-type") == activity_type);
    CHECK(inbox.field("cache-control") == "private, no-store");
    auto const document = document_of(inbox);
    CHECK(federation::type_of(document.root()) == "OrderedCollection");
    CHECK(shows(inbox, "Through their roots."));
    CHECK_FALSE(shows(inbox, "I wonder."));
    CHECK(shows(ada().get("/u/ada/inbox"), R"("type":"Follow")"));

    CHECK(ada().get("/u/bob/inbox").status() == 403);
    CHECK(ada().get("/u/nobody/inbox").status() == 403);
    CHECK(MemberProgram{*this, "bob", "write"}.get("/u/bob/inbox").status() == 403);
    CHECK(get_activity("/u/bob/inbox").status() == 401);
}

TEST_CASE_FIXTURE(Talking, "an inbox of many acts is read page by page, each act once") {
    auto const asked = question();
    for (int i = 0; i < 45; ++i) static_cast<void>(answer_to(asked));
    std::size_t acts = 0, pages = 0;
    for (std::string target = "/u/bob/inbox"; !target.empty() && pages < 10; ++pages) {
        auto const document = document_of(bob().get(target));
        if (pages > 0) acts += member(document.root(), "orderedItems")->Size();
        auto const next = federation::text_member(document.root(), pages == 0 ? "first" : "next");
        target = next.empty() ? "" : path_of(std::string{next});
    }
    CHECK(acts == 45);
    CHECK(pages == 4);
}

TEST_CASE_FIXTURE(Talking, "a member's own outbox tells them all, and others what is for everyone") {
    static_cast<void>(ada().said(act("Follow", "https://north.test/u/bob")));
    CHECK(shows(ada().get("/u/ada/outbox"), R"("type":"Follow")"));
    for (auto const& response :
         {get_activity("/u/ada/outbox"),
          MemberProgram{*this, "carol", "read"}.get("/u/ada/outbox"),
          MemberProgram{*this, "ada", "write"}.get("/u/ada/outbox")})
        CHECK_FALSE(shows(response, R"("type":"Follow")"));
    CHECK(ada().get("/u/ada/outbox").field("cache-control") == "private, no-store");
    CHECK(get_activity("/u/ada/outbox").field("cache-control").empty());
}

TEST_CASE_FIXTURE(Talking, "a token that is not good is told so also where everybody may read") {
    auto request = request_for(server::Method::get, "/u/ada/outbox");
    request.fields.push_back({"Accept", std::string{activity_type}});
    request.fields.push_back({"Authorization", "Bearer made-up"});
    CHECK(answer(request).status() == 401);
}

TEST_CASE_FIXTURE(Talking, "a member's program reads documents where they are for partners only") {
    auto const asked = question();
    north.settings.federation.secure_fetch = true;
    CHECK(get_activity(path_of(asked)).status() == 401);
    CHECK(bob().get(path_of(asked)).status() == 200);
    CHECK(MemberProgram{*this, "bob", "write"}.get(path_of(asked)).status() == 401);
}
