// Identity: who somebody is by the school's own sign-in, and whether they belong here (OpenID Connect
// Core 1.0, 3.1.3.7).
#pragma once

#include "config/settings.hpp"
#include "federation/messages/json.hpp"
#include "storage/member_records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::server::openid {

struct Identity {
    Identity() = default;

    std::string issuer;
    std::string subject;  // for Microsoft its tenant and object id, which stay when an address changes
    std::string name;
    std::string preferred;  // a name to sign in with that they might like
    std::vector<std::string> groups;
    bool groups_left_out = false;   // there were too many for a token (Microsoft: from 201 on)
    bool second_factor = false;     // the provider says that it asked for one (RFC 8176)
    std::optional<Instant> proved;  // when they last proved themselves there; nothing where it does not say that
};

// What an id token must agree with. nonce: empty where there was none (a renewal).
struct Expected {
    std::string issuer;
    std::string nonce;
    Instant now{};
};

// Reads a payload whose signature was checked. Refuses malformed, forged (another issuer, audience or nonce), stale
// (expired, or made in the future beyond two minutes), and not_allowed (another hosted domain or tenant).
Result<Identity> identity_of(
    federation::Json const& payload, Settings::OpenId const& settings, Expected const& expected
);

// Refuses stale whoever proved themselves before `since`, where the provider says when they did. Clocks may differ by
// two minutes.
Result<void> check_proof(Identity const& identity, Instant since);

// Refuses not_allowed who is in none of the groups that may come in (no groups in the settings: everybody may) and who
// is in none at all where groups tell pupils from others; too_large whose groups are not told since there are so many.
Result<void> check_groups(Identity const& identity, Settings::OpenId const& settings);

// What their groups make of them: roles, constituency, and whether they are a pupil. Roles that no group of the
// settings gives stay as an operator gave them, and so does being a pupil where no groups say that.
void apply_groups(storage::AccountRecord& account, Identity const& identity, Settings::OpenId const& settings);

}  // namespace collegium::server::openid
