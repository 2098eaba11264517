// Whom a member follows, who follows them and what they like: named to their own programs, to nobody else.
#include "federation/messages/json.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"

using namespace collegium;
using namespace collegium::tests;

using federation::member;

namespace {

constexpr char const* ada_iri = "https://north.test/u/ada";
constexpr char const* bob_iri = "https://north.test/u/bob";

std::string act_of(std::string const& type, std::string const& object) {
    return R"({"type":")" + type + R"(","object":")" + object + "\"}";
}

struct OwnLists : Front {
    OwnLists() {
        static_cast<void>(add_person("ada"));
        bob = add_person("bob");
        community = "https://north.test" + found("club", "ada");
        question = bob.ask(community, "How do plants drink?");
    }

    static std::vector<std::string> names(server::Response const& response) {
        auto const document = document_of(response);
        CHECK(federation::text_member(document.root(), "type") == "OrderedCollection");
        std::vector<std::string> found_names;
        for (auto const each : federation::references(document.root(), "orderedItems")) found_names.emplace_back(each);
        return found_names;
    }

    // Everybody else: no token, another's, one that may not read, and one for a finer scope.
    std::vector<server::Response> others(std::string const& target) {
        return {
            get_activity(target),
            MemberProgram{*this, "bob"}.get(target),
            MemberProgram{*this, "ada", "write"}.get(target),
            MemberProgram{*this, "ada", "read:accounts"}.get(target)};
    }

    using Names = std::vector<std::string>;

    Person bob;
    std::string community, question;
};

}  // namespace

TEST_CASE_FIXTURE(OwnLists, "a member's program reads whom they follow, and the list follows what they do") {
    MemberProgram ada{*this, "ada"};
    CHECK(names(ada.get("/u/ada/following")).empty());
    auto const follow = ada.said(act_of("Follow", community));
    CHECK(names(ada.get("/u/ada/following")) == Names{community});
    static_cast<void>(ada.said(act_of("Undo", follow)));
    CHECK(names(ada.get("/u/ada/following")).empty());
}

TEST_CASE_FIXTURE(OwnLists, "a member's program reads who follows them, once they were let in") {
    static_cast<void>(MemberProgram{*this, "bob"}.said(act_of("Follow", ada_iri)));
    MemberProgram ada{*this, "ada"};
    CHECK(names(ada.get("/u/ada/followers")).empty());

    auto const asking = std::to_string(static_cast<std::uint64_t>(bob.handle));
    ApiClient client = ApiClient::of(*this, "ada");
    REQUIRE(client.post("/api/v1/follow_requests/" + asking + "/authorize").status() == 200);
    CHECK(names(ada.get("/u/ada/followers")) == Names{bob_iri});
}

TEST_CASE_FIXTURE(OwnLists, "a member's program reads what they like, newest first, as long as it is there") {
    MemberProgram ada{*this, "ada"};
    auto const second = bob.ask(community, "Do plants sleep?");
    static_cast<void>(ada.said(act_of("Like", question)));
    auto const later = ada.said(act_of("Like", second));
    CHECK(names(ada.get("/u/ada/liked")) == Names{second, question});

    static_cast<void>(bob.erase(question).value());
    CHECK(names(ada.get("/u/ada/liked")) == Names{second});
    static_cast<void>(ada.said(act_of("Undo", later)));
    CHECK(names(ada.get("/u/ada/liked")).empty());
}

TEST_CASE_FIXTURE(OwnLists, "others are told that there are such lists, not how long they are and who is in them") {
    MemberProgram ada{*this, "ada"};
    static_cast<void>(ada.said(act_of("Follow", community)));
    static_cast<void>(ada.said(act_of("Like", question)));
    for (std::string const target : {"/u/ada/following", "/u/ada/liked"}) {
        INFO(target);
        for (auto const& response : others(target)) {
            auto const document = document_of(response);
            CHECK(federation::text_member(document.root(), "id") == "https://north.test" + target);
            CHECK(member(document.root(), "totalItems") == nullptr);
            CHECK(member(document.root(), "orderedItems") == nullptr);
        }
    }
    for (auto const& response : others("/u/ada/followers")) CHECK_FALSE(shows(response, "orderedItems"));
}

TEST_CASE_FIXTURE(
    OwnLists, "what only its member reads is kept by no cache, and a page that is not there is not found"
) {
    MemberProgram ada{*this, "ada"};
    for (std::string const target : {"/u/ada/followers", "/u/ada/following", "/u/ada/liked"}) {
        INFO(target);
        CHECK(ada.get(target).field("cache-control") == "private, no-store");
        CHECK(ada.get(target + "?page=1").status() == 200);
        CHECK(ada.get(target + "?page=2").status() == 404);
    }
}

TEST_CASE_FIXTURE(OwnLists, "nobody has lists who is not here, or is a community") {
    for (std::string const target : {"/u/nobody/following", "/u/nobody/liked", "/u/club/following", "/c/club/liked"}) {
        INFO(target);
        CHECK(get_activity(target).status() == 404);
    }
}

TEST_CASE_FIXTURE(OwnLists, "a program in a browser may read where what it said is kept") {
    MemberProgram ada{*this, "ada"};
    auto const said = ada.say(act_of("Like", question));
    REQUIRE(said.status() == 201);
    CHECK(said.field("access-control-allow-origin") == "*");
    CHECK(said.field("access-control-expose-headers").find("Location") != std::string::npos);
    CHECK(path_of(std::string{said.field("location")}).starts_with("/activities/like/"));

    auto asked = request_for(server::Method::options, "/u/ada/outbox");
    asked.fields.push_back({"Origin", "https://app.example"});
    asked.fields.push_back({"Access-Control-Request-Method", "POST"});
    asked.fields.push_back({"Access-Control-Request-Headers", "authorization, content-type"});
    auto const preflight = answer(std::move(asked));
    CHECK(preflight.status() < 300);
    CHECK(preflight.field("access-control-allow-origin") == "*");
    CHECK(preflight.field("access-control-allow-headers").find("Authorization") != std::string::npos);
}
