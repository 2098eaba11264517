#include "server/openid/identity.hpp"

#include "server/members/words.hpp"

#include <algorithm>

namespace collegium::server::openid {

using federation::Json;
using federation::text_member;

namespace {

constexpr std::chrono::minutes clocks_differ{2};

std::optional<Instant> time_of(JsonValue const& payload, std::string_view name) {
    auto const* const value = federation::member(payload, name);
    if (value == nullptr || !value->IsInt64()) return std::nullopt;
    return Instant{std::chrono::seconds{value->GetInt64()}};
}

std::vector<std::string> texts_of(JsonValue const& payload, std::string_view name) {
    std::vector<std::string> found;
    auto const* const value = federation::member(payload, name);
    if (value == nullptr) return found;
    if (value->IsString()) found.emplace_back(federation::text_of(*value));
    if (!value->IsArray()) return found;
    for (auto const& each : value->GetArray())
        if (each.IsString()) found.emplace_back(federation::text_of(each));
    return found;
}

bool contains(std::vector<std::string> const& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

// The client's id among several audiences needs "azp" to be ours as well.
Result<void> check_audience(JsonValue const& payload, std::string const& client) {
    auto const audience = texts_of(payload, "aud");
    auto const party = text_member(payload, "azp");
    bool const ours = contains(audience, client) && (audience.size() == 1 || party == client);
    if (!ours || (!party.empty() && party != client)) return Refusal{Reason::forged, "a token for another client"};
    return {};
}

Result<void> check_times(JsonValue const& payload, Instant now) {
    auto const expires = time_of(payload, "exp"), issued = time_of(payload, "iat");
    if (!expires || !issued) return Refusal{Reason::malformed, "a token without its times"};
    if (now >= *expires + clocks_differ || *issued > now + clocks_differ)
        return Refusal{Reason::stale, "a token that is not of now"};
    return {};
}

// Only the claim counts: a parameter of the request may be changed by whoever makes it.
Result<void> check_place(JsonValue const& payload, Settings::OpenId const& settings) {
    bool const right_domain = settings.hosted_domain.empty() || text_member(payload, "hd") == settings.hosted_domain;
    bool const right_tenant = settings.tenant.empty() || text_member(payload, "tid") == settings.tenant;
    if (!right_domain || !right_tenant) return Refusal{Reason::not_allowed, "an account of another school"};
    return {};
}

std::string subject_of(JsonValue const& payload) {
    auto const tenant = text_member(payload, "tid"), object = text_member(payload, "oid");
    if (!tenant.empty() && !object.empty()) return std::string{tenant} + "/" + std::string{object};
    return std::string{text_member(payload, "sub")};
}

// Instead of too many groups Microsoft names a place to ask for them, which needs rights that nobody should give us.
bool are_left_out(JsonValue const& payload, std::string const& claim) {
    auto const* const names = federation::member(payload, "_claim_names");
    bool const elsewhere = names != nullptr && names->IsObject() && federation::member(*names, claim) != nullptr;
    auto const* const has = federation::member(payload, "hasgroups");
    return elsewhere || (has != nullptr && has->IsTrue());
}

bool depend_on_groups(Settings::OpenId const& settings) {
    return !settings.allowed_groups.empty() || !settings.pupil_groups.empty() || !settings.roles.empty() ||
           !settings.constituencies.empty();
}

// "Staff=teacher" among `lines`: whether one of the person's groups stands before the sign, and what after it.
template <class Visit>
void each_match(std::vector<std::string> const& lines, Identity const& identity, Visit visit) {
    for (auto const& line : lines) {
        auto const sign = line.rfind('=');
        if (sign != std::string::npos && contains(identity.groups, line.substr(0, sign))) visit(line.substr(sign + 1));
    }
}

}  // namespace

Result<Identity> identity_of(Json const& payload, Settings::OpenId const& settings, Expected const& expected) {
    auto const& claims = payload.root();
    if (text_member(claims, "iss") != expected.issuer) return Refusal{Reason::forged, "a token of another issuer"};
    if (auto const fits = check_audience(claims, settings.client_id); !fits) return fits.error();
    if (auto const fits = check_times(claims, expected.now); !fits) return fits.error();
    if (!expected.nonce.empty() && text_member(claims, "nonce") != expected.nonce)
        return Refusal{Reason::forged, "a token for another sign-in"};
    if (auto const fits = check_place(claims, settings); !fits) return fits.error();
    Identity identity;
    identity.issuer = expected.issuer;
    identity.subject = subject_of(claims);
    identity.name = std::string{text_member(claims, "name")};
    identity.preferred = std::string{text_member(claims, "preferred_username")};
    identity.groups = texts_of(claims, settings.groups_claim);
    identity.groups_left_out = identity.groups.empty() && are_left_out(claims, settings.groups_claim);
    identity.second_factor = contains(texts_of(claims, "amr"), "mfa");
    if (auto const proved = time_of(claims, "auth_time")) identity.proved = std::min(*proved, expected.now);
    if (identity.subject.empty()) return Refusal{Reason::malformed, "a token about nobody"};
    return identity;
}

Result<void> check_proof(Identity const& identity, Instant since) {
    if (identity.proved && *identity.proved < since - clocks_differ)
        return Refusal{Reason::stale, "the provider let them in without asking who they are"};
    return {};
}

Result<void> check_groups(Identity const& identity, Settings::OpenId const& settings) {
    if (identity.groups_left_out && depend_on_groups(settings))
        return Refusal{Reason::too_large, "too many groups: let tokens carry only groups assigned to the application"};
    if (identity.groups.empty() && !settings.pupil_groups.empty())
        return Refusal{Reason::not_allowed, "no groups are told, so that nobody knows whether this is a pupil"};
    auto const may_come = [&](std::string const& group) { return contains(settings.allowed_groups, group); };
    if (settings.allowed_groups.empty() || std::ranges::any_of(identity.groups, may_come)) return {};
    return Refusal{Reason::not_allowed, "in none of the groups that may come in"};
}

void apply_groups(storage::AccountRecord& account, Identity const& identity, Settings::OpenId const& settings) {
    for (auto const& line : settings.roles) {
        auto const role = members::value_named(members::roles(), std::string_view{line}.substr(line.rfind('=') + 1));
        if (role) account.roles.remove(*role);
    }
    each_match(settings.roles, identity, [&](std::string const& name) {
        if (auto const role = members::value_named(members::roles(), name)) account.roles.add(*role);
    });
    each_match(settings.constituencies, identity, [&](std::string const& name) {
        if (auto const constituency = members::value_named(members::constituencies(), name))
            account.constituency = *constituency;
    });
    auto const is_pupils = [&](std::string const& group) { return contains(settings.pupil_groups, group); };
    if (!settings.pupil_groups.empty()) account.pupil = std::ranges::any_of(identity.groups, is_pupils);
    if (account.pupil) account.roles = {};
}

}  // namespace collegium::server::openid
