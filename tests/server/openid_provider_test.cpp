// What a provider says of itself and how it is asked: bad descriptions, keys that change, tokens that it does not give.
#include "crypto/http_text.hpp"
#include "tests/printing.hpp"
#include "tests/server/lying_provider.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::openid::Granted;

namespace {

constexpr char const* description_path = "/.well-known/openid-configuration";

struct AskingProvider : SchoolFront {
    AskingProvider() { provider.sends("tom", {"Staff"}); }

    Result<std::string> address() { return village.run(asked.authorization_address("s", "n", "c")); }
    Result<Granted> redeem() {
        provider.nonce = "n";
        return village.run(asked.redeem("the code", "the verifier", "n"));
    }
    Result<Granted> renew() {
        provider.nonce.clear();
        return village.run(asked.renew("an old one"));
    }
    void turn_down(unsigned status, std::string const& body) {
        provider.answer = document("application/json", body);
        provider.answer->status = status;
    }
};

Reason reason_of(Result<Granted> const& result) {
    REQUIRE_FALSE(result);
    return result.error().reason();
}

}  // namespace

TEST_CASE_FIXTURE(AskingProvider, "a description that cannot be right leads nobody anywhere") {
    std::string const wrong[][2] = {
        {"issuer", ""},
        {"issuer", R"("https://login.test/")"},
        {"issuer", R"("https://evil.test")"},
        {"issuer", R"(["https://login.test"])"},
        {"authorization_endpoint", ""},
        {"authorization_endpoint", R"("http://login.test/authorize")"},
        {"authorization_endpoint", R"j("javascript:alert(1)")j"},
        {"authorization_endpoint", R"("https://login.test/a\r\nSet-Cookie: x=y")"},
        {"authorization_endpoint", R"("https:///authorize")"},
        {"token_endpoint", ""},
        {"token_endpoint", R"("http://login.test/token")"},
        {"token_endpoint", R"("file:///etc/passwd")"},
        {"token_endpoint", "7"},
        {"jwks_uri", ""},
        {"jwks_uri", R"("http://login.test/keys")"},
        {"jwks_uri", R"("/keys")"}};
    for (auto const& [name, value] : wrong) {
        CAPTURE(name);
        CAPTURE(value);
        auto const before = provider.description;
        provider.description[name] = value;
        CHECK_FALSE(address());
        CHECK_FALSE(redeem());
        CHECK(provider.asked("/token") == 0);
        CHECK(provider.asked("/keys") == 0);
        provider.description = before;
        village.pass(11s);
    }
    CHECK(address());
}

TEST_CASE_FIXTURE(AskingProvider, "a description that is none, or none at all") {
    for (auto const* const text :
         {"", "[]", "<html>", "{\"issuer\":", R"({"issuer":"a","issuer":"https://login.test"})"}) {
        village.scripted["login.test"] = [&](auto const&) { return document("application/json", text); };
        CHECK_FALSE(address());
        village.pass(11s);
    }
    village.scripted["login.test"] = [](auto const&) {
        auto response = status(302);
        response.fields.push_back({"Location", "https://evil.test/"});
        return response;
    };
    CHECK(address().error().reason() == Reason::unreachable);
}

TEST_CASE_FIXTURE(AskingProvider, "the description is asked for once a day, and after trouble not by every guest") {
    CHECK(address());
    CHECK(address());
    CHECK(provider.asked(description_path) == 1);
    village.pass(24h);
    provider.description["issuer"] = R"("https://evil.test")";
    for (int i = 0; i < 20; ++i) CHECK(address().error().reason() == Reason::foreign);
    CHECK(provider.asked(description_path) == 2);
    village.pass(10s);
    provider.description["issuer"] = R"("https://login.test")";
    CHECK(address());
}

TEST_CASE_FIXTURE(AskingProvider, "yesterday's description is good while the place of it answers nothing") {
    CHECK(redeem());
    village.scripted["login.test"] = [usual = village.scripted["login.test"]](auto const& request) {
        return request.target == description_path ? status(500) : usual(request);
    };
    village.pass(24h);
    CHECK(address());
    CHECK(redeem());
    village.pass(10s);
    CHECK(redeem());
}

TEST_CASE_FIXTURE(AskingProvider, "the secret goes where the provider wants it") {
    CHECK(redeem());
    auto const in_form = provider.last("/token");
    CHECK(in_form.body.find("client_secret=secret%20%26%20more") != std::string::npos);
    CHECK(in_form.body.find("code_verifier=the%20verifier") != std::string::npos);
    CHECK(crypto::field_value(in_form.fields, "Authorization").empty());

    for (auto const* const methods : {"", R"(["client_secret_basic","private_key_jwt"])"}) {
        provider.description["token_endpoint_auth_methods_supported"] = methods;
        village.pass(24h);
        CHECK(redeem());
        auto const in_field = provider.last("/token");
        CHECK(in_field.body.find("client_secret") == std::string::npos);
        auto const right = "Basic " + crypto::to_base64(crypto::bytes_of("collegium:secret%20%26%20more"));
        CHECK(crypto::field_value(in_field.fields, "Authorization") == right);
    }
}

TEST_CASE_FIXTURE(AskingProvider, "Google is asked in its own way for a token that can be renewed") {
    north.settings.openid.issuer = "https://accounts.google.com";
    provider.description["issuer"] = R"("https://accounts.google.com")";
    village.scripted["accounts.google.com"] = village.scripted["login.test"];
    CHECK(address()->find("&access_type=offline&prompt=consent") != std::string::npos);
    auto const anew = village.run(asked.authorization_address("s", "n", "c", true)).value();
    CHECK(count(anew, "prompt=") == 1);
    CHECK(anew.find("max_age") == std::string::npos);
}

TEST_CASE_FIXTURE(AskingProvider, "a new key is looked for, once a minute at most") {
    CHECK(redeem());
    CHECK(provider.asked("/keys") == 1);
    provider.keys = {jwk_of(provider_key(), "two")};
    provider.head["kid"] = R"("two")";
    CHECK(reason_of(redeem()) == Reason::unknown_key);
    CHECK(provider.asked("/keys") == 1);
    village.pass(1min);
    CHECK(redeem());
    CHECK(provider.asked("/keys") == 2);
}

TEST_CASE_FIXTURE(AskingProvider, "a key that was replaced under the same name is looked for as well") {
    static auto const old = crypto::RsaPrivateKey::generate();
    provider.keys = {jwk_of(old, "one")};
    CHECK(reason_of(redeem()) == Reason::forged);
    provider.keys = {jwk_of(provider_key(), "one")};
    village.pass(1min);
    CHECK(redeem());
}

TEST_CASE_FIXTURE(AskingProvider, "keys that did not come are no reason to turn the next one away") {
    auto const right = provider.keys;
    provider.description["jwks_uri"] = R"("https://login.test/nothing")";
    CHECK(reason_of(redeem()) == Reason::unreachable);
    CHECK(reason_of(redeem()) == Reason::unreachable);
    CHECK(provider.asked("/nothing") == 2);
}

TEST_CASE_FIXTURE(AskingProvider, "a token that is turned down, and a node that is, are different things") {
    for (unsigned const code : {400u, 401u}) {
        turn_down(code, R"({"error":"invalid_grant","error_description":"x"})");
        CHECK(reason_of(renew()) == Reason::not_allowed);
        CHECK(reason_of(redeem()) == Reason::stale);
    }
    turn_down(400, R"({"error":"interaction_required"})");
    CHECK(reason_of(renew()) == Reason::not_signed_in);
    for (auto const* const error : {"invalid_client", "unauthorized_client", "invalid_scope", "something else", ""}) {
        turn_down(401, "{\"error\":\"" + std::string{error} + "\"}");
        CHECK(reason_of(renew()) == Reason::unavailable);
    }
    turn_down(401, "<html>no</html>");
    CHECK(reason_of(renew()) == Reason::unavailable);
    for (unsigned const code : {302u, 404u, 429u, 500u, 503u}) {
        turn_down(code, R"({"error":"invalid_grant"})");
        CHECK(reason_of(renew()) == Reason::unreachable);
    }
    provider.up = false;
    CHECK(reason_of(renew()) == Reason::unreachable);
}

TEST_CASE_FIXTURE(AskingProvider, "an answer without a token, or with one that is none, is refused") {
    for (auto const* const body : {"{}", R"({"id_token":7})", R"({"id_token":"a.b.c"})", "[]", "", "{"}) {
        turn_down(200, body);
        CHECK(reason_of(redeem()) == Reason::malformed);
    }
}

TEST_CASE_FIXTURE(AskingProvider, "what a renewal says is checked like a sign-in, but for the nonce that it has not") {
    CHECK(renew()->identity.subject == "tom");
    CHECK(renew()->refresh_token == "refresh token of tom");
    provider.claims["aud"] = R"("another")";
    CHECK(reason_of(renew()) == Reason::forged);
}
