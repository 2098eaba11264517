#include "server/openid/provider.hpp"

#include "config/ascii.hpp"
#include "config/log.hpp"
#include "crypto/bytes.hpp"
#include "server/forms.hpp"

#include <fstream>

namespace collegium::server::openid {

namespace asio = boost::asio;

using federation::Json;
using federation::text_member;

namespace {

constexpr std::chrono::hours description_lasts{24};
constexpr std::chrono::minutes between_key_fetches{1};

std::string field(std::string_view name, std::string_view value) {
    return "&" + std::string{name} + "=" + percent_encoded(value);
}

// https, with a host: "https://login.example/keys" => host and target.
std::optional<federation::OutgoingRequest> request_to(std::string_view method, std::string_view address) {
    constexpr std::string_view scheme = "https://";
    if (!address.starts_with(scheme)) return std::nullopt;
    address.remove_prefix(scheme.size());
    auto const slash = std::min(address.find('/'), address.size());
    if (slash == 0) return std::nullopt;
    auto const target = slash == address.size() ? std::string{"/"} : std::string{address.substr(slash)};
    return federation::OutgoingRequest{std::string{method}, ascii::lowered(address.substr(0, slash)), target};
}

}  // namespace

std::string Provider::return_address() const {
    return node_.settings.origin() + "/sign-in/school/return";
}

asio::awaitable<Result<Json>> Provider::get_json(std::string address) {
    auto request = request_to("GET", address);
    if (!request) co_return Refusal{Reason::malformed, "the provider names an address that is not https"};
    request->fields.push_back({"Accept", "application/json"});
    auto response = co_await node_.network.exchange(*std::move(request));
    if (!response) co_return response.error();
    if (response->status != 200) co_return Refusal{Reason::unreachable, "the provider does not answer as it should"};
    co_return Json::read_object(std::move(response->body), federation::incoming_json);
}

asio::awaitable<Result<Description>> Provider::description() {
    auto const now = node_.clock.now();
    {
        std::lock_guard const lock{mutex_};
        if (description_ && now - described_ < description_lasts) co_return *description_;
    }
    auto const& issuer = node_.settings.openid.issuer;
    auto const base = issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer;
    auto const json = co_await get_json(base + "/.well-known/openid-configuration");
    if (!json) co_return json.error();
    if (text_member(json->root(), "issuer") != issuer)
        co_return Refusal{Reason::foreign, "the provider says that it is another one"};
    Description description;
    description.authorization_endpoint = text_member(json->root(), "authorization_endpoint");
    description.token_endpoint = text_member(json->root(), "token_endpoint");
    description.keys_address = text_member(json->root(), "jwks_uri");
    std::lock_guard const lock{mutex_};
    description_ = description;
    described_ = now;
    co_return description;
}

asio::awaitable<Result<std::string>> Provider::authorization_address(
    std::string state, std::string nonce, std::string challenge
) {
    auto const described = co_await description();
    if (!described) co_return described.error();
    auto const& settings = node_.settings.openid;
    auto address = described->authorization_endpoint;
    address += address.find('?') == std::string::npos ? '?' : '&';
    address += "response_type=code";
    address += field("client_id", settings.client_id) + field("redirect_uri", return_address());
    address += field("scope", settings.scopes) + field("state", state) + field("nonce", nonce);
    address += field("code_challenge", challenge) + field("code_challenge_method", "S256");
    if (!settings.hosted_domain.empty()) address += field("hd", settings.hosted_domain);
    co_return address;
}

asio::awaitable<Result<Granted>> Provider::redeem(std::string code, std::string verifier, std::string nonce) {
    auto fields = "grant_type=authorization_code" + field("code", code) + field("code_verifier", verifier) +
                  field("redirect_uri", return_address());
    auto granted = co_await ask_for_token(std::move(fields), std::move(nonce));
    co_return granted;
}

asio::awaitable<Result<Granted>> Provider::renew(std::string refresh_token) {
    auto fields = "grant_type=refresh_token" + field("refresh_token", refresh_token);
    auto granted = co_await ask_for_token(std::move(fields), "");
    co_return granted;
}

asio::awaitable<Result<Granted>> Provider::ask_for_token(std::string fields, std::string nonce) {
    auto const described = co_await description();
    if (!described) co_return described.error();
    auto request = request_to("POST", described->token_endpoint);
    if (!request) co_return Refusal{Reason::malformed, "the provider has no place for codes"};
    fields += field("client_id", node_.settings.openid.client_id);
    if (!secret_.empty()) fields += field("client_secret", secret_);
    request->fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request->fields.push_back({"Accept", "application/json"});
    request->body = std::move(fields);
    auto response = co_await node_.network.exchange(*std::move(request));
    if (!response) co_return response.error();
    if (response->status == 400 || response->status == 401)
        co_return Refusal{Reason::not_allowed, "the provider turned it down"};
    if (response->status != 200) co_return Refusal{Reason::unreachable, "the provider does not answer as it should"};
    auto const json = Json::read_object(std::move(response->body), federation::incoming_json);
    if (!json) co_return json.error();
    std::string token{text_member(json->root(), "id_token")};
    auto identity = co_await identity_in(std::move(token), std::move(nonce));
    if (!identity) co_return identity.error();
    Granted granted;
    granted.identity = *std::move(identity);
    granted.refresh_token = text_member(json->root(), "refresh_token");
    co_return granted;
}

KeySet Provider::keys() const {
    std::lock_guard const lock{mutex_};
    return keys_;
}

// The provider changes its keys now and then: one that is unknown is looked for, but not each time.
asio::awaitable<Result<void>> Provider::refresh_keys() {
    auto const now = node_.clock.now();
    {
        std::lock_guard const lock{mutex_};
        if (now - keys_fetched_ < between_key_fetches) co_return Result<void>{};
        keys_fetched_ = now;
    }
    auto const described = co_await description();
    if (!described) co_return described.error();
    auto const json = co_await get_json(described->keys_address);
    if (!json) co_return json.error();
    auto keys = KeySet::read(*json);
    if (!keys) co_return keys.error();
    std::lock_guard const lock{mutex_};
    keys_ = *std::move(keys);
    co_return Result<void>{};
}

asio::awaitable<Result<Identity>> Provider::identity_in(std::string token, std::string nonce) {
    bool const known = keys().has(key_id_of(token));
    if (!known) {
        auto const refreshed = co_await refresh_keys();
        if (!refreshed) co_return refreshed.error();
    }
    auto const payload = keys().open(token);
    if (!payload) co_return payload.error();
    auto const& settings = node_.settings.openid;
    co_return identity_of(*payload, settings, {settings.issuer, nonce, node_.clock.now()});
}

std::unique_ptr<Provider> provider_of(federation::Node const& node) {
    auto const& settings = node.settings.openid;
    if (settings.issuer.empty()) return nullptr;
    std::string secret;
    if (!settings.secret_file.empty()) {
        std::ifstream file{settings.secret_file};
        if (!std::getline(file, secret) || secret.empty())
            throw SettingsError{
                "openid.secret_file: " + settings.secret_file.string() +
                " cannot be read or is empty: put the secret of the school's sign-in on its first line"};
    }
    return std::make_unique<Provider>(node, std::move(secret));
}

}  // namespace collegium::server::openid
