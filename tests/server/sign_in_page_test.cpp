// Signing in and out, as a browser sees it.
#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/passkey_device.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace cookies = server::cookies;

namespace {

struct SigningIn : Front {
    SigningIn() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("algebra", "ada"));
    }

    bool is_signed_in(Browser browser) { return browser.get("/c/algebra/ask").status() == 200; }
};

}  // namespace

TEST_CASE_FIXTURE(SigningIn, "a right name and password give a cookie for this host, and take the guest's") {
    Browser ada{*this};
    static_cast<void>(ada.get("/sign-in"));
    auto const guest_token = ada.cookie(cookies::browser);

    auto const response = ada.sign_in("ada", password, "/c/algebra");

    CHECK(response.status() == 303);
    CHECK(response.field("location") == "/c/algebra");
    auto const set = all_of(response, "Set-Cookie");
    REQUIRE(set.size() == 2);
    CHECK(set[0] == cookies::keep(cookies::sign_in, ada.cookie(cookies::sign_in), 14));
    CHECK(set[1] == cookies::forget(cookies::browser));
    CHECK(ada.cookie(cookies::sign_in) != guest_token);
    CHECK(is_signed_in(ada));
}

TEST_CASE_FIXTURE(SigningIn, "the name may have blanks around it, the password may not") {
    CHECK(Browser{*this}.sign_in(" ada \t", password).status() == 303);
    CHECK(Browser{*this}.sign_in("ada", std::string{password} + " ").status() == 422);
}

TEST_CASE_FIXTURE(SigningIn, "what was wrong is not told, and the name is still there") {
    Browser guest{*this};
    static_cast<void>(guest.get("/sign-in"));

    auto const wrong_password = guest.sign_in("ada", "wrong", "/c/algebra");
    auto const wrong_name = guest.sign_in("eda", "wrong", "/c/algebra");

    CHECK(wrong_password.status() == 422);
    CHECK(wrong_name.status() == 422);
    CHECK(shows(wrong_password, "name=\"name\" value=\"ada\""));
    CHECK(shows(wrong_password, "name=\"return\" value=\"/c/algebra\""));
    auto text = without_challenges(wrong_name);
    text.replace(text.find("value=\"eda\""), 11, "value=\"ada\"");
    CHECK(text == without_challenges(wrong_password));
    CHECK(all_of(wrong_password, "Set-Cookie").empty());
}

TEST_CASE_FIXTURE(SigningIn, "the password is never shown again") {
    auto const response = Browser{*this}.sign_in("ada", "swordfish-1234");

    CHECK(response.status() == 422);
    CHECK_FALSE(shows(response, "swordfish"));
}

TEST_CASE_FIXTURE(SigningIn, "an empty name or password is asked for again and does not count as a try") {
    Browser guest{*this};
    for (int i = 0; i < 30; ++i) {
        auto const response = guest.sign_in(i % 2 == 0 ? "ada" : " ", i % 2 == 0 ? "" : password);
        CHECK(response.status() == 422);
        CHECK(shows(response, "Enter your name and your password."));
    }
    CHECK(guest.sign_in("ada", password).status() == 303);
}

TEST_CASE_FIXTURE(SigningIn, "what was typed cannot get out of its field") {
    auto const response = Browser{*this}.sign_in(std::string{hostile}, "wrong", "/" + std::string{hostile});

    CHECK(response.status() == 422);
    CHECK_FALSE(shows(response, "<script>"));
    CHECK_FALSE(shows(response, "' onmouseover"));
    auto const page =
        get("/sign-in?name=" + server::percent_encoded(hostile) + "&return=" + server::percent_encoded(hostile));
    CHECK_FALSE(shows(page, "<script>"));
    CHECK_FALSE(shows(page, "' onmouseover"));
}

TEST_CASE_FIXTURE(SigningIn, "signing out ends the sign-in on the server, not only the cookie") {
    auto ada = Browser::of(*this, "ada");
    auto const copy = ada;
    REQUIRE(is_signed_in(copy));

    auto const response = ada.submit("/sign-out");

    CHECK(response.status() == 303);
    CHECK(response.field("location") == "/");
    CHECK(all_of(response, "Set-Cookie") == std::vector<std::string>{cookies::forget(cookies::sign_in)});
    CHECK_FALSE(is_signed_in(copy));
}

TEST_CASE_FIXTURE(SigningIn, "signing out without being signed in is harmless") {
    auto const response = Browser{*this}.submit("/sign-out");

    CHECK(response.status() == 303);
    CHECK(response.field("location") == "/");
}

TEST_CASE_FIXTURE(SigningIn, "a guest who was handed somebody's old token stays a guest") {
    auto ada = Browser::of(*this, "ada");
    auto const token = ada.cookie(cookies::sign_in);
    static_cast<void>(ada.submit("/sign-out"));
    Browser guest{*this};
    guest.set_cookie(std::string{cookies::sign_in}, token);

    CHECK(guest.get("/c/algebra/ask").status() == 303);
    CHECK(shows(guest.get("/"), "<a href=\"/sign-in\">Sign in</a>"));
}

TEST_CASE_FIXTURE(SigningIn, "every page tells a member who is signed in, by the display name") {
    rename("https://north.test/u/ada", "Ada " + std::string{hostile});
    auto ada = Browser::of(*this, "ada");

    auto const page = ada.get("/");

    CHECK(shows(page, "<span class=\"who\">Ada &quot;&gt;&lt;script&gt;"));
    CHECK_FALSE(shows(page, "<script"));
    CHECK(shows(page, "action=\"/sign-out\""));
    CHECK(shows(page, "value=\"" + ada.form_key() + "\""));
}

TEST_CASE_FIXTURE(SigningIn, "a member is still signed in on the page for an address that is not there") {
    auto const page = Browser::of(*this, "ada").get("/nowhere");

    CHECK(page.status() == 404);
    CHECK(shows(page, "action=\"/sign-out\""));
}
