#include "tests/server/oauth_front.hpp"

#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::tests {

using server::Method;
using server::Response;

Response OAuthFront::call(std::string const& target, Fields const& fields, std::string const& authorization) {
    auto request = request_for(Method::post, target);
    request.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    if (!authorization.empty()) request.fields.push_back({"Authorization", authorization});
    request.body = encoded(fields);
    return answer(std::move(request));
}

Response OAuthFront::call_json(std::string const& target, std::string json) {
    auto request = request_for(Method::post, target);
    request.fields.push_back({"Content-Type", "application/json"});
    request.body = std::move(json);
    return answer(std::move(request));
}

Response OAuthFront::read(std::string const& target, std::string const& token) {
    auto request = request_for(Method::get, target);
    request.fields.push_back({"Authorization", "Bearer " + token});
    return answer(std::move(request));
}

KnownProgram OAuthFront::add_app(std::string const& scopes) {
    auto const response = call(
        "/api/v1/apps",
        {{"client_name", "Elephant"},
         {"redirect_uris", std::string{out_of_band} + "\n" + std::string{callback}},
         {"scopes", scopes}}
    );
    REQUIRE(response.status() == 200);
    return {member_of(response, "client_id"), member_of(response, "client_secret")};
}

KnownProgram OAuthFront::add_public_program(std::string const& redirect) {
    auto const response = call_json(
        "/oauth/register",
        R"({"client_name":"Heron","token_endpoint_auth_method":"none","redirect_uris":[")" + redirect + R"("]})"
    );
    REQUIRE(response.status() == 201);
    return {member_of(response, "client_id"), ""};
}

Fields OAuthFront::asking(KnownProgram const& program, std::string_view redirect, std::string const& scope) {
    return {
        {"response_type", "code"},
        {"client_id", program.id},
        {"redirect_uri", std::string{redirect}},
        {"scope", scope},
        {"state", "s t&te"}};
}

Fields OAuthFront::with_challenge(Fields fields) {
    fields.emplace_back("code_challenge", challenge);
    fields.emplace_back("code_challenge_method", "S256");
    return fields;
}

std::string OAuthFront::code_for(Browser& browser, Fields const& asked) {
    auto const response = browser.submit(authorize(asked), {{"decision", "allow"}});
    if (response.status() == 303) return answered(response, "code");
    std::string const start = "<code id=\"code\">";
    auto const page = std::string{response.body()};
    auto const at = page.find(start);
    REQUIRE(at != std::string::npos);
    return page.substr(at + start.size(), page.find('<', at + start.size()) - at - start.size());
}

Fields OAuthFront::bringing(KnownProgram const& program, std::string const& code, std::string_view redirect) {
    Fields fields{
        {"grant_type", "authorization_code"},
        {"code", code},
        {"client_id", program.id},
        {"redirect_uri", std::string{redirect}}};
    if (program.secret.empty())
        fields.emplace_back("code_verifier", verifier);
    else
        fields.emplace_back("client_secret", program.secret);
    return fields;
}

federation::Json OAuthFront::leave_for(KnownProgram const& program, std::string const& scope) {
    auto asked = asking(program, callback, scope);
    if (program.secret.empty()) asked = with_challenge(asked);
    return document_of(call("/oauth/token", bringing(program, code_for(ada, asked), callback)));
}

std::string OAuthFront::token_for(KnownProgram const& program, std::string const& scope) {
    return std::string{federation::text_member(leave_for(program, scope).root(), "access_token")};
}

federation::Json answer_of(Response const& response) {
    INFO(response.body());
    auto json = federation::Json::read_object(std::string{response.body()});
    REQUIRE(json);
    return *std::move(json);
}

std::string member_of(Response const& response, std::string_view name) {
    return std::string{federation::text_member(answer_of(response).root(), name)};
}

std::string answered(Response const& response, std::string const& name) {
    auto const location = response.field("location");
    auto const query = location.substr(std::min(location.find('?') + 1, location.size()));
    auto const form = server::Form::parse(query);
    return form ? form->text(name) : "";
}

}  // namespace collegium::tests
