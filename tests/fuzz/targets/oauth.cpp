// What programs say that ask for leave. Lines: a redirect, one that is registered, scopes, a challenge, a verifier.
#include "server/oauth/pkce.hpp"
#include "server/oauth/redirects.hpp"
#include "server/oauth/scopes.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <set>

namespace collegium::fuzz {

namespace {

namespace oauth = server::oauth;

void read_redirect(std::string const& uri) {
    if (!oauth::is_redirect(uri)) return;
    require(uri.size() <= oauth::longest_redirect, "no redirect is longer than it may be");
    require(uri.find_first_of("\r\n<>\"# ") == std::string::npos, "a redirect is one address");
    std::string small = uri;
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    for (std::string_view const scheme : {"javascript:", "data:", "vbscript:", "blob:", "file:"})
        require(!small.starts_with(scheme), "a browser runs no redirect");
    require(oauth::fits(uri, uri), "what is registered may be asked for");
    auto const target = oauth::form_target(uri);
    require(target.find_first_of(";, '") == std::string::npos, "a policy is not ended by a redirect: " + target);
    require(!oauth::in_words(uri).empty(), "the member reads where it leads");
    if (uri == oauth::out_of_band) return;
    auto const answered = oauth::with_answers(uri, {{"code", "a&b=c#d"}, {"state", "é \r\n"}});
    require(answered.starts_with(uri), "an answer goes to its redirect");
    require(answered.find_first_of("\r\n# ") == std::string::npos, "an answer stays in the query");
}

void read_scopes(std::string_view text) {
    auto const scopes = oauth::split_scopes(text);
    require(std::set<std::string>(scopes.begin(), scopes.end()).size() == scopes.size(), "each scope is there once");
    require(oauth::split_scopes(oauth::joined(scopes)) == scopes, "scopes that were joined are the same");
    if (!oauth::are_known(scopes)) return;
    require(!oauth::in_words(scopes).empty(), "the member reads what is asked for");
    require(oauth::are_within(scopes, oauth::joined(scopes)), "what is asked for covers itself");
}

void read_oauth(std::string_view input) {
    std::string const uri{take_line(input)};
    auto const registered = take_line(input);
    read_redirect(uri);
    bool const both = oauth::is_redirect(uri) && oauth::is_redirect(registered);
    if (both && oauth::fits(registered, uri)) require(oauth::fits(uri, registered), "two redirects fit each other");
    read_scopes(take_line(input));
    auto const challenge = take_line(input);
    if (oauth::proves(take_line(input), challenge)) require(oauth::is_challenge(challenge), "proof is of a challenge");
}

Registered const oauth_target{{"oauth", read_oauth}};

}  // namespace

}  // namespace collegium::fuzz
