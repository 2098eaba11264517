// What members think of private words is told to whoever wrote them, and not to the community of the thread.
#include "federation/logged.hpp"
#include "federation/messages/vocabulary.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"
#include "tests/server/statuses.hpp"

using namespace collegium;
using namespace collegium::tests;
using NameViews = std::vector<std::string_view>;

namespace {

std::string const to_ada = "https://north.test/u/ada";

struct Opinions : Statuses {
    // The newest act in the log.
    federation::Activity last_act() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return federation::logged_activity(tx, tables, tables.log.last_key(tx).value()).value();
        });
    }
    void check_only_for_ada() const {
        auto const act = last_act();
        INFO(act.bytes());
        CHECK(act.addressees() == NameViews{to_ada});
    }
    std::string uri_of(std::string const& id) { return status_member(as_ben.get("/api/v1/statuses/" + id), "uri"); }

    std::string question = say(as_ben, "@algebra #question Why?");
    std::string hushed = reply(as_ada, question, "@ben hush", {{"visibility", "direct"}});
    std::string hushed_uri = uri_of(hushed);
    std::string things = "/api/collegium/v1/things/";
};

}  // namespace

TEST_CASE_FIXTURE(Opinions, "a favourite of a private reply is told to its author only") {
    REQUIRE(as_ben.post("/api/v1/statuses/" + hushed + "/favourite").status() == 200);
    check_only_for_ada();
}

TEST_CASE_FIXTURE(Opinions, "an endorsement of a private reply is told to its author only") {
    REQUIRE(as_ben.post(things + hushed + "/endorsements", {{"kind", "useful"}}).status() == 200);
    check_only_for_ada();
}

TEST_CASE_FIXTURE(Opinions, "votes by the outbox are told to the author of a private reply only") {
    for (auto const* const type : {"Like", "Dislike"}) {
        static_cast<void>(MemberProgram{*this, "ben"}.said(
            R"({"type":")" + std::string{type} + R"(","object":")" + hushed_uri + "\"}"
        ));
        check_only_for_ada();
    }
}

TEST_CASE_FIXTURE(Opinions, "a private answer is accepted between the two") {
    SUBCASE("by the extension") {
        REQUIRE(as_ben.post("/api/collegium/v1/answers/" + hushed + "/accept").status() == 200);
    }
    SUBCASE("by the words of a reply") {
        REQUIRE(reply(as_ben, hushed, "@ada #accept") == hushed);
    }
    SUBCASE("by the outbox") {
        auto const choice = R"({"type":"ChooseAnswer","object":")" + hushed_uri + "\"}";
        static_cast<void>(MemberProgram{*this, "ben"}.said(choice));
    }
    SUBCASE("by the pages") {
        REQUIRE(Browser::of(*this, "ben").submit("/comment/" + hushed + "/accept").status() == 303);
    }
    check_only_for_ada();
}

TEST_CASE_FIXTURE(Opinions, "what is for the people of a community is judged before them") {
    auto const open = reply(as_ada, question, "Because.");
    REQUIRE(as_ben.post("/api/v1/statuses/" + open + "/favourite").status() == 200);
    // The community passes it on, so that its own act is the last.
    CHECK(last_act().bytes().find("\"type\":\"Like\"") != std::string::npos);
    CHECK(last_act().actor().text() == algebra);
}
