// Members whom the school's own sign-in lets in: they have no password, and no sign-in outlasts what the school says.
#include "server/cookies.hpp"
#include "server/openid/outside_accounts.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace openid = server::openid;

using storage::Role;
using storage::Roles;

namespace {

struct SchoolMembers : Front {
    SchoolMembers() {
        north.settings.openid.issuer = "https://login.test";
        north.settings.openid.name = "North School";
        app.school_sign_in = &provider;
        granted.identity.issuer = north.settings.openid.issuer;
        granted.identity.subject = "17";
    }

    void write(std::function<void(storage::WriteTx&, storage::Tables&)> const& what) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            what(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    // Somebody whose identity is that of `granted`, in a browser that came through the school just now.
    Browser arrive(std::string const& name, Roles roles = {}) {
        static_cast<void>(add_person(name, roles));
        write([&](auto& tx, auto& tables) {
            auto account = *tables.accounts.get(tx, name);
            account.password.clear();
            account.vouched = north.clock.now();
            tables.accounts.put(tx, name, account);
            tables.outside_identities.put(tx, openid::outside_key(granted.identity), name);
        });
        return come_again(name);
    }

    Browser come_again(std::string const& name) {
        Browser browser{*this};
        auto const token = village.run(sign_ins.start(name, false, "a browser"));
        browser.set_cookie(std::string{server::cookies::sign_in}, token.value());
        return browser;
    }

    void vouch() {
        write([&](auto& tx, auto& tables) {
            auto const who = openid::vouch(tx, tables, north.settings, registry.secrets, granted, north.clock.now());
            REQUIRE(who);
        });
    }

    bool is_in(Browser& browser) { return browser.get("/settings").status() == 200; }

    openid::Provider provider{north.node, north.node.network, ""};  // that there is one: nobody asks it
    openid::Granted granted;
};

}  // namespace

TEST_CASE_FIXTURE(SchoolMembers, "who came through the school just now sets up the second factor of their role") {
    north.settings.members.second_factor_for = {"research_lead"};
    auto lea = arrive("lea", Roles::of(Role::research_lead));
    CHECK(lea.get("/notifications").field("location") == "/settings/security?return=%2Fnotifications");
    CHECK_FALSE(shows(lea.get("/settings/security"), "name=\"password\""));

    village.clock.pass(5min - 1ms);
    CHECK(lea.submit("/settings/security/begin").status() == 303);
    auto const seed = seed_of(*this, "lea");
    CHECK(lea.submit("/settings/security/confirm", {{"code", code_at(seed, north.clock.now())}}).status() == 200);
    CHECK(lea.get("/notifications").status() == 200);
    CHECK(lea.submit("/settings/security/recovery-codes").status() == 200);
}

TEST_CASE_FIXTURE(SchoolMembers, "after five minutes they are led through the school once more") {
    auto lea = arrive("lea");
    village.clock.pass(5min);

    for (std::string const action : {"begin", "recovery-codes", "end"}) {
        INFO(action);
        auto const refused = lea.submit("/settings/security/" + action, {{"return", "/notifications"}});
        CHECK(refused.status() == 422);
        CHECK(shows(refused, "Sign in through your school once more, then try again."));
        CHECK(shows(refused, "href=\"/sign-in/school?return=%2Fsettings%2Fsecurity%3Freturn%3D%252Fnotifications\""));
    }
    CHECK(come_again("lea").submit("/settings/security/begin").status() == 303);
}

TEST_CASE_FIXTURE(SchoolMembers, "who has no password changes their mail address after they came through the school") {
    auto lea = arrive("lea");
    CHECK_FALSE(shows(lea.get("/settings/mail"), "name=\"password\""));
    CHECK(lea.submit("/settings/mail/address", {{"address", "lea@school.test"}}).status() == 303);

    village.clock.pass(5min);
    auto const refused = lea.submit("/settings/mail/address", {{"address", "eve@evil.test"}});
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "href=\"/sign-in/school?return=%2Fsettings%2Fmail\""));
    CHECK(shows(lea.get("/settings/mail"), "lea@school.test"));
}

TEST_CASE_FIXTURE(SchoolMembers, "who has a password gives it, however new the sign-in is") {
    static_cast<void>(add_person("ada"));
    auto ada = Browser::of(*this, "ada");
    auto const page = ada.get("/settings/security");
    CHECK(shows(page, "name=\"password\""));
    CHECK_FALSE(shows(page, "/sign-in/school"));
    CHECK(shows(ada.submit("/settings/security/begin"), "Enter your password."));
}

TEST_CASE_FIXTURE(
    SchoolMembers, "an operator is led from the closed pages to the school, and nothing else opens them"
) {
    auto olga = arrive("olga", Roles::of(Role::operator_));
    CHECK(olga.get("/operator/partners").status() == 200);
    auto const before = olga.cookie(server::cookies::sign_in);
    CHECK(shows(olga.submit("/sign-in/again"), "Sign in through your school once more, then try again."));
    CHECK(olga.cookie(server::cookies::sign_in) == before);

    village.clock.pass(30min + 1ms);
    CHECK(olga.get("/operator/partners").field("location") == "/sign-in/again?return=%2Foperator%2Fpartners");
    auto const page = olga.get("/sign-in/again?return=%2Foperator%2Fpartners");
    CHECK(shows(page, "href=\"/sign-in/school?return=%2Foperator%2Fpartners\""));
    CHECK_FALSE(shows(page, "name=\"password\""));
    CHECK(come_again("olga").get("/operator/partners").status() == 200);
}

TEST_CASE_FIXTURE(SchoolMembers, "nobody takes a password beside the school's") {
    auto lea = arrive("lea");
    std::string const words{password};
    auto const refused = lea.submit("/settings/password", {{"fresh", words}, {"repeated", words}});
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "You sign in through your school, so you change your password there."));
}

TEST_CASE_FIXTURE(
    SchoolMembers, "a sign-in that rested since the school fell silent does not wake up by the next one"
) {
    auto shared = arrive("lea");
    village.clock.pass(59min);
    vouch();
    CHECK(is_in(shared));  // in time

    village.clock.pass(60min);
    CHECK_FALSE(is_in(shared));
    vouch();
    auto own = come_again("lea");

    CHECK(is_in(own));
    CHECK_FALSE(is_in(shared));
}
