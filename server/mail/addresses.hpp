// Addresses of members: sealed on disk under the account's name, and the way out of their mails.
#pragma once

#include "crypto/sealed.hpp"
#include "server/members/secrets.hpp"
#include "storage/tables.hpp"

#include <optional>
#include <string>

namespace collegium::server::mail {

// For AccountRecord::mail.
std::string sealed_address(crypto::SealingKey const& key, std::string const& account, std::string_view address);

// The same for those who have no key at hand but the secrets of members, which are sealed with it.
std::string sealed_address(members::Secrets const& secrets, std::string const& account, std::string_view address);
std::optional<std::string> open_address(
    members::Secrets const& secrets, std::string const& account, storage::AccountRecord const& record
);

// Nothing if none is known, or if it was sealed for another account.
std::optional<std::string> open_address(
    crypto::SealingKey const& key, std::string const& account, storage::AccountRecord const& record
);

// What the token in the address that ends mails is the keyed digest of (crypto::token_digest).
std::string unsubscribe_secret(std::string const& account, storage::Handle actor);

// "https://school.example/unsubscribe/ada/<64 hex digits>": no sign-in needed.
std::string unsubscribe_address(
    crypto::SealingKey const& key, std::string_view origin, std::string const& account, storage::Handle actor
);

}  // namespace collegium::server::mail
