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
    bool secret_in_form = false;  // else it goes into the Authorization field, which is what holds unless it says so
};

// What a code or a refresh token was good for.
struct Granted {
    Granted() = default;

    Identity identity;
    std::string refresh_token;  // empty: there is none, or the old one stays
};

class Provider {
public:
    // network: the way to the provider, which may lead inside where the way to other nodes never does (security R8).
    // secret: of this node at the provider; empty for a public client.
    Provider(federation::Node const& node, federation::Network& network, std::string secret)
        : node_{node}, network_{network}, secret_{std::move(secret)} {}

    // Where a browser is sent to sign in. challenge: S256 of the verifier. anew: they are to prove themselves there
    // even if they did before. Refuses what describe() refuses.
    boost::asio::awaitable<Result<std::string>> authorization_address(
        std::string state, std::string nonce, std::string challenge, bool anew = false
    );

    // Refuses stale if the provider turns the code down, what identity_of() refuses, unavailable if it turns this node
    // down, and unreachable.
    boost::asio::awaitable<Result<Granted>> redeem(std::string code, std::string verifier, std::string nonce);

    // Asks whether somebody still belongs. Refuses not_allowed if the provider says no, not_signed_in if it wants to
    // see them first, and the rest as above.
    boost::asio::awaitable<Result<Granted>> renew(std::string refresh_token);

    std::string return_address() const;  // where it sends browsers back to

private:
    // Refuses unreachable, malformed (addresses that are not https) and foreign (it says that it is another one).
    boost::asio::awaitable<Result<Description>> describe();
    boost::asio::awaitable<Result<Description>> fetch_description();
    std::optional<Result<Description>> known_description() const;
    Result<Description> after_trouble(Refusal trouble) const;  // with the mutex held
    boost::asio::awaitable<Result<federation::Json>> get_json(std::string address);
    federation::OutgoingRequest token_request(Description const& description, std::string fields) const;
    boost::asio::awaitable<Result<Granted>> ask_for_token(std::string fields, std::string nonce);
    boost::asio::awaitable<Result<federation::Json>> open(std::string token);
    boost::asio::awaitable<Result<void>> refresh_keys();
    bool keys_are_fresh() const;
    KeySet keys() const;

    federation::Node const& node_;
    federation::Network& network_;
    std::string secret_;
    mutable std::mutex mutex_;  // guards what follows: shards share one provider
    std::optional<Description> description_;
    std::optional<Refusal> trouble_;  // why the last look at the description was in vain
    KeySet keys_;
    Instant described_{}, troubled_{}, keys_fetched_{};
};

// As the settings say; nothing where they name none. Throws SettingsError for a secret that cannot be read, and for
// what check_openid() finds.
std::unique_ptr<Provider> provider_of(federation::Node const& node, federation::Network& network);

}  // namespace collegium::server::openid
