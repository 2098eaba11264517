// What somebody typed, when their sign-in ended before it was sent: it stands on a page of ours and can be sent again.
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"
#include "tests/server/lying_provider.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::Response;

namespace {

constexpr std::string_view here = "https://north.test:8443";

// As a browser sends it, from a page that was made with this key.
Response send(
    Browser& browser, std::string const& action, Fields fields, std::string const& form_key, std::string_view origin
) {
    fields.emplace_back("form_key", form_key);
    auto request = browser.form(action, fields);
    if (!origin.empty()) request.fields.push_back({"Origin", std::string{origin}});
    return browser.send(std::move(request));
}

Fields question() {
    return {{"title", "Why \"so\"?"}, {"words", "\nHalf an hour of <typing>."}, {"tag", "x"}};
}

bool keeps_question(Response const& page) {
    return shows(page, "value=\"Why &quot;so&quot;?\"") && shows(page, "Half an hour of &lt;typing&gt;.</textarea>") &&
           shows(page, "type=\"hidden\" name=\"tag\" value=\"x\"") && shows(page, "action=\"/c/algebra/ask\"");
}

struct SignedOut : Front {
    Person ada_herself = add_person("ada");
    std::string community = found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada");
};

}  // namespace

TEST_CASE_FIXTURE(SchoolFront, "a question whose hour ended while it was typed is sent after signing in again") {
    static_cast<void>(add_person("ada"));
    static_cast<void>(found("algebra", "ada"));
    provider.sends("tom", {"Staff"});
    Browser tom{*this};
    CHECK(join(tom, "tom").status() == 303);
    auto const old_key = tom.form_key();
    village.pass(61min);

    auto const before = north.entries();
    auto const kept = send(tom, "/c/algebra/ask", question(), old_key, here);
    CHECK(kept.status() == 403);
    CHECK(is_page(kept));
    CHECK(keeps_question(kept));
    CHECK(shows(kept, "href=\"/sign-in\" target=\"_blank\""));

    CHECK(sign_in(tom).field("location") == "/");
    auto const again = send(tom, "/c/algebra/ask", question(), hidden_field(kept, "form_key"), here);
    CHECK(again.status() == 403);
    CHECK(keeps_question(again));
    CHECK(north.entries() == before);  // nothing is taken without the key of this browser

    auto const sent = send(tom, "/c/algebra/ask", question(), hidden_field(again, "form_key"), here);
    CHECK(sent.status() == 303);
    CHECK(shows(tom.get(std::string{sent.field("location")}), "Half an hour of"));
}

TEST_CASE_FIXTURE(SignedOut, "nothing of what another site sends gets onto a page of ours") {
    Browser guest{*this};
    for (std::string_view const origin : {"", "null", "https://evil.test", "https://north.test:444"})
        for (auto* const browser : {&ada, &guest}) {
            INFO(origin);
            auto const response = send(*browser, "/c/algebra/ask", question(), "x", origin);
            CHECK(response.status() == (browser == &ada ? 403 : 303));
            CHECK_FALSE(shows(response, "Half an hour"));
        }
}

TEST_CASE_FIXTURE(SignedOut, "a form on which nobody wrote anything leads to the sign-in as before") {
    Browser guest{*this};
    auto const led = send(guest, "/settings/sign-ins/end-others", {}, "x", here);
    CHECK(led.field("location") == "/sign-in?return=%2F");
    CHECK(send(ada, "/c/algebra/ask", {{"title", " "}, {"words", ""}}, "x", here).status() == 403);
    CHECK_FALSE(shows(send(ada, "/c/algebra/join", {}, "x", here), "Not sent yet"));
}

TEST_CASE_FIXTURE(SignedOut, "what was typed into the small forms of a question stays as well") {
    Browser guest{*this};
    auto const taken =
        send(guest, "/post/7/take-up", {{"state", "active"}, {"plan", "Two classes try it."}}, "x", here);
    CHECK(taken.status() == 403);
    CHECK(shows(taken, "Two classes try it.</textarea>"));
    CHECK(shows(taken, "type=\"hidden\" name=\"state\" value=\"active\""));
    auto const accepted = send(guest, "/comment/7/accept", {{"reason", "It helped."}}, "x", here);
    CHECK(shows(accepted, "It helped.</textarea>"));
    auto const linked = send(guest, "/post/7/link", {{"other", "/post/8"}, {"relation", "related"}}, "x", here);
    CHECK(shows(linked, "name=\"other\" value=\"/post/8\""));
}

TEST_CASE_FIXTURE(SignedOut, "what has to be done first keeps what was typed") {
    registry.charter = server::members::Charter::of("We share.");
    auto const kept = send(ada, "/c/algebra/ask", question(), ada.form_key(), here);
    CHECK(kept.status() == 403);
    CHECK(keeps_question(kept));
    CHECK(shows(kept, "href=\"/charter\" target=\"_blank\""));

    CHECK(ada.submit("/charter", {{"charter", registry.charter.hash}}).status() == 303);
    CHECK(send(ada, "/c/algebra/ask", question(), hidden_field(kept, "form_key"), here).status() == 303);
}

TEST_CASE_FIXTURE(SignedOut, "a guest whose cookie is gone keeps what they wrote, and types the password anew") {
    north.settings.members.registration = Registration::approval;
    Browser guest{*this};
    Fields const asking{
        {"name", "dan"},
        {"asked", "I teach next door."},
        {"password", "four secret words here"},
        {"repeated", "four secret words here"}};
    auto const kept = send(guest, "/sign-up", asking, "of a browser that is gone", here);
    CHECK(kept.status() == 403);
    CHECK(shows(kept, "I teach next door.</textarea>"));
    CHECK(shows(kept, "name=\"password\" type=\"password\""));
    CHECK_FALSE(shows(kept, "four secret words"));
    CHECK(shows(send(guest, "/sign-up", asking, hidden_field(kept, "form_key"), here), "Your request is noted"));
}
