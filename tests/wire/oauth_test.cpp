// Statement 60: how programs get leave to act for a person.
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"

using namespace collegium;
using namespace collegium::tests;

TEST_CASE_FIXTURE(
    OAuthFront, "wire_60: metadata, PKCE, exact redirects, both kinds of programs, and who the member is"
) {
    auto const metadata = get("/.well-known/oauth-authorization-server", "application/json");
    CHECK(shows(metadata, R"("code_challenge_methods_supported":["S256"])"));
    CHECK(shows(metadata, R"("client_id_metadata_document_supported":true)"));
    CHECK(metadata.field("access-control-allow-origin") == "*");

    village.scripted["makers.test"] = [](auto const&) {
        return document(
            "application/json",
            R"({"client_id":"https://makers.test/c.json","client_name":"C","redirect_uris":["https://app.example/callback"]})"
        );
    };
    for (auto const& program : {add_public_program(), KnownProgram{"https://makers.test/c.json", ""}}) {
        auto const asked = asking(program, callback, "read write");
        CHECK(answered(ada.get(authorize(asked)), "error") == "invalid_request");
        auto const elsewhere = with_challenge(with(asked, "redirect_uri", "https://app.example/other"));
        CHECK(ada.get(authorize(elsewhere)).status() == 400);

        auto const code = code_for(ada, with_challenge(asked));
        auto const response = call("/oauth/token", bringing(program, code, callback));
        CHECK(member_of(response, "me") == "https://north.test/u/ada");
        CHECK(response.field("access-control-allow-origin") == "*");
    }
    auto const actor = get_activity("/u/ada");
    CHECK(shows(actor, R"("oauthAuthorizationEndpoint":"https://north.test/oauth/authorize")"));
    CHECK(shows(actor, R"("oauthTokenEndpoint":"https://north.test/oauth/token")"));
}
