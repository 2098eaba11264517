// Scopes: what is known, what lies within what, and words for each of them.
#include "server/oauth/pkce.hpp"
#include "server/oauth/scopes.hpp"
#include "server/tokens.hpp"
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"

using namespace collegium;
using namespace collegium::server::oauth;

using Texts = std::vector<std::string>;

TEST_CASE("every scope that may be asked for has words for people") {
    for (auto const scope : server::known_scopes()) {
        INFO(scope);
        auto const words = in_words({std::string{scope}});
        REQUIRE(words.size() == 1);
        CHECK_FALSE(words.front().empty());
    }
}

TEST_CASE("the words avoid the network's own") {
    for (auto const scope : server::known_scopes())
        for (std::string_view const word : {"instance", "federat", "actor", "boost", "server", "toot", "status"})
            CHECK(in_words({std::string{scope}}).front().find(word) == std::string_view::npos);
}

TEST_CASE("scopes are split at blanks, each once") {
    CHECK(split_scopes("read  write\nread follow ") == Texts{"read", "write", "follow"});
    CHECK(split_scopes(" ").empty());
    CHECK(joined({"read", "push"}) == "read push");
}

TEST_CASE("a wide scope holds the finer ones, and a fine one not the wide one") {
    CHECK(are_within({"read:statuses", "write"}, "read write"));
    CHECK(are_within({"write:blocks"}, "follow"));
    CHECK_FALSE(are_within({"read"}, "read:statuses"));
    CHECK_FALSE(are_within({"read", "push"}, "read write"));
    CHECK(are_known({"read", "push"}));
    CHECK_FALSE(are_known({"read", "openid"}));
    CHECK_FALSE(are_known({}));
}

TEST_CASE("a verifier proves the challenge that was made from it (RFC 7636, appendix B)") {
    CHECK(is_challenge(tests::challenge));
    CHECK(proves(tests::verifier, tests::challenge));
    CHECK_FALSE(proves(tests::challenge, tests::challenge));
    CHECK_FALSE(proves("", tests::challenge));
    CHECK_FALSE(proves(std::string{tests::verifier} + "=", tests::challenge));
    CHECK_FALSE(is_challenge(std::string{tests::challenge} + "="));
    CHECK_FALSE(is_challenge(tests::challenge.substr(1)));
    CHECK_FALSE(is_challenge(std::string{tests::challenge.substr(1)} + "+"));
}
