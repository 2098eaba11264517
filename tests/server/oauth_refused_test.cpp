// What must never lead to a token (security W10, RFC 9700): every attack that the list names, as a row.
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"

#include <functional>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Refused : OAuthFront {
    KnownProgram heron = add_public_program();
    KnownProgram elephant = add_app("read write");
};

// What a program asks for, bent in one way.
struct BentRequest {
    std::string_view what;
    std::function<Fields(Fields)> bend;
    std::string_view error;  // that goes back to the program; empty: a page, and nothing goes anywhere
};

auto setting(std::string name, std::string value) {
    return [=](Fields fields) { return with(std::move(fields), name, value); };
}

auto leaving_out(std::string name) {
    return [=](Fields fields) { return without(std::move(fields), name); };
}

auto twice(std::string name, std::string value) {
    return [=](Fields fields) {
        fields.emplace_back(name, value);
        return fields;
    };
}

std::vector<BentRequest> const bent_requests{
    {"an unknown program", setting("client_id", "nobody"), ""},
    {"no program", leaving_out("client_id"), ""},
    {"two programs", twice("client_id", "nobody"), ""},
    {"an id that is no key", setting("client_id", std::string(3000, 'a')), ""},
    {"an id with bytes of its own", setting("client_id", "a\x01\x7F"), ""},
    {"no address", leaving_out("redirect_uri"), ""},
    {"two addresses", twice("redirect_uri", "https://evil.test/"), ""},
    {"another site", setting("redirect_uri", "https://evil.test/callback"), ""},
    {"a site below", setting("redirect_uri", "https://app.example.evil.test/callback"), ""},
    {"a site above", setting("redirect_uri", "https://www.app.example/callback"), ""},
    {"another path", setting("redirect_uri", "https://app.example/callback/../open"), ""},
    {"a longer path", setting("redirect_uri", "https://app.example/callback/"), ""},
    {"a query", setting("redirect_uri", "https://app.example/callback?next=https://evil.test"), ""},
    {"a fragment", setting("redirect_uri", "https://app.example/callback#"), ""},
    {"another port", setting("redirect_uri", "https://app.example:444/callback"), ""},
    {"another case", setting("redirect_uri", "https://APP.example/callback"), ""},
    {"a user", setting("redirect_uri", "https://app.example@evil.test/callback"), ""},
    {"no TLS", setting("redirect_uri", "http://app.example/callback"), ""},
    {"a script", setting("redirect_uri", "javascript:alert(1)"), ""},
    {"a typed code that it did not register for", setting("redirect_uri", std::string{out_of_band}), ""},
    {"no response_type", leaving_out("response_type"), "invalid_request"},
    {"the implicit grant", setting("response_type", "token"), "unsupported_response_type"},
    {"a hybrid grant", setting("response_type", "code token"), "unsupported_response_type"},
    {"an id token", setting("response_type", "id_token"), "unsupported_response_type"},
    {"an answer in the fragment", setting("response_mode", "fragment"), "invalid_request"},
    {"a request object", setting("request", "e30."), "request_not_supported"},
    {"a request elsewhere", setting("request_uri", "https://evil.test/"), "request_uri_not_supported"},
    {"no challenge", leaving_out("code_challenge"), "invalid_request"},
    {"no challenge at all",
     [](Fields fields) { return without(without(std::move(fields), "code_challenge"), "code_challenge_method"); },
     "invalid_request"},
    {"a plain challenge", setting("code_challenge_method", "plain"), "invalid_request"},
    {"a challenge of no method", leaving_out("code_challenge_method"), "invalid_request"},
    {"a short challenge", setting("code_challenge", "abc"), "invalid_request"},
    {"a padded challenge", setting("code_challenge", std::string{challenge} + "="), "invalid_request"},
    {"two challenges", twice("code_challenge", std::string{challenge}), "invalid_request"},
    {"an unknown scope", setting("scope", "read everything"), "invalid_scope"},
    {"an operator's scope that it did not register for", setting("scope", "admin:partners"), "invalid_scope"},
    {"two scopes parameters", twice("scope", "read"), "invalid_request"},
};

// How a code is brought back, bent in one way.
struct BentReturn {
    std::string_view what;
    std::function<Fields(Fields)> bend;
    unsigned status;
    std::string_view error;
};

std::vector<BentReturn> const bent_returns{
    {"no grant", leaving_out("grant_type"), 400, "invalid_request"},
    {"the password grant", setting("grant_type", "password"), 400, "unsupported_grant_type"},
    {"the implicit grant", setting("grant_type", "implicit"), 400, "unsupported_grant_type"},
    {"two grants", twice("grant_type", "client_credentials"), 400, "invalid_request"},
    {"no code", leaving_out("code"), 400, "invalid_request"},
    {"another code", setting("code", "nonsense"), 400, "invalid_grant"},
    {"two codes", twice("code", "nonsense"), 400, "invalid_request"},
    {"no program", leaving_out("client_id"), 401, "invalid_client"},
    {"an unknown program", setting("client_id", "nobody"), 401, "invalid_client"},
    {"a secret where there is none", setting("client_secret", "nonsense"), 401, "invalid_client"},
    {"no verifier", leaving_out("code_verifier"), 400, "invalid_grant"},
    {"another verifier", setting("code_verifier", std::string(43, 'a')), 400, "invalid_grant"},
    {"the challenge as verifier", setting("code_verifier", std::string{challenge}), 400, "invalid_grant"},
    {"two verifiers", twice("code_verifier", std::string{verifier}), 400, "invalid_request"},
    {"no address", leaving_out("redirect_uri"), 400, "invalid_grant"},
    {"another address", setting("redirect_uri", "https://app.example/other"), 400, "invalid_grant"},
    {"a client's own token", setting("grant_type", "client_credentials"), 400, "unauthorized_client"},
    {"a code for a refresh token", setting("grant_type", "refresh_token"), 400, "invalid_request"},
};

}  // namespace

TEST_CASE_FIXTURE(Refused, "a request that is bent leads nowhere that the program did not name before") {
    auto const good = with_challenge(asking(heron, callback, "read write"));
    REQUIRE(ada.get(authorize(good)).status() == 200);

    for (auto const& [what, bend, error] : bent_requests) {
        INFO(what);
        auto const target = authorize(bend(good));
        for (auto const& response : {ada.get(target), ada.submit(target, {{"decision", "allow"}})}) {
            CHECK(answered(response, "code").empty());
            if (error.empty()) {
                CHECK(response.status() == 400);
                CHECK(is_page(response));
                CHECK(response.field("location").empty());
            } else {
                CHECK(response.status() == 303);
                CHECK(response.field("location").starts_with("https://app.example/callback?error="));
                CHECK(answered(response, "error") == error);
                CHECK(answered(response, "state") == "s t&te");
                CHECK(answered(response, "iss") == "https://north.test:8443");
            }
        }
    }
}

TEST_CASE_FIXTURE(Refused, "a query that cannot be read leads nowhere") {
    for (std::string const query : {"", "%zz=1", "client_id=%C3", "client_id=a%00"}) {
        INFO(query);
        CHECK(ada.get("/oauth/authorize?" + query).status() == 400);
    }
}

TEST_CASE_FIXTURE(Refused, "a code that is brought back in another way than it was asked for gives nothing") {
    auto const asked = with_challenge(asking(heron, callback, "read write"));
    for (auto const& [what, bend, status, error] : bent_returns) {
        INFO(what);
        auto const fields = bringing(heron, code_for(ada, asked), callback);
        auto const response = call("/oauth/token", bend(fields));
        CHECK(response.status() == status);
        CHECK(member_of(response, "error") == error);
        CHECK_FALSE(member_of(response, "error_description").empty());
        CHECK_FALSE(shows(response, "access_token"));
        CHECK(response.field("cache-control") == "private, no-store");
        if (status == 401) CHECK(response.field("www-authenticate").starts_with("Basic "));
    }
}

TEST_CASE_FIXTURE(Refused, "another program cannot use a code, nor one that keeps its secret to itself") {
    auto const asked = asking(elephant, callback, "read");
    auto const fields = [&] { return bringing(elephant, code_for(ada, asked), callback); };
    auto const other = add_app();

    CHECK(member_of(call("/oauth/token", without(fields(), "client_secret")), "error") == "invalid_grant");
    CHECK(member_of(call("/oauth/token", with(fields(), "client_secret", "nonsense")), "error") == "invalid_client");
    CHECK(member_of(call("/oauth/token", with(fields(), "client_secret", other.secret)), "error") == "invalid_client");
    auto const stolen = with(with(fields(), "client_id", other.id), "client_secret", other.secret);
    CHECK(member_of(call("/oauth/token", stolen), "error") == "invalid_grant");
    auto const unasked = with(fields(), "code_verifier", std::string{verifier});
    CHECK(member_of(call("/oauth/token", unasked), "error") == "invalid_grant");
    CHECK(call("/oauth/token", fields()).status() == 200);
}

TEST_CASE_FIXTURE(Refused, "a secret is shown in one way, and a broken one opens nothing") {
    auto const asked = asking(elephant, callback, "read");
    auto const fields = bringing(elephant, code_for(ada, asked), callback);
    auto const basic = [](std::string const& text) { return "Basic " + crypto::to_base64(crypto::bytes_of(text)); };

    CHECK(
        member_of(call("/oauth/token", fields, basic(elephant.id + ":" + elephant.secret)), "error") ==
        "invalid_request"
    );
    auto const bare = without(fields, "client_secret");
    for (auto const& broken : {basic(elephant.id + ":nonsense"), basic("x"), basic("%zz:x"), std::string{"Basic !"}})
        CHECK(member_of(call("/oauth/token", bare, broken), "error") == "invalid_client");
    CHECK(member_of(call("/oauth/token", bare, basic(heron.id + ":")), "error") == "invalid_request");
}

TEST_CASE_FIXTURE(Refused, "a program never gets more than it registered for") {
    auto const asked = asking(elephant, callback, "read write follow");
    CHECK(answered(ada.get(authorize(asked)), "error") == "invalid_scope");

    Fields const itself{
        {"grant_type", "client_credentials"}, {"client_id", elephant.id}, {"client_secret", elephant.secret}};
    CHECK(member_of(call("/oauth/token", with(itself, "scope", "push")), "error") == "invalid_scope");
    CHECK(member_of(call("/oauth/token", with(itself, "scope", "everything")), "error") == "invalid_scope");
    CHECK(member_of(call("/oauth/token", without(itself, "client_secret")), "error") == "invalid_client");
}

TEST_CASE_FIXTURE(Refused, "a refresh token is no access token, and is its own program's only") {
    auto const leave = leave_for(heron, "profile");
    auto const refresh = std::string{federation::text_member(leave.root(), "refresh_token")};
    auto const access = std::string{federation::text_member(leave.root(), "access_token")};
    auto const other = add_public_program();
    auto const renewing = [&](KnownProgram const& program, std::string const& token) {
        return member_of(
            call(
                "/oauth/token", {{"grant_type", "refresh_token"}, {"client_id", program.id}, {"refresh_token", token}}
            ),
            "error"
        );
    };

    CHECK(read("/oauth/userinfo", refresh).status() == 401);
    CHECK(renewing(other, refresh) == "invalid_grant");
    CHECK(renewing(heron, access) == "invalid_grant");
    CHECK(renewing(heron, "") == "invalid_request");
    CHECK(renewing(heron, refresh).empty());
}

TEST_CASE_FIXTURE(Refused, "a token in the address opens nothing, nor does a code, a secret or a cookie") {
    auto const token = token_for(heron, "profile");
    auto const asked = asking(elephant, callback, "read");

    CHECK(get("/oauth/userinfo?access_token=" + token, "*/*").status() == 401);
    CHECK(get("/oauth/userinfo?bearer_token=" + token, "*/*").status() == 401);
    CHECK(ada.get("/oauth/userinfo", "*/*").status() == 401);
    CHECK(read("/oauth/userinfo", code_for(ada, asked)).status() == 401);
    CHECK(read("/oauth/userinfo", elephant.secret).status() == 401);
    CHECK(read("/oauth/userinfo", token).status() == 200);
}

TEST_CASE_FIXTURE(Refused, "a program gives back no tokens but its own") {
    auto const token = token_for(heron, "profile");
    auto const response =
        call("/oauth/revoke", {{"token", token}, {"client_id", elephant.id}, {"client_secret", elephant.secret}});

    CHECK(response.status() == 403);
    CHECK(member_of(response, "error") == "unauthorized_client");
    CHECK(call("/oauth/revoke", {{"token", token}}).status() == 401);
    CHECK(call("/oauth/revoke", {{"client_id", heron.id}}).status() == 400);
    CHECK(read("/oauth/userinfo", token).status() == 200);
}

TEST_CASE_FIXTURE(Refused, "tokens are given to POST only, and the page of consent is for browsers only") {
    CHECK(get("/oauth/token", "*/*").status() == 405);
    auto preflight = request_for(server::Method::options, "/oauth/authorize");
    preflight.fields.push_back({"Origin", "https://evil.test"});
    CHECK(answer(std::move(preflight)).field("access-control-allow-origin").empty());
    auto const page = ada.get(authorize(asking(elephant, callback, "read")));
    CHECK(page.field("access-control-allow-origin").empty());
    CHECK(page.field("content-security-policy").find("frame-ancestors 'none'") != std::string_view::npos);
}
