// What must be proved beside the school's own sign-in, and anew: second factors, and the pages of operators.
#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"
#include "tests/server/lying_provider.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Proving : SchoolFront {
    Proving() { provider.sends("tom", {"Staff"}); }

    bool is_in(Browser& whose) { return whose.get("/settings").status() == 200; }

    // At the step that asks for one.
    server::Response give_code(Browser& whose, server::Response const& page, std::string const& seed) {
        return whose.submit(
            "/sign-in/code",
            {{"ticket", hidden_field(page, "ticket")},
             {"return", hidden_field(page, "return")},
             {"code", code_at(seed, north.clock.now())}}
        );
    }

    Browser browser{*this};
};

}  // namespace

TEST_CASE_FIXTURE(Proving, "who has a second factor here is asked for it, unless the school asked for one") {
    REQUIRE(join(browser, "tom").status() == 303);
    auto const enrolled = enrol(*this, browser, "tom");

    Browser other{*this};
    auto const page = sign_in(other, "/settings/profile");
    CHECK(page.status() == 200);
    CHECK(shows(page, "Your second factor"));
    CHECK_FALSE(shows(page, "assword"));  // they have none here
    CHECK_FALSE(is_in(other));
    village.pass(1min);
    auto const done = give_code(other, page, enrolled.seed);
    CHECK(done.field("location") == "/settings/profile");
    CHECK(is_in(other));

    provider.claims["amr"] = R"(["pwd","mfa"])";
    Browser third{*this};
    CHECK(sign_in(third).status() == 303);
    CHECK(is_in(third));
}

TEST_CASE_FIXTURE(Proving, "a role that needs a second factor can be had without a password") {
    north.settings.members.second_factor_for = {"research_lead"};
    provider.sends("lea", {"Staff", "Leads"});
    REQUIRE(join(browser, "lea").status() == 303);
    CHECK(browser.get("/notifications").field("location").starts_with("/settings/security"));
    CHECK_FALSE(shows(browser.get("/settings/security"), "name=\"password\""));
    village.pass(31min);
    CHECK(shows(browser.submit("/settings/security/begin"), "Sign in through your school once more"));
    CHECK(sign_in(browser).status() == 303);
    CHECK(browser.submit("/settings/security/begin").status() == 303);
    auto const seed = seed_of(*this, "lea");
    CHECK(browser.submit("/settings/security/confirm", {{"code", code_at(seed, north.clock.now())}}).status() == 200);
    CHECK(browser.get("/notifications").status() == 200);
}

TEST_CASE_FIXTURE(Proving, "an operator's cookie is for this site alone, so a page of ours ends the way back") {
    north.settings.openid.roles = {"Operators=operator"};
    provider.sends("olga", {"Staff", "Operators"});
    REQUIRE(join(browser, "olga").status() == 303);
    Browser other{*this};
    auto const page = sign_in(other, "/operator/members");
    CHECK(page.status() == 200);
    CHECK(shows(page, "href=\"/operator/members\""));
    CHECK(all_of(page, "Set-Cookie").front().find("SameSite=Strict") != std::string::npos);
    CHECK(other.get("/operator/members").status() == 200);
    village.pass(31min);
    CHECK(other.get("/operator/members").field("location").starts_with("/sign-in/again"));
    auto const again = other.get("/sign-in/again?return=%2Foperator%2Fmembers");
    CHECK(shows(again, "/sign-in/school?return=%2Foperator%2Fmembers"));
    CHECK_FALSE(shows(again, "type=\"password\""));
    static_cast<void>(sign_in(other));
    CHECK(other.get("/operator/members").status() == 200);
}

TEST_CASE_FIXTURE(Proving, "an operator gives the code of their second factor, though their cookie stayed away") {
    north.settings.openid.roles = {"Operators=operator"};
    provider.sends("olga", {"Staff", "Operators"});
    REQUIRE(join(browser, "olga").status() == 303);
    auto const enrolled = enrol(*this, browser, "olga");
    REQUIRE(browser.get("/operator/members").status() == 200);
    village.pass(31min);

    auto const page = sign_in(browser, "/operator/members");
    REQUIRE(shows(page, "Your second factor"));
    auto const done = give_code(browser, page, enrolled.seed);
    CHECK(done.field("location") == "/operator/members");
    CHECK(browser.get("/operator/members").status() == 200);
}

TEST_CASE_FIXTURE(Proving, "who is signed in and comes again has to prove themselves to the school again") {
    REQUIRE(join(browser, "tom").status() == 303);
    Browser fresh{*this};
    CHECK(begin(fresh).count("max_age") == 0);
    auto const asked_for = begin(browser);
    CHECK(asked_for.at("max_age") == "0");
    CHECK(asked_for.at("prompt") == "login");

    provider.claims["auth_time"] = seconds(north.clock.now() - 3min);
    auto const refused = sign_in(browser);
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "Begin again"));
    provider.claims["auth_time"] = seconds(north.clock.now());
    CHECK(sign_in(browser).status() == 303);
    CHECK(is_in(browser));
}

TEST_CASE_FIXTURE(Proving, "a sign-in at the school of this morning is no proof of now") {
    REQUIRE(join(browser, "tom").status() == 303);
    provider.claims["auth_time"] = seconds(north.clock.now() - 6min);
    Browser other{*this};
    CHECK(sign_in(other).status() == 303);
    CHECK(is_in(other));
    CHECK(shows(other.submit("/settings/security/begin"), "Sign in through your school once more"));
    provider.claims["auth_time"] = seconds(north.clock.now());
    CHECK(sign_in(other).status() == 303);
    CHECK(other.submit("/settings/security/begin").status() == 303);
}

TEST_CASE_FIXTURE(Proving, "where the school does not say when it asked, the second factor here is asked for again") {
    REQUIRE(join(browser, "tom").status() == 303);
    auto const enrolled = enrol(*this, browser, "tom");
    provider.claims["amr"] = R"(["pwd","mfa"])";
    village.pass(1min);
    auto const page = sign_in(browser, "/search");
    REQUIRE(shows(page, "Your second factor"));
    auto const done = give_code(browser, page, enrolled.seed);
    CHECK(done.field("location") == "/search");
    CHECK(sign_ins.list(account("tom")->actor, "").size() == 1);

    provider.claims["auth_time"] = seconds(north.clock.now());
    CHECK(sign_in(browser).status() == 303);
}

TEST_CASE_FIXTURE(Proving, "who proves themselves anew leaves no sign-in behind, and others alone") {
    north.settings.openid.roles = {"Operators=operator"};
    provider.sends("olga", {"Staff", "Operators"});
    REQUIRE(join(browser, "olga").status() == 303);
    Browser other{*this};
    REQUIRE(sign_in(other).status() == 200);
    auto const actor = account("olga")->actor;
    CHECK(sign_ins.list(actor, "").size() == 2);
    auto const before = browser.cookie(server::cookies::sign_in);
    for (int i = 0; i < 3; ++i) CHECK(sign_in(browser).status() == 200);
    CHECK(sign_ins.list(actor, "").size() == 2);
    CHECK_FALSE(sign_ins.member_of(before));
    CHECK(is_in(other));
}
