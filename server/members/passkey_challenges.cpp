#include "server/members/passkey_challenges.hpp"

namespace collegium::server::members {

using storage::Nothing;
using storage::Tables;
using storage::TokenDigest;
using storage::WriteTx;

namespace {

constexpr std::size_t challenge_bytes = 32, time_bytes = 8;

// An account's name has no colon, so no two places have one context.
std::string context_of(ChallengePlace const& place) {
    std::string context{"passkey "};
    return context.append(place.purpose).append(":").append(place.browser_token).append(":").append(place.account);
}

void forget_old(WriteTx& tx, Tables& tables, Instant now) {
    std::vector<TokenDigest> old;
    tables.spent_challenges.each(tx, [&](TokenDigest const& key, Instant made) {
        if (now - made > challenge_lasts) old.push_back(key);
        return true;
    });
    for (auto const& key : old) tables.spent_challenges.erase(tx, key);
}

}  // namespace

Challenge fresh_challenge(Secrets const& secrets, Instant now) {
    Challenge challenge;
    challenge.bytes = secrets.random(challenge_bytes);
    challenge.user = secrets.random(user_id_bytes);
    challenge.made = now;
    return challenge;
}

std::string sealed_challenge(Secrets const& secrets, Challenge const& challenge, ChallengePlace const& place) {
    auto text = challenge.bytes + challenge.user;
    storage::append_fixed(text, static_cast<std::uint64_t>(challenge.made.time_since_epoch().count()));
    return crypto::to_base64url(crypto::bytes_of(secrets.seal(text, context_of(place))));
}

std::optional<Challenge> challenge_in(
    Secrets const& secrets, std::string_view sealed, ChallengePlace const& place, Instant now
) {
    auto const bytes = crypto::from_base64url(sealed);
    auto const opened = bytes ? secrets.open(crypto::text_of(*bytes), context_of(place)) : std::nullopt;
    if (!opened || opened->size() != challenge_bytes + user_id_bytes + time_bytes) return std::nullopt;
    std::string_view rest{*opened};
    Challenge challenge;
    challenge.bytes = storage::take_bytes(rest, challenge_bytes);
    challenge.user = storage::take_bytes(rest, user_id_bytes);
    challenge.made = Instant{std::chrono::milliseconds{static_cast<std::int64_t>(storage::take_fixed(rest))}};
    return now - challenge.made > challenge_lasts ? std::nullopt : std::optional{std::move(challenge)};
}

Result<Nothing> spend_challenge(
    WriteTx& tx, Tables& tables, Secrets const& secrets, Challenge const& challenge, Instant now
) {
    forget_old(tx, tables, now);
    auto const digest = secrets.digest("passkey challenge:" + challenge.bytes);
    if (!tables.spent_challenges.insert(tx, digest, challenge.made))
        return Refusal{Reason::duplicate, "the challenge was answered already"};
    return Nothing{};
}

}  // namespace collegium::server::members
