// Signing in through a school's own sign-in, as a browser sees it, and all the ways in which it must not work.
#include "server/cookies.hpp"
#include "server/mail/addresses.hpp"
#include "tests/printing.hpp"
#include "tests/server/lying_provider.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using storage::Role;
using storage::Roles;

namespace {

struct Arriving : SchoolFront {
    Arriving() { provider.sends("tom", {"Staff"}); }

    // That nobody came in, and that a page says these words.
    void check_refused(server::Response const& response, std::string_view words) {
        INFO(response.body());
        CHECK(response.status() == 422);
        CHECK(shows(response, words));
        CHECK(browser.cookie(server::cookies::sign_in).empty());
        CHECK(browser.cookie("__Host-school").empty());
    }
    void sign_out() { static_cast<void>(browser.submit("/sign-out")); }
    bool is_in(Browser& whose) { return whose.get("/settings").status() == 200; }

    Browser browser{*this};
};

constexpr std::string_view not_usable = "What came back from your school&#39;s sign-in cannot be used";
constexpr std::string_view not_begun = "This sign-in was not begun in this browser, or too long ago";

}  // namespace

TEST_CASE_FIXTURE(Arriving, "a browser is sent to the provider with a proof key, a state and a nonce of its own") {
    CHECK(shows(browser.get("/sign-in"), "Sign in with North School"));
    auto const first = begin(browser);
    CHECK(first.at("realm") == "school");  // what the address had already
    CHECK(first.at("response_type") == "code");
    CHECK(first.at("client_id") == "collegium");
    CHECK(first.at("redirect_uri") == "https://north.test/sign-in/school/return");
    CHECK(first.at("scope") == "openid profile email offline_access");
    CHECK(first.at("code_challenge_method") == "S256");
    CHECK(first.at("code_challenge").size() == 43);
    CHECK(first.at("state").size() == 43);
    CHECK(first.at("nonce").size() == 43);
    auto const second = begin(browser);
    for (auto const* const name : {"state", "nonce", "code_challenge"}) CHECK(first.at(name) != second.at(name));
}

TEST_CASE_FIXTURE(Arriving, "somebody new chooses a name, is what their groups say, and comes back as the same one") {
    provider.sends("lea", {"Staff", "Reviewers"});
    auto const led = sign_in(browser, "/settings/profile");
    CHECK(led.field("location") == "/sign-in/school/name");
    CHECK_FALSE(account("lea"));
    CHECK(shows(browser.get("/sign-in/school/name"), "value=\"lea\""));  // proposed

    auto const named = browser.submit("/sign-in/school/name", {{"name", "lea_l"}, {"display_name", "Lea Lead"}});
    CHECK(named.field("location") == "/settings/profile");
    CHECK(is_in(browser));
    CHECK(account("lea_l")->roles == Roles::of(Role::reviewer));
    CHECK(account("lea_l")->password.empty());
    CHECK(outside_rows() == std::vector<std::string>{"lea_l"});

    Browser other{*this};
    CHECK(sign_in(other, "/search").field("location") == "/search");
    CHECK(is_in(other));
    CHECK(shows(other.get("/"), "Lea Lead"));
}

TEST_CASE_FIXTURE(Arriving, "what is kept in the browser stays small, however much the provider tells") {
    std::vector<std::string> groups{"Staff"};
    for (int i = 0; i < 200; ++i) groups.push_back("0e1f2a3b-0000-4000-8000-000000000" + std::to_string(100 + i));
    provider.sends("tom", groups);
    provider.refresh_token = std::string(6000, 'r');
    begin(browser, "/" + std::string(9000, 'b'));
    CHECK(browser.cookie("__Host-school").size() < 4000);
    begin(browser, "/" + std::string(1999, 'b'));
    CHECK(browser.cookie("__Host-school").size() < 4000);
    CHECK(sign_in(browser).field("location") == "/sign-in/school/name");
    CHECK(browser.cookie("__Host-school").size() < 4000);
    CHECK(browser.submit("/sign-in/school/name", {{"name", "tom"}}).field("location") == "/");
    village.pass(41min);
    round();
    CHECK(provider.last("/token").body.find(std::string(6000, 'r')) != std::string::npos);
}

TEST_CASE_FIXTURE(
    Arriving, "CVE-2024-25618: whoever has a member's mail address and name at the school is not that member"
) {
    static_cast<void>(add_person("ada"));
    storage::Store::Change<int> const give_address = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto record = tables.accounts.get(tx, "ada").value();
        record.mail = server::mail::sealed_address(app.registry.secrets, "ada", "ada@north.test");
        tables.accounts.put(tx, "ada", record);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(give_address).value());
    provider.claims["email"] = in_quotes("ada@north.test");
    provider.claims["email_verified"] = "true";
    provider.claims["preferred_username"] = in_quotes("ada");

    CHECK(sign_in(browser).field("location") == "/sign-in/school/name");
    CHECK_FALSE(is_in(browser));
    CHECK(shows(browser.submit("/sign-in/school/name", {{"name", "ada"}}), "Somebody has this name already"));
    CHECK(std::ranges::count(outside_rows(), std::string{"ada"}) == 0);
    CHECK_FALSE(is_in(browser));
}

TEST_CASE_FIXTURE(Arriving, "a name that is taken or is none is asked for again; the same button twice is once") {
    static_cast<void>(add_person("ada"));
    static_cast<void>(sign_in(browser));
    auto other = browser;  // the other click
    CHECK(shows(browser.submit("/sign-in/school/name", {{"name", "ada"}}), "Somebody has this name already"));
    CHECK(shows(browser.submit("/sign-in/school/name", {{"name", "Tom!"}}), "lower-case letters"));
    CHECK(browser.submit("/sign-in/school/name", {{"name", "tom"}}).status() == 303);
    CHECK(other.submit("/sign-in/school/name", {{"name", "tom2"}}).field("location") == "/sign-in");
    CHECK_FALSE(account("tom2"));
}

TEST_CASE_FIXTURE(Arriving, "the name that people read is one line of at most sixty characters") {
    provider.claims["name"] = in_quotes(std::string(61, 'n'));
    static_cast<void>(sign_in(browser));
    CHECK_FALSE(shows(browser.get("/sign-in/school/name"), std::string(61, 'n')));
    for (auto const& wrong : {std::string(61, 'd'), std::string{"two\nlines"}}) {
        auto const refused = browser.submit("/sign-in/school/name", {{"name", "tom"}, {"display_name", wrong}});
        CHECK(refused.status() == 422);
        CHECK(shows(refused, "at most 60 characters"));
        CHECK(shows(refused, "value=\"tom\""));
    }
    CHECK_FALSE(account("tom"));
    auto const right = std::string(60, 'd');
    CHECK(browser.submit("/sign-in/school/name", {{"name", "tom"}, {"display_name", right}}).status() == 303);
    CHECK(shows(browser.get("/u/tom"), right));
}

TEST_CASE_FIXTURE(Arriving, "a name is chosen within ten minutes, and who goes away leaves nothing") {
    static_cast<void>(sign_in(browser));
    CHECK(outside_rows().size() == 1);
    village.pass(10min + 1s);
    CHECK(browser.get("/sign-in/school/name").field("location") == "/sign-in");
    CHECK(browser.submit("/sign-in/school/name", {{"name", "tom"}}).field("location") == "/sign-in");
    CHECK_FALSE(account("tom"));
    round();
    CHECK(outside_rows().empty());
}

TEST_CASE_FIXTURE(Arriving, "who is in no group that may come in is told so") {
    provider.sends("zoe", {"Visitors"});
    check_refused(sign_in(browser), "you are in none of the groups that may");
    CHECK(outside_rows().empty());
    provider.claims["groups"] = "";
    check_refused(sign_in(browser), "you are in none of the groups that may");
    provider.claims["_claim_names"] = R"({"groups":"src1"})";
    check_refused(sign_in(browser), "You are in so many groups");
}

TEST_CASE_FIXTURE(Arriving, "a pupil's account is a pupil's from the first moment") {
    provider.sends("pia", {"Pupils"});
    CHECK(join(browser, "pia").status() == 303);
    CHECK(account("pia")->pupil);
}

TEST_CASE_FIXTURE(Arriving, "a return that this browser did not begin, or began too long ago, is refused") {
    auto const state = begin(browser).at("state");
    std::string const back = "/sign-in/school/return?code=c&state=";
    SUBCASE("another state") {
        auto other = state;
        other.front() = other.front() == 'x' ? 'y' : 'x';
        check_refused(browser.get(back + other), not_begun);
    }
    SUBCASE("no state") {
        check_refused(browser.get("/sign-in/school/return?code=c"), not_begun);
    }
    SUBCASE("an empty state without a cookie") {
        Browser fresh{*this};
        CHECK(shows(fresh.get(back), not_begun));
    }
    SUBCASE("another browser") {
        Browser other{*this};
        CHECK(shows(other.get(back + state), not_begun));
        begin(other);
        CHECK(shows(other.get(back + state), not_begun));
    }
    SUBCASE("a cookie that was changed") {
        auto cookie = browser.cookie("__Host-school");
        cookie[20] = cookie[20] == 'A' ? 'B' : 'A';
        browser.set_cookie("__Host-school", cookie);
        check_refused(browser.get(back + state), not_begun);
    }
    SUBCASE("after ten minutes") {
        village.pass(10min + 1s);
        check_refused(browser.get(back + state), not_begun);
    }
    CHECK(provider.asked("/token") == 0);
}

TEST_CASE_FIXTURE(Arriving, "a return that was used is used up") {
    REQUIRE(join(browser, "tom").status() == 303);
    auto const state = begin(browser).at("state");
    std::string const back = "/sign-in/school/return?code=c&state=" + state;
    CHECK(browser.get(back).status() == 303);
    CHECK(shows(browser.get(back), not_begun));
}

TEST_CASE_FIXTURE(Arriving, "a return that names another issuer, or says that there was a problem, is refused") {
    auto const state = begin(browser).at("state");
    SUBCASE("issuer") {
        check_refused(
            browser.get("/sign-in/school/return?code=c&iss=https%3A%2F%2Fevil.test&state=" + state),
            "This answer is not from your school"
        );
    }
    SUBCASE("problem") {
        check_refused(
            browser.get("/sign-in/school/return?error=access_denied&state=" + state), "sign-in did not let you in"
        );
    }
    CHECK(provider.asked("/token") == 0);
}

TEST_CASE_FIXTURE(Arriving, "a token that lies lets nobody in, and the account that it names stays shut") {
    REQUIRE(join(browser, "tom").status() == 303);
    sign_out();
    SUBCASE("nonce") {
        provider.claims["nonce"] = R"("another")";
        check_refused(sign_in(browser), not_usable);
    }
    SUBCASE("no nonce") {
        provider.claims["nonce"] = "";
        check_refused(sign_in(browser), not_usable);
    }
    SUBCASE("issuer") {
        provider.claims["iss"] = R"("https://evil.test")";
        check_refused(sign_in(browser), not_usable);
    }
    SUBCASE("audience") {
        provider.claims["aud"] = R"("another")";
        check_refused(sign_in(browser), not_usable);
    }
    SUBCASE("expired") {
        provider.claims["exp"] = "1788256000";
        check_refused(sign_in(browser), "the clock of a computer is wrong");
    }
    SUBCASE("alg: none") {
        provider.token = compact(R"({"alg":"none","kid":"one"})", R"({"sub":"tom"})", "");
        check_refused(sign_in(browser), not_usable);
    }
    SUBCASE("HS256") {
        provider.head["alg"] = R"("HS256")";
        check_refused(sign_in(browser), not_usable);
    }
    SUBCASE("another key") {
        static auto const stranger = crypto::RsaPrivateKey::generate();
        provider.token = signed_token(stranger, provider.head, {{"sub", R"("tom")"}});
        check_refused(sign_in(browser), not_usable);
    }
    SUBCASE("a code that was used") {
        provider.answer = document("application/json", R"({"error":"invalid_grant"})");
        provider.answer->status = 400;
        check_refused(sign_in(browser), "It took too long");
    }
}

TEST_CASE_FIXTURE(
    Arriving, "a place that sends codes that are turned down is slowed, and one that is right clears it"
) {
    provider.answer = document("application/json", R"({"error":"invalid_grant"})");
    provider.answer->status = 400;
    for (int i = 0; i < 20; ++i) CHECK(sign_in(browser).status() == 422);
    auto const before = provider.asked("/token");
    CHECK(sign_in(browser).status() == 429);
    CHECK(provider.asked("/token") == before);
    provider.answer.reset();
    CHECK(sign_in(browser).status() == 429);
    village.pass(16min);
    CHECK(sign_in(browser).status() == 303);
    static_cast<void>(add_person("ada"));
    CHECK(Browser{*this}.sign_in("ada", password).status() == 303);  // passwords have a measure of their own
}

TEST_CASE_FIXTURE(Arriving, "a provider that was away locks nobody out when it is back") {
    provider.answer = status(503);
    for (int i = 0; i < 30; ++i) CHECK(sign_in(browser).status() == 422);
    provider.answer.reset();
    CHECK(sign_in(browser).status() == 303);
}

TEST_CASE_FIXTURE(Arriving, "an account that was closed or paused here stays shut, whatever the school says") {
    REQUIRE(join(browser, "tom").status() == 303);
    sign_out();
    close_account("tom");
    check_refused(sign_in(browser), "your account here is closed");
    CHECK(account("tom")->state == storage::AccountState::closed);
}

TEST_CASE_FIXTURE(Arriving, "the way back leads nowhere but here") {
    REQUIRE(join(browser, "tom").status() == 303);
    for (std::string const back : {"https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)"})
        CHECK(sign_in(browser, back).field("location") == "/");
}

TEST_CASE_FIXTURE(Arriving, "where there is no such sign-in, there are no such pages") {
    app.school_sign_in = nullptr;
    CHECK(browser.get("/sign-in/school").status() == 404);
    CHECK(browser.get("/sign-in/school/return?code=c&state=s").status() == 404);
    CHECK_FALSE(shows(browser.get("/sign-in"), "/sign-in/school"));
}
