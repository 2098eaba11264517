// Register care: what strangers and former members leave in the registers of programs and tokens does not stay.
#include "server/oauth/grants.hpp"
#include "server/oauth/register_care.hpp"
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace oauth = server::oauth;

namespace {

struct Registers : OAuthFront {
    void round() { static_cast<void>(village.run(rounded(app))); }

    static boost::asio::awaitable<bool> rounded(server::App const& app) {
        co_await oauth::forget_unused(app);
        co_return true;
    }

    bool knows(KnownProgram const& program) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.apps.contains(tx, program.id);
        });
    }

    std::pair<std::uint64_t, std::uint64_t> tokens_kept() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return std::pair{tables.tokens.size(tx), tables.tokens_of.size(tx)};
        });
    }

    server::Response own_token(KnownProgram const& program) {
        return call(
            "/oauth/token",
            {{"grant_type", "client_credentials"}, {"client_id", program.id}, {"client_secret", program.secret}}
        );
    }
};

using Kept = std::pair<std::uint64_t, std::uint64_t>;

}  // namespace

TEST_CASE_FIXTURE(Registers, "a program that no member let in within a day is forgotten, one that was let in is not") {
    auto const unused = add_app(), used = add_app(), open = add_public_program();
    static_cast<void>(token_for(used));
    village.clock.pass(24h - 1ms);
    round();
    CHECK(knows(unused));

    village.clock.pass(1ms);
    round();
    CHECK_FALSE(knows(unused));
    CHECK_FALSE(knows(open));
    CHECK(knows(used));
    village.clock.pass(std::chrono::days{400});
    round();
    CHECK(knows(used));
}

TEST_CASE_FIXTURE(Registers, "a program that a member let in stays, also after the member took it back") {
    auto const program = add_app();
    auto const token = token_for(program);
    REQUIRE(
        call(
            "/oauth/revoke", {{"token", token}, {"client_id", program.id}, {"client_secret", program.secret}}
        ).status() == 200
    );
    village.clock.pass(48h);
    round();
    CHECK(knows(program));
}

TEST_CASE_FIXTURE(Registers, "a program's own token is good for a day, and says so") {
    auto const program = add_app();
    auto const response = own_token(program);
    CHECK(federation::member(answer_of(response).root(), "expires_in")->GetUint64() == 86'400);
    auto const token = member_of(response, "access_token");

    village.clock.pass(24h - 1ms);
    CHECK(tokens.bearer_of(token));
    village.clock.pass(1ms);
    CHECK_FALSE(tokens.bearer_of(token));
    CHECK(tokens.bearer_of(member_of(own_token(program), "access_token")));
}

TEST_CASE_FIXTURE(Registers, "tokens that are over are erased, and then the program that only had its own") {
    auto const program = add_app();
    for (int i = 0; i < 5; ++i) REQUIRE(own_token(program).status() == 200);
    village.clock.pass(23h);
    REQUIRE(own_token(program).status() == 200);
    CHECK(tokens_kept() == Kept{6, 6});

    village.clock.pass(1h);
    round();
    CHECK(tokens_kept() == Kept{1, 1});
    CHECK(knows(program));  // it holds one
    village.clock.pass(23h);
    round();
    CHECK(tokens_kept() == Kept{0, 0});
    CHECK_FALSE(knows(program));
}

TEST_CASE_FIXTURE(Registers, "a leave that is renewed loses nothing, and one that ran out is erased") {
    auto const program = add_public_program();
    auto const leave = leave_for(program);
    auto const refresh = std::string{federation::text_member(leave.root(), "refresh_token")};
    village.clock.pass(std::chrono::days{29});
    round();
    CHECK(tokens_kept() == Kept{1, 1});  // the refresh token
    REQUIRE(
        call(
            "/oauth/token", {{"grant_type", "refresh_token"}, {"refresh_token", refresh}, {"client_id", program.id}}
        ).status() == 200
    );
    village.clock.pass(oauth::refresh_lasts);
    round();
    CHECK(tokens_kept() == Kept{0, 0});
}
