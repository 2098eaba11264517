// Where a sign-in leads to: back to a page of ours, and nowhere else.
#include "server/http/message.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <array>

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::Response;

namespace {

struct Returning : Front {
    std::string led_to(std::string const& back) {
        auto const response = Browser{*this}.sign_in("ada", password, back);
        CHECK(response.status() == 303);
        sign_in_tries.clear("ada");
        address_tries.clear("192.0.2.7");
        return std::string{response.field("location")};
    }

    // The value of the hidden field of the page that a guest is led to.
    std::string hidden_return(Response const& led) {
        CHECK(led.status() == 303);
        auto const page = std::string{get(std::string{led.field("location")}).body()};
        std::string const start = "name=\"return\" value=\"";
        auto const at = page.find(start);
        REQUIRE(at != std::string::npos);
        auto const begin = at + start.size();
        return page.substr(begin, page.find('"', begin) - begin);
    }

    Person ada = add_person("ada");
    std::string algebra = found("algebra", "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Returning, "a member's address leads a guest to the sign-in, with the way back") {
    for (auto const& route : server::routes()) {
        if (route.who != server::Who::member || route.door == server::Door::api) continue;
        INFO(route.pattern);
        std::string target{route.pattern};
        if (auto const at = target.find(":name"); at != std::string::npos) target.replace(at, 5, "algebra");
        Browser guest{*this};
        auto request = guest.form(target, {});
        request.method = route.method;
        auto const led = guest.send(std::move(request));
        auto const back = route.method == Method::post ? "%2F" : server::percent_encoded(target);
        CHECK(led.status() == 303);
        CHECK(led.field("location") == "/sign-in?return=" + back);
        CHECK(led.body().empty());
    }
}

TEST_CASE_FIXTURE(Returning, "the way back is the page that was asked for, with its query") {
    auto const led = get("/c/algebra/ask?a=b&c=%22%3E");

    CHECK(hidden_return(led) == "/c/algebra/ask?a=b&amp;c=%22%3E");
    CHECK(led_to("/c/algebra/ask?a=b&c=%22%3E") == "/c/algebra/ask?a=b&c=%22%3E");
}

TEST_CASE_FIXTURE(Returning, "a sign-in leads to another site by no spelling") {
    auto const bad = std::to_array<std::string>(
        {"//evil.test",
         "///evil.test",
         "/\\evil.test",
         "\\\\evil.test",
         "\\/evil.test",
         "https://evil.test",
         "https:evil.test",
         "http:/evil.test",
         "evil.test",
         "javascript:alert(1)",
         "data:text/html,x",
         " //evil.test",
         "?x",
         "#x",
         "@evil.test",
         ".evil.test",
         ""}
    );
    for (auto const& back : bad) {
        INFO(back);
        CHECK(led_to(back) == "/");
    }
}

TEST_CASE_FIXTURE(Returning, "a return that is not sent at all leads to the start page") {
    Browser browser{*this};

    auto const response = browser.submit("/sign-in", {{"name", "ada"}, {"password", std::string{password}}});

    CHECK(response.field("location") == "/");
}

TEST_CASE_FIXTURE(Returning, "line ends and other control bytes do not come into the address") {
    for (auto const& back :
         {std::string{"/\r\n/evil.test"},
          std::string{"/x\r\nSet-Cookie: a=b"},
          std::string{"/\t/evil.test"},
          std::string{"/\n/evil.test"},
          std::string{"/a\x7F"},
          std::string{"\n//evil.test"}}) {
        INFO(back);
        auto const response = Browser{*this}.sign_in("ada", password, back);
        sign_in_tries.clear("ada");
        CHECK(response.field("location") == "/");
        CHECK(server::write_response_head(response, "Tue, 01 Sep 2026 10:00:00 GMT", true));
    }
}

TEST_CASE_FIXTURE(Returning, "control bytes never reach the wire, whatever the return was") {
    for (int byte = 0; byte < 256; ++byte) {
        auto const back = std::string{"/a"} + static_cast<char>(byte) + "X-Evil: 1";
        auto const head = server::write_response_head(Response::see_other(back), "Tue, 01 Sep 2026 10:00:00 GMT", true);
        INFO(byte);
        REQUIRE(head);
        CHECK(count(*head, "\r\n") == 5);
    }
}

TEST_CASE_FIXTURE(Returning, "the link by which a guest signs in leads back to where the link was") {
    auto const community = north.found("geometry", "ada");
    auto const question = path_of(ada.ask(community, "Why?"));
    std::string const start = "<a href=\"/sign-in?return=";

    for (auto const& target : {std::string{"/c/geometry"}, question}) {
        INFO(target);
        auto const page = std::string{get(target).body()};
        auto const at = page.find(start);
        REQUIRE(at != std::string::npos);
        auto const link = page.substr(at + 9, page.find('"', at + start.size()) - at - 9);
        INFO(link);
        CHECK(shows(get(link), "name=\"return\" value=\"" + target + "\""));
    }
}

TEST_CASE_FIXTURE(Returning, "who is signed in already is led to the start page by the sign-in") {
    auto const response = Browser::of(*this, "ada").get("/sign-in?return=%2F%2Fevil.test");

    CHECK(response.status() == 303);
    CHECK(response.field("location") == "/");
}
