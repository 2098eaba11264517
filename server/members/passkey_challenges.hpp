// Challenges: what a passkey signs, so that no signature counts twice. They travel through the page, sealed for one
// browser and one purpose, so that this node keeps nothing for those who never answer; what was answered is remembered
// until it would be too old anyway.
#pragma once

#include "server/members/secrets.hpp"
#include "storage/store.hpp"

namespace collegium::server::members {

constexpr std::chrono::minutes challenge_lasts{5};
constexpr std::size_t user_id_bytes = 32;

struct Challenge {
    std::string bytes;  // 32 random ones
    std::string user;   // the id by which authenticators will know whoever makes a passkey: user_id_bytes random ones
    Instant made{};
};

// Under other values it does not open. account: whose passkey is awaited; empty: anybody's.
struct ChallengePlace {
    std::string_view purpose;
    std::string_view browser_token;
    std::string_view account;
};

Challenge fresh_challenge(Secrets const& secrets, Instant now);

std::string sealed_challenge(Secrets const& secrets, Challenge const& challenge, ChallengePlace const& place);

// Nothing for what was not sealed here for this place, or more than five minutes ago.
std::optional<Challenge> challenge_in(
    Secrets const& secrets, std::string_view sealed, ChallengePlace const& place, Instant now
);

// Refuses duplicate for one that was answered already, also before a restart.
Result<storage::Nothing> spend_challenge(
    storage::WriteTx& tx, storage::Tables& tables, Secrets const& secrets, Challenge const& challenge, Instant now
);

}  // namespace collegium::server::members
