// Members of a community, on pages: joining, applying, being invited, and following apart from all that.
#include "federation/community/roll.hpp"
#include "server/communities/joining.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Members : Front {
    Person cora_herself = add_person("cora"), ben_himself = add_person("ben"), dan_himself = add_person("dan");
    std::string algebra = north.found("algebra", "cora");
    Browser cora = Browser::of(*this, "cora"), ben = Browser::of(*this, "ben"), dan = Browser::of(*this, "dan");

    void opened(std::string const& join, std::string const& width = "everyone") {
        Fields const fields{
            {"display", "Algebra"},
            {"summary", ""},
            {"rules", ""},
            {"subjects", ""},
            {"languages", ""},
            {"ends", ""},
            {"join", join},
            {"width", width},
            {"answers", "anyone"}};
        REQUIRE(cora.submit("/c/algebra/run", fields).status() == 303);
    }

    server::Response decide(Browser& who, std::string const& decision, std::string const& person, Fields more = {}) {
        Fields fields{{"decision", decision}, {"person", person}};
        fields.insert(fields.end(), more.begin(), more.end());
        return who.submit("/c/algebra/members", fields);
    }

    static boost::asio::awaitable<bool> whole_round(server::App const& of) {
        co_await server::communities::end_terms(of);
        co_return true;
    }

    bool is_member(Person const& person) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const community = storage::find_handle(tx, tables, algebra).value();
            return federation::community::is_member(tx, tables, community, person.handle);
        });
    }

    std::string ben_iri = "https://north.test/u/ben";
};

}  // namespace

TEST_CASE_FIXTURE(Members, "who joins is on the roll, and stays on it when they stop the news") {
    REQUIRE(ben.submit("/c/algebra/join").status() == 303);
    CHECK(is_member(ben_himself));
    CHECK(shows(cora.get("/c/algebra/members"), "<h2>ben</h2>"));
    CHECK(shows(ben.get("/c/algebra"), "Stop its news"));

    REQUIRE(ben.submit("/c/algebra/unfollow").status() == 303);
    CHECK(is_member(ben_himself));
    CHECK(shows(ben.get("/c/algebra"), "Follow its news"));
    REQUIRE(ben.submit("/c/algebra/leave").status() == 303);
    CHECK_FALSE(is_member(ben_himself));
}

TEST_CASE_FIXTURE(Members, "who applies says why, waits, and is let in for a term") {
    opened("apply");
    CHECK(shows(ben.get("/c/algebra"), "Why you would like to join"));
    REQUIRE(ben.submit("/c/algebra/join", {{"reason", "I teach <it>"}}).status() == 303);
    CHECK_FALSE(is_member(ben_himself));
    CHECK(shows(cora.get("/c/algebra/members"), "I teach &lt;it&gt;"));
    CHECK_FALSE(shows(dan.get("/c/algebra/members"), "I teach"));
    CHECK(decide(dan, "let-in", ben_iri).status() == 404);

    REQUIRE(decide(cora, "let-in", ben_iri, {{"until", "2027-07-20"}}).status() == 303);
    CHECK(is_member(ben_himself));
    CHECK(shows(cora.get("/c/algebra/members"), "until 20 July 2027"));
    CHECK(decide(cora, "let-in", ben_iri).status() == 422);
}

TEST_CASE_FIXTURE(Members, "a membership ends with its term") {
    opened("apply");
    REQUIRE(ben.submit("/c/algebra/join", {{"reason", "For a term"}}).status() == 303);
    auto const tomorrow = to_rfc3339(north.node.clock.now() + std::chrono::hours{24}).substr(0, 10);
    REQUIRE(decide(cora, "let-in", ben_iri, {{"until", tomorrow}}).status() == 303);
    CHECK(village.run(whole_round(app)));
    CHECK(is_member(ben_himself));

    village.clock.pass(std::chrono::hours{72});
    CHECK(village.run(whole_round(app)));
    CHECK_FALSE(is_member(ben_himself));
}

TEST_CASE_FIXTURE(Members, "where facilitators invite, who is invited accepts or declines") {
    opened("invite");
    CHECK(shows(ben.get("/c/algebra"), "Its facilitators invite members"));
    auto const refused = ben.submit("/c/algebra/join");
    CHECK(refused.status() == 403);
    CHECK(decide(cora, "invite", "nobody").status() == 422);
    REQUIRE(decide(cora, "invite", "ben").status() == 303);
    REQUIRE(decide(cora, "invite", "dan").status() == 303);

    CHECK(shows(ben.get("/c/algebra"), "You are invited to join"));
    REQUIRE(ben.submit("/c/algebra/invitation", {{"decision", "accept"}}).status() == 303);
    REQUIRE(dan.submit("/c/algebra/invitation", {{"decision", "decline"}}).status() == 303);
    CHECK(is_member(ben_himself));
    CHECK_FALSE(is_member(dan_himself));
    CHECK(dan.submit("/c/algebra/invitation", {{"decision", "accept"}}).status() == 404);
}

TEST_CASE_FIXTURE(Members, "who is in a community that is not for everyone, only those see who belong to it") {
    opened("apply", "members");
    CHECK(dan.get("/c/algebra/members").status() == 404);
    CHECK(cora.get("/c/algebra/members").status() == 200);
}

TEST_CASE_FIXTURE(Members, "what is for members is read by those who are on the roll, also without following") {
    opened("apply", "members");
    REQUIRE(ben.submit("/c/algebra/join", {{"reason", "Please"}}).status() == 303);
    REQUIRE(decide(cora, "let-in", ben_iri).status() == 303);
    std::string const path{cora.submit("/c/algebra/ask", {{"title", "For us"}, {"words", "Words."}}).field("location")};
    REQUIRE(ben.submit("/c/algebra/unfollow").status() == 303);
    CHECK(ben.get(path).status() == 200);
    CHECK(dan.get(path).status() == 404);
    CHECK(get(path).status() == 404);
    CHECK(dan.submit("/c/algebra/ask", {{"title", "Me too"}, {"words", "Words."}}).status() == 403);
}
