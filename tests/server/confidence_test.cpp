// Words for some people only: where their place would publish them they are refused, and nowhere are they published.
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"
#include "tests/server/statuses.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::timeline::PostView;
using storage::Audience;

namespace {

std::string const members_iri = "https://north.test/members";
std::string const to_ada = "https://north.test/u/ada";
std::string const to_ben = "https://north.test/u/ben";

// A Note for somebody, in reply to something or on its own. IRIs.
std::string note(std::string const& to, std::string const& parent = "") {
    auto const reply = parent.empty() ? std::string{} : R"(,"inReplyTo":")" + parent + "\"";
    return R"({"type":"Note","content":"Between us","to":[")" + to + "\"]" + reply + "}";
}

struct Confidence : Statuses {
    Confidence() {
        give_account(pia, "pia", true);
        cora.follow(algebra);
        settle();
    }

    // What became of a Note of that member's, by the outbox.
    PostView said(std::string const& name, std::string const& body) {
        auto const act = MemberProgram{*this, name}.said(body);
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const entry = tables.log.get(tx, tables.known.get(tx, storage::hash_of(act)).value()).value();
            auto const author = federation::community::Viewer::of_member(entry.actor);
            return federation::timeline::find_post(tx, tables, entry.object, author).value();
        });
    }

    void check_refused(std::string const& name, std::string const& body, std::string_view words) {
        INFO(body);
        auto const before = north.entries();
        auto const refusal = MemberProgram{*this, name}.say(body);
        CHECK(refusal.status() == 403);
        CHECK(shows(refusal, words));
        CHECK(north.entries() == before);
    }

    std::string iri_of_status(std::string const& id) {
        return status_member(as_ben.get("/api/v1/statuses/" + id), "uri");
    }
    std::string for_community() { return iri_of_status(say(as_ben, "For us, @algebra", {{"visibility", "private"}})); }

    Person pia = add_person("pia");
};

}  // namespace

TEST_CASE_FIXTURE(Confidence, "a reply to one person is read by that person, below what is for a community") {
    auto const reply = said("ada", note(to_ben, for_community()));

    CHECK(reply.audience == Audience::named);
    CHECK(can_read(ben, reply.iri));
    CHECK_FALSE(can_read(cora, reply.iri));
}

TEST_CASE_FIXTURE(Confidence, "a reply is for whom its author wants, below what is for followers") {
    befriend(village, ben, ada);
    auto const parent = iri_of_status(say(as_ada, "For my followers", {{"visibility", "private"}}));

    CHECK(said("ben", note(to_ada, parent)).audience == Audience::named);
    CHECK(said("ben", note(members_iri, parent)).audience == Audience::here);
    CHECK(said("ben", note("as:Public", parent)).audience == Audience::followers);
}

TEST_CASE_FIXTURE(Confidence, "a message is no reply to what every member reads, and is refused as one") {
    auto const post = said("ada", note(members_iri));
    check_refused("cora", note(to_ada, post.iri), "Every member of your school reads the replies");
    CHECK(said("cora", note(members_iri, post.iri)).audience == Audience::here);
}

TEST_CASE_FIXTURE(Confidence, "the same is refused to programs of the other kind") {
    auto const post = said("ada", note(members_iri));
    auto const id = std::to_string(static_cast<std::uint64_t>(post.number));
    auto const before = north.entries();
    auto const refusal = as_cora.post(
        "/api/v1/statuses", {{"status", "@ada between us"}, {"in_reply_to_id", id}, {"visibility", "direct"}}
    );
    CHECK(refusal.status() == 403);
    CHECK(error_of(refusal).find("write a new message") != std::string::npos);
    CHECK(north.entries() == before);
    CHECK_FALSE(reply(as_cora, id, "For all", {{"visibility", "private"}}).empty());
}

TEST_CASE_FIXTURE(Confidence, "a pupil's message is refused by the outbox as it is by other programs") {
    std::string_view const words = "Your account cannot send private messages";
    check_refused("pia", note(to_ada), words);
    check_refused("pia", note(to_ada, iri_of_status(say(as_ada, "For everyone"))), words);
    CHECK(said("pia", note(members_iri)).audience == Audience::here);
    CHECK(said("pia", note("as:Public")).audience == Audience::here);
}

TEST_CASE_FIXTURE(Confidence, "what is for one community is not said to another, which the thread is in") {
    check_refused("ada", note(north.found("sums", "ben"), for_community()), "in another community");
    CHECK(said("ada", note(algebra, for_community())).audience == Audience::community);
}

TEST_CASE_FIXTURE(Confidence, "a private reply to what is for followers is for followers, in a community as well") {
    befriend(village, ben, ada);
    auto const question = say(as_ben, "@algebra #question Why?");
    auto const parent = said(
        "ada",
        R"({"type":"Note","content":"For my followers","to":["https://north.test/u/ada/followers"],"inReplyTo":")" +
            iri_of_status(question) + "\"}"
    );
    REQUIRE(parent.audience == Audience::followers);

    auto const digits = std::to_string(static_cast<std::uint64_t>(parent.number));
    auto const answer = reply(as_ben, digits, "Between us", {{"visibility", "private"}});
    CHECK(as_ada.get("/api/v1/statuses/" + answer).status() == 200);
    CHECK(as_cora.get("/api/v1/statuses/" + answer).status() == 404);
}
