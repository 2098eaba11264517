// What members have to do before they go on: operators' second factor and password, and a new charter.
#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Duties : Front {
    Duties() {
        north.settings.members.second_factor_for = {"operator", "safeguarding_lead"};
        static_cast<void>(add_person("olga", storage::Roles::of(storage::Role::operator_)));
        static_cast<void>(add_person("ada"));
    }

    Browser olga{*this};
};

}  // namespace

TEST_CASE_FIXTURE(Duties, "an operator without a second factor is led to set it up, and enters nothing before") {
    REQUIRE(olga.sign_in("olga", password).status() == 303);

    auto const led = olga.get("/operator/partners");
    CHECK(led.status() == 303);
    CHECK(led.field("location") == "/settings/security?return=%2Foperator%2Fpartners");
    CHECK(olga.submit("/operator/partners", {{"host", "evil.test"}}).status() == 303);
    CHECK(olga.get("/settings/profile").field("location") == "/settings/security?return=%2Fsettings%2Fprofile");
    CHECK(shows(olga.get("/settings/security"), "Your role needs a second factor."));

    static_cast<void>(enrol(*this, olga, "olga"));
    CHECK(olga.get("/operator/partners").status() == 200);
}

TEST_CASE_FIXTURE(Duties, "a program of an operator without a second factor is no operator's") {
    storage::TokenRecord record;
    record.account = "olga";
    record.actor = sign_ins.member_of(village.run(sign_ins.begin("olga", std::string{password})).value())->actor;
    auto const token = tokens.make(record);
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tokens.put(tx, tables, token);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());

    CHECK_FALSE(tokens.bearer_of(token.token)->member->roles.has(storage::Role::operator_));
    REQUIRE(olga.sign_in("olga", password).status() == 303);
    static_cast<void>(enrol(*this, olga, "olga"));
    CHECK(tokens.bearer_of(token.token)->member->roles.has(storage::Role::operator_));
}

TEST_CASE_FIXTURE(Duties, "the operators' pages close half an hour after the password, and open with it") {
    REQUIRE(olga.sign_in("olga", password).status() == 303);
    static_cast<void>(enrol(*this, olga, "olga"));
    village.clock.pass(30min);
    CHECK(olga.get("/operator/partners").status() == 200);

    village.clock.pass(1ms);
    CHECK(olga.get("/operator/partners").field("location") == "/sign-in/again?return=%2Foperator%2Fpartners");
    CHECK(olga.get("/settings").status() == 200);
    CHECK(olga.submit("/sign-in/again", {{"password", "wrong"}}).status() == 422);

    auto const before = olga.cookie(server::cookies::sign_in);
    auto const again =
        olga.submit("/sign-in/again", {{"password", std::string{password}}, {"return", "/operator/partners"}});
    CHECK(again.field("location") == "/operator/partners");
    CHECK(olga.get("/operator/partners").status() == 200);
    CHECK(olga.cookie(server::cookies::sign_in) != before);
    CHECK_FALSE(sign_ins.member_of(before));
}

TEST_CASE_FIXTURE(Duties, "who gives the password again uses nothing up of what the address may try") {
    REQUIRE(olga.sign_in("olga", password).status() == 303);
    static_cast<void>(enrol(*this, olga, "olga"));
    for (int i = 0; i < 25; ++i)
        CHECK(olga.submit("/sign-in/again", {{"password", std::string{password}}}).status() == 303);
}

TEST_CASE_FIXTURE(Duties, "an operator's cookie does not come along with links from other sites, a member's does") {
    REQUIRE(olga.sign_in("olga", password).status() == 303);
    auto const seed = enrol(*this, olga, "olga").seed;
    village.clock.pass(30s);
    Browser again{*this}, ada{*this};
    auto const page = again.sign_in("olga", password);
    auto const in = again.submit(
        "/sign-in/code", {{"ticket", hidden_field(page, "ticket")}, {"code", code_at(seed, village.clock.now())}}
    );
    CHECK(all_of(in, "Set-Cookie")[0].find("; SameSite=Strict; ") != std::string::npos);
    CHECK(all_of(ada.sign_in("ada", password), "Set-Cookie")[0].find("; SameSite=Lax; ") != std::string::npos);
}

TEST_CASE_FIXTURE(Duties, "a new charter is asked for once, and the way back is kept") {
    auto ada = Browser::of(*this, "ada");
    CHECK(ada.get("/charter").status() == 404);
    registry.charter = server::members::Charter::of("We share what *works*.");

    CHECK(ada.get("/members").field("location") == "/charter?return=%2Fmembers");
    auto const page = ada.get("/charter?return=%2Fmembers");
    CHECK(shows(page, "We share what <em>works</em>."));
    CHECK(ada.submit("/charter", {{"charter", "of another text"}}).status() == 422);
    auto const agreed = ada.submit("/charter", {{"charter", registry.charter.hash}, {"return", "/members"}});
    CHECK(agreed.field("location") == "/members");
    CHECK(ada.get("/members").status() == 200);

    registry.charter = server::members::Charter::of("We share what works, and what does not.");
    CHECK(ada.get("/members").status() == 303);
}
