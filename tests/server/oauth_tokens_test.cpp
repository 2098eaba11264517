// Tokens: from the code to the last call, renewed, looked at and given back.
#include "server/members/accounts.hpp"
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"
#include "tests/server/required_members.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct HoldingTokens : OAuthFront {
    // Whether a token still opens the one door that every member's token opens.
    bool is_good(std::string const& token) { return tokens.bearer_of(token).has_value(); }

    std::string code(KnownProgram const& program) {
        auto asked = asking(program, callback, "read write");
        return code_for(ada, program.secret.empty() ? with_challenge(asked) : asked);
    }

    Fields renewing(std::string const& refresh) const {
        return {{"grant_type", "refresh_token"}, {"refresh_token", refresh}, {"client_id", heron.id}};
    }

    KnownProgram elephant = add_app();
    KnownProgram heron = add_public_program();
};

std::string text(federation::Json const& json, std::string_view name) {
    return std::string{federation::text_member(json.root(), name)};
}

}  // namespace

TEST_CASE_FIXTURE(HoldingTokens, "a program with a secret gets what clients of the Mastodon API read, and it lasts") {
    auto const response = call("/oauth/token", bringing(elephant, code(elephant), callback));
    auto const json = document_of(response);

    check_required(json.root(), "token");
    CHECK(text(json, "token_type") == "Bearer");
    CHECK(text(json, "scope") == "read write");
    CHECK(text(json, "me") == "https://north.test/u/ada");
    auto const* const created = federation::member(json.root(), "created_at");
    REQUIRE(created != nullptr);
    CHECK(created->IsUint64());
    CHECK(created->GetUint64() == 1'788'256'800);
    CHECK_FALSE(shows(response, "refresh_token"));
    CHECK_FALSE(shows(response, "expires_in"));
    CHECK(response.field("cache-control") == "private, no-store");
    CHECK(response.field("access-control-allow-origin") == "*");

    village.clock.pass(std::chrono::hours{24 * 400});
    CHECK(is_good(text(json, "access_token")));
}

TEST_CASE_FIXTURE(HoldingTokens, "a code is taken back as a form, as JSON, in the query, and with the Basic scheme") {
    auto const json = [&](Fields const& fields) {
        std::string body;
        for (auto const& [name, value] : fields) body += (body.empty() ? "{\"" : ",\"") + name + "\":\"" + value + '"';
        return body + "}";
    };
    CHECK(call_json("/oauth/token", json(bringing(elephant, code(elephant), callback))).status() == 200);
    CHECK(call("/oauth/token?" + encoded(bringing(elephant, code(elephant), callback)), {}).status() == 200);
    auto const pair = elephant.id + ":" + elephant.secret;
    auto const basic = "Basic " + crypto::to_base64(crypto::bytes_of(pair));
    auto const bare = without(without(bringing(elephant, code(elephant), callback), "client_secret"), "client_id");
    CHECK(call("/oauth/token", bare, basic).status() == 200);
}

TEST_CASE_FIXTURE(HoldingTokens, "a secret may be missing where a challenge proves more") {
    auto const asked = with_challenge(asking(elephant, callback, "read"));
    auto const fields = with(
        without(bringing(elephant, code_for(ada, asked), callback), "client_secret"),
        "code_verifier",
        std::string{verifier}
    );
    CHECK(call("/oauth/token", fields).status() == 200);
}

TEST_CASE_FIXTURE(HoldingTokens, "a code that is typed is good for ten minutes, one that is sent for one") {
    auto const typed = [&] { return code_for(ada, asking(elephant, out_of_band, "read")); };
    auto const first = typed(), second = typed(), sent = code(elephant), late = code(elephant);

    village.clock.pass(std::chrono::seconds{60});
    CHECK(call("/oauth/token", bringing(elephant, sent, callback)).status() == 200);
    village.clock.pass(std::chrono::milliseconds{1});
    CHECK(member_of(call("/oauth/token", bringing(elephant, late, callback)), "error") == "invalid_grant");
    village.clock.pass(std::chrono::seconds{539});
    CHECK(call("/oauth/token", bringing(elephant, first, out_of_band)).status() == 200);
    village.clock.pass(std::chrono::seconds{1});
    CHECK(member_of(call("/oauth/token", bringing(elephant, second, out_of_band)), "error") == "invalid_grant");
}

TEST_CASE_FIXTURE(HoldingTokens, "a code is good once, and the second use ends what the first one gave") {
    auto const fields = bringing(elephant, code(elephant), callback);
    auto const token = member_of(call("/oauth/token", fields), "access_token");
    auto const other = token_for(elephant);
    REQUIRE(is_good(token));

    CHECK(member_of(call("/oauth/token", fields), "error") == "invalid_grant");
    CHECK_FALSE(is_good(token));
    CHECK(is_good(other));
}

TEST_CASE_FIXTURE(HoldingTokens, "a program without a secret renews its token, and the former one ends") {
    auto const first = leave_for(heron);
    CHECK(federation::member(first.root(), "expires_in")->GetUint64() == 86'400);

    auto const second = document_of(call("/oauth/token", renewing(text(first, "refresh_token"))));
    CHECK(text(second, "scope") == "read write");
    CHECK(text(second, "refresh_token") != text(first, "refresh_token"));
    CHECK_FALSE(is_good(text(first, "access_token")));
    CHECK(is_good(text(second, "access_token")));

    village.clock.pass(std::chrono::hours{24});
    CHECK_FALSE(is_good(text(second, "access_token")));
    CHECK(call("/oauth/token", renewing(text(second, "refresh_token"))).status() == 200);
}

TEST_CASE_FIXTURE(HoldingTokens, "a refresh token that comes twice ends the whole leave") {
    auto const first = leave_for(heron);
    auto const second = document_of(call("/oauth/token", renewing(text(first, "refresh_token"))));

    auto const again = call("/oauth/token", renewing(text(first, "refresh_token")));
    CHECK(again.status() == 400);
    CHECK(member_of(again, "error") == "invalid_grant");
    CHECK_FALSE(is_good(text(second, "access_token")));
    CHECK(call("/oauth/token", renewing(text(second, "refresh_token"))).status() == 400);
}

TEST_CASE_FIXTURE(HoldingTokens, "a renewed token may be narrower, and the leave stays as wide as it was") {
    auto const first = leave_for(heron);
    auto const narrow =
        document_of(call("/oauth/token", with(renewing(text(first, "refresh_token")), "scope", "read")));
    CHECK(text(narrow, "scope") == "read");
    CHECK_FALSE(tokens.bearer_of(text(narrow, "access_token"))->may("write"));

    auto const wide = document_of(call("/oauth/token", renewing(text(narrow, "refresh_token"))));
    CHECK(text(wide, "scope") == "read write");
    auto const wider = call("/oauth/token", with(renewing(text(wide, "refresh_token")), "scope", "read write push"));
    CHECK(member_of(wider, "error") == "invalid_scope");
    CHECK(is_good(text(wide, "access_token")));
}

TEST_CASE_FIXTURE(HoldingTokens, "a program acts for itself with a token that is nobody's") {
    auto const response = call(
        "/oauth/token",
        {{"grant_type", "client_credentials"},
         {"client_id", elephant.id},
         {"client_secret", elephant.secret},
         {"scope", "read"}}
    );
    CHECK(response.status() == 200);
    CHECK_FALSE(shows(response, "\"me\""));
    auto const bearer = tokens.bearer_of(member_of(response, "access_token"));
    REQUIRE(bearer);
    CHECK_FALSE(bearer->member);
    CHECK(bearer->scopes == "read");
}

TEST_CASE_FIXTURE(HoldingTokens, "a program gives a token back, and all of its leave ends") {
    auto const leave = leave_for(heron);
    Fields const giving{{"token", text(leave, "refresh_token")}, {"client_id", heron.id}};

    auto const given = call("/oauth/revoke", giving);
    CHECK(given.status() == 200);
    CHECK(given.body() == "{}");
    CHECK_FALSE(is_good(text(leave, "access_token")));
    CHECK(call("/oauth/revoke", giving).status() == 200);

    auto const token = token_for(elephant);
    auto const response =
        call("/oauth/revoke", {{"token", token}, {"client_id", elephant.id}, {"client_secret", elephant.secret}});
    CHECK(response.status() == 200);
    CHECK_FALSE(is_good(token));
    CHECK(read("/oauth/userinfo", token).status() == 401);
}

TEST_CASE_FIXTURE(HoldingTokens, "a program asks what its token is, and learns nothing of others'") {
    auto const token = token_for(elephant);
    auto const asking_about = [&](KnownProgram const& program, std::string const& what) {
        return call(
            "/oauth/introspect", {{"token", what}, {"client_id", program.id}, {"client_secret", program.secret}}
        );
    };
    auto const known = answer_of(asking_about(elephant, token));
    CHECK(federation::member(known.root(), "active")->GetBool());
    CHECK(text(known, "me") == "https://north.test/u/ada");
    CHECK(text(known, "scope") == "read write");
    CHECK(text(known, "client_id") == elephant.id);

    CHECK(asking_about(add_app(), token).body() == R"({"active":false})");
    CHECK(asking_about(heron, token).body() == R"({"active":false})");
    CHECK(asking_about(elephant, "nonsense").body() == R"({"active":false})");
    CHECK(asking_about({elephant.id, ""}, token).status() == 401);
    CHECK(asking_about({elephant.id, "nonsense"}, token).status() == 401);
}

TEST_CASE_FIXTURE(HoldingTokens, "who a member is, is told to programs with leave for that") {
    auto const heard = read("/oauth/userinfo", token_for(heron, "profile"));
    CHECK(member_of(heard, "sub") == "https://north.test/u/ada");
    CHECK(member_of(heard, "preferred_username") == "ada");
    CHECK(read("/oauth/userinfo", token_for(heron, "read")).status() == 403);
}

TEST_CASE_FIXTURE(HoldingTokens, "the tokens of an account that is closed are good for nothing") {
    auto const leave = leave_for(heron, "profile");
    auto const bringing_late = bringing(elephant, code(elephant), callback);
    close_account("ada");

    CHECK(read("/oauth/userinfo", text(leave, "access_token")).status() == 401);
    CHECK(call("/oauth/token", renewing(text(leave, "refresh_token"))).status() == 400);
    CHECK(member_of(call("/oauth/token", bringing_late), "error") == "invalid_grant");
}

TEST_CASE_FIXTURE(HoldingTokens, "no code, secret or token is on disk as it is") {
    auto const brought = code(heron), waiting = code(elephant);
    auto const leave = document_of(call("/oauth/token", bringing(heron, brought, callback)));
    std::string stored;
    for (auto const& file : std::filesystem::recursive_directory_iterator{north.settings.node.data}) {
        if (!file.is_regular_file()) continue;
        std::ifstream in{file.path(), std::ios::binary};
        stored.append(std::istreambuf_iterator<char>{in}, {});
    }
    REQUIRE(stored.find(elephant.id) != std::string::npos);
    for (auto const& secret :
         {brought, waiting, elephant.secret, text(leave, "access_token"), text(leave, "refresh_token")}) {
        REQUIRE(secret.size() == 43);
        CHECK(stored.find(secret) == std::string::npos);
        auto const raw = crypto::from_base64url(secret).value();
        CHECK(stored.find(crypto::text_of(raw)) == std::string::npos);
    }
}

TEST_CASE_FIXTURE(HoldingTokens, "one place asks for 600 tokens in fifteen minutes, and then waits") {
    for (int i = 0; i < 600; ++i) REQUIRE(call("/oauth/token", {}).status() == 400);

    for (std::string const target : {"/oauth/token", "/oauth/revoke", "/oauth/introspect"}) {
        auto const response = call(target, {});
        CHECK(response.status() == 429);
        CHECK(response.field("retry-after") == "900");
        CHECK(is_json(response));
    }
}

TEST_CASE_FIXTURE(HoldingTokens, "a code ends with all other access of its member, and nobody else's does (R16)") {
    static_cast<void>(add_person("ben"));
    auto ben = Browser::of(*this, "ben");
    auto const hers = code(elephant), his = code_for(ben, asking(elephant, callback, "read write"));

    storage::Store::Change<storage::Nothing> const another_password = [](auto& tx, auto& tables) {
        return server::members::change_account(tx, tables, "ada", [](auto& record) { record.password = "another"; });
    };
    REQUIRE(north.node.store.write_now(another_password));

    CHECK(member_of(call("/oauth/token", bringing(elephant, hers, callback)), "error") == "invalid_grant");
    CHECK(call("/oauth/token", bringing(elephant, his, callback)).status() == 200);
}

TEST_CASE_FIXTURE(
    HoldingTokens, "who a token acts for is asked as often as anything else; tokens have a measure of their own"
) {
    auto const token = token_for(heron, "profile");
    for (int i = 0; i < 300; ++i) REQUIRE(read("/oauth/userinfo", token).status() == 200);

    CHECK(read("/oauth/userinfo", token).status() == 429);
    CHECK(member_of(call("/oauth/token", bringing(elephant, code(elephant), callback)), "token_type") == "Bearer");
}
