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

// Workers between whose jobs something else happens.
class InterruptedWorkers final : public federation::Workers {
public:
    boost::asio::awaitable<void> run(std::function<void()> work) override {
        work();
        if (++jobs_ == after) meanwhile();
        co_return;
    }

    unsigned after = 0;
    std::function<void()> meanwhile;

private:
    unsigned jobs_ = 0;
};

// The cost of hashes was raised, so each check of a password is followed by the making of a new hash.
struct RaisedCost : Accounts {
    RaisedCost() {
        workers.meanwhile = [this] { keep(another); };
    }

    void keep(std::string const& hash) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            auto account = *tables.accounts.get(tx, "ada");
            account.password = hash;
            tables.accounts.put(tx, "ada", account);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    std::string kept() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return tables.accounts.get(tx, "ada")->password;
        });
    }

    Result<std::string> begin() { return village.run(slower.begin("ada", std::string{password}, "a browser")); }

    static constexpr crypto::PasswordCost cost{2, std::size_t{8} << 10};
    InterruptedWorkers workers;
    server::members::Registry raised{{key, entropy}, server::members::Passwords{workers, cost}, {}};
    server::SignIns slower{north.node, raised};
    std::string current = crypto::hash_password(password, cost);
    std::string another = crypto::hash_password("another one altogether", cost);
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

TEST_CASE_FIXTURE(RaisedCost, "a hash that costs too little is made anew when its password comes") {
    auto const before = kept();
    CHECK(begin());
    CHECK(kept() != before);
    CHECK_FALSE(raised.passwords.is_outdated(kept()));
    CHECK(begin());
    CHECK(sessions() == 2);
}

TEST_CASE_FIXTURE(RaisedCost, "a password that is reset while its hash is made anew stays reset, and lets nobody in") {
    workers.after = 2;  // the check, the new hash
    auto const begun = begin();
    REQUIRE_FALSE(begun);
    CHECK(begun.error().reason() == Reason::forged);
    CHECK(kept() == another);
    CHECK(sessions() == 0);
}

TEST_CASE_FIXTURE(RaisedCost, "a password that is reset while it is checked lets nobody in any more") {
    workers.after = 1;
    SUBCASE("and its hash cost too little") {}
    SUBCASE("and its hash was as it should be") {
        keep(current);
    }
    auto const begun = begin();
    REQUIRE_FALSE(begun);
    CHECK(begun.error().reason() == Reason::forged);
    CHECK(kept() == another);
    CHECK(sessions() == 0);
}
