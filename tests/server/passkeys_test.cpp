// Passkeys: who comes in by one, and all that does not do (security W9; WebAuthn 7.1 and 7.2).
#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/passkey_school.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace cookies = server::cookies;

namespace {

// Something that is wrong with a device or its browser.
struct Fault {
    std::string name;
    std::function<void(PasskeyDevice&)> make;
};

std::string const another_challenge = base64url(std::string(32, 'x'));

// Those of both ceremonies.
std::vector<Fault> const common_faults{
    {"another site", [](auto& device) { device.origin = "https://north.test.evil.test:8443"; }},
    {"another port", [](auto& device) { device.origin = "https://north.test"; }},
    {"without TLS", [](auto& device) { device.origin = "http://north.test:8443"; }},
    {"another challenge", [](auto& device) { device.challenge = another_challenge; }},
    {"another purpose", [](auto& device) { device.type = "payment.get"; }},
    {"inside another site's page", [](auto& device) { device.more = R"(,"crossOrigin":true)"; }},
    {"under another site's page", [](auto& device) { device.more = R"(,"topOrigin":"https://evil.test")"; }},
    {"two origins", [](auto& device) { device.more = R"(,"origin":"https://evil.test")"; }},
    {"too much client data", [](auto& device) { device.more = R"(,"x":")" + std::string(4096, 'x') + '"'; }},
    {"for another host", [](auto& device) { device.party = "south.test"; }},
    {"for a host below", [](auto& device) { device.party = "a.north.test"; }},
    {"no client data", [](auto& device) { device.before_signing = [](auto& client, auto&) { client.clear(); }; }},
    {"no JSON", [](auto& device) { device.before_signing = [](auto& client, auto&) { client.pop_back(); }; }},
    {"no authenticator data", [](auto& device) { device.before_signing = [](auto&, auto& data) { data.clear(); }; }},
    {"half the data", [](auto& device) { device.before_signing = [](auto&, auto& data) { data.resize(36); }; }},
    {"too much authenticator data",
     [](auto& device) { device.before_signing = [](auto&, auto& data) { data.append(4096, '\0'); }; }},
};

std::vector<Fault> const faults_of_making{
    {"an answer in place of it", [](auto& device) { device.type = "webauthn.get"; }},
    {"nobody was there", [](auto& device) { device.flags_of_making = 0x44; }},
    {"nobody was recognised", [](auto& device) { device.flags_of_making = 0x41; }},
    {"no key", [](auto& device) { device.flags_of_making = 0x05; }},
    {"no id", [](auto& device) { device.credential.clear(); }},
    {"too long an id", [](auto& device) { device.credential.assign(1024, 'x'); }},
    {"a key that ends early", [](auto& device) { device.before_signing = [](auto&, auto& data) { data.pop_back(); }; }},
    {"an algorithm that we do not take",
     [](auto& device) { device.before_signing = [](auto&, auto& data) { data[37 + 18 + 32 + 4] = '\x30'; }; }},
    {"a point that is not on the curve",
     [](auto& device) { device.before_signing = [](auto&, auto& data) { data.back() ^= 1; }; }},
};

std::vector<Fault> const faults_of_answers{
    {"a making in place of it", [](auto& device) { device.type = "webauthn.create"; }},
    {"nobody was there", [](auto& device) { device.flags = 0x04; }},
    {"nobody was recognised", [](auto& device) { device.flags = 0x01; }},
    {"an unknown passkey", [](auto& device) { device.credential = std::string(32, 'x'); }},
    {"no passkey", [](auto& device) { device.credential.clear(); }},
    {"somebody else's id", [](auto& device) { device.user = std::string(32, 'x'); }},
    {"nobody's id", [](auto& device) { device.user.clear(); }},
};

std::vector<Fault> both(std::vector<Fault> const& more) {
    auto all = common_faults;
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace

TEST_CASE_FIXTURE(PasskeySchool, "a passkey of every kind lets its member in without a password, and leads on") {
    for (auto const kind : {PasskeyKind::p256, PasskeyKind::ed25519, PasskeyKind::rsa}) {
        INFO(static_cast<int>(kind));
        PasskeyDevice device{kind};
        auto const added = add(of_ada, device);
        REQUIRE((added.status() == 200 || added.status() == 303));

        Browser browser{*this};
        auto const response = sign_in_with(browser, device, "/settings/profile");

        CHECK(response.status() == 303);
        CHECK(response.field("location") == "/settings/profile");
        CHECK(browser.get("/settings").status() == 200);
        CHECK(shows(browser.get("/settings"), "<dd>ada</dd>"));
    }
}

TEST_CASE_FIXTURE(PasskeySchool, "nothing is made of a registration that is wrong in one place") {
    for (auto const& fault : both(faults_of_making)) {
        INFO(fault.name);
        PasskeyDevice device;
        fault.make(device);

        CHECK(add(of_ada, device).status() == 422);
        CHECK(passkeys_of("ada").empty());
    }
    PasskeyDevice device;
    CHECK(add(of_ada, device).status() == 200);
}

TEST_CASE_FIXTURE(PasskeySchool, "an answer that is wrong in one place lets nobody in") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    auto const right = std::tuple{device.credential, device.user};
    for (auto const& fault : both(faults_of_answers)) {
        INFO(fault.name);
        address_tries.clear("192.0.2.7");
        fault.make(device);

        CHECK_FALSE(is_let_in(device));

        device.origin = "https://north.test:8443";
        device.party = "north.test";
        device.type = device.challenge = device.more = "";
        device.flags = 0x05;
        std::tie(device.credential, device.user) = right;
        device.before_signing = {};
    }
    address_tries.clear("192.0.2.7");
    CHECK(is_let_in(device));
}

TEST_CASE_FIXTURE(PasskeySchool, "every part of an answer counts, within its bounds") {
    PasskeyDevice device, other;
    static_cast<void>(add_first(of_ada, device));
    Browser browser{*this};
    auto const page = browser.get("/sign-in");
    auto const right = device.answer(page);
    other.credential = device.credential;
    other.user = device.user;
    std::vector<std::pair<std::string, Fields>> const wrong{
        {"signed by another key", other.answer(page)},
        {"not signed", with(right, "signature", "")},
        {"a signature that is none", with(right, "signature", base64url(std::string(70, 'x')))},
        {"a signature that is too long", with(right, "signature", base64url(std::string(513, 'x')))},
        {"an id that is too long", with(right, "credential", base64url(std::string(1024, 'x')))},
        {"a user that is too long", with(right, "user", base64url(std::string(65, 'x')))},
        {"not base64url", with(right, "authenticator_data", "a+b/")},
        {"a challenge that was not sealed here", with(right, "challenge", base64url(std::string(112, 'x')))},
        {"no challenge", with(right, "challenge", "")},
        {"nothing", {}},
    };
    for (auto const& [name, fields] : wrong) {
        INFO(name);
        CHECK(browser.submit("/sign-in/passkey", fields).status() == 422);
        CHECK(browser.cookie(cookies::sign_in).empty());
    }
    CHECK(browser.submit("/sign-in/passkey", right).status() == 303);
}

TEST_CASE_FIXTURE(PasskeySchool, "a challenge is answered once, also after a restart") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    Browser browser{*this};
    auto const fields = device.answer(browser.get("/sign-in"));
    auto again = browser;
    REQUIRE(browser.submit("/sign-in/passkey", fields).status() == 303);

    auto const refused = again.submit("/sign-in/passkey", fields);

    CHECK(refused.status() == 422);
    CHECK(shows(refused, "it was sent twice"));
    CHECK(again.cookie(cookies::sign_in).empty());
    auto const kept = north.node.store.read([](auto const& tx, auto const& tables) {
        return tables.spent_challenges.size(tx);  // what a restart finds
    });
    CHECK(kept == 2);  // this one, and that by which the passkey was made
    village.clock.pass(5min + 1ms);
    CHECK(is_let_in(device));
    CHECK(north.node.store.read([](auto const& tx, auto const& tables) {
        return tables.spent_challenges.size(tx);
    }) == 1);
}

TEST_CASE_FIXTURE(PasskeySchool, "a challenge is for one browser, one step and five minutes") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    Browser browser{*this}, other{*this};
    static_cast<void>(other.get("/sign-in"));
    auto const fields = device.answer(browser.get("/sign-in"));
    CHECK(other.submit("/sign-in/passkey", fields).status() == 422);

    auto const second = browser.sign_in("ada", password);
    CHECK(browser.submit("/sign-in/passkey", with(device.answer(second), "ticket", "")).status() == 422);
    auto const ticket = hidden_field(second, "ticket");
    CHECK(browser.submit("/sign-in/code/passkey", with(fields, "ticket", ticket)).status() == 422);

    village.clock.pass(5min + 1ms);
    auto const late = browser.submit("/sign-in/passkey", fields);
    CHECK(late.status() == 422);
    CHECK(shows(late, "That took too long"));
    auto const in_time = device.answer(browser.get("/sign-in"));
    village.clock.pass(5min);
    CHECK(browser.submit("/sign-in/passkey", in_time).status() == 303);
}

TEST_CASE_FIXTURE(PasskeySchool, "a counter that does not go up is that of a copy") {
    PasskeyDevice device;
    device.counter = 7;
    static_cast<void>(add_first(of_ada, device));
    CHECK_FALSE(is_let_in(device));  // 7 once more
    device.counter = 0;
    CHECK_FALSE(is_let_in(device));
    device.counter = 8;
    CHECK(is_let_in(device));
    device.counter = 7;
    CHECK_FALSE(is_let_in(device));
    device.counts_by = 2;
    CHECK(is_let_in(device));
    CHECK(passkeys_of("ada").front().record.counter == 9);
}

TEST_CASE_FIXTURE(PasskeySchool, "an authenticator that does not count says nothing for ever") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    for (int i = 0; i < 3; ++i) CHECK(is_let_in(device));
    device.counts_by = 1;  // and may begin to
    CHECK(is_let_in(device));
    CHECK(is_let_in(device));
}

TEST_CASE_FIXTURE(PasskeySchool, "beside the password it is the second step, and being there is enough") {
    PasskeyDevice device;
    auto const codes = add_first(of_ada, device);
    device.flags = 0x01;
    device.user.clear();  // a device that was told which passkey need not say whose it is
    Browser browser{*this};

    auto const page = browser.sign_in("ada", password, "/settings/profile");
    CHECK(page.status() == 200);
    CHECK(browser.cookie(cookies::sign_in).empty());
    CHECK(attribute_of(page, "data-known") == base64url(device.credential));
    CHECK(attribute_of(page, "data-verification") == "preferred");
    auto const response = browser.submit("/sign-in/code/passkey", device.answer(page));

    CHECK(response.status() == 303);
    CHECK(response.field("location") == "/settings/profile");
    CHECK(browser.get("/settings").status() == 200);

    Browser on_paper{*this};
    auto const other = on_paper.sign_in("ada", password);
    auto const ticket = hidden_field(other, "ticket");
    CHECK(on_paper.submit("/sign-in/code", {{"ticket", ticket}, {"code", "000000"}}).status() == 422);
    CHECK(on_paper.submit("/sign-in/code", {{"ticket", ticket}, {"code", codes[0]}}).status() == 303);
}

TEST_CASE_FIXTURE(PasskeySchool, "the second step leaves no sign-in behind from which it was begun") {
    PasskeyDevice device;
    auto const codes = add_first(of_ada, device);
    for (bool const by_passkey : {true, false}) {
        INFO(by_passkey);
        auto former = of_ada;
        auto const page = of_ada.sign_in("ada", password);
        REQUIRE(page.status() == 200);
        Fields const code{{"ticket", hidden_field(page, "ticket")}, {"code", codes[0]}};
        auto const done = by_passkey ? of_ada.submit("/sign-in/code/passkey", device.answer(page))
                                     : of_ada.submit("/sign-in/code", code);
        CHECK(done.status() == 303);
        CHECK(of_ada.get("/settings").status() == 200);
        CHECK(former.get("/settings").status() == 303);
        CHECK(sign_ins.list(ada.handle, "").size() == 1);
    }
}

TEST_CASE_FIXTURE(PasskeySchool, "the passkey of one member is no step of another's") {
    PasskeyDevice of_her, of_him;
    static_cast<void>(add_first(of_ada, of_her));
    static_cast<void>(add_first(of_ben, of_him));
    Browser browser{*this};

    auto const page = browser.sign_in("ada", password);
    CHECK(browser.submit("/sign-in/code/passkey", of_him.answer(page)).status() == 422);
    CHECK(of_ada.submit("/sign-in/again/passkey", of_him.answer(of_ada.get("/sign-in/again"))).status() == 422);
    std::swap(of_her.user, of_him.user);
    CHECK_FALSE(is_let_in(of_her));
    CHECK_FALSE(is_let_in(of_him));
    std::swap(of_her.user, of_him.user);
    std::swap(of_her.credential, of_him.credential);
    CHECK_FALSE(is_let_in(of_her));
    std::swap(of_her.credential, of_him.credential);

    CHECK(browser.submit("/sign-in/code/passkey", of_her.answer(browser.sign_in("ada", password))).status() == 303);
    CHECK(is_let_in(of_him));
}

TEST_CASE_FIXTURE(PasskeySchool, "whether there is an account, or a passkey, is not told") {
    PasskeyDevice device, unknown;
    static_cast<void>(add_first(of_ada, device));
    Browser guest{*this};
    auto const page = guest.get("/sign-in?name=ada");
    CHECK(attribute_of(page, "data-known").empty());

    auto const of_nobody = guest.submit("/sign-in/passkey", unknown.answer(page));
    change([](auto& tx, auto& tables) {
        auto account = tables.accounts.get(tx, "ada").value();
        account.state = storage::AccountState::paused;
        tables.accounts.put(tx, "ada", account);
    });
    auto const of_paused = guest.submit("/sign-in/passkey", device.answer(page));

    CHECK(of_nobody.status() == 422);
    CHECK(of_paused.status() == 422);
    CHECK(without_challenges(of_nobody) == without_challenges(of_paused));
}

TEST_CASE_FIXTURE(PasskeySchool, "wrong answers make their place wait, and lock nobody out") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    Browser stranger{*this};
    device.flags = 0x01;
    for (int i = 0; i < 20; ++i)
        CHECK(stranger.submit("/sign-in/passkey", device.answer(stranger.get("/sign-in"))).status() == 422);
    device.flags = 0x05;

    CHECK(stranger.submit("/sign-in/passkey", device.answer(stranger.get("/sign-in"))).status() == 429);
    Browser elsewhere{*this};
    elsewhere.peer = "198.51.100.7";
    CHECK(sign_in_with(elsewhere, device).status() == 303);
}

TEST_CASE_FIXTURE(PasskeySchool, "a whole class signs in with passkeys from one address") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    for (int i = 0; i < 25; ++i) CHECK(is_let_in(device));
}

TEST_CASE_FIXTURE(PasskeySchool, "who belongs by the school's word is let in for as long as it is good") {
    PasskeyDevice device;
    static_cast<void>(add_first(of_ada, device));
    change([&](auto& tx, auto& tables) {
        auto account = tables.accounts.get(tx, "ada").value();
        account.vouched = north.clock.now();
        tables.accounts.put(tx, "ada", account);
    });
    CHECK(is_let_in(device));
    village.clock.pass(61min);
    Browser browser{*this};

    auto const response = sign_in_with(browser, device);

    CHECK(response.status() == 422);
    CHECK(shows(response, "Sign in through your school once more"));
    CHECK(browser.cookie(cookies::sign_in).empty());
}
