#include "server/oauth/pkce.hpp"

#include "crypto/bytes.hpp"
#include "crypto/digest.hpp"

#include <algorithm>

namespace collegium::server::oauth {

namespace {

bool is_unreserved(char c) {
    bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace

bool is_challenge(std::string_view text) {
    auto const bytes = crypto::from_base64url(text);
    return bytes && bytes->size() == 32;
}

bool proves(std::string_view verifier, std::string_view challenge) {
    bool const is_verifier =
        verifier.size() >= 43 && verifier.size() <= 128 && std::ranges::all_of(verifier, is_unreserved);
    auto const shown = crypto::to_base64url(crypto::sha256(crypto::bytes_of(verifier)));
    return is_verifier && crypto::equal_in_constant_time(crypto::bytes_of(shown), crypto::bytes_of(challenge));
}

}  // namespace collegium::server::oauth
