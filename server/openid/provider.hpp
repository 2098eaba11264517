// Provider: the school's own sign-in (Google Workspace, Microsoft Entra, Keycloak, ...) as far as this node talks to
// it: its description, its keys, and the exchange of codes for tokens (OpenID Connect Discovery 1.0, Core 1.0).
#pragma once

#include "federation/node.hpp"
#include "server/openid/identity.hpp"
#include "server/openid/json_web_token.hpp"

#include <memory>
#include <mutex>

namespace collegium::server::openid {

// What the provider says of itself, at <issuer>/.well-known/openid-configuration.
struct Description {
    Description() = default;

    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string keys_address;
};

// What a code or a refresh token was good for.
struct Granted {
    Granted() = default;

    Identity identity;
    std::string refresh_token;  // empty: there is none, or the old one stays
};

class Provider {
public:
    // secret: of this node at the provider; empty for a public client.
    Provider(federation::Node const& node, std::string secret) : node_{node}, secret_{std::move(secret)} {}

    // Where a browser is sent to sign in. challenge: S256 of the verifier.
    // Refuses unreachable and malformed where the provider cannot be asked or does not answer as it should.
    boost::asio::awaitable<Result<std::string>> authorization_address(
        std::string state, std::string nonce, std::string challenge
    );

    // Refuses not_allowed if the provider turns the code down, what identity_of() refuses, and unreachable.
    boost::asio::awaitable<Result<Granted>> redeem(std::string code, std::string verifier, std::string nonce);

    // Asks whether somebody still belongs. Refuses not_allowed if the provider says no, unreachable if it says nothing.
    boost::asio::awaitable<Result<Granted>> renew(std::string refresh_token);

    std::string return_address() const;  // where it sends browsers back to

private:
    boost::asio::awaitable<Result<Description>> description();
    boost::asio::awaitable<Result<federation::Json>> get_json(std::string address);
    boost::asio::awaitable<Result<Granted>> ask_for_token(std::string fields, std::string nonce);
    boost::asio::awaitable<Result<Identity>> identity_in(std::string token, std::string nonce);
    boost::asio::awaitable<Result<void>> refresh_keys();
    KeySet keys() const;

    federation::Node const& node_;
    std::string secret_;
    mutable std::mutex mutex_;  // guards what follows: shards share one provider
    std::optional<Description> description_;
    KeySet keys_;
    Instant described_{}, keys_fetched_{};
};

// As the settings say; nothing where they name none. Throws SettingsError for a secret that cannot be read.
std::unique_ptr<Provider> provider_of(federation::Node const& node);

}  // namespace collegium::server::openid
