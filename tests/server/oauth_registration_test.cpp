// How programs become known, in whichever way they write it down.
#include "server/routes.hpp"
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"
#include "tests/server/required_members.hpp"

#include <array>

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::Response;

namespace {

struct RegisteringProgram : OAuthFront {
    Response call_multipart(std::string const& target, Fields const& fields) {
        auto request = request_for(Method::post, target);
        request.fields.push_back({"Content-Type", "multipart/form-data; boundary=x"});
        for (auto const& [name, value] : fields)
            request.body += "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        request.body += "--x--\r\n";
        return answer(std::move(request));
    }

    Fields elephant{
        {"client_name", "Elephant"},
        {"redirect_uris", "urn:ietf:wg:oauth:2.0:oob"},
        {"scopes", "read write follow push"},
        {"website", "https://app.example"}};
};

std::string first_redirect(Response const& response) {
    auto const json = answer_of(response);
    auto const all = federation::references(json.root(), "redirect_uris");
    return all.empty() ? "" : std::string{all.front()};
}

}  // namespace

TEST_CASE_FIXTURE(RegisteringProgram, "a form, a multipart form, JSON and the query register the same program") {
    auto const json =
        R"({"client_name":"Elephant","redirect_uris":["urn:ietf:wg:oauth:2.0:oob"],"scopes":"read write follow push",)"
        R"("website":"https://app.example"})";
    for (auto const& response :
         {call("/api/v1/apps", elephant),
          call("/api/v1/apps/", elephant),
          call_multipart("/api/v1/apps", elephant),
          call_json("/api/v1/apps", json),
          call("/api/v1/apps?" + encoded(elephant), {})}) {
        REQUIRE(response.status() == 200);
        check_required(answer_of(response).root(), "registered_application");
        CHECK(member_of(response, "name") == "Elephant");
        CHECK(member_of(response, "website") == "https://app.example");
        CHECK(member_of(response, "redirect_uri") == out_of_band);
        CHECK(first_redirect(response) == out_of_band);
        CHECK(member_of(response, "client_id").size() == 43);
        CHECK(member_of(response, "client_secret").size() == 43);
        CHECK(member_of(response, "vapid_key").empty());
        CHECK(shows(response, R"("vapid_key":"")"));
        CHECK(shows(response, R"("scopes":["read","write","follow","push"])"));
        CHECK(member_of(response, "id").find_first_not_of("0123456789") == std::string::npos);
        CHECK(response.field("cache-control") == "private, no-store");
    }
}

TEST_CASE_FIXTURE(
    RegisteringProgram, "several redirects come with line ends or as a list, and both forms are answered"
) {
    auto const lines = with(elephant, "redirect_uris", "https://app.example/a\nicecubesapp://");
    auto const list = R"({"client_name":"E","redirect_uris":["https://app.example/a","icecubesapp://"]})";

    for (auto const& response : {call("/api/v1/apps", lines), call_json("/api/v1/apps", list)}) {
        REQUIRE(response.status() == 200);
        CHECK(shows(response, R"("redirect_uris":["https://app.example/a","icecubesapp://"])"));
        CHECK(member_of(response, "redirect_uri") == "https://app.example/a\nicecubesapp://");
    }
}

TEST_CASE_FIXTURE(RegisteringProgram, "without scopes a program may ask to read, and without a website it has none") {
    auto const response = call("/api/v1/apps", without(without(elephant, "scopes"), "website"));

    CHECK(shows(response, R"("scopes":["read"])"));
    CHECK(shows(response, R"("website":null)"));
}

TEST_CASE_FIXTURE(RegisteringProgram, "what cannot be a program is refused with words") {
    auto const bad = std::to_array<std::pair<std::string, std::string>>(
        {{"client_name", ""},
         {"client_name", std::string(101, 'a')},
         {"client_name", "two\nlines"},
         {"redirect_uris", ""},
         {"redirect_uris", "http://app.example/"},
         {"redirect_uris", "javascript:alert(1)"},
         {"redirect_uris", "https://app.example/#x"},
         {"redirect_uris", "urn:ietf:wg:oauth:2.0:oob data:x"},
         {"scopes", "read everything"},
         {"scopes", "openid"},
         {"website", "javascript:alert(1)"}}
    );
    for (auto const& [name, value] : bad) {
        INFO(name << "=" << value);
        auto const response = call("/api/v1/apps", with(elephant, name, value));
        CHECK(response.status() == 422);
        CHECK(member_of(response, "error").starts_with("Validation failed: "));
    }
}

TEST_CASE_FIXTURE(RegisteringProgram, "a program with a token of its own reads what is known of it") {
    auto const program = add_app();
    auto const token = member_of(
        call(
            "/oauth/token",
            {{"grant_type", "client_credentials"}, {"client_id", program.id}, {"client_secret", program.secret}}
        ),
        "access_token"
    );

    auto const response = read("/api/v1/apps/verify_credentials", token);
    CHECK(response.status() == 200);
    check_required(answer_of(response).root(), "application");
    CHECK(member_of(response, "name") == "Elephant");
    CHECK_FALSE(shows(response, program.secret));
    CHECK(read("/api/v1/apps/verify_credentials", "nonsense").status() == 401);
    CHECK(get("/api/v1/apps/verify_credentials", "*/*").status() == 401);
}

TEST_CASE_FIXTURE(RegisteringProgram, "a program that registers by RFC 7591 is told what it has") {
    auto const open = call_json(
        "/oauth/register",
        R"({"client_name":"Heron","redirect_uris":["http://localhost/cb"],"token_endpoint_auth_method":"none"})"
    );
    CHECK(open.status() == 201);
    CHECK(member_of(open, "token_endpoint_auth_method") == "none");
    CHECK_FALSE(shows(open, "client_secret"));
    CHECK(shows(open, R"("grant_types":["authorization_code","refresh_token"])"));

    auto const closed = call_json("/oauth/register", R"({"redirect_uris":["https://app.example/cb"],"scope":"read"})");
    CHECK(closed.status() == 201);
    CHECK(member_of(closed, "client_secret").size() == 43);
    CHECK(member_of(closed, "scope") == "read");
}

TEST_CASE_FIXTURE(RegisteringProgram, "RFC 7591 has its own words for what is wrong") {
    auto const bad = std::to_array<std::pair<std::string, std::string>>(
        {{R"({"client_name":"Heron"})", "invalid_redirect_uri"},
         {R"({"redirect_uris":["http://app.example/"]})", "invalid_redirect_uri"},
         {R"({"redirect_uris":["https://app.example/"],"scope":"everything"})", "invalid_client_metadata"},
         {R"({"redirect_uris":["https://app.example/"],"grant_types":["password"]})", "invalid_client_metadata"},
         {R"({"redirect_uris":["https://app.example/"],"grant_types":["implicit"]})", "invalid_client_metadata"},
         {R"({"redirect_uris":["https://app.example/"],"response_types":["token"]})", "invalid_client_metadata"},
         {R"({"redirect_uris":["https://app.example/"],"token_endpoint_auth_method":"private_key_jwt"})",
          "invalid_client_metadata"}}
    );
    for (auto const& [json, error] : bad) {
        INFO(json);
        auto const response = call_json("/oauth/register", json);
        CHECK(response.status() == 400);
        CHECK(member_of(response, "error") == error);
        CHECK_FALSE(member_of(response, "error_description").empty());
    }
}

TEST_CASE_FIXTURE(RegisteringProgram, "one place registers sixty programs in fifteen minutes, and then waits") {
    for (int i = 0; i < 60; ++i) REQUIRE(call("/api/v1/apps", elephant).status() == 200);

    for (auto const& response : {call("/api/v1/apps", elephant), call_json("/oauth/register", "{}")}) {
        CHECK(response.status() == 429);
        CHECK(response.field("retry-after") == "900");
        CHECK(is_json(response));
    }
    village.clock.pass(std::chrono::minutes{15} + std::chrono::milliseconds{1});
    CHECK(call("/api/v1/apps", elephant).status() == 200);
}

TEST_CASE_FIXTURE(
    RegisteringProgram, "the metadata names addresses that are there, for scripts of other sites as well"
) {
    auto const response = get("/.well-known/oauth-authorization-server", "application/json");
    auto const json = document_of(response);
    auto const issuer = std::string{federation::text_member(json.root(), "issuer")};

    CHECK(issuer == "https://north.test:8443");
    CHECK(response.field("access-control-allow-origin") == "*");
    for (auto const* const name :
         {"authorization_endpoint",
          "token_endpoint",
          "registration_endpoint",
          "revocation_endpoint",
          "introspection_endpoint",
          "userinfo_endpoint",
          "app_registration_endpoint"}) {
        INFO(name);
        auto const address = std::string{federation::text_member(json.root(), name)};
        REQUIRE(address.starts_with(issuer));
        CHECK_FALSE(server::find_route(Method::get, address.substr(issuer.size())).allowed.empty());
    }
    CHECK(shows(response, R"("code_challenge_methods_supported":["S256"])"));
    CHECK_FALSE(shows(response, "password"));
    CHECK_FALSE(shows(response, "implicit"));

    auto const resource = document_of(get("/.well-known/oauth-protected-resource", "application/json"));
    CHECK(federation::text_member(resource.root(), "resource") == issuer);
}
