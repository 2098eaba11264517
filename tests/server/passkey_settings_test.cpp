// Passkeys in the settings of their members, on the pages of operators, and what becomes of them (needs A13).
#include "server/cookies.hpp"
#include "server/embedded.hpp"
#include "server/members/accounts.hpp"
#include "tests/printing.hpp"
#include "tests/server/passkey_school.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace cookies = server::cookies;
namespace members = server::members;

using storage::Role;
using storage::Roles;

namespace {

constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

Fields const right_password{{"password", std::string{password}}};

struct PasskeySettings : PasskeySchool {
    PasskeySettings() { north.settings.members.second_factor_for = {"operator"}; }

    server::Response remove(Browser& browser, std::string const& id) {
        return browser.submit("/settings/passkeys/remove", with(right_password, "id", id));
    }

    bool lets_in_by_password(std::string const& account) {
        return Browser{*this}.sign_in(account, password).status() == 303;
    }
};

}  // namespace

TEST_CASE_FIXTURE(PasskeySettings, "adding one takes the password, and an answer to the page that it opened") {
    PasskeyDevice device;
    CHECK(of_ada.submit("/settings/passkeys/begin", {{"password", "wrong"}}).status() == 422);
    CHECK(of_ada.submit("/settings/passkeys/begin", {}).status() == 422);
    auto const page = of_ada.submit("/settings/passkeys/begin", right_password);
    REQUIRE(page.status() == 200);
    CHECK(attribute_of(page, "data-party") == "north.test");
    CHECK(attribute_of(page, "data-account") == "ada");
    auto const fields = device.make(page);
    CHECK(device.user.size() == 32);

    CHECK(of_ben.submit("/settings/passkeys/add", fields).status() == 422);
    CHECK(of_ada.submit("/settings/passkeys/add", with(fields, "challenge", "")).status() == 422);
    auto const asked = of_ada.get("/sign-in?again=1");
    auto const elsewhere = with(fields, "challenge", hidden_field(asked, "challenge"));
    CHECK(of_ada.submit("/settings/passkeys/add", elsewhere).status() == 422);
    village.clock.pass(5min + 1ms);
    auto const late = of_ada.submit("/settings/passkeys/add", fields);
    CHECK(late.status() == 422);
    CHECK(shows(late, "That took too long."));
    CHECK(passkeys_of("ada").empty());
    CHECK(passkeys_of("ben").empty());
}

TEST_CASE_FIXTURE(
    PasskeySettings, "the first one brings recovery codes and ends the sign-ins that were begun without it"
) {
    auto other = Browser::of(*this, "ada");
    auto const before = of_ada.cookie(cookies::sign_in);
    PasskeyDevice device;

    auto const codes = add_first(of_ada, device);

    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
    CHECK(of_ada.cookie(cookies::sign_in) != before);
    CHECK(of_ada.get("/settings").status() == 200);
    CHECK(other.get("/settings").status() == 303);
    CHECK(shows(of_ada.get("/settings"), ">On<"));
    CHECK(shows(of_ada.get("/settings/security"), "10 recovery codes are left"));
    CHECK(codes_on(of_ada.get("/settings/passkeys")).empty());
    CHECK_FALSE(lets_in_by_password("ada"));

    PasskeyDevice second;
    CHECK(add(of_ada, second).status() == 303);
    CHECK(codes_on(of_ada.get("/settings/passkeys")).empty());
    CHECK(second.user == device.user);
}

TEST_CASE_FIXTURE(PasskeySettings, "the list tells names and last use, and a name cannot get out of its place") {
    PasskeyDevice device, nameless;
    REQUIRE(add(of_ada, device, " my telephone ").status() == 200);
    CHECK(shows(of_ada.get("/settings/passkeys"), "<h3>my telephone</h3>"));
    CHECK(shows(of_ada.get("/settings/passkeys"), "Since 1 September 2026; not used yet."));
    village.clock.pass(1s);
    REQUIRE(add(of_ada, nameless).status() == 303);
    CHECK(shows(of_ada.get("/settings/passkeys"), "<h3>Another browser</h3>"));
    village.clock.pass(24h);
    REQUIRE(is_let_in(device));
    CHECK(shows(of_ada.get("/settings/passkeys"), "Since 1 September 2026; last used 2 September 2026."));

    auto const id = id_of("ada");
    auto const renamed = of_ada.submit("/settings/passkeys/rename", {{"id", id}, {"name", std::string{hostile}}});
    CHECK(renamed.status() == 303);
    auto const page = of_ada.get("/settings/passkeys");
    CHECK_FALSE(shows(page, "<script"));
    CHECK_FALSE(shows(page, "<h3>my telephone"));
    CHECK(passkeys_of("ada").front().record.name == hostile);
    auto const too_long = of_ada.submit("/settings/passkeys/rename", {{"id", id}, {"name", std::string(241, 'x')}});
    CHECK(too_long.status() == 422);
}

TEST_CASE_FIXTURE(PasskeySettings, "nobody renames or removes what is another's") {
    PasskeyDevice of_him;
    static_cast<void>(add_first(of_ben, of_him));
    auto const id = id_of("ben");

    CHECK(of_ada.submit("/settings/passkeys/rename", {{"id", id}, {"name", "mine"}}).status() == 404);
    CHECK(remove(of_ada, id).status() == 404);

    CHECK(passkeys_of("ben").front().record.name == "Another browser");
    CHECK(is_let_in(of_him));
    CHECK_FALSE(shows(of_ada.get("/settings/passkeys"), id));
}

TEST_CASE_FIXTURE(PasskeySettings, "one that was removed lets nobody in, and with the last the recovery codes go") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    auto const id = id_of("ada");
    CHECK(of_ada.submit("/settings/passkeys/remove", {{"id", id}, {"password", "wrong"}}).status() == 422);
    CHECK(is_let_in(device));

    CHECK(remove(of_ada, id).status() == 303);

    CHECK_FALSE(is_let_in(device));
    CHECK(lets_in_by_password("ada"));
    CHECK(north.node.store.read([](auto const& tx, auto const& tables) {
        return !tables.second_factors.contains(tx, "ada") && tables.passkeys.size(tx) == 0 &&
               tables.passkeys_of.size(tx) == 0;
    }));
    CHECK(remove(of_ada, id).status() == 404);
}

TEST_CASE_FIXTURE(PasskeySettings, "where a role needs a second factor, the only one stays") {
    static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
    auto olga = Browser::of(*this, "olga");
    CHECK(olga.get("/operator/members").field("location").starts_with("/settings/security"));
    CHECK(olga.get("/settings/passkeys").status() == 200);
    PasskeyDevice device;

    static_cast<void>(add_first(olga, device));

    CHECK(olga.get("/operator/members").status() == 200);
    auto const refused = remove(olga, id_of("olga"));
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "this is your only one"));
    CHECK(is_let_in(device));

    auto const enrolled = enrol(*this, olga, "olga");
    CHECK(remove(olga, id_of("olga")).status() == 303);
    CHECK(olga.submit("/settings/security/end", right_password).status() == 422);
    PasskeyDevice another;
    CHECK(add(olga, another).status() == 303);
    CHECK(olga.submit("/settings/security/end", right_password).status() == 303);
    CHECK(shows(olga.get("/settings/security"), "10 recovery codes are left"));
    Browser on_paper{*this};
    auto const ticket = hidden_field(on_paper.sign_in("olga", password), "ticket");
    CHECK(on_paper.submit("/sign-in/code", {{"ticket", ticket}, {"code", enrolled.recovery[0]}}).status() == 303);
}

TEST_CASE_FIXTURE(PasskeySettings, "an operator whose proof is old gives it again by a passkey that recognised them") {
    static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
    auto olga = Browser::of(*this, "olga");
    PasskeyDevice device;
    static_cast<void>(add_first(olga, device));
    village.clock.pass(std::chrono::minutes{north.settings.members.operator_minutes} + 1ms);
    CHECK(olga.get("/operator/members").field("location").starts_with("/sign-in/again"));

    device.flags = 0x01;
    CHECK(olga.submit("/sign-in/again/passkey", device.answer(olga.get("/sign-in/again"))).status() == 422);
    CHECK(olga.get("/operator/members").status() == 303);
    device.flags = 0x05;
    auto const page = olga.get("/sign-in/again?return=%2Foperator%2Fmembers");
    auto const response = olga.submit("/sign-in/again/passkey", device.answer(page));

    CHECK(response.field("location") == "/operator/members");
    CHECK(olga.get("/operator/members").status() == 200);
}

TEST_CASE_FIXTURE(PasskeySettings, "a closed account has none, nor one whose second factor was taken away") {
    PasskeyDevice of_her, of_him;
    static_cast<void>(add_first(of_ada, of_her));
    static_cast<void>(add_first(of_ben, of_him));

    change([](auto& tx, auto& tables) {
        auto const close = [](storage::AccountRecord& record) { record.state = storage::AccountState::closed; };
        CHECK(members::change_account(tx, tables, "ada", close));
        CHECK(members::reset_second_factor(tx, tables, "ben"));
    });

    CHECK(passkeys_of("ada").empty());
    CHECK(passkeys_of("ben").empty());
    CHECK_FALSE(is_let_in(of_her));
    CHECK_FALSE(is_let_in(of_him));
    CHECK(lets_in_by_password("ben"));
}

TEST_CASE_FIXTURE(PasskeySettings, "another password leads to the passkeys, which it does not end") {
    std::string const fresh = "seven green kettles sing";
    CHECK_FALSE(shows(of_ada.get("/settings/password"), "/settings/passkeys"));
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    CHECK(shows(of_ada.get("/settings/password"), "without a password: 1."));
    CHECK_FALSE(shows(of_ada.get("/settings/passkeys"), "remove each that is not yours"));

    auto const changed = of_ada.submit(
        "/settings/password", {{"password", std::string{password}}, {"fresh", fresh}, {"repeated", fresh}}
    );

    CHECK(changed.status() == 303);
    CHECK(changed.field("location") == "/settings/passkeys?new_password=1");
    CHECK(shows(of_ada.get("/settings/passkeys?new_password=1"), "remove each that is not yours"));
    CHECK(is_let_in(device));
}

TEST_CASE_FIXTURE(PasskeySettings, "another password by an operator ends passkeys, and leaves an authenticator") {
    static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
    auto olga = Browser::of(*this, "olga");
    PasskeyDevice of_operator, of_her, of_him;
    static_cast<void>(add_first(olga, of_operator));
    static_cast<void>(add_first(of_ada, of_her));
    static_cast<void>(enrol(*this, of_ben, "ben"));
    REQUIRE(add(of_ben, of_him).status() == 303);
    auto const new_password = [&](std::string const& account) {
        return codes_on(olga.submit("/operator/members/" + account, {{"decision", "reset-password"}})).front();
    };

    auto const hers = new_password("ada"), his = new_password("ben");

    CHECK(passkeys_of("ada").empty());
    CHECK(passkeys_of("ben").empty());
    CHECK(passkeys_of("olga").size() == 1);
    CHECK_FALSE(is_let_in(of_her));
    CHECK_FALSE(is_let_in(of_him));
    CHECK(Browser{*this}.sign_in("ada", hers).status() == 303);
    Browser browser{*this};
    CHECK(browser.sign_in("ben", his).status() == 200);  // asked for a code
    CHECK(browser.cookie(cookies::sign_in).empty());
}

TEST_CASE_FIXTURE(PasskeySettings, "who has a mail address hears of each passkey that is added") {
    north.settings.mail.host = "mail.test";
    change([](auto& tx, auto& tables) {
        auto account = tables.accounts.get(tx, "ada").value();
        account.mail = "sealed";
        tables.accounts.put(tx, "ada", account);
    });
    auto const mails = [&] {
        std::vector<storage::MailRecord> all;
        north.node.store.read([&](auto const& tx, auto const& tables) {
            tables.mails.each(tx, [&](storage::LocalId, storage::MailRecord const& mail) {
                all.push_back(mail);
                return true;
            });
        });
        return all;
    };
    PasskeyDevice of_her, another, of_him;
    static_cast<void>(add_first(of_ben, of_him));
    CHECK(mails().empty());
    static_cast<void>(add_first(of_ada, of_her));

    REQUIRE(mails().size() == 1);
    auto const mail = mails().front();
    CHECK(mail.account == "ada");
    CHECK(mail.text.find(north.settings.origin() + "/settings/passkeys\n") != std::string::npos);
    CHECK(add(of_ada, another).status() == 303);
    CHECK(mails().size() == 2);
}

TEST_CASE_FIXTURE(PasskeySettings, "a passkey is one member's, and twenty are enough for one") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    CHECK(add(of_ada, device).status() == 422);
    CHECK(add(of_ben, device).status() == 422);
    CHECK(lets_in_by_password("ben"));
    for (std::size_t i = 1; i < members::most_passkeys; ++i) {
        PasskeyDevice more;
        REQUIRE(add(of_ada, more).status() == 303);
    }
    PasskeyDevice too_many;
    CHECK(add(of_ada, too_many).status() == 422);
    CHECK(passkeys_of("ada").size() == members::most_passkeys);
}

TEST_CASE_FIXTURE(PasskeySettings, "the script comes along where a passkey is asked for, and nowhere else") {
    constexpr std::string_view tag = "<script src=\"/assets/passkeys.js\" defer></script>";
    CHECK_FALSE(shows(of_ada.get("/sign-in/again"), tag));
    CHECK_FALSE(shows(Browser{*this}.get("/"), tag));
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    CHECK_FALSE(shows(of_ada.get("/settings/passkeys"), tag));
    Browser guest{*this};
    for (auto const& page :
         {guest.get("/sign-in"),
          guest.sign_in("ada", password),
          of_ada.get("/sign-in/again"),
          of_ada.submit("/settings/passkeys/begin", right_password)}) {
        CHECK(shows(page, tag));
        CHECK(count(page.body(), "<script") == 1);
        CHECK(all_of(page, "Content-Security-Policy") == std::vector<std::string>{std::string{page_policy}});
    }
    auto const script = guest.get("/assets/passkeys.js", "*/*");
    CHECK(script.field("content-type") == "text/javascript; charset=utf-8");
    CHECK(script.field("x-content-type-options") == "nosniff");
    CHECK(script.body() == server::embedded_file("passkeys.js"));
    CHECK(shows(script, "navigator.credentials"));
}
