// What a member's program may not say by the outbox, and how it is told so.
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Outbox : Front {
    Outbox() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(add_person("bob"));
        club = found("club");
        before = north.entries();
    }
    ~Outbox() { CHECK(north.entries() == before); }  // whatever was refused left no trace

    MemberProgram ada(std::string const& scopes = "read write") { return {*this, "ada", scopes}; }

    std::string club;
    std::uint64_t before = 0;
};

// For everyone, in the club.
std::string note(std::string const& members) {
    return R"({"type":"Note","to":"as:Public","audience":"https://north.test/c/club",)" + members + "}";
}

std::string act(std::string const& type, std::string const& object) {
    return R"({"type":")" + type + R"(","object":")" + object + "\"}";
}

}  // namespace

TEST_CASE_FIXTURE(Outbox, "without a token, or with one that is not good or not for writing, nothing is taken") {
    auto request = request_for(server::Method::post, "/u/ada/outbox");
    request.fields.push_back({"Content-Type", std::string{activity_type}});
    request.body = note(R"("content":"x")");
    CHECK(answer(request).status() == 401);
    CHECK_FALSE(answer(request).field("www-authenticate").empty());
    request.fields.push_back({"Authorization", "Bearer made-up"});
    CHECK(answer(request).status() == 401);
    CHECK(ada("read").say(request.body).status() == 403);
    CHECK(ada("write:statuses").say(request.body).status() == 403);
}

TEST_CASE_FIXTURE(Outbox, "a sign-in of the pages is no leave for the outbox") {
    auto request = request_for(server::Method::post, "/u/ada/outbox");
    request.fields.push_back({"Content-Type", std::string{activity_type}});
    request.fields.push_back({"Cookie", "__Host-collegium=anything"});
    request.body = note(R"("content":"x")");
    CHECK(answer(request).status() == 401);
}

TEST_CASE_FIXTURE(Outbox, "what is not ActivityPub is told what would be") {
    for (auto const* const type : {"text/plain", "application/xml", "", "application/x-www-form-urlencoded"}) {
        INFO(std::string{type});
        auto const response = ada().post("/u/ada/outbox", note(R"("content":"x")"), type);
        CHECK(response.status() == 415);
        CHECK(shows(response, "application/activity+json"));
    }
}

TEST_CASE_FIXTURE(Outbox, "what cannot be read is malformed") {
    for (std::string const body :
         {"",
          "{",
          "[]",
          "null",
          "\"Note\"",
          "{}",
          R"({"content":"x"})",
          R"({"type":7,"content":"x"})",
          R"({"type":"Note","type":"Note","content":"x"})",
          R"({"type":"Create"})",
          R"({"type":"Create","object":"x"})",
          R"({"type":"Create","object":"https://north.test/post/1"})",
          R"({"type":"Follow"})",
          R"({"type":"Follow","object":"not an address"})",
          R"({"type":"Update","object":"https://north.test/post/1"})",
          R"({"type":"Note","content":"x","to":"http://plain.test/"})",
          R"({"type":"Note","content":"x","to":["x"]})",
          R"({"type":"Flag"})",
          R"({"type":"Block"})",
          R"({"type":"Block","object":"bob"})",
          R"({"type":"Flag","object":["x"]})",
          R"({"type":"Add","object":"x","target":"y"})"}) {
        INFO(body);
        CHECK(ada().say(body).status() == 400);
    }
    CHECK(ada().say(std::string(100, '[')).status() == 400);
    CHECK(ada().say(note(R"("content":"")")).status() == 400);
    CHECK(ada().say(note(R"("content":"<p> </p>")")).status() == 400);
    CHECK(ada().say(note(R"("content":7)")).status() == 400);
    CHECK(ada().say(R"({"type":"Note","content":"x","bcc":"as:Public"})").status() == 400);
}

TEST_CASE_FIXTURE(Outbox, "what is too long or for too many is too large") {
    CHECK(ada().say(note(R"("content":")" + std::string(9000, 'x') + "\"")).status() == 413);
    CHECK(ada().say(note(R"("content":"x","summary":")" + std::string(2000, 'x') + "\"")).status() == 413);
    std::string names;
    for (int i = 0; i < 60; ++i) names += ",\"https://north.test/u/p" + std::to_string(i) + "\"";
    CHECK(ada().say(R"({"type":"Note","content":"x","to":["as:Public")" + names + "]}").status() == 413);
}

TEST_CASE_FIXTURE(Outbox, "acts that members do not have are named with those that they have") {
    for (auto const* const type :
         {"Accept", "Reject", "Lock", "Move", "Invite", "Join", "Offer", "Question", "Person", "Video", "Undoo"}) {
        INFO(type);
        auto const response = ada().say(act(type, "https://north.test/c/club"));
        CHECK(response.status() == 422);
        CHECK(shows(response, "Create, Update, Delete"));
    }
    CHECK(ada().say(R"({"type":"Create","object":{"type":"Video","content":"x"}})").status() == 422);
}

TEST_CASE_FIXTURE(Outbox, "what nobody knows is not found, whether it is private or not there") {
    for (auto const* const type : {"Like", "Dislike", "Announce", "ChooseAnswer", "Delete", "Undo"}) {
        INFO(type);
        CHECK(ada().say(act(type, "https://north.test/post/99")).status() == 404);
    }
    CHECK(ada().say(act("Follow", "https://north.test/u/nobody")).status() == 404);
    CHECK(ada().say(act("Block", "https://north.test/u/nobody")).status() == 404);
    CHECK(ada().say(R"({"type":"Undo","object":)" + act("Block", "https://north.test/u/nobody") + "}").status() == 404);
    CHECK(ada().say(note(R"("content":"x","inReplyTo":"https://north.test/post/99")")).status() == 404);
    CHECK(ada().say(note(R"("content":"x","cc":"https://north.test/u/nobody")")).status() == 404);
    CHECK(ada().say(act("Follow", "https://stranger.test/u/x")).status() == 403);
}

TEST_CASE_FIXTURE(Outbox, "pictures come through the upload, and a title belongs to a question") {
    auto const picture = R"("content":"x","attachment":{"type":"Image","url":"https://far.test/a.png"})";
    CHECK(ada().say(note(picture)).status() == 400);
    CHECK(ada().say(R"({"type":"Article","name":"A title","content":"x","to":"as:Public"})").status() == 400);
}

TEST_CASE_FIXTURE(Outbox, "only facilitators decide for a community") {
    auto const target = [](std::string const& type, std::string const& object, std::string const& where) {
        return R"({"type":")" + type + R"(","object":")" + object + R"(","target":")" + where + "\"}";
    };
    std::string const bob = "https://north.test/u/bob", here = "https://north.test/c/club";
    CHECK(ada().say(target("Block", bob, here)).status() == 403);
    CHECK(ada().say(target("Add", bob, here + "/moderators")).status() == 403);
    CHECK(ada().say(target("Remove", bob, here + "/featured")).status() == 403);
}

TEST_CASE_FIXTURE(Outbox, "nobody follows or blocks themselves") {
    CHECK(ada().say(act("Follow", "https://north.test/u/ada")).status() == 403);
    CHECK(ada().say(act("Block", "https://north.test/u/ada")).status() == 403);
}
