#include "federation/signing/verify.hpp"

#include "crypto/http_text.hpp"
#include "crypto/object_proof.hpp"
#include "federation/fetching/relayed.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/partners/handshake.hpp"
#include "federation/partners/policy.hpp"
#include "federation/signing/claim.hpp"
#include "federation/signing/habit.hpp"
#include "storage/names.hpp"

#include <utility>

namespace collegium::federation {

namespace asio = boost::asio;
using KeyResult = Result<std::shared_ptr<KnownKey const>>;

namespace {

// What was asked for this key was not asked in vain.
void note_right(Node const& node, std::string const& key_id, FetchBudget& budget) {
    auto const place = Iri::parse(key_id);
    if (place && budget.keys_asked > 0)
        node.keys.requests().was_right(place->host(), std::exchange(budget.keys_asked, 0U));
}

asio::awaitable<KeyResult> key_of_claim(Node const& node, Claim const& claim, FetchBudget& budget) {
    auto const key = co_await resolve_key(node, claim.key_id, budget);
    if (!key) co_return key.error();
    if (claim.verifies((*key)->key)) {
        note_right(node, claim.key_id, budget);
        co_return *key;
    }

    // The peer may have changed its key.
    auto const fresh = co_await renew_key(node, claim.key_id, *key, budget);
    if (!fresh) co_return fresh.error();
    if (!claim.verifies((*fresh)->key)) co_return Refusal{Reason::forged, "the signature does not verify"};
    note_right(node, claim.key_id, budget);
    co_return *fresh;
}

// Who signs so can read it: answers may come in the same form.
storage::SignatureFormat format_of(crypto::PublicKey const& key) {
    return std::holds_alternative<crypto::Ed25519PublicKey>(key) ? storage::SignatureFormat::rfc9421_ed25519
                                                                 : storage::SignatureFormat::rfc9421_rsa;
}

// An actor that says that it is gone: its key may be gone with it.
bool is_farewell(Activity const& activity) {
    return activity.verb() == Verb::delete_ && activity.object_id() == activity.actor().text();
}

// A large node tells everybody of each deleted actor. Asking for the keys of those whom we never met would be a storm.
bool is_farewell_of_stranger(Node const& node, std::string const& body) {
    auto json = Json::read_object(body);
    if (!json) return false;
    auto const activity = Activity::parse(*std::move(json));
    if (!activity || !is_farewell(*activity)) return false;
    return !node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, activity->actor().text());
        return handle && tables.actors.contains(tx, *handle);
    });
}

// The key that made the signature, whose host is a partner, or a stranger who introduces itself. The cheap things come
// first.
asio::awaitable<KeyResult> prove(Node const& node, Claim const& claim, SignedPost const& post, FetchBudget& budget) {
    std::chrono::minutes const window{node.settings.limits.signature_window_minutes};
    if (auto const timely = check_time(claim, node.clock.now(), window); !timely) co_return timely.error();
    auto const key_iri = Iri::parse(claim.key_id);
    if (!key_iri) co_return Refusal{Reason::unknown_key, "a key id that is not an https IRI"};
    budget.for_introduction = passage_of(node, key_iri->host()) == Passage::handshake;
    auto const welcome = budget.for_introduction ? check_introduction(node, claim.key_id, post.body, post.place)
                                                 : require_partner(node, key_iri->host());
    if (!welcome) co_return welcome.error();
    if (!holds_key(node, claim.key_id) && is_farewell_of_stranger(node, post.body))
        co_return Refusal{Reason::unconcerned, "the Delete of somebody whom we never met"};

    auto const key = co_await key_of_claim(node, claim, budget);
    if (!key) co_return key.error();
    std::string host{key_iri->host()};
    if (claim.is_rfc9421) co_await learn_habit(node, std::move(host), format_of((*key)->key), Evidence::claimed);
    co_return *key;
}

// That the document of an actor's key is gone, only the actor's own node can bring about.
Result<void> check_farewell_without_key(Activity const& activity, std::string_view key_id) {
    auto const document = document_of_key(key_id);
    bool const own = document && *document == activity.actor();
    if (!own || !is_farewell(activity)) return Refusal{Reason::unknown_key, "the key's document was deleted"};
    return {};
}

}  // namespace

asio::awaitable<Result<std::string>> verify_fetch(Node const& node, SignedFetch fetch) {
    auto const origin = node.settings.origin();
    crypto::RequestView const view{fetch.method, origin, fetch.target, fetch.fields};
    auto const claim = read_claim(view, "");
    if (!claim) co_return claim.error();
    if (crypto::field_value(fetch.fields, "host") != node.settings.node.domain)
        co_return Refusal{Reason::misdirected, "signed for another host"};
    FetchBudget budget;
    SignedPost const nothing_posted;
    auto const key = co_await prove(node, *claim, nothing_posted, budget);
    if (!key) co_return key.error();
    co_return (*key)->owner;
}

asio::awaitable<Result<Verified>> verify(Node const& node, SignedPost post, FetchBudget& budget) {
    auto const origin = node.settings.origin();
    crypto::RequestView const view{"POST", origin, post.target, post.fields};
    auto const claim = read_claim(view, post.body);
    if (!claim) co_return claim.error();
    auto const key = co_await prove(node, *claim, post, budget);
    if (!key && key.error().reason() != Reason::gone) co_return key.error();
    auto json = Json::read_object(std::move(post.body), incoming_json);
    if (!json) co_return json.error();
    auto activity = Activity::parse(*std::move(json));
    if (!activity) co_return activity.error();
    if (!key) {
        auto const farewell = check_farewell_without_key(*activity, claim->key_id);
        if (!farewell) co_return farewell.error();
        co_return Verified{*std::move(activity), false};
    }
    if (activity->actor().text() == (*key)->owner) co_return Verified{*std::move(activity), false};

    co_return co_await confirm_relayed(node, *std::move(activity), budget);
}

asio::awaitable<Result<Verified>> verify_relayed(Node const& node, Activity activity, FetchBudget& budget) {
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

    auto const key = co_await resolve_key(node, proof->verification_method, budget);
    // Whoever passes it on is not told that nothing can be taken (503): it is a third one that cannot be reached.
    if (!key && key.error().reason() == Reason::unavailable)
        co_return Refusal{Reason::unknown_key, "the key of who did it cannot be had now"};
    if (!key) co_return key.error();
    auto const* const ed25519 = std::get_if<crypto::Ed25519PublicKey>(&(*key)->key);
    if ((*key)->owner != activity.actor().text()) co_return Refusal{Reason::foreign, "the proof is not the actor's"};
    if (ed25519 == nullptr || !crypto::verify_proof(activity.root(), *ed25519))
        co_return Refusal{Reason::forged, "the proof does not verify"};
    note_right(node, proof->verification_method, budget);
    co_return Verified{std::move(activity), false};
}

Result<Verified> own_act(Settings const& settings, Activity activity) {
    if (activity.actor().host() != settings.node.domain) return Refusal{Reason::foreign, "not an actor of this node"};
    return Verified{std::move(activity), true};
}

Result<Verified> wrapped_at_home(Verified const& announce, Activity inner) {
    if (!inner.actor().same_origin(announce.activity().actor()))
        return Refusal{Reason::foreign, "the announcer does not speak for that actor"};
    return Verified{std::move(inner), false};
}

}  // namespace collegium::federation
