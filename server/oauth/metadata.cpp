// What programs can read about this node before they are known here: RFC 8414 and RFC 9728.
#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/oauth/handlers.hpp"
#include "server/oauth/issuer.hpp"

namespace collegium::server::oauth {

using federation::JsonText;

namespace {

std::string all_scopes() {
    auto scopes = JsonText::list();
    for (auto const each : known_scopes()) scopes.item(each);
    return scopes.done();
}

Response public_json(std::string body) {
    Response response{200, "application/json; charset=utf-8", std::move(body)};
    response.with("Cache-Control", "public, max-age=300");
    return response;
}

}  // namespace

awaitable<Response> get_server_metadata(App const& app, Call) {
    auto const issuer = issuer_of(app);
    auto json = JsonText::object();
    json.text("issuer", issuer)
        .text("authorization_endpoint", issuer + "/oauth/authorize")
        .text("token_endpoint", issuer + "/oauth/token")
        .text("registration_endpoint", issuer + "/oauth/register")
        .text("app_registration_endpoint", issuer + "/api/v1/apps")
        .text("revocation_endpoint", issuer + "/oauth/revoke")
        .text("introspection_endpoint", issuer + "/oauth/introspect")
        .text("userinfo_endpoint", issuer + "/oauth/userinfo")
        .raw("scopes_supported", all_scopes())
        .texts("response_types_supported", {"code"})
        .texts("response_modes_supported", {"query"})
        .texts("grant_types_supported", {"authorization_code", "client_credentials", "refresh_token"})
        .texts("code_challenge_methods_supported", {"S256"})
        .texts("token_endpoint_auth_methods_supported", {"none", "client_secret_post", "client_secret_basic"})
        .boolean("authorization_response_iss_parameter_supported", true)
        .boolean("client_id_metadata_document_supported", true)
        .boolean("activitypub_universal_client_id", true);
    co_return public_json(json.done());
}

awaitable<Response> get_resource_metadata(App const& app, Call) {
    auto const issuer = issuer_of(app);
    auto json = JsonText::object();
    json.text("resource", issuer)
        .text("resource_name", app.node.settings.node.name)
        .texts("authorization_servers", {issuer})
        .raw("scopes_supported", all_scopes())
        .texts("bearer_methods_supported", {"header"});
    co_return public_json(json.done());
}

}  // namespace collegium::server::oauth
