#include "federation/signing/claim.hpp"

#include "crypto/digest.hpp"
#include "crypto/http_text.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

namespace chrono = std::chrono;

using crypto::field_value;
using crypto::RequestView;
using Names = std::vector<std::string>;

namespace {

bool covers(Names const& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool has_body(RequestView const& request) {
    return request.method == "POST";
}

Instant from_seconds(std::int64_t seconds) {
    // Beyond the year 9999 nothing is meant; clamping keeps the arithmetic defined.
    return Instant{chrono::seconds{std::clamp<std::int64_t>(seconds, 0, 253'402'300'799)}};
}

std::optional<Instant> to_instant(std::optional<std::int64_t> seconds) {
    return seconds ? std::optional{from_seconds(*seconds)} : std::nullopt;
}

// Every digest that is signed must be right: two of them could be meant for two readers.
Result<void> check_digests(RequestView const& request, Names const& names, std::string_view body) {
    auto const bytes = crypto::bytes_of(body);
    bool const right =
        (!covers(names, "digest") || crypto::digest_field_matches(field_value(request.fields, "digest"), bytes)) &&
        (!covers(names, "content-digest") ||
         crypto::content_digest_field_matches(field_value(request.fields, "content-digest"), bytes));
    if (!right) return Refusal{Reason::forged, "the digest is not the body's"};
    return {};
}

Result<void> check_cavage_cover(RequestView const& request, Names const& names) {
    if (!covers(names, "(request-target)"))
        return Refusal{Reason::missing_digest, "the signature must cover (request-target)"};
    if (has_body(request) && !covers(names, "digest") && !covers(names, "content-digest"))
        return Refusal{Reason::missing_digest, "the signature must cover the digest"};
    if (!has_body(request) && !covers(names, "host"))
        return Refusal{Reason::missing_digest, "the signature must cover host"};
    if (!covers(names, "date") && !covers(names, "(created)"))
        return Refusal{Reason::missing_digest, "the signature must cover date or (created)"};
    return {};
}

std::optional<Instant> time_of(RequestView const& request, crypto::CavageSignature const& signature) {
    if (covers(signature.headers, "date")) return from_http_date(field_value(request.fields, "date"));
    return to_instant(signature.created);
}

Result<Claim> read_cavage(RequestView const& request, std::string_view body, std::string_view field) {
    auto const parsed = crypto::parse_cavage(field);
    if (!parsed) return Refusal{Reason::unsigned_, "a Signature field that cannot be read"};
    if (auto const cover = check_cavage_cover(request, parsed->headers); !cover) return cover.error();
    if (auto const digest = check_digests(request, parsed->headers, body); !digest) return digest.error();

    auto whole = crypto::cavage_signing_string(*parsed, request, request.target);
    auto bare = crypto::cavage_signing_string(*parsed, request, request.target.substr(0, request.target.find('?')));
    if (!whole || !bare) return Refusal{Reason::forged, "a signed header is not in the request"};
    auto const created = time_of(request, *parsed);
    if (!created) return Refusal{Reason::stale, "a time of signing that cannot be read"};
    return Claim{
        parsed->key_id,
        false,
        *created,
        to_instant(parsed->expires),
        covers(parsed->headers, "(expires)"),
        [signature = *parsed, whole = *std::move(whole), bare = *std::move(bare)](crypto::PublicKey const& key) {
            // Some peers sign the path without its query.
            return crypto::verify_cavage(signature, whole, key) ||
                   (bare != whole && crypto::verify_cavage(signature, bare, key));
        }};
}

Result<Claim> read_rfc9421(RequestView const& request, std::string_view body) {
    auto const all = crypto::parse_message_signatures(
        field_value(request.fields, "signature-input"), field_value(request.fields, "signature")
    );
    if (!all || all->empty()) return Refusal{Reason::unsigned_, "Signature-Input that cannot be read"};
    auto const covers_request = [&](crypto::MessageSignature const& signature) {
        auto const& names = signature.components;
        return covers(names, "@method") && covers(names, "@target-uri") &&
               (!has_body(request) || covers(names, "content-digest"));
    };
    auto const usable = std::ranges::find_if(*all, covers_request);
    if (usable == all->end())
        return Refusal{Reason::missing_digest, "the signature must cover @method, @target-uri and content-digest"};
    if (usable->key_id.empty() || !usable->created)
        return Refusal{Reason::missing_digest, "the signature must have keyid and created"};
    if (auto const digest = check_digests(request, usable->components, body); !digest) return digest.error();

    auto base = crypto::signature_base(*usable, request);
    if (!base) return Refusal{Reason::forged, "a signed component is not in the request"};
    return Claim{
        usable->key_id,
        true,
        from_seconds(*usable->created),
        to_instant(usable->expires),
        true,
        [signature = *usable, base = *std::move(base)](crypto::PublicKey const& key) {
            return crypto::verify_message(signature, base, key);
        }};
}

// Two readers could choose differently among two of them (security R2).
bool says_anything_twice(RequestView const& request) {
    constexpr std::array<std::string_view, 7> deciding{
        "signature", "signature-input", "authorization", "digest", "content-digest", "date", "host"};
    return std::ranges::any_of(deciding, [&](auto name) { return crypto::count_fields(request.fields, name) > 1; });
}

}  // namespace

Result<Claim> read_claim(RequestView const& request, std::string_view body) {
    if (says_anything_twice(request)) return Refusal{Reason::forged, "a field that decides is there twice"};
    if (!field_value(request.fields, "signature-input").empty()) return read_rfc9421(request, body);
    if (auto const field = field_value(request.fields, "signature"); !field.empty())
        return read_cavage(request, body, field);
    constexpr std::string_view scheme = "Signature ";
    if (auto const field = field_value(request.fields, "authorization"); field.starts_with(scheme))
        return read_cavage(request, body, field.substr(scheme.size()));
    return Refusal{Reason::unsigned_, "no signature"};
}

Result<void> check_time(Claim const& claim, Instant now, chrono::minutes window) {
    constexpr chrono::minutes on_the_way{5};
    constexpr chrono::hours longest{12};
    bool const may_last = claim.expires && claim.expires_is_signed;
    auto const latest = claim.created + (may_last ? chrono::minutes{longest} : on_the_way);
    auto const ends = claim.expires ? std::min(*claim.expires, latest) : latest;
    if (claim.created > now + window) return Refusal{Reason::stale, "a signature from the future"};
    if (now > ends + window) return Refusal{Reason::stale, "a signature that is too old"};
    return {};
}

}  // namespace collegium::federation
