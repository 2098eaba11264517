// LyingProvider: a school's own sign-in that says whatever the test wants, with signatures that are right or wrong; and
// a school that relies on it. What a real one says is in tests/interop/openid_test.cpp.
#pragma once

#include "server/openid/outside_accounts.hpp"
#include "server/openid/provider.hpp"
#include "tests/server/browser.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace collegium::tests {

// Members of a JSON object, each value as JSON.
using Claims = std::map<std::string, std::string>;

std::string in_quotes(std::string_view text);
std::string seconds(Instant when);          // since 1970, as claims have it
std::string json_of(Claims const& claims);  // without those whose value is empty

// "head.payload.signature", with a text for the last.
std::string compact(std::string const& head, std::string const& payload, std::string_view signature);

// An RSA key that is made once, and what a key set says of it.
crypto::RsaPrivateKey const& provider_key();
Claims jwk_of(crypto::RsaPrivateKey const& key, std::string const& id);
std::string key_set_of(std::vector<Claims> const& keys);

// Signed as it says, with RS256.
std::string signed_token(crypto::RsaPrivateKey const& key, Claims const& head, Claims const& payload);

class LyingProvider {
public:
    explicit LyingProvider(Village& village);

    // Somebody signs in there next, with these groups. Gives a refresh token of theirs along.
    void sends(std::string const& subject, std::vector<std::string> const& groups);

    // The whole answer of the token endpoint, if the test wants another one than a token: {"error": "..."} and so on.
    std::optional<federation::IncomingResponse> answer;

    std::string const issuer = "https://login.test";
    std::string refresh_token = "refresh token of nobody";
    std::string nonce;  // of the sign-in under way
    Claims description;
    Claims head{{"alg", R"("RS256")"}, {"kid", R"("one")"}};
    Claims claims;                     // what the test adds to, or changes in, the next token
    std::optional<std::string> token;  // instead of all that
    std::vector<Claims> keys{jwk_of(provider_key(), "one")};
    bool up = true;

    std::vector<federation::OutgoingRequest> requests;
    std::size_t asked(std::string const& target) const;
    federation::OutgoingRequest const& last(std::string const& target) const;  // fails the test if there was none

private:
    Result<federation::IncomingResponse> respond(federation::OutgoingRequest const& request);
    std::string next_token() const;

    Village& village_;
    Claims usual_;
};

// The network between: a provider that is down does not answer at all.
class ProviderNetwork final : public federation::Network {
public:
    explicit ProviderNetwork(Village& village, LyingProvider& provider) : through_{village}, provider_{provider} {}

    boost::asio::awaitable<Result<federation::IncomingResponse>> exchange(federation::OutgoingRequest request
    ) override {
        if (!provider_.up) co_return Refusal{Reason::unreachable, "nobody answers"};
        auto response = co_await through_.exchange(std::move(request));
        co_return response;
    }

private:
    VillageNetwork through_;
    LyingProvider& provider_;
};

struct SchoolFront : Front {
    SchoolFront();

    // Follows the button to the provider; what it is asked there.
    std::map<std::string, std::string> begin(Browser& browser, std::string const& back = "");

    // The whole of it: to the provider and back, as the one that the provider sends. What the return answers.
    server::Response sign_in(Browser& browser, std::string const& back = "");

    // The same for somebody new, who takes this name.
    server::Response join(Browser& browser, std::string const& name);

    std::optional<storage::AccountRecord> account(std::string const& name);
    std::vector<std::string> outside_rows();
    std::string token_for(std::string const& account);  // of a program
    void round();                                       // asks the provider about all whose time is nearly over

    LyingProvider provider{village};
    ProviderNetwork way{village, provider};
    std::string stopped_at;  // of the last round
    server::openid::Provider asked{north.node, way, "secret & more"};
};

}  // namespace collegium::tests
