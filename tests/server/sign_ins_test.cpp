// Sign-ins: who is behind a browser, and for how long.
#include "server/sign_ins.hpp"

#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Accounts : Front {
    Accounts() { static_cast<void>(add_person("ada")); }

    Result<std::string> begin(std::string const& name, std::string_view words = password) {
        return village.run(sign_ins.begin(name, std::string{words}));
    }

    void end(std::string const& token) { village.run(ended(sign_ins, token)); }

    static boost::asio::awaitable<bool> ended(server::SignIns const& sign_ins, std::string token) {
        co_await sign_ins.end(std::move(token));
        co_return true;
    }

    std::uint64_t sessions() {
        return north.node.store.read([](auto const& tx, auto const& tables) { return tables.sessions.size(tx); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Accounts, "who has the right words is known by the token from then on") {
    auto const token = begin("ada").value();

    auto const member = sign_ins.member_of(token);
    REQUIRE(member);
    CHECK(member->account == "ada");
    CHECK(member->roles == storage::Roles{});
    CHECK(token.size() == 43);  // 256 bits in base64url
}

TEST_CASE_FIXTURE(Accounts, "a wrong name, a wrong password and a closed account are told apart by nothing") {
    static_cast<void>(add_person("closed"));
    close_account("closed");
    auto const before = sessions();

    for (auto const& [name, words] :
         {std::pair<std::string, std::string_view>{"nobody", password},
          {"ada", "wrong"},
          {"ada", ""},
          {"Ada", password},
          {"closed", password},
          {"closed", "wrong"}}) {
        INFO(name);
        auto const refused = begin(name, words);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().reason() == Reason::forged);
        CHECK(refused.error().detail() == "wrong name or password");
    }
    CHECK(sessions() == before);
}

TEST_CASE_FIXTURE(Accounts, "each sign-in has a token of its own, and none is on the disk") {
    std::set<std::string> texts;
    for (int i = 0; i < 10; ++i) texts.insert(begin("ada").value());
    CHECK(texts.size() == 10);
    CHECK(sessions() == 10);

    north.node.store.read([&](auto const& tx, auto const& tables) {
        for (auto const& token : texts) {
            storage::TokenDigest plain{};
            std::copy_n(token.begin(), plain.size(), plain.begin());
            CHECK_FALSE(tables.sessions.contains(tx, plain));
            CHECK(tables.sessions.contains(tx, crypto::token_digest(key, token)));
        }
    });
}

TEST_CASE_FIXTURE(Accounts, "a token that was never given out is nobody's") {
    auto const token = begin("ada").value();

    for (auto const& wrong :
         {std::string{},
          std::string{"ada"},
          token + "A",
          token.substr(1),
          std::string(43, 'A'),
          sign_ins.fresh_token()}) {
        INFO(wrong);
        CHECK_FALSE(sign_ins.member_of(wrong));
    }
}

TEST_CASE_FIXTURE(Accounts, "a sign-in is over after its days") {
    north.settings.limits.sign_in_days = 14;
    auto const token = begin("ada").value();

    village.clock.pass(std::chrono::days{14});
    CHECK(sign_ins.member_of(token));
    village.clock.pass(1ms);
    CHECK_FALSE(sign_ins.member_of(token));
}

TEST_CASE_FIXTURE(Accounts, "who comes every week stays signed in") {
    north.settings.limits.sign_in_days = 14;
    auto const token = begin("ada").value();
    Browser ada{*this};
    ada.set_cookie(std::string{server::cookies::sign_in}, token);

    for (int week = 0; week < 8; ++week) {
        INFO(week);
        village.clock.pass(std::chrono::days{7});
        CHECK(shows(ada.get("/"), "action=\"/sign-out\""));
        settle();
    }
}

TEST_CASE_FIXTURE(Accounts, "an ended sign-in is over at once, and only that one") {
    auto const here = begin("ada").value(), elsewhere = begin("ada").value();

    end(here);
    end(here);

    CHECK_FALSE(sign_ins.member_of(here));
    CHECK(sign_ins.member_of(elsewhere));
}

TEST_CASE_FIXTURE(Accounts, "a closed account is nobody's at once, in every window") {
    auto const first = begin("ada").value(), second = begin("ada").value();

    close_account("ada");

    CHECK_FALSE(sign_ins.member_of(first));
    CHECK_FALSE(sign_ins.member_of(second));
}

TEST_CASE_FIXTURE(Accounts, "a form key fits the browser that it was made for, and no other") {
    auto const mine = sign_ins.fresh_token(), yours = sign_ins.fresh_token();
    auto const form_key = sign_ins.form_key(mine);

    CHECK(sign_ins.form_key_fits(mine, form_key));
    CHECK_FALSE(sign_ins.form_key_fits(yours, form_key));
    CHECK_FALSE(sign_ins.form_key_fits(mine, ""));
    CHECK_FALSE(sign_ins.form_key_fits(mine, form_key + "A"));
    CHECK_FALSE(sign_ins.form_key_fits(mine, form_key.substr(0, 42)));
    CHECK_FALSE(sign_ins.form_key_fits("", sign_ins.form_key("")));
    CHECK(form_key.find(mine) == std::string::npos);
}

TEST_CASE_FIXTURE(Accounts, "form keys of another node's sealing key are worth nothing here") {
    auto const other_key = crypto::SealingKey::from_hex(std::string(64, 'b')).value();
    server::members::Registry const other_registry{{other_key, entropy}, registry.passwords, {}};
    server::SignIns const others{north.node, other_registry};
    auto const token = begin("ada").value();

    CHECK_FALSE(sign_ins.form_key_fits(token, others.form_key(token)));
    CHECK_FALSE(others.member_of(token));
}
