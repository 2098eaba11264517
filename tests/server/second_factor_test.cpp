// The second factor: setting it up, signing in with it, and what becomes of codes (security W9, A13).
#include "server/members/second_factor.hpp"

#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace cookies = server::cookies;

namespace {

struct Factors : Front {
    Factors() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(add_person("ben"));
    }

    std::string code() { return code_at(enrolled.seed, village.clock.now()); }

    // The first step, up to the page that asks for a code.
    server::Response first_step(Browser& browser, std::string const& back = "") {
        auto page = browser.sign_in("ada", password, back);
        CHECK(page.status() == 200);
        return page;
    }

    server::Response second_step(Browser& browser, server::Response const& page, std::string const& code) {
        return browser.submit(
            "/sign-in/code",
            {{"ticket", hidden_field(page, "ticket")}, {"return", hidden_field(page, "return")}, {"code", code}}
        );
    }

    server::Response sign_in_with(std::string const& code) {
        sign_in_tries.clear("ada");  // how often is another test's question
        Browser browser{*this};
        auto const page = first_step(browser);
        return second_step(browser, page, code);
    }

    Enrolled set_up() {
        auto browser = Browser::of(*this, "ada");
        return enrolled = enrol(*this, browser, "ada");
    }

    Enrolled enrolled;
};

}  // namespace

TEST_CASE("codes are those of RFC 6238") {
    std::string const seed = "12345678901234567890";
    CHECK(code_at(seed, Instant{59s}) == "287082");
    CHECK(code_at(seed, Instant{1'111'111'109s}) == "081804");
    CHECK(code_at(seed, Instant{20'000'000'000s}) == "353130");
}

TEST_CASE("a seed can be typed, and read by a camera") {
    CHECK(server::members::seed_to_type("12345678901234567890") == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    CHECK(
        server::members::seed_address("12345678901234567890", "ada", "North & School") ==
        "otpauth://totp/North%20%26%20School:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=North%20%26%20School"
    );
}

TEST_CASE_FIXTURE(Factors, "setting it up takes the password and a first code, and gives ten codes for paper") {
    auto ada = Browser::of(*this, "ada");
    CHECK(ada.submit("/settings/security/begin", {{"password", "wrong"}}).status() == 422);
    CHECK(ada.submit("/settings/security/begin", {{"password", std::string{password}}}).status() == 303);

    auto const page = ada.get("/settings/security");
    auto const seed = seed_of(*this, "ada");
    CHECK(shows(page, server::members::seed_to_type(seed)));
    auto const picture = ada.get("/settings/security/code.svg");
    CHECK(picture.field("content-type") == "image/svg+xml");
    CHECK(picture.field("cache-control") == "private, no-store");

    CHECK(ada.submit("/settings/security/confirm", {{"code", "000000"}}).status() == 422);
    auto const on = ada.submit("/settings/security/confirm", {{"code", code_at(seed, village.clock.now())}});
    auto const codes = codes_on(on);
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
    CHECK(shows(ada.get("/settings/security"), "10 recovery codes are left"));
    CHECK(codes_on(ada.get("/settings/security")).empty());
    CHECK(ada.get("/settings/security/code.svg").status() == 404);
}

TEST_CASE_FIXTURE(
    Factors, "when it is turned on, the sign-ins that were begun without it end, and this one is another"
) {
    auto other = Browser::of(*this, "ada"), ada = Browser::of(*this, "ada");
    auto const before = ada.cookie(cookies::sign_in);

    static_cast<void>(enrol(*this, ada, "ada"));

    CHECK(ada.cookie(cookies::sign_in) != before);
    CHECK(ada.get("/settings").status() == 200);
    CHECK(other.get("/settings").status() == 303);
}

TEST_CASE_FIXTURE(Factors, "signing in takes both steps, and the way back is kept") {
    set_up();
    village.clock.pass(30s);
    Browser browser{*this};

    auto const page = first_step(browser, "/settings/profile");
    CHECK(shows(page, "autocomplete=\"one-time-code\""));
    CHECK(browser.cookie(cookies::sign_in).empty());
    CHECK(browser.get("/settings").status() == 303);

    auto const response = second_step(browser, page, code());
    CHECK(response.status() == 303);
    CHECK(response.field("location") == "/settings/profile");
    CHECK(browser.get("/settings").status() == 200);
}

TEST_CASE_FIXTURE(Factors, "a code counts once in its step, also from another browser and after a restart") {
    set_up();
    CHECK(sign_in_with(code()).status() == 422);  // it turned the second factor on
    village.clock.pass(30s);
    auto const once = code();
    CHECK(sign_in_with(once).status() == 303);

    CHECK(sign_in_with(once).status() == 422);
    auto const kept =
        north.node.store.read([](auto const& tx, auto const& tables) { return tables.second_factors.get(tx, "ada"); });
    REQUIRE(kept);  // what a restart finds
    CHECK(kept->last_step == static_cast<std::uint64_t>(village.clock.now().time_since_epoch() / 30s));
}

TEST_CASE_FIXTURE(Factors, "a telephone may be half a minute off, and no more") {
    set_up();
    village.clock.pass(5min);
    auto const now = village.clock.now();
    CHECK(sign_in_with(code_at(enrolled.seed, now - 60s)).status() == 422);
    CHECK(sign_in_with(code_at(enrolled.seed, now + 60s)).status() == 422);
    CHECK(sign_in_with(code_at(enrolled.seed, now - 30s)).status() == 303);
    CHECK(sign_in_with(code_at(enrolled.seed, now + 30s)).status() == 303);
}

TEST_CASE_FIXTURE(Factors, "a recovery code lets its member in once, however it is typed") {
    auto const codes = set_up().recovery;
    std::string loud;
    for (char const c : codes[3]) loud += c == '-' ? ' ' : static_cast<char>(std::toupper(c));

    CHECK(sign_in_with(loud).status() == 303);
    CHECK(sign_in_with(codes[3]).status() == 422);
    CHECK(sign_in_with(codes[4]).status() == 303);
}

TEST_CASE_FIXTURE(Factors, "new recovery codes put an end to the old ones, and take the password") {
    auto const old = set_up().recovery;
    Browser ada{*this};
    auto const page = first_step(ada);
    REQUIRE(second_step(ada, page, old[0]).status() == 303);
    CHECK(ada.submit("/settings/security/recovery-codes", {{"password", "wrong"}}).status() == 422);

    auto const fresh = codes_on(ada.submit("/settings/security/recovery-codes", {{"password", std::string{password}}}));

    REQUIRE(fresh.size() == 10);
    CHECK(sign_in_with(old[1]).status() == 422);
    CHECK(sign_in_with(fresh[1]).status() == 303);
}

TEST_CASE_FIXTURE(Factors, "codes are guessed five times, then both steps wait") {
    set_up();
    Browser browser{*this};
    auto const page = first_step(browser);
    for (int i = 0; i < 4; ++i) CHECK(second_step(browser, page, "00000" + std::to_string(i)).status() == 422);

    CHECK(second_step(browser, page, enrolled.recovery[0]).status() == 429);
    CHECK(browser.sign_in("ada", password).status() == 429);
}

TEST_CASE_FIXTURE(
    Factors, "the ticket of the first step is of this browser, of this password, and good for ten minutes"
) {
    set_up();
    Browser browser{*this}, other{*this};
    auto const page = first_step(browser);
    static_cast<void>(other.get("/sign-in"));
    CHECK(second_step(other, page, enrolled.recovery[0]).status() == 422);

    village.clock.pass(10min + 1ms);
    CHECK(shows(second_step(browser, page, enrolled.recovery[0]), "That took too long."));
    CHECK(browser.cookie(cookies::sign_in).empty());
    for (auto const* forged : {"", ".", "ada", "ada.", "ada.AAAA", "ben.x"})
        CHECK(browser.submit("/sign-in/code", {{"ticket", forged}, {"code", "000000"}}).status() == 422);
}

TEST_CASE_FIXTURE(Factors, "a program's way to a sign-in is not around the second factor") {
    set_up();
    auto const begun = village.run(sign_ins.begin("ada", std::string{password}));
    REQUIRE_FALSE(begun);
    CHECK(begun.error().reason() == Reason::not_signed_in);
    CHECK(village.run(sign_ins.begin("ada", "wrong")).error().reason() == Reason::forged);
}

TEST_CASE_FIXTURE(Factors, "it can be turned off with the password, unless a role needs it") {
    auto ada = Browser::of(*this, "ada");
    static_cast<void>(enrol(*this, ada, "ada"));
    north.settings.members.second_factor_for = {"operator"};
    CHECK(ada.submit("/settings/security/end", {{"password", "wrong"}}).status() == 422);
    CHECK(ada.submit("/settings/security/end", {{"password", std::string{password}}}).status() == 303);
    CHECK(Browser{*this}.sign_in("ada", password).status() == 303);

    static_cast<void>(add_person("olga", storage::Roles::of(storage::Role::operator_)));
    auto olga = Browser::of(*this, "olga");
    static_cast<void>(enrol(*this, olga, "olga"));
    CHECK(olga.submit("/settings/security/end", {{"password", std::string{password}}}).status() == 422);
    CHECK(Browser{*this}.sign_in("olga", password).status() == 200);
}

TEST_CASE_FIXTURE(Factors, "a whole class signs in with codes from one address") {
    set_up();
    for (int i = 0; i < 25; ++i) {
        INFO(i);
        village.clock.pass(30s);
        CHECK(sign_in_with(code()).status() == 303);
    }
}
