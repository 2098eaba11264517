// Programs that nobody registers: their id is the address of a document, which is believed about itself only.
#include "federation/partners/partnership.hpp"
#include "server/oauth/client_documents.hpp"
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"

#include <array>

using namespace collegium;
using namespace collegium::tests;

namespace {

std::string const metadata =
    R"({"client_id":"https://makers.test/heron.json","client_name":"Heron","redirect_uris":)"
    R"(["https://app.example/callback"],"scope":"read write mcp:tools","token_endpoint_auth_method":"none"})";

std::string const activity_object =
    R"({"@context":["https://www.w3.org/ns/activitystreams","https://purl.archive.org/socialweb/oauth"],)"
    R"("id":"https://makers.test/heron.json","type":"Application","name":"Heron",)"
    R"("redirectURI":"http://localhost:63546/callback"})";

struct Documents : OAuthFront {
    Documents() {
        village.scripted["makers.test"] = [this](federation::OutgoingRequest const& request) {
            ++fetches;
            CHECK(request.method == "GET");
            for (auto const& [name, value] : request.fields) CHECK(name != "Signature");
            return answers_ ? answers_(request) : document("application/json", metadata);
        };
    }

    std::string asked(std::string_view redirect = callback) {
        return authorize(with_challenge(asking(heron, redirect, "read write")));
    }

    unsigned fetches = 0;
    Village::Script answers_;
    KnownProgram heron{"https://makers.test/heron.json", ""};
};

}  // namespace

TEST_CASE_FIXTURE(Documents, "a program is known by the document at its id, in both forms, with the whole flow") {
    CHECK(shows(ada.get(asked()), "Let “Heron” act for you?"));
    CHECK(shows(ada.get(asked()), "described at https://makers.test/heron.json."));
    auto const json = leave_for(heron);
    CHECK(federation::text_member(json.root(), "me") == "https://north.test/u/ada");
    CHECK_FALSE(federation::text_member(json.root(), "refresh_token").empty());

    answers_ = [](auto const&) { return document("application/activity+json", activity_object); };
    village.clock.pass(std::chrono::hours{24});
    CHECK(shows(ada.get(asked("http://localhost:63546/callback")), "Let “Heron” act for you?"));
    CHECK(shows(ada.get(asked("http://localhost:4/callback")), "a program on your device"));
}

TEST_CASE_FIXTURE(Documents, "a document is fetched for a signed-in member only, and once a day") {
    CHECK(Browser{*this}.get(asked()).status() == 303);
    CHECK(fetches == 0);
    CHECK(ada.get(asked()).status() == 200);
    CHECK(ada.get(asked()).status() == 200);
    CHECK(fetches == 1);
    village.clock.pass(std::chrono::hours{24} - std::chrono::milliseconds{1});
    CHECK(ada.get(asked()).status() == 200);
    CHECK(fetches == 1);
    village.clock.pass(std::chrono::milliseconds{1});
    CHECK(ada.get(asked()).status() == 200);
    CHECK(fetches == 2);
}

TEST_CASE_FIXTURE(Documents, "no other address fetches anything") {
    CHECK(call("/oauth/token", bringing(heron, "nonsense", callback)).status() == 401);
    CHECK(call("/oauth/introspect", {{"client_id", heron.id}, {"token", "x"}}).status() == 401);
    CHECK(fetches == 0);
}

TEST_CASE_FIXTURE(Documents, "a document that cannot be had or used is a page that says what to do") {
    using federation::OutgoingRequest;
    auto const moved = [](auto const&) {
        auto response = status(302);
        response.fields.push_back({"Location", "https://makers.test/other.json"});
        return response;
    };
    auto const bad = std::to_array<Village::Script>(
        {[](auto const&) { return status(404); },
         [](auto const&) { return status(500); },
         moved,
         [](auto const&) { return document("text/html", metadata); },
         [](auto const&) { return document("application/json", "nonsense"); },
         [](auto const&) { return document("application/json", std::string(70'000, ' ') + metadata); },
         [](auto const&) { return document("application/json", R"({"client_id":"https://makers.test/other.json"})"); }}
    );
    for (auto const& script : bad) {
        answers_ = script;
        auto const response = ada.get(asked());
        CHECK(response.status() == 400);
        CHECK(is_page(response));
        CHECK(response.field("location").empty());
        CHECK(shows(response, "ell them."));
    }
    CHECK(ada.get(authorize(asking({"https://nowhere.test/heron.json", ""}, callback, "read"))).status() == 400);
}

TEST_CASE_FIXTURE(Documents, "a school that turned the makers down does not ask them, nor does a closed one") {
    north.settings.federation.mode = FederationMode::closed;
    auto const response = ada.get(asked());
    CHECK(response.status() == 400);
    CHECK(shows(response, "Your school does not let in programs of these makers."));
    CHECK(fetches == 0);

    north.partner_with("makers.test");
    CHECK(ada.get(asked()).status() == 200);
}

TEST_CASE_FIXTURE(Documents, "one member has thirty documents fetched in fifteen minutes, and then waits") {
    answers_ = [](auto const&) { return status(404); };
    for (int i = 0; i < 30; ++i) CHECK(ada.get(asked()).status() == 400);
    CHECK(fetches == 30);
    CHECK(shows(ada.get(asked()), "Wait fifteen minutes"));
    CHECK(fetches == 30);
}

TEST_CASE("an id is an address of a document only if a browser would read it in one way") {
    using server::oauth::is_document_id;
    CHECK(is_document_id("https://makers.test/heron.json"));
    for (std::string_view const bad :
         {"https://makers.test",
          "https://makers.test/",
          "https://makers.test?heron.json",
          "http://makers.test/heron.json",
          "https://makers.test/heron.json#x",
          "https://user@makers.test/heron.json",
          "https://127.0.0.1/heron.json",
          "https://localhost/../heron json",
          "dhYn2bnbA0"}) {
        INFO(bad);
        CHECK_FALSE(is_document_id(bad));
    }
    CHECK_FALSE(is_document_id("https://makers.test/" + std::string(400, 'a')));
}

TEST_CASE("a document is about itself, has no secret, and no address that could not be registered") {
    auto const read = [](std::string text) {
        auto const json = federation::Json::read_object(std::move(text)).value();
        return server::oauth::described_by(json, "https://makers.test/heron.json");
    };
    auto const changed = [](std::string const& from, std::string const& to) {
        auto text = metadata;
        return text.replace(text.find(from), from.size(), to);
    };
    REQUIRE(read(metadata));
    CHECK(read(metadata)->scopes == "read write");
    REQUIRE(read(activity_object));
    CHECK(read(changed("makers.test", "other.test")).error().reason() == Reason::foreign);
    CHECK(read(changed("none", "private_key_jwt")).error().reason() == Reason::not_allowed);
    CHECK(read(changed(R"("scope")", R"("client_secret":"x","scope")")).error().reason() == Reason::not_allowed);
    CHECK(read(changed("https://app.example", "http://app.example")).error().reason() == Reason::malformed);
    CHECK(read(changed("https://app.example/callback", "javascript:x")).error().reason() == Reason::malformed);
    CHECK(read(changed("redirect_uris", "redirects")).error().reason() == Reason::malformed);
    CHECK(read(changed("Heron", ""))->name == "https://makers.test/heron.json");
}
