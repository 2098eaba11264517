// PKCE: proof that who brings a code is who asked for it (RFC 7636). S256 only: `plain` proves nothing.
#pragma once

#include <string_view>

namespace collegium::server::oauth {

// 43 characters: a SHA-256 in base64url.
bool is_challenge(std::string_view text);

// 43 to 128 unreserved characters whose SHA-256 is the challenge. In constant time.
bool proves(std::string_view verifier, std::string_view challenge);

}  // namespace collegium::server::oauth
