#include "server/openid/provider.hpp"

#include "config/ascii.hpp"
#include "config/log.hpp"
#include "crypto/bytes.hpp"
#include "server/forms.hpp"
#include "server/openid/checks.hpp"

#include <algorithm>
#include <fstream>

namespace collegium::server::openid {

namespace asio = boost::asio;

using federation::Json;
using federation::text_member;

namespace {

constexpr std::chrono::hours description_lasts{24};
constexpr std::chrono::seconds between_looks{10};
constexpr std::chrono::minutes between_key_fetches{1};
constexpr std::string_view https = "https://";
constexpr std::string_view google = "https://accounts.google.com";

std::string field(std::string_view name, std::string_view value) {
    return "&" + std::string{name} + "=" + percent_encoded(value);
}

bool is_https(std::string_view address) {
    auto const is_visible = [](char c) { return c > ' ' && c < 0x7f; };
    return address.starts_with(https) && address.size() > https.size() && address[https.size()] != '/' &&
           std::ranges::all_of(address, is_visible);
}

// "https://login.example/keys" => host and target.
federation::OutgoingRequest request_to(std::string_view method, std::string_view address) {
    address.remove_prefix(https.size());
    auto const end = std::min(address.find_first_of("/?"), address.size());
    std::string target{address.substr(end)};
    if (!target.starts_with('/')) target.insert(0, "/");
    return {std::string{method}, ascii::lowered(address.substr(0, end)), target};
}

bool lists(JsonValue const& json, std::string_view name, std::string_view value) {
    auto const* const list = federation::member(json, name);
    if (list == nullptr || !list->IsArray()) return false;
    return std::ranges::any_of(list->GetArray(), [&](auto const& each) { return federation::text_of(each) == value; });
}

Result<Description> read_description(Json const& json, std::string_view issuer) {
    auto const& root = json.root();
    if (text_member(root, "issuer") != issuer)
        return Refusal{Reason::foreign, "the provider says that it is another one: set openid.issuer as it says"};
    Description description;
    description.authorization_endpoint = text_member(root, "authorization_endpoint");
    description.token_endpoint = text_member(root, "token_endpoint");
    description.keys_address = text_member(root, "jwks_uri");
    description.secret_in_form = lists(root, "token_endpoint_auth_methods_supported", "client_secret_post");
    for (auto const& address :
         {description.authorization_endpoint, description.token_endpoint, description.keys_address})
        if (!is_https(address)) return Refusal{Reason::malformed, "the provider names an address that is not https"};
    return description;
}

// Why there is no token (RFC 6749, section 5.2; OpenID Connect Core, section 3.1.2.6).
Refusal why_none(federation::IncomingResponse response) {
    auto const status = response.status;
    auto const json = Json::read_object(std::move(response.body), federation::incoming_json);
    auto const error = json ? text_member(json->root(), "error") : std::string_view{};
    if (status != 400 && status != 401 && status != 403)
        return {Reason::unreachable, "the provider does not answer as it should"};
    if (error == "invalid_grant") return {Reason::not_allowed, "the provider turned it down"};
    if (error.ends_with("_required")) return {Reason::not_signed_in, "the provider wants to see them first"};
    log::warning("the school's sign-in turned this node down", {{"error", error.substr(0, 64)}});
    return {
        Reason::unavailable,
        "the provider turned this node down: look whether client_id, scopes and the secret are right, and whether the "
        "secret has run out"};
}

}  // namespace

std::string Provider::return_address() const {
    return node_.settings.origin() + "/sign-in/school/return";
}

asio::awaitable<Result<Json>> Provider::get_json(std::string address) {
    auto request = request_to("GET", address);
    request.fields.push_back({"Accept", "application/json"});
    auto response = co_await network_.exchange(std::move(request));
    if (!response) co_return response.error();
    if (response->status != 200) co_return Refusal{Reason::unreachable, "the provider does not answer as it should"};
    co_return Json::read_object(std::move(response->body), federation::incoming_json);
}

// While the provider is away, guests who press the button do not each make us knock.
std::optional<Result<Description>> Provider::known_description() const {
    auto const now = node_.clock.now();
    std::lock_guard const lock{mutex_};
    if (description_ && now - described_ < description_lasts) return Result<Description>{*description_};
    if (trouble_ && now - troubled_ < between_looks) return after_trouble(*trouble_);
    return std::nullopt;
}

// The description of yesterday is still good while there is none of today; one that is wrong takes its place.
Result<Description> Provider::after_trouble(Refusal trouble) const {
    if (description_) return *description_;
    return trouble;
}

asio::awaitable<Result<Description>> Provider::describe() {
    auto known = known_description();
    if (known) co_return *std::move(known);
    auto description = co_await fetch_description();
    std::lock_guard const lock{mutex_};
    if (description) {
        description_ = *description;
        described_ = node_.clock.now();
    } else {
        trouble_ = description.error();
        troubled_ = node_.clock.now();
        if (trouble_->reason() != Reason::unreachable) description_.reset();
        log::warning("the school's sign-in does not describe itself", {{"detail", trouble_->detail()}});
        co_return after_trouble(*trouble_);
    }
    co_return description;
}

asio::awaitable<Result<Description>> Provider::fetch_description() {
    auto const& issuer = node_.settings.openid.issuer;
    auto const base = issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer;
    auto const json = co_await get_json(base + "/.well-known/openid-configuration");
    if (!json) co_return json.error();
    co_return read_description(*json, issuer);
}

asio::awaitable<Result<std::string>> Provider::authorization_address(
    std::string state, std::string nonce, std::string challenge, bool anew
) {
    auto const described = co_await describe();
    if (!described) co_return described.error();
    auto const& settings = node_.settings.openid;
    auto address = described->authorization_endpoint;
    address += address.find('?') == std::string::npos ? '?' : '&';
    address += "response_type=code";
    address += field("client_id", settings.client_id) + field("redirect_uri", return_address());
    address += field("scope", settings.scopes) + field("state", state) + field("nonce", nonce);
    address += field("code_challenge", challenge) + field("code_challenge_method", "S256");
    if (!settings.hosted_domain.empty()) address += field("hd", settings.hosted_domain);
    // Google knows no offline_access, and gives a refresh token only together with the question for consent. It cannot
    // be told to ask who somebody is.
    if (settings.issuer == google)
        address += "&access_type=offline&prompt=consent";
    else if (anew)
        address += "&prompt=login&max_age=0";
    co_return address;
}

asio::awaitable<Result<Granted>> Provider::redeem(std::string code, std::string verifier, std::string nonce) {
    auto fields = "grant_type=authorization_code" + field("code", code) + field("code_verifier", verifier) +
                  field("redirect_uri", return_address());
    auto granted = co_await ask_for_token(std::move(fields), std::move(nonce));
    if (!granted && granted.error().reason() == Reason::not_allowed)
        co_return Refusal{Reason::stale, "a code that was used before, or too old"};
    co_return granted;
}

asio::awaitable<Result<Granted>> Provider::renew(std::string refresh_token) {
    auto fields = "grant_type=refresh_token" + field("refresh_token", refresh_token);
    auto granted = co_await ask_for_token(std::move(fields), "");
    co_return granted;
}

federation::OutgoingRequest Provider::token_request(Description const& description, std::string fields) const {
    auto const& client = node_.settings.openid.client_id;
    auto request = request_to("POST", description.token_endpoint);
    request.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.fields.push_back({"Accept", "application/json"});
    bool const in_form = description.secret_in_form || secret_.empty();
    if (in_form) fields += field("client_id", client);
    if (in_form && !secret_.empty()) fields += field("client_secret", secret_);
    if (!in_form) {
        auto const both = percent_encoded(client) + ":" + percent_encoded(secret_);
        request.fields.push_back({"Authorization", "Basic " + crypto::to_base64(crypto::bytes_of(both))});
    }
    request.body = std::move(fields);
    return request;
}

asio::awaitable<Result<Granted>> Provider::ask_for_token(std::string fields, std::string nonce) {
    auto const described = co_await describe();
    if (!described) co_return described.error();
    auto request = token_request(*described, std::move(fields));
    auto response = co_await network_.exchange(std::move(request));
    if (!response) co_return response.error();
    if (response->status != 200) co_return why_none(*std::move(response));
    auto const json = Json::read_object(std::move(response->body), federation::incoming_json);
    if (!json) co_return json.error();
    std::string token{text_member(json->root(), "id_token")};
    auto const payload = co_await open(std::move(token));
    if (!payload) co_return payload.error();
    auto const& settings = node_.settings.openid;
    auto identity = identity_of(*payload, settings, {settings.issuer, nonce, node_.clock.now()});
    if (!identity) co_return identity.error();
    Granted granted;
    granted.identity = *std::move(identity);
    granted.refresh_token = text_member(json->root(), "refresh_token");
    co_return granted;
}

// Copies are cheap: keys are shared.
KeySet Provider::keys() const {
    std::lock_guard const lock{mutex_};
    return keys_;
}

bool Provider::keys_are_fresh() const {
    auto const now = node_.clock.now();
    std::lock_guard const lock{mutex_};
    return now - keys_fetched_ < between_key_fetches;
}

asio::awaitable<Result<void>> Provider::refresh_keys() {
    auto const described = co_await describe();
    if (!described) co_return described.error();
    auto const json = co_await get_json(described->keys_address);
    if (!json) co_return json.error();
    auto keys = KeySet::read(*json);
    if (!keys) co_return keys.error();
    std::lock_guard const lock{mutex_};
    keys_ = *std::move(keys);
    keys_fetched_ = node_.clock.now();
    co_return Result<void>{};
}

// The provider changes its keys now and then, and may give a new one no name or an old name: whatever the known keys do
// not open is a reason to look for others, but not each time.
asio::awaitable<Result<Json>> Provider::open(std::string token) {
    auto payload = keys().open(token);
    if (payload || payload.error().reason() == Reason::malformed || keys_are_fresh()) co_return payload;
    auto const refreshed = co_await refresh_keys();
    if (!refreshed) co_return refreshed.error();
    co_return keys().open(token);
}

std::unique_ptr<Provider> provider_of(federation::Node const& node, federation::Network& network) {
    auto const& settings = node.settings.openid;
    if (settings.issuer.empty()) return nullptr;
    check_openid(settings);
    std::string secret;
    if (!settings.secret_file.empty()) {
        std::ifstream file{settings.secret_file};
        if (!std::getline(file, secret) || secret.empty())
            throw SettingsError{
                "openid.secret_file: " + settings.secret_file.string() +
                " cannot be read or is empty: put the secret of the school's sign-in on its first line"};
    }
    return std::make_unique<Provider>(node, network, std::move(secret));
}

}  // namespace collegium::server::openid
