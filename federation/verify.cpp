#include "federation/verify.hpp"

#include "config/log.hpp"
#include "crypto/digest.hpp"
#include "crypto/object_proof.hpp"
#include "federation/handshake.hpp"
#include "federation/policy.hpp"
#include "federation/resolve.hpp"

#include <algorithm>

namespace collegium::federation {

namespace asio = boost::asio;
namespace chrono = std::chrono;

namespace {

// A signature of either dialect, reduced to what the rest of the check needs.
struct Claim {
    std::string key_id;
    std::optional<Instant> created;
    std::optional<Instant> expires;
    std::function<bool(crypto::PublicKey const&)> verifies;
};

std::string_view field_of(SignedPost const& post, std::string_view name) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (auto const& field : post.fields)
        if (std::ranges::equal(field.name, name, {}, lower, lower)) return field.value;
    return {};
}

Instant from_seconds(std::int64_t seconds) {
    // Beyond the year 9999 nothing is meant; clamping keeps the arithmetic defined.
    return Instant{chrono::seconds{std::clamp<std::int64_t>(seconds, 0, 253'402'300'799)}};
}

std::optional<Instant> to_instant(std::optional<std::int64_t> seconds) {
    return seconds ? std::optional{from_seconds(*seconds)} : std::nullopt;
}

Result<void> check_digest(SignedPost const& post, std::string_view name) {
    auto const field = field_of(post, name);
    auto const body = crypto::bytes_of(post.body);
    bool const right = name == "digest" ? crypto::digest_field_matches(field, body)
                                        : crypto::content_digest_field_matches(field, body);
    if (!right) return Refusal{Reason::forged, "the digest is not the body's"};
    return {};
}

Result<Claim> read_cavage(SignedPost const& post, crypto::RequestView const& view, std::string_view field) {
    auto const parsed = crypto::parse_cavage(field);
    if (!parsed) return Refusal{Reason::unsigned_, "a Signature field that cannot be read"};
    auto const covers = [&](std::string_view name) {
        return std::ranges::find(parsed->headers, name) != parsed->headers.end();
    };
    bool const by_digest = covers("digest"), by_content_digest = covers("content-digest");
    if (!covers("(request-target)") || !(by_digest || by_content_digest))
        return Refusal{Reason::missing_digest, "the signature must cover (request-target) and digest"};
    if (!covers("date") && !covers("(created)"))
        return Refusal{Reason::missing_digest, "the signature must cover date or (created)"};
    if (auto const digest = check_digest(post, by_digest ? "digest" : "content-digest"); !digest) return digest.error();

    auto whole = crypto::cavage_signing_string(*parsed, view, view.target);
    auto bare = crypto::cavage_signing_string(*parsed, view, view.target.substr(0, view.target.find('?')));
    if (!whole || !bare) return Refusal{Reason::forged, "a signed header is not in the request"};
    auto const date = covers("date") ? from_http_date(field_of(post, "date")) : std::nullopt;
    if (covers("date") && !date) return Refusal{Reason::stale, "a Date that cannot be read"};
    return Claim{
        parsed->key_id,
        date ? date : to_instant(parsed->created),
        to_instant(parsed->expires),
        [signature = *parsed, whole = *std::move(whole), bare = *std::move(bare)](crypto::PublicKey const& key) {
            // Some peers sign the path without its query.
            return crypto::verify_cavage(signature, whole, key) ||
                   (bare != whole && crypto::verify_cavage(signature, bare, key));
        }};
}

bool covers_request(crypto::MessageSignature const& signature) {
    auto const covers = [&](std::string_view name) {
        return std::ranges::find(signature.components, name) != signature.components.end();
    };
    return covers("@method") && covers("@target-uri") && covers("content-digest");
}

Result<Claim> read_message_signature(SignedPost const& post, crypto::RequestView const& view) {
    auto const all = crypto::parse_message_signatures(field_of(post, "signature-input"), field_of(post, "signature"));
    if (!all || all->empty()) return Refusal{Reason::unsigned_, "Signature-Input that cannot be read"};
    auto const usable = std::ranges::find_if(*all, covers_request);
    if (usable == all->end())
        return Refusal{Reason::missing_digest, "the signature must cover @method, @target-uri and content-digest"};
    if (usable->key_id.empty() || !usable->created)
        return Refusal{Reason::missing_digest, "the signature must have keyid and created"};
    if (auto const digest = check_digest(post, "content-digest"); !digest) return digest.error();

    auto base = crypto::signature_base(*usable, view);
    if (!base) return Refusal{Reason::forged, "a signed component is not in the request"};
    return Claim{
        usable->key_id,
        to_instant(usable->created),
        to_instant(usable->expires),
        [signature = *usable, base = *std::move(base)](crypto::PublicKey const& key) {
            return crypto::verify_message(signature, base, key);
        }};
}

Result<Claim> read_claim(SignedPost const& post, crypto::RequestView const& view) {
    if (!field_of(post, "signature-input").empty()) return read_message_signature(post, view);
    if (auto const field = field_of(post, "signature"); !field.empty()) return read_cavage(post, view, field);
    constexpr std::string_view scheme = "Signature ";
    if (auto const field = field_of(post, "authorization"); field.starts_with(scheme))
        return read_cavage(post, view, field.substr(scheme.size()));
    return Refusal{Reason::unsigned_, "no signature"};
}

// Both clocks may be wrong by the window; the past gets five minutes more for the time on the way.
Result<void> check_time(Claim const& claim, Instant now, chrono::minutes window) {
    constexpr chrono::minutes on_the_way{5};
    if (!claim.created) return Refusal{Reason::stale, "a signature without a time"};
    if (*claim.created > now + window || *claim.created < now - window - on_the_way)
        return Refusal{Reason::stale, "the signature's time is outside the window"};
    if (claim.expires && *claim.expires < now - window) return Refusal{Reason::stale, "the signature has expired"};
    return {};
}

asio::awaitable<Result<std::string>> signer_of_claim(Node const& node, Claim const& claim, FetchBudget& budget) {
    auto const key = co_await resolve_key(node, claim.key_id, budget);
    if (!key) co_return key.error();
    if (claim.verifies((*key)->key)) co_return (*key)->owner;

    // The peer may have changed its key: ask once, not for each forged request.
    if (!node.keys.may_refetch(claim.key_id, node.clock.now()))
        co_return Refusal{Reason::forged, "the signature does not verify"};
    auto const fresh = co_await refetch_key(node, claim.key_id, budget);
    if (!fresh) co_return fresh.error();
    if (!claim.verifies((*fresh)->key)) co_return Refusal{Reason::forged, "the signature does not verify"};
    co_return (*fresh)->owner;
}

}  // namespace

asio::awaitable<Result<Verified>> verify(Node const& node, SignedPost post) {
    auto const origin = node.settings.origin();
    crypto::RequestView const view{"POST", origin, post.target, post.fields};
    auto const claim = read_claim(post, view);
    if (!claim) co_return claim.error();
    chrono::minutes const window{node.settings.limits.signature_window_minutes};
    if (auto const timely = check_time(*claim, node.clock.now(), window); !timely) co_return timely.error();

    auto const key_iri = Iri::parse(claim->key_id);
    if (!key_iri) co_return Refusal{Reason::unknown_key, "a key id that is not an https IRI"};
    FetchBudget budget;
    budget.for_introduction = passage_of(node, key_iri->host()) == Passage::handshake;
    auto const welcome = budget.for_introduction ? check_introduction(node, claim->key_id, post.body)
                                                 : require_partner(node, key_iri->host());
    if (!welcome) co_return welcome.error();

    auto const signer = co_await signer_of_claim(node, *claim, budget);
    if (!signer) co_return signer.error();
    auto json = Json::read_object(std::move(post.body));
    if (!json) co_return json.error();
    auto activity = Activity::parse(*std::move(json));
    if (!activity) co_return activity.error();
    if (activity->actor().text() == *signer) co_return Verified{*std::move(activity), false};

    // Somebody passed it on: then only the actor's own proof counts.
    auto relayed = co_await verify_relayed(node, *std::move(activity));
    if (!relayed && relayed.error().reason() == Reason::unsigned_)
        co_return Refusal{Reason::foreign, "signed by somebody else, and without the actor's proof"};
    co_return relayed;
}

asio::awaitable<Result<Verified>> verify_relayed(Node const& node, Activity activity) {
    auto const proof = crypto::read_proof(activity.root());
    if (!proof) co_return Refusal{Reason::unsigned_, "passed on without the actor's proof"};
    auto const method = Iri::parse(proof->verification_method);
    if (!method || !method->same_origin(activity.actor()))
        co_return Refusal{Reason::foreign, "the proof's key is not at the actor's origin"};
    auto const expires = from_rfc3339(proof->expires);
    if (!proof->expires.empty() && (!expires || *expires < node.clock.now()))
        co_return Refusal{Reason::stale, "the proof has expired"};
    if (activity.actor().host() != node.settings.node.domain) {
        auto const partner = require_partner(node, activity.actor().host());
        if (!partner) co_return partner.error();
    }

    FetchBudget budget;
    auto const key = co_await resolve_key(node, proof->verification_method, budget);
    if (!key) co_return key.error();
    auto const* const ed25519 = std::get_if<crypto::Ed25519PublicKey>(&(*key)->key);
    if ((*key)->owner != activity.actor().text()) co_return Refusal{Reason::foreign, "the proof is not the actor's"};
    if (ed25519 == nullptr || !crypto::verify_proof(activity.root(), *ed25519))
        co_return Refusal{Reason::forged, "the proof does not verify"};
    co_return Verified{std::move(activity), false};
}

Result<Verified> own_act(Settings const& settings, Activity activity) {
    if (activity.actor().host() != settings.node.domain) return Refusal{Reason::foreign, "not an actor of this node"};
    return Verified{std::move(activity), true};
}

}  // namespace collegium::federation
