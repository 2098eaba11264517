// What the registers of members hold: how they sign in, who they are in their school, and what they were trusted with.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <vector>

namespace collegium::storage {

// What somebody is trusted with, beside being a member. The numbers are on disk: one bit each, add at the end.
enum class Role : std::uint64_t {
    operator_ = 1,
    facilitator = 2,
    research_lead = 4,  // one active in each institution
    reviewer = 8,       // also expert: both are asked to review
    safeguarding_lead = 16,
    moderator = 32,
    department_lead = 64,
    champion = 128,
    connector = 256,
    evaluator = 512,
};

// The roles of one member.
struct Roles {
    std::uint64_t bits{};
    static constexpr auto fields = std::tuple{&Roles::bits};

    static constexpr Roles of(Role role) noexcept { return {static_cast<std::uint64_t>(role)}; }
    constexpr bool has(Role role) const noexcept { return (bits & static_cast<std::uint64_t>(role)) != 0; }
    constexpr void add(Role role) noexcept { bits |= static_cast<std::uint64_t>(role); }
    constexpr void remove(Role role) noexcept { bits &= ~static_cast<std::uint64_t>(role); }
    bool operator==(Roles const&) const = default;
};

// For whom somebody speaks. The numbers are on disk: add at the end.
enum class Constituency : std::uint64_t { teacher, academic, student, parent, business, policy, third_sector };

// How somebody belongs. The numbers are on disk: add at the end.
enum class Belonging : std::uint64_t { member, supporter, trustee, guest };

// The numbers are on disk: add at the end.
enum class AccountState : std::uint64_t {
    closed,  // neither signs in nor acts; what was written stays
    active,
    awaiting,  // signed up; an operator has not let them in yet
    paused,    // shut out by a moderator until they are let in again
};

struct AccountRecord {
    Handle actor{};
    Roles roles{};
    Constituency constituency{};
    Belonging belonging{};
    AccountState state{};
    bool pupil{};            // a child: nothing of theirs leaves this node, and they are found by nobody outside
    std::string password{};  // Argon2id; empty: signs in through the school's own sign-in only
    std::string mail{};      // sealed; empty: none known
    Instant created{};
    Instant vouched{};      // when the school's own sign-in last said that they belong; 0 where it has no say
    std::string charter{};  // hash of the charter that they accepted; empty: none
    Instant charter_accepted{};
    bool digest{};        // wants the weekly mail
    std::string asked{};  // who asked to be let in says who they are, until they are in
    static constexpr auto fields = std::tuple{
        &AccountRecord::actor,
        &AccountRecord::roles,
        &AccountRecord::constituency,
        &AccountRecord::belonging,
        &AccountRecord::state,
        &AccountRecord::pupil,
        &AccountRecord::password,
        &AccountRecord::mail,
        &AccountRecord::created,
        &AccountRecord::vouched,
        &AccountRecord::charter,
        &AccountRecord::charter_accepted,
        &AccountRecord::digest,
        &AccountRecord::asked};
    bool operator==(AccountRecord const&) const = default;
};

struct ProfileField {
    std::string name{};
    std::string value{};  // plain text
    static constexpr auto fields = std::tuple{&ProfileField::name, &ProfileField::value};
    bool operator==(ProfileField const&) const = default;
};

// What members say of themselves, beside the name in their actor's document. Nothing of it is shown outside unless they
// say so.
struct ProfileRecord {
    std::vector<ProfileField> shown{};  // what everybody reads: at most 8
    std::vector<ProfileField> kept{};   // what members of this node read
    std::string note{};                 // Markdown, as it was typed; its HTML is the summary of the actor
    std::string language{};             // of what they write, unless they say otherwise
    std::string
        audience{};  // whom their posts are for unless they say otherwise: "public", "unlisted", "private" or "direct"
    std::string avatar{};  // name of a picture in the media folder; empty: one is drawn
    std::string header{};
    bool listed{};  // may be found in the directory of members
    std::vector<std::string> expertise{};
    std::uint64_t reviews_a_term{};  // most reviews that they take on
    bool mentors{};
    static constexpr auto fields = std::tuple{
        &ProfileRecord::shown,
        &ProfileRecord::kept,
        &ProfileRecord::note,
        &ProfileRecord::language,
        &ProfileRecord::audience,
        &ProfileRecord::avatar,
        &ProfileRecord::header,
        &ProfileRecord::listed,
        &ProfileRecord::expertise,
        &ProfileRecord::reviews_a_term,
        &ProfileRecord::mentors};
    bool operator==(ProfileRecord const&) const = default;
};

struct SessionRecord {
    std::string account{};
    Instant created{};
    Instant seen{};
    bool second_factor{};  // they proved it when they signed in
    std::string client{};  // what they signed in with, for their list of sign-ins
    Instant proved{};      // when they last gave their password
    static constexpr auto fields = std::tuple{
        &SessionRecord::account,
        &SessionRecord::created,
        &SessionRecord::seen,
        &SessionRecord::second_factor,
        &SessionRecord::client,
        &SessionRecord::proved};
    bool operator==(SessionRecord const&) const = default;
};

struct SecondFactorRecord {
    std::string seed{};                   // of RFC 6238; sealed; empty: none was asked for
    bool confirmed{};                     // a first code was right: from now on it is asked for
    std::uint64_t last_step{};            // the newest time step whose code was used: each counts once
    std::vector<TokenDigest> recovery{};  // keyed digests of the codes that are left; beside passkeys too
    static constexpr auto fields = std::tuple{
        &SecondFactorRecord::seed,
        &SecondFactorRecord::confirmed,
        &SecondFactorRecord::last_step,
        &SecondFactorRecord::recovery};
    bool operator==(SecondFactorRecord const&) const = default;
};

// A key in somebody's telephone, computer or security key that signs for them (WebAuthn).
struct PasskeyRecord {
    Handle of{};               // person
    std::string name{};        // for them: which device it is in
    std::string credential{};  // the id that its authenticator gave it
    std::string key{};         // public, with its algorithm
    std::string user{};        // the random id by which authenticators know the person
    std::uint64_t counter{};   // of its signatures; 0: it does not count them
    Instant created{};
    Instant used{};  // last; 0: never
    static constexpr auto fields = std::tuple{
        &PasskeyRecord::of,
        &PasskeyRecord::name,
        &PasskeyRecord::credential,
        &PasskeyRecord::key,
        &PasskeyRecord::user,
        &PasskeyRecord::counter,
        &PasskeyRecord::created,
        &PasskeyRecord::used};
    bool operator==(PasskeyRecord const&) const = default;
};

// An address to sign up by, under the digest of its token.
struct InvitationRecord {
    std::string by{};  // account
    Roles roles{};
    Constituency constituency{};
    Belonging belonging{};
    bool pupil{};
    Handle community{};  // joined at once; 0: none
    std::uint64_t uses_left{};
    Instant created{};
    Instant expires{};
    std::string note{};  // for whom, in the inviter's words
    static constexpr auto fields = std::tuple{
        &InvitationRecord::by,
        &InvitationRecord::roles,
        &InvitationRecord::constituency,
        &InvitationRecord::belonging,
        &InvitationRecord::pupil,
        &InvitationRecord::community,
        &InvitationRecord::uses_left,
        &InvitationRecord::created,
        &InvitationRecord::expires,
        &InvitationRecord::note};
    bool operator==(InvitationRecord const&) const = default;
};

}  // namespace collegium::storage
