// The page on which a member lets a program act for them: what it says, where it leads, and what it never does.
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Authorizing : OAuthFront {
    // The action of the page's form, as a browser reads it.
    static std::string action_in(server::Response const& page) {
        std::string const start = "<form method=\"post\" action=\"/oauth/authorize";
        std::string const html{page.body()};
        auto const at = html.find(start);
        REQUIRE(at != std::string::npos);
        auto const begin = at + start.size() - std::string_view{"/oauth/authorize"}.size();
        auto action = html.substr(begin, html.find('"', begin) - begin);
        for (auto amp = action.find("&amp;"); amp != std::string::npos; amp = action.find("&amp;", amp + 1))
            action.erase(amp + 1, 4);
        return action;
    }

    KnownProgram elephant = add_app();
    Fields asked = asking(elephant, callback, "read write follow push");
};

}  // namespace

TEST_CASE_FIXTURE(Authorizing, "a guest signs in first, and comes back with nothing lost") {
    Browser guest{*this};
    auto const led = guest.get(authorize(asked));
    REQUIRE(led.status() == 303);
    CHECK(led.field("location") == "/sign-in?return=" + server::percent_encoded(authorize(asked)));

    auto const back = guest.sign_in("ada", password, authorize(asked));
    CHECK(back.field("location") == authorize(asked));
    CHECK(shows(guest.get(std::string{back.field("location")}), "Let “Elephant” act for you?"));
}

TEST_CASE_FIXTURE(Authorizing, "the page names the program, the member, what it could do, and where it leads") {
    for (auto const& target : {authorize(asked), "/oauth/authorize/?" + encoded(asked)}) {
        auto const page = ada.get(target);
        CHECK(page.status() == 200);
        CHECK(is_page(page));
        CHECK(shows(page, "Let “Elephant” act for you?"));
        CHECK(shows(page, "<strong>ada</strong>"));
        CHECK(shows(page, "read everything that you can read here"));
        CHECK(shows(page, "write, change and delete in your name"));
        CHECK(shows(page, "you go on to app.example."));
        CHECK(count(page.body(), "<li>") == 4);
        CHECK_FALSE(shows(page, "<script"));
    }
}

TEST_CASE_FIXTURE(Authorizing, "the page's form may lead to the program's site, and other pages' forms may not") {
    CHECK(
        ada.get(authorize(asked)).field("content-security-policy").find("form-action 'self' https://app.example;") !=
        std::string_view::npos
    );
    CHECK(
        ada.get("/settings/programs").field("content-security-policy").find("form-action 'self';") !=
        std::string_view::npos
    );
    auto const typed = ada.get(authorize(with(asked, "redirect_uri", std::string{out_of_band})));
    CHECK(typed.field("content-security-policy").find("form-action 'self';") != std::string_view::npos);
}

TEST_CASE_FIXTURE(Authorizing, "what is allowed goes back with a code, the state as it was, and who answers") {
    auto const page = ada.get(authorize(asked));
    auto const response = ada.submit(action_in(page), {{"decision", "allow"}});

    CHECK(response.status() == 303);
    CHECK(response.field("location").starts_with("https://app.example/callback?code="));
    CHECK(answered(response, "code").size() == 43);
    CHECK(answered(response, "state") == "s t&te");
    CHECK(answered(response, "iss") == "https://north.test:8443");
    CHECK(response.field("cache-control") == "private, no-store");
}

TEST_CASE_FIXTURE(Authorizing, "what is not allowed goes back as that, with state and issuer") {
    auto const response = ada.submit(authorize(asked), {{"decision", "deny"}});

    CHECK(response.status() == 303);
    CHECK(answered(response, "error") == "access_denied");
    CHECK_FALSE(answered(response, "error_description").empty());
    CHECK(answered(response, "state") == "s t&te");
    CHECK(answered(response, "iss") == "https://north.test:8443");
    CHECK(answered(response, "code").empty());
}

TEST_CASE_FIXTURE(Authorizing, "a form without a decision shows the page again") {
    auto const response = ada.submit(authorize(asked), {{"decision", "perhaps"}});

    CHECK(response.status() == 422);
    CHECK(shows(response, "Let “Elephant” act for you?"));
}

TEST_CASE_FIXTURE(Authorizing, "a form that no page of ours made lets nobody in") {
    auto request = ada.form(authorize(asked), {{"decision", "allow"}});
    CHECK(ada.send(std::move(request)).status() == 403);

    auto foreign = ada.form(authorize(asked), {{"decision", "allow"}, {"form_key", ada.form_key()}});
    foreign.fields.push_back({"Origin", "https://evil.test"});
    CHECK(ada.send(std::move(foreign)).status() == 403);
}

TEST_CASE_FIXTURE(Authorizing, "without an address the code is shown as text, or why there is none") {
    auto const typed = with(asked, "redirect_uri", std::string{out_of_band});
    auto const page = ada.submit(authorize(typed), {{"decision", "allow"}});
    CHECK(page.status() == 200);
    CHECK(shows(page, "<code id=\"code\">"));
    CHECK(code_for(ada, typed).size() == 43);

    auto const denied = ada.submit(authorize(typed), {{"decision", "deny"}});
    CHECK(denied.status() == 400);
    CHECK(shows(denied, "You did not let the program in."));
    auto const wrong = ada.get(authorize(with(typed, "scope", "everything")));
    CHECK(wrong.status() == 400);
    CHECK(shows(wrong, "This node does not know one of the scopes."));
}

TEST_CASE_FIXTURE(Authorizing, "force_login asks for a sign-in once, whoever is signed in") {
    static_cast<void>(add_person("ben"));
    for (std::string const yes : {"true", "True", "1"}) {
        auto const led = ada.get(authorize(with(asked, "force_login", yes)));
        CHECK(led.status() == 303);
        CHECK(led.field("location") == "/sign-in?again=1&return=" + server::percent_encoded(authorize(asked)));
    }
    auto const page = ada.get("/sign-in?again=1&return=" + server::percent_encoded(authorize(asked)));
    CHECK(page.status() == 200);
    CHECK(shows(page, "type=\"password\""));

    auto const back = ada.sign_in("ben", password, authorize(asked));
    CHECK(shows(ada.get(std::string{back.field("location")}), "<strong>ben</strong>"));
    CHECK(ada.get(authorize(with(asked, "force_login", "False"))).status() == 200);
}

TEST_CASE_FIXTURE(Authorizing, "a program's name is text, however it is meant") {
    auto const response = call(
        "/api/v1/apps",
        {{"client_name", std::string{hostile}},
         {"redirect_uris", "https://app.example/callback"},
         {"website", "https://app.example/\"><script>"},
         {"scopes", "read"}}
    );
    KnownProgram const program{member_of(response, "client_id"), member_of(response, "client_secret")};
    auto const page = ada.get(authorize(with(asking(program, callback, "read"), "state", std::string{hostile})));

    CHECK(page.status() == 200);
    CHECK_FALSE(shows(page, "<script"));
    CHECK_FALSE(shows(page, "onmouseover='"));
}

TEST_CASE_FIXTURE(Authorizing, "what Mastodon.py sends without meaning it does no harm") {
    auto const page = ada.get(authorize(with(with(asked, "state", "None"), "lang", "None")));
    CHECK(page.status() == 200);

    auto const back = ada.submit(authorize(with(asked, "state", "None")), {{"decision", "allow"}});
    CHECK(answered(back, "state") == "None");
}

TEST_CASE_FIXTURE(Authorizing, "a member gives thirty codes in fifteen minutes, and then waits; nobody else does") {
    static_cast<void>(add_person("ben"));
    auto ben = Browser::of(*this, "ben");
    auto const program = add_app();
    auto const query = asking(program, callback, "read");
    for (int i = 0; i < 30; ++i) REQUIRE_FALSE(code_for(ada, query).empty());

    auto const refused = ada.submit(authorize(query), {{"decision", "allow"}});
    CHECK(refused.status() == 429);
    CHECK(shows(refused, "You let programs in too often. Wait fifteen minutes, then try again."));
    CHECK(ada.get(authorize(query)).status() == 200);
    CHECK_FALSE(code_for(ben, query).empty());
    auto const kept = north.node.store.read([](auto const& tx, auto const& tables) { return tables.codes.size(tx); });
    CHECK(kept == 31);
    village.clock.pass(std::chrono::minutes{15} + std::chrono::milliseconds{1});
    CHECK_FALSE(code_for(ada, query).empty());
}
