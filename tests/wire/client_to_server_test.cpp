// Statement 59, and the proxy's half of statement 61: what programs of members say and read.
#include "federation/messages/vocabulary.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::text_member;

namespace {

constexpr std::string_view public_iri = "https://www.w3.org/ns/activitystreams#Public";

struct Programs : Front {
    Programs() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(add_person("bob"));
        static_cast<void>(found("club"));
        north.partner_with("east.test");
    }

    MemberProgram ada() { return {*this, "ada"}; }
    MemberProgram bob() { return {*this, "bob"}; }

    // A thing for public_iri in the club. `more` begins with a comma.
    static std::string note(std::string const& words, std::string const& more = "") {
        return R"({"@context":"https://www.w3.org/ns/activitystreams","type":"Note","content":")" + words +
               R"(","to":")" + std::string{public_iri} + R"(","cc":["https://north.test/c/club"])" + more + "}";
    }

    // The thing inside an activity of ours.
    std::string thing_of(std::string const& activity) {
        auto const document = document_of(get_activity(path_of(activity)));
        return std::string{federation::reference_member(document.root(), "object")};
    }

    Peer east{village, "east.test"};
};

}  // namespace

TEST_CASE_FIXTURE(Programs, "wire_59: a bare Note becomes our Create, and its address shows it with our ids") {
    auto const response = ada().say(note("<p>Why is the sky <b>blue</b>?</p>", R"(,"id":"https://evil.test/1")"));
    REQUIRE(response.status() == 201);
    std::string const location{response.field("location")};
    CHECK(location.starts_with("https://north.test/activities/create/"));

    auto const served = document_of(get_activity(path_of(location)));
    auto const& create = served.root();
    CHECK(text_member(create, "id") == location);
    CHECK(federation::type_of(create) == "Create");
    CHECK(text_member(create, "actor") == "https://north.test/u/ada");
    auto const* const object = member(create, "object");
    REQUIRE(object != nullptr);
    CHECK(text_member(*object, "id").starts_with("https://north.test/post/"));
    CHECK(text_member(*object, "attributedTo") == "https://north.test/u/ada");
    CHECK(text_member(*object, "content").find("Why is the sky blue?") != std::string_view::npos);
    CHECK(text_member(*object, "published").size() == 20);
    CHECK(member(create, "proof") != nullptr);

    CHECK(response.body() == served.bytes());
    CHECK(response.field("content-type") == activity_type);
    CHECK(response.field("access-control-allow-origin") == "*");
    CHECK(response.field("access-control-expose-headers").find("Location") != std::string_view::npos);
    CHECK(get_activity(path_of(std::string{text_member(*object, "id")})).status() == 200);
    CHECK_FALSE(shows(response, "evil.test"));
}

TEST_CASE_FIXTURE(Programs, "wire_59: a Create with ids, times and properties of the program's is put into our words") {
    auto const location = ada().said(
        R"({"type":"Create","id":"https://north.test/activities/create/1","published":"1999-01-01T00:00:00Z",)"
        R"("to":"as:Public","instrument":"x","object":{"type":"Note","id":"https://north.test/post/1",)"
        R"("source":{"content":"Some *words*","mediaType":"text/markdown"},"content":"ignored",)"
        R"("published":"1999-01-01T00:00:00Z","audience":"https://north.test/c/club","likes":"x"}})"
    );
    auto const served = document_of(get_activity(path_of(location)));
    CHECK(location != "https://north.test/activities/create/1");
    CHECK(served.bytes().find("1999") == std::string::npos);
    CHECK(served.bytes().find("instrument") == std::string::npos);
    CHECK(served.bytes().find("<em>words</em>") != std::string::npos);
    auto const* const object = member(served.root(), "object");
    REQUIRE(object != nullptr);
    // Named outside or inside, it is for the same people.
    CHECK(federation::references(*object, "to") == federation::references(served.root(), "to"));
    CHECK(text_member(served.root(), "audience") == "https://north.test/c/club");
}

TEST_CASE_FIXTURE(Programs, "wire_59: nobody speaks in another's name, and nothing of it is kept") {
    auto const before = north.entries();
    auto program = ada();
    for (std::string const& body :
         {note("x", R"(,"attributedTo":"https://north.test/u/bob")"),
          note("x", R"(,"attributedTo":["https://north.test/u/ada","https://north.test/u/bob"])"),
          R"({"type":"Create","actor":"https://north.test/u/bob","object":)" + note("x") + "}",
          R"({"type":"Create","actor":{"id":"https://east.test/u/eve"},"object":)" + note("x") + "}",
          R"({"type":"Create","object":)" + note("x", R"(,"attributedTo":"https://east.test/u/eve")") + "}",
          std::string{
              R"({"type":"Follow","actor":"https://north.test/u/bob","object":"https://north.test/c/club"})"}}) {
        INFO(body);
        CHECK(program.say(body).status() == 403);
    }
    CHECK(program.post("/u/bob/outbox", note("x")).status() == 403);
    CHECK(program.post("/u/nobody/outbox", note("x")).status() == 403);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Programs, "wire_59: hidden recipients get it, and nobody reads their names") {
    auto const eve = east.actor("eve"), fay = east.actor("fay");
    auto const location = ada().said(
        R"({"type":"Create","bto":[")" + eve + R"("],"object":)" + note("In confidence", R"(,"bcc":")" + fay + "\"") +
        "}"
    );
    settle();

    auto const got = std::ranges::count_if(east.posted, [](std::string const& body) {
        return body.find("In confidence") != std::string::npos;
    });
    CHECK(got >= 1);
    for (auto const& body : east.posted) {
        CHECK(body.find("bto") == std::string::npos);
        CHECK(body.find("bcc") == std::string::npos);
        CHECK(body.find("east.test/u/") == std::string::npos);
    }
    auto program = ada();
    for (auto const& target : {path_of(location), path_of(thing_of(location)), std::string{"/u/ada/outbox"}}) {
        INFO(target);
        for (auto const& response : {get_activity(target), program.get(target)}) {
            CHECK(response.status() == 200);
            CHECK(shows(response, "In confidence"));
            for (auto const* const secret : {"bto", "bcc", "east.test/u/"}) CHECK_FALSE(shows(response, secret));
        }
    }
}

TEST_CASE_FIXTURE(Programs, "wire_59: an Update changes what it names, and null takes away") {
    auto const thing = thing_of(ada().said(note("First words", R"(,"summary":"Careful","sensitive":true)")));
    REQUIRE(shows(get_activity(path_of(thing)), "Careful"));

    auto const update =
        ada().said(R"({"type":"Update","object":{"id":")" + thing + R"(","content":"Other words","summary":null}})");
    auto const now = get_activity(path_of(thing));
    CHECK(shows(now, "Other words"));
    CHECK_FALSE(shows(now, "First words"));
    CHECK_FALSE(shows(now, "Careful"));
    CHECK(shows(now, R"("sensitive":true)"));

    // To others it is told whole (ActivityPub 7.3).
    auto const served = document_of(get_activity(path_of(update)));
    auto const* const object = member(served.root(), "object");
    REQUIRE(object != nullptr);
    for (auto const* const name : {"id", "attributedTo", "content", "to", "published", "updated"})
        CHECK(member(*object, name) != nullptr);
    CHECK(
        federation::references(*object, "to") == std::vector<std::string_view>{public_iri, "https://north.test/c/club"}
    );
}

TEST_CASE_FIXTURE(Programs, "wire_59: members change and delete their own things only") {
    auto const thing = thing_of(ada().said(note("Words of Ada")));
    auto const change = R"({"type":"Update","object":{"id":")" + thing + R"(","content":"Words of Bob"}})";
    auto const end = R"({"type":"Delete","object":")" + thing + "\"}";
    CHECK(bob().say(change).status() == 403);
    CHECK(bob().say(end).status() == 403);
    CHECK(shows(get_activity(path_of(thing)), "Words of Ada"));

    CHECK(ada().say(end).status() == 201);
    CHECK(get_activity(path_of(thing)).status() == 410);
    CHECK(ada().say(end).status() == 404);
}

TEST_CASE_FIXTURE(Programs, "wire_61: the proxy gives a partner's document to a member, and to nobody else") {
    auto const id = east.iri("/thing/7");
    east.serve(id, R"({"id":")" + id + R"(","type":"Note","content":"Far away","bcc":["https://east.test/u/eve"]})");

    auto const response = ada().fetch(id);
    CHECK(response.status() == 200);
    CHECK(response.field("content-type") == activity_type);
    CHECK(response.field("access-control-allow-origin") == "*");
    CHECK(response.field("cache-control") == "private, no-store");
    CHECK(shows(response, "Far away"));
    CHECK_FALSE(shows(response, "bcc"));

    auto stranger = request_for(server::Method::post, "/proxyUrl");
    stranger.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    stranger.body = "id=https%3A%2F%2Feast.test%2Fthing%2F7";
    CHECK(answer(stranger).status() == 401);
    stranger.fields.push_back({"Authorization", "Bearer nonsense"});
    CHECK(answer(stranger).status() == 401);
    CHECK(MemberProgram{*this, "ada", "write"}.fetch(id).status() == 403);
    CHECK(east.asked == std::vector<std::string>{id});
}

TEST_CASE_FIXTURE(Programs, "wire_61: what the other node does not have, or does not tell rightly, is said so") {
    auto program = ada();
    CHECK(program.fetch(east.iri("/missing")).status() == 404);
    east.answer(east.iri("/gone"), status(410));
    CHECK(program.fetch(east.iri("/gone")).status() == 410);
    east.answer(east.iri("/secret"), status(403));
    CHECK(program.fetch(east.iri("/secret")).status() == 403);
    east.answer(east.iri("/broken"), status(500));
    CHECK(program.fetch(east.iri("/broken")).status() == 502);
    east.serve(east.iri("/page"), "<html>", "text/html");
    CHECK(program.fetch(east.iri("/page")).status() == 502);
    east.serve(east.iri("/liar"), R"({"id":"https://west.test/thing","type":"Note"})");
    CHECK(program.fetch(east.iri("/liar")).status() == 502);
}

TEST_CASE_FIXTURE(Programs, "wire_61: the proxy goes to partners only, and never inside") {
    auto program = ada();
    for (std::string const id :
         {"",
          "nonsense",
          "http://east.test/thing",
          "https://127.0.0.1/thing",
          "https://[::1]/thing",
          "file:///etc/passwd",
          "https://me:secret@east.test/thing",
          "https://169.254.169.254/latest",
          "https://0x7f.1/x",
          "ftp://east.test/thing",
          "//east.test/thing",
          "https://localhost/thing",
          "https://east.test\\@evil.test/"}) {
        INFO(id);
        auto const status = program.fetch(id).status();
        CHECK((status == 400 || status == 403));
    }
    CHECK(program.fetch("https://stranger.test/thing").status() == 403);
    east.redirect(east.iri("/away"), "https://stranger.test/thing");
    CHECK(program.fetch(east.iri("/away")).status() == 403);
    east.redirect(east.iri("/plain"), "http://east.test/thing");
    CHECK(program.fetch(east.iri("/plain")).status() == 403);
}

TEST_CASE_FIXTURE(Programs, "wire_61: of this node the proxy shows what the member may see") {
    auto const activity = ada().said(note("Near by"));
    CHECK(shows(bob().fetch(activity), "Near by"));
    CHECK(shows(bob().fetch(thing_of(activity)), "Near by"));
    CHECK(shows(bob().fetch("https://north.test/u/ada"), R"("proxyUrl":"https://north.test/proxyUrl")"));
    auto const follow = ada().said(R"({"type":"Follow","object":"https://north.test/u/bob"})");
    CHECK(ada().fetch(follow).status() == 200);
    CHECK(bob().fetch(follow).status() == 200);  // it is addressed to him
    static_cast<void>(add_person("cat"));
    CHECK(MemberProgram{*this, "cat"}.fetch(follow).status() == 404);
    CHECK(bob().fetch("https://north.test/post/1").status() == 404);
}
